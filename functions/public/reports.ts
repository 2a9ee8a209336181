// Reports from the page: taken, and asked about. Closed while the store is gone: who cannot be counted is not let in,
// and what could not be kept is not confirmed; the telephone is open all the same.
import { extensionTold } from '../../core/cases/case-work.ts';
import { CASE_LOCK, isCaseNumber, newsOf, type CaseRecord } from '../../core/cases/case.ts';
import { equalInConstantTime } from '../../core/basics/constant-time.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import { normaliseNumber } from '../../core/numbers/number-input.ts';
import { writtenNumber } from '../../core/numbers/number-words.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { newCase } from '../../core/cases/open-case.ts';
import { noticeOfCase } from '../../core/messages/notice.ts';
import { commit } from '../commit.ts';
import { bodyText, type HttpEvent, type HttpResult } from '../http/lambda-http.ts';
import { Problem } from '../http/problem.ts';
import { requireSameRequest } from '../http/repeated-request.ts';
import { checked, parseJson, pathOf, queryOf, writeKeyOf } from '../http/read-request.ts';
import type { Runtime } from '../runtime.ts';
import { caseNumberCandidates, pinOf } from '../keyed/case-numbers.ts';
import {
  PUBLIC_CONTRACT,
  type AppealBody,
  type CaseTold,
  type ReportBody,
  type ReportTaken,
  type RightsBody,
} from './contract.ts';
import { takePlace } from './limits.ts';
import { newChallenge, requireSolved } from './proof-of-work.ts';

/** Two thousand characters of Chinese, twice over as escapes, and the solution. */
const MOST_BYTES = 32_000;

export async function giveChallenge(event: HttpEvent, runtime: Runtime): Promise<HttpResult> {
  checked(PUBLIC_CONTRACT['public.challenge'].query, queryOf(event), 'query');
  return json(200, await newChallenge(await runtime.secrets(), runtime.now()));
}

export async function takeReport(event: HttpEvent, runtime: Runtime): Promise<HttpResult> {
  const { settings, text, body } = await openForm('public.report', event, runtime);
  const reported = numberIn(body.number, settings);
  const secrets = await runtime.secrets();
  const request = await claimSolution(event, text, body.altcha, runtime);
  await takePlace('report', request, event, runtime);
  const { category, description, language = settings.hotline.language } = body;
  // The author of a web report is unknown, so the report is no evidence against the number. Staff review it.
  const written = description === '' ? undefined : description;
  const report = newCase(
    { kind: 'report', channel: 'web', reported, category, description: written, language, request },
    settings,
    runtime.now(),
  );
  const candidates = caseNumberCandidates(secrets.challengeKey, request);
  const { kept, made } = await runtime.store.cases.open({ candidates, report });
  const { caseNumber, dueAt } = kept;
  if (made) await commit([{ kind: 'notify', notice: noticeOfCase(caseNumber, report) }], runtime);
  return json(201, {
    caseNumber,
    pin: pinOf(secrets.challengeKey, caseNumber),
    dueAt,
  } satisfies ReportTaken);
}

/**
 * Each proof of work is good for one request, which may be sent twice.
 * @returns what names the request
 * @throws {Problem} not-solved, already-used, key-reused
 */
export async function claimSolution(
  event: HttpEvent,
  body: string,
  altcha: ReportBody['altcha'],
  runtime: Runtime,
): Promise<string> {
  const proof = await requireSolved(altcha, await runtime.secrets(), runtime.now());
  const key = writeKeyOf(event, body);
  await requireSameRequest(event, key, proof.name, runtime);
  const request = key ?? event.requestContext.requestId;
  if (await runtime.store.limits.claim(`solution:${proof.name}`, request, proof.until)) return request;
  throw new Problem('already-used', 'Each challenge can be used once. Request a new one.');
}

/** A wrong PIN and an unknown case get the same answer in the same time, so that guessing shows nothing. */
export async function tellCase(event: HttpEvent, runtime: Runtime): Promise<HttpResult> {
  const query = checked(PUBLIC_CONTRACT['public.case'].query, queryOf(event), 'query') as { pin?: string };
  await openSettings(runtime);
  const pin = event.headers['x-case-pin'] ?? query.pin;
  if (pin === undefined)
    throw new Problem('invalid-request', 'Send the PIN in the header X-Case-Pin, or as ?pin=.');
  const { caseNumber = '' } = pathOf(event);
  const answer = `web:${event.requestContext.requestId}`;
  const place = await takePlace('look-up', answer, event, runtime);
  const { challengeKey } = await runtime.secrets();
  const right = equalInConstantTime(pinOf(challengeKey, caseNumber), pin);
  const found = isCaseNumber(caseNumber)
    ? await runtime.store.cases.tryPin(caseNumber, { id: answer, at: runtime.now().getTime() }, CASE_LOCK)
    : undefined;
  if (found === undefined || !right) throw new Problem('not-found', NO_SUCH_CASE);
  await Promise.all([runtime.store.cases.forgivePin(caseNumber), place.giveBack()]);
  return json(200, told(found, (await runtime.store.cases.survivorOf(found)) ?? found));
}

const NO_SUCH_CASE = 'There is no such case, or the PIN is another one.';

/** @param newest the case itself, or of a duplicate the one that it was merged into */
function told({ kind, category, receivedAt }: CaseRecord, newest: CaseRecord): CaseTold {
  const { status, dueAt, feedback } = newest;
  const { news } = newsOf(newest);
  const extension = extensionTold(newest);
  return {
    kind,
    status,
    news,
    category,
    receivedAt,
    dueAt,
    ...(extension === undefined ? {} : { extension }),
    ...(feedback === undefined ? {} : { feedback }),
  };
}

export async function openSettings(runtime: Runtime): Promise<Settings> {
  const settings = await runtime.settings.current();
  if (settings.reports.web.on) return settings;
  const { number, region } = settings.hotline;
  throw new Problem('reports-closed', `Please call ${writtenNumber(number, region)}.`);
}

interface FormBodies {
  readonly 'public.report': ReportBody;
  readonly 'public.appeal': AppealBody;
  readonly 'public.rights': RightsBody;
}

/** Whoever asks about their own data may do so while the page takes no reports. */
const settingsFor = (route: keyof FormBodies, runtime: Runtime): Promise<Settings> =>
  route === 'public.rights' ? runtime.settings.current() : openSettings(runtime);

/** @throws {Problem} reports-closed, too-large, invalid-request */
export async function openForm<Route extends keyof FormBodies>(
  route: Route,
  event: HttpEvent,
  runtime: Runtime,
): Promise<{ readonly settings: Settings; readonly text: string; readonly body: FormBodies[Route] }> {
  const contract = PUBLIC_CONTRACT[route];
  checked(contract.query, queryOf(event), 'query');
  const settings = await settingsFor(route, runtime);
  const text = bodyText(event);
  if (Buffer.byteLength(text) > MOST_BYTES)
    throw new Problem('too-large', `The body must be smaller than ${MOST_BYTES} bytes.`);
  return { settings, text, body: checked(contract.body, parseJson(text), 'body') as FormBodies[Route] };
}

export function numberIn(text: string | undefined, { hotline }: Settings): Identity | undefined {
  if (text === undefined) return undefined;
  const read = normaliseNumber(text, hotline);
  if (read.ok) return read.number;
  throw new Problem('invalid-number', `body /number: ${read.problem}.`, {
    problems: [{ at: '/number', problem: read.problem }],
  });
}

export const json = (statusCode: number, body: unknown): HttpResult => ({
  statusCode,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});
