// Reports and appeals: what came in, and what its reporter is told.
import { DAY_MS } from '../../../core/basics/durations.ts';
import { randomUUID } from 'node:crypto';
import {
  caseExpiry,
  type CaseRecord,
  type Decision,
  type NewCase,
  newsOf,
} from '../../../core/cases/case.ts';
import { isConfirmable, shownStanding } from '../../../core/cases/claims.ts';
import { contentNote, suggestedCategory } from '../../../core/content/content-note.ts';
import type { Identity } from '../../../core/numbers/identity.ts';
import { normaliseNumber } from '../../../core/numbers/number-input.ts';
import { canBeTexted } from '../../../core/numbers/numbering-plan.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import { CaseNumbersTakenError } from '../../../store/cases/cases.ts';
import { CATALOGS } from '../../../twiml/prompts/index.ts';
import { caseNewsWords } from '../../../twiml/documents/case-documents.ts';
import { defer } from '../../commit.ts';
import { Problem } from '../../http/problem.ts';
import type { Runtime } from '../../runtime.ts';
import { caseNumberCandidates } from '../../keyed/case-numbers.ts';
import type { BodyOf, CaseView } from '../contract.ts';
import { caseNews } from '../settings/preview.ts';
import { answer, pathSegment, requireVersion, type Operations, type Outcome } from '../operation.ts';
import { newCase } from '../../../core/cases/open-case.ts';

type Routes = 'cases.page' | 'cases.post' | 'cases.get' | 'cases.patch' | 'cases.preview';

export const CASE_OPERATIONS: Operations<Routes> = {
  'cases.page': async ({ query, runtime }) => {
    const reported =
      query.reported === undefined ? undefined : await numberIn(query.reported, 'query', runtime);
    const { items, cursor } = await runtime.store.cases.page({ ...query, reported });
    const settings = await runtime.settings.current();
    const view = answer('cases.page', {
      items: items.map((found) => caseView(found, found.description, settings)),
      ...(cursor === undefined ? {} : { cursor }),
    });
    return reported === undefined ? view : { ...view, audit: { record: reported } };
  },

  'cases.post': async ({ body, writeKey = randomUUID(), subject, runtime }) => {
    const settings = await runtime.settings.current();
    const reported = await numberIn(body.reported, 'body', runtime);
    const opened = await openUnder(
      writeKey,
      newReport(reported, body, subject.id, settings, runtime.now()),
      runtime,
    );
    const { caseNumber } = opened;
    const at = opened.receivedAt;
    await defer({ kind: 'notify', notice: { kind: 'case', at, caseNumber, about: 'report' } }, runtime);
    return {
      ...answer('cases.post', await wholeView(opened, runtime), opened.version),
      audit: { record: caseNumber, detail: `opened: ${opened.category}, ${reported}`, act: caseNumber },
    };
  },

  'cases.get': async ({ path, runtime }) => {
    const found = await requireCase(pathSegment(path, 'caseNumber'), runtime);
    return answer('cases.get', await wholeView(found, runtime), found.version);
  },

  'cases.patch': async ({ path, body, ifMatch, writeKey, subject, runtime }) => {
    const found = await requireCase(pathSegment(path, 'caseNumber'), runtime);
    if (writeKey !== undefined && found.writeKey === writeKey) {
      return patched(found, runtime);
    }
    requireVersion(ifMatch, found.version);
    const { decision, feedback, status = decision === undefined ? found.status : 'closed' } = body;
    if (decision !== undefined) await decideAppeal(found, { decision, feedback, by: subject.id }, runtime);
    const change = {
      ...(decision === undefined ? {} : { decision }),
      at: runtime.now().toISOString(),
      by: subject.id,
      status,
      ...(feedback === undefined ? {} : { feedback }),
    };
    const { reports } = await runtime.settings.current();
    const expiresAt = caseExpiry(status, runtime.now(), reports.retentionDays);
    if (status === 'action-taken') await confirmClaim(found, runtime);
    const changed = await runtime.store.cases.change(found, change, writeKey, expiresAt);
    await tellReporter(changed, { decision, feedback }, runtime);
    return patched(changed, runtime);
  },

  'cases.preview': async ({ path, body, runtime }) => {
    const found = await requireCase(pathSegment(path, 'caseNumber'), runtime);
    const settings = await runtime.settings.current();
    const given = body.feedback === '' ? undefined : body.feedback;
    const { status = found.status } = body;
    const { language } = found;
    // A report that is moved on tells its new status, whatever became of it before.
    const { withdrawnFor: _, ...movedOn } = { ...found, status };
    const told = newsOf(status === found.status ? found : movedOn);
    const sms = textOf(found, { feedback: given }, settings);
    const news = {
      spoken: caseNews({ told, feedback: given ?? found.feedback, language }, settings),
      ...(sms === undefined ? {} : { sms }),
    };
    return answer('cases.preview', news);
  },
};

