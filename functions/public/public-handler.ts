// What anybody may ask: whether the hotline is well, what its API looks like, and the report page with its API.
import { writtenNumber } from '../../core/numbers/number-words.ts';
import type { HttpEvent, HttpResult } from '../http/lambda-http.ts';
import { Problem, problemResult } from '../http/problem.ts';
import { outageProblem, storeTrouble } from '../http/outage-problem.ts';
import { pathOf, queryOf } from '../http/read-request.ts';
import { ROUTES, routeKey, type PublicRouteId } from '../routes.ts';
import { within } from '../within.ts';
import type { Runtime } from '../runtime.ts';
import { takeAppeal, tellAppealState } from './appeals.ts';
import { openApiDocument } from './openapi.ts';
import { earlierNotices } from './privacy-page/earlier-notices.ts';
import { privacyPage } from './privacy-page/privacy-page.ts';
import { publish, type PageFiles, type PublishedFiles } from './report-page/page-files.ts';
import { pageLanguage } from './report-page/language.ts';
import { PAGE_HEADERS, reportPage } from './report-page/page.ts';
import { callToProve } from './proof-call.ts';
import { takeRightsRequest, tellRightsState } from './rights.ts';
import { giveChallenge, takeReport, tellCase } from './reports.ts';

type PublicOperation = (
  event: HttpEvent,
  runtime: Runtime,
  files: () => PublishedFiles,
) => Promise<HttpResult>;

const OPERATIONS: Readonly<Record<PublicRouteId, PublicOperation>> = {
  health: async (_event, runtime) => {
    const [problems, shelf] = await Promise.all([problemsOf(runtime), shelfHealth(runtime)]);
    const all = [...problems, ...shelf.problems];
    return json(
      all.length === 0
        ? { status: 'ok' }
        : { status: 'degraded', problems: all, ...(shelf.count === 0 ? {} : { failedTasks: shelf.count }) },
    );
  },
  openapi: (_event, runtime) => Promise.resolve(json(openApiDocument(runtime.publicUrl))),
  'report.page': showPage,
  'privacy.page': showPrivacy,
  'report.file': (event, _runtime, files) => Promise.resolve(showFile(event, files())),
  'public.challenge': giveChallenge,
  'public.report': takeReport,
  'public.case': tellCase,
  'public.appeal': takeAppeal,
  'public.appeal-state': tellAppealState,
  'public.rights': takeRightsRequest,
  'public.rights-call': callToProve,
  'public.rights-state': tellRightsState,
};

/** @param pageFiles read when the page is first asked for */
export function createPublicHandler(
  runtime: Runtime,
  pageFiles: () => PageFiles,
): (event: HttpEvent) => Promise<HttpResult> {
  const ids = Object.keys(OPERATIONS) as PublicRouteId[];
  const byKey = new Map<string, PublicRouteId>(ids.map((id) => [routeKey(ROUTES[id]), id]));
  let published: PublishedFiles | undefined;
  const files = (): PublishedFiles => (published ??= publish(pageFiles()));
  return async (event) => {
    const id = byKey.get(event.routeKey);
    if (id === undefined) return problemResult(new Problem('not-found', 'No such route.'));
    try {
      return await OPERATIONS[id](event, runtime, files);
    } catch (error) {
      if (error instanceof Problem) return problemResult(error);
      runtime.log.error('public request failed', { route: id, error });
      const kind = outageProblem(error)?.kind;
      const instead = `Please call ${hotlineNumber(runtime)}.`;
      return problemResult(
        kind === undefined
          ? new Problem('internal', 'An unexpected error occurred. It was logged.')
          : new Problem(kind, instead),
      );
    }
  };
}

/** As people write it, from the settings that were read last. */
function hotlineNumber({ settings }: Runtime): string {
  const { number, region } = settings.lastGood().hotline;
  return writtenNumber(number, region);
}

async function showPage(
  event: HttpEvent,
  runtime: Runtime,
  files: () => PublishedFiles,
): Promise<HttpResult> {
  const settings = await runtime.settings.current();
  const language = pageLanguage(
    queryOf(event).lang,
    event.headers['accept-language'],
    settings.hotline.language,
  );
  return { statusCode: 200, headers: { ...PAGE_HEADERS }, body: reportPage(settings, language, files()) };
}

async function showPrivacy(
  event: HttpEvent,
  runtime: Runtime,
  files: () => PublishedFiles,
): Promise<HttpResult> {
  const settings = await runtime.settings.current();
  const { lang, earlier } = queryOf(event);
  const language = pageLanguage(lang, event.headers['accept-language'], settings.hotline.language);
  const notices = earlier === undefined ? undefined : await earlierNotices(runtime);
  const body = privacyPage({ settings, language, files: files(), earlier: notices });
  return { statusCode: 200, headers: { ...PAGE_HEADERS }, body };
}

function showFile(event: HttpEvent, files: PublishedFiles): HttpResult {
  const found = Object.values(files).find(({ name }) => name === pathOf(event).file);
  if (found === undefined) throw new Problem('not-found', 'No such file.');
  return {
    statusCode: 200,
    headers: {
      'content-type': found.type,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    },
    body: found.body,
  };
}

/** Degraded is not down: calls are answered without the store too, so the status code stays 200. */
async function problemsOf({ store, log, troubles }: Runtime): Promise<string[]> {
  const others = troubles?.() ?? [];
  try {
    await store.settings.current();
    return [...others];
  } catch (error) {
    log.error('health: degraded', { error });
    return [...others, storeTrouble(error)];
  }
}

interface ShelfHealth {
  readonly count: number;
  readonly problems: readonly string[];
}

/** What was accepted and never done is a matter for a person, though calls are answered. */
async function shelfHealth({ shelf, log }: Runtime): Promise<ShelfHealth> {
  try {
    const count = await within<number | undefined>(SHELF_WITHIN_MS, shelf.count(), () => undefined);
    if (count === undefined)
      throw new Error(`the failed tasks were not counted within ${String(SHELF_WITHIN_MS)} ms`);
    if (count === 0) return { count, problems: [] };
    const tasks =
      count === 1
        ? '1 background task has failed and waits'
        : `${String(count)} background tasks have failed and wait`;
    return {
      count,
      problems: [`${tasks} for a person: open Failed tasks in the console, or run "hotline queue"`],
    };
  } catch (error) {
    log.error('health: degraded', { error });
    return {
      count: 0,
      problems: [
        'the queue of background tasks does not answer; what calls leave to it waits or is in the log',
      ],
    };
  }
}

const SHELF_WITHIN_MS = 1_500;

const json = (body: unknown): HttpResult => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});