const patched = async (changed: CaseRecord, runtime: Runtime): Promise<Outcome> => {
  const { status, decision, feedback } = changed.history.at(-1) ?? changed;
  const words = [status, decision, feedback].filter((word) => word !== undefined);
  return {
    ...answer('cases.patch', await wholeView(changed, runtime), changed.version),
    audit: { detail: words.join(', ') },
  };
};

/** Where the settings say so; by telephone it can be heard in any case. */
async function tellReporter(changed: CaseRecord, news: News, runtime: Runtime): Promise<void> {
  const body = textOf(changed, news, await runtime.settings.current());
  const { reporter } = changed;
  if (body === undefined || reporter === undefined || !canBeTexted(reporter)) return;
  await runtime.deferred.send({ kind: 'send-sms', to: reporter, body });
}

interface News {
  readonly decision?: Decision | undefined;
  readonly feedback: string | undefined;
}

/** A decision is told with or without an answer. Undefined where nothing is sent. */
function textOf(
  found: CaseRecord,
  { decision, feedback }: News,
  { reports, hotline }: Settings,
): string | undefined {
  const { kind, caseNumber, reporter, language } = found;
  const decided = decision === undefined ? [] : [caseNewsWords(newsOf(found), language)];
  const words = [...decided, ...(feedback === undefined ? [] : [feedback])];
  if (!reports.sms || reporter === undefined || words.length === 0) return undefined;
  const company = hotline.company[language] ?? hotline.company[hotline.language] ?? '';
  return CATALOGS[language].newsSms[kind](company, caseNumber, words.join(language === 'zh-CN' ? '' : ' '));
}

/** Counted before the case says so: repeated, it is counted still. */
async function confirmClaim(found: CaseRecord, { store, now, settings }: Runtime): Promise<void> {
  const { reported, reporter, caseNumber } = found;
  if (!isConfirmable(found) || reported === undefined || reporter === undefined) return;
  const { retentionDays } = (await settings.current()).reports;
  const at = now();
  const expiresAt = new Date(at.getTime() + retentionDays * DAY_MS).toISOString();
  await store.callers.confirmReport({
    number: reported,
    reporter,
    caseNumber,
    at: at.toISOString(),
    expiresAt,
  });
}

interface Deciding {
  readonly decision: Decision;
  readonly feedback: string | undefined;
  readonly by: string;
}

/** The block is lifted before the case says so: repeated, it is lifted still. */
async function decideAppeal(
  { caseNumber, kind, reported, decision: before }: CaseRecord,
  { decision, feedback, by }: Deciding,
  runtime: Runtime,
): Promise<void> {
  if (kind !== 'appeal') throw new Problem('invalid-request', 'decision applies to appeals only.');
  if (before !== undefined)
    throw new Problem('conflict', `This appeal was already ${before === 'refused' ? 'denied' : before}.`);
  if (decision === 'refused') {
    if (feedback !== undefined) return;
    throw new Problem('invalid-request', 'feedback is required when you deny an appeal.');
  }
  if (reported !== undefined) await bringBack(reported, { caseNumber, by }, runtime);
}

/** Protected first: what still speaks against the number then has no effect while it is being withdrawn. */
async function bringBack(
  reported: Identity,
  { caseNumber, by }: { readonly caseNumber: string; readonly by: string },
  runtime: Runtime,
): Promise<void> {
  const at = runtime.now().toISOString();
  const { reports } = await runtime.settings.current();
  const until = new Date(runtime.now().getTime() + reports.appealProtectionDays * DAY_MS).toISOString();
  await runtime.store.callers.protect(reported, until);
  const block = (await runtime.store.listings.get(reported))?.listing;
  if (block?.list === 'block') await runtime.store.listings.remove(reported, block.version);
  await runtime.deferred.send({ kind: 'withdraw-evidence', number: reported, caseNumber, by, at });
}

/** A retried request finds the case of the first one again. */
async function openUnder(writeKey: string, report: NewCase, runtime: Runtime): Promise<CaseRecord> {
  const { challengeKey } = await runtime.secrets();
  const request = `staff:${writeKey}`;
  try {
    const candidates = caseNumberCandidates(challengeKey, request);
    return (await runtime.store.cases.open({ candidates, report: { ...report, request } })).kept;
  } catch (error) {
    if (!(error instanceof CaseNumbersTakenError)) throw error;
    throw new Problem('conflict', 'No case number is free right now. Retry.');
  }
}

function newReport(
  reported: Identity,
  { category, description, callSid }: BodyOf<'cases.post'>,
  openedBy: string,
  settings: Settings,
  now: Date,
): NewCase {
  const { language } = settings.hotline;
  return newCase(
    { kind: 'report', channel: 'staff', category, reported, description, openedBy, callSid, language },
    settings,
    now,
  );
}

async function numberIn(text: string, where: 'query' | 'body', runtime: Runtime): Promise<Identity> {
  const { hotline } = await runtime.settings.current();
  const read = normaliseNumber(text, hotline);
  if (read.ok) return read.number;
  throw new Problem('invalid-request', `${where} /reported: "${text}" ${read.problem}.`);
}

async function requireCase(caseNumber: string, runtime: Runtime): Promise<CaseRecord> {
  const found = await runtime.store.cases.get(caseNumber);
  if (found === undefined) throw new Problem('not-found', `There is no case ${caseNumber.slice(0, 20)}.`);
  return found;
}

/** With what was said of it, where that has been written down. */
async function wholeView(found: CaseRecord, runtime: Runtime): Promise<CaseView> {
  const { description, recordingSid } = found;
  const [settings, message] = await Promise.all([
    runtime.settings.current(),
    recordingSid === undefined ? undefined : runtime.store.voicemails.get(recordingSid),
  ]);
  const spoken = message?.dropped === undefined ? message?.transcript?.text : undefined;
  return caseView(found, description ?? spoken, settings);
}

const caseView = (
  { writeKey: _, wrongPins: __, request: ___, joined, ...found }: CaseRecord,
  words: string | undefined,
  settings: Settings,
): CaseView => ({
  channel: 'phone',
  ...found,
  ...standingShown(found),
  ...soundOf(words, found, settings),
  ...(joined === undefined ? {} : { joined: [...joined] }),
  history: [...found.history],
});

const standingShown = (found: CaseRecord): Pick<CaseView, 'standing'> => {
  const standing = shownStanding(found);
  return standing === undefined ? {} : { standing };
};

/** Read from the words each time: better weights judge old cases too. Only a report has a category to suggest. */
function soundOf(
  words: string | undefined,
  { kind }: Pick<CaseRecord, 'kind'>,
  { screening }: Settings,
): Pick<CaseView, 'content' | 'suggestedCategory'> {
  if (words === undefined || !screening.content.on) return {};
  const suggested = kind === 'report' ? suggestedCategory(words) : undefined;
  return {
    content: contentNote(words),
    ...(suggested === undefined ? {} : { suggestedCategory: suggested }),
  };
}
