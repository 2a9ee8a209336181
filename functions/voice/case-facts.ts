// What is read about cases: the one that a call opens, and the one that is asked for.
import { DAY_MS } from '../../core/basics/durations.ts';
import type { Call } from '../../core/call/call-event.ts';
import type { CaseFacts } from '../../core/call/facts.ts';
import type { Step } from '../../core/call/steps/index.ts';
import { CASE_LOCK, CATEGORIES, isCasePin, type CaseRecord } from '../../core/cases/case.ts';
import { groupOf, limitOf, mostReports } from '../../core/cases/claims.ts';
import { judge, WINDOW_MS } from '../../core/basics/limit.ts';
import { identityOf } from '../../core/numbers/caller-id.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import type { Directory } from '../../core/screening/screening.ts';
import type { Runtime, Secrets } from '../runtime.ts';
import type { FactReaders } from './asked.ts';
import { caseNumberCandidates, pinOf } from '../keyed/case-numbers.ts';

type CaseFact = 'own-case' | 'own-or-joined-case' | 'report' | 'keyed-case' | 'case-by-pin' | 'carried-case';

export const CASE_FACTS: FactReaders<CaseFact> = {
  'own-case': async ({ call }, runtime, secrets) => ({
    cases: await ownCase(call.callSid, secrets, runtime),
  }),
  'own-or-joined-case': async ({ call }, runtime, secrets) => ({
    cases: await ownOrJoined(call, secrets, runtime),
  }),
  report: async ({ call, at, keys }, runtime, secrets) =>
    CATEGORIES[Number(keys.digits) - 1] === undefined
      ? {}
      : { cases: await reportFacts(call, at, secrets, runtime) },
  'keyed-case': async ({ keys: { digits } }, runtime, secrets) =>
    /^\d{6}$/.test(digits) ? { cases: await caseAskedFor(digits, secrets, runtime) } : {},
  'case-by-pin': async ({ call, at, keys }, runtime, secrets) => {
    if (!isCasePin(keys.digits)) return {};
    const answer = { id: `${call.callSid}:${at.attempt}`, at: runtime.now().getTime() };
    const read = () => runtime.store.cases.tryPin(at.case, answer, CASE_LOCK);
    return { cases: await caseFound(at.case, secrets, runtime, read) };
  },
  'carried-case': async ({ at }, runtime, secrets) => ({
    cases: await caseAskedFor(at.case, secrets, runtime),
  }),
};

/** The number that this call's report has, or those it may get. @param origin the call, or what its report joins */
async function ownCase(origin: string, { challengeKey }: Secrets, runtime: Runtime): Promise<OwnCase> {
  const all = caseNumberCandidates(challengeKey, origin);
  const { candidates, isOpen } = await available(all, origin, runtime);
  return { candidates, found: undefined, pin: pinOf(challengeKey, candidates[0] ?? ''), isOpen };
}

type OwnCase = CaseFacts & { readonly isOpen: boolean };

/** What one report needs: a number, what is known of the one reported, and whether it joins a case of the day. */
async function reportFacts(
  call: Call,
  { reported }: Step<'category'>,
  secrets: Secrets,
  runtime: Runtime,
): Promise<CaseFacts> {
  const reporter = identityOf(call.callerId);
  const [surplus, directory] = await Promise.all([
    isSurplus(reporter, call, runtime),
    reported === 'unknown' ? undefined : directoryOf(reported, call, runtime),
  ]);
  const known = directory === undefined ? {} : { reported: directory };
  if (!surplus) return { ...(await ownCase(call.callSid, secrets, runtime)), ...known };
  const name = groupOf(reporter, runtime.now());
  const group = await ownCase(name, secrets, runtime);
  return { ...group, ...known, group: { name, isOpen: group.isOpen } };
}

/** Counted before it is compared. A report that cannot be counted is taken like any other. */
async function isSurplus(
  reporter: Identity | undefined,
  { callSid }: Call,
  { store, settings, now, log }: Runtime,
): Promise<boolean> {
  const own = { id: callSid, at: now().getTime() };
  const name = limitOf(reporter);
  try {
    const expires = new Date(own.at + 2 * WINDOW_MS).toISOString();
    const counted = await store.limits.add(name, own, expires);
    const { allowed, stale } = judge(counted, own, mostReports(reporter, settings.lastGood().reports));
    if (stale.length > 0) await store.limits.remove(name, stale);
    return !allowed;
  } catch (error) {
    log.error('reports cannot be counted, this one is taken', { callSid, error });
    return false;
  }
}

async function directoryOf(
  reported: Identity,
  { callSid }: Call,
  { store, now, log }: Runtime,
): Promise<Directory> {
  try {
    return (await store.incoming(reported, { members: [], now: now() })).directory;
  } catch (error) {
    log.error('the reported number is unavailable, a person is to look', { callSid, error });
    return { kind: 'unavailable' };
  }
}

/** A report that joined the case of the day has no case of its own; the day may have ended since. */
async function ownOrJoined(call: Call, secrets: Secrets, runtime: Runtime): Promise<CaseFacts> {
  const own = await ownCase(call.callSid, secrets, runtime);
  if (own.isOpen) return own;
  const reporter = identityOf(call.callerId);
  for (const days of [0, 1]) {
    const day = new Date(runtime.now().getTime() - days * DAY_MS);
    const group = await ownCase(groupOf(reporter, day), secrets, runtime);
    if (group.isOpen && (await hasJoined(group.candidates[0], call, runtime))) return group;
  }
  return own;
}

async function hasJoined(
  caseNumber: string | undefined,
  { callSid }: Call,
  { store, log }: Runtime,
): Promise<boolean> {
  if (caseNumber === undefined) return false;
  try {
    const found = await store.cases.get(caseNumber);
    return found?.joined?.some((report) => report.callSid === callSid) ?? false;
  } catch (error) {
    log.error('case unavailable', { callSid, error });
    return false;
  }
}

async function available(
  all: readonly string[],
  origin: string,
  runtime: Runtime,
): Promise<{ readonly candidates: readonly string[]; readonly isOpen: boolean }> {
  try {
    const owners = await runtime.store.cases.owners(all);
    const own = all.filter((number) => owners.get(number) === origin);
    const isOpen = own.length > 0;
    return { candidates: isOpen ? own : all.filter((number) => !owners.has(number)), isOpen };
  } catch (error) {
    runtime.log.error('case numbers unavailable, the first is taken', { error });
    return { candidates: all, isOpen: false };
  }
}

const caseAskedFor = (caseNumber: string, secrets: Secrets, runtime: Runtime): Promise<CaseFacts> =>
  caseFound(caseNumber, secrets, runtime, () => runtime.store.cases.get(caseNumber));

async function caseFound(
  caseNumber: string,
  { challengeKey }: Secrets,
  runtime: Runtime,
  read: () => Promise<CaseRecord | undefined>,
): Promise<CaseFacts> {
  const pin = pinOf(challengeKey, caseNumber);
  try {
    const found = await read();
    const survivor = found && (await runtime.store.cases.survivorOf(found));
    return { candidates: [], found, ...(survivor === undefined ? {} : { survivor }), pin };
  } catch (error) {
    runtime.log.error('case unavailable', { error });
    return { candidates: [], found: 'unavailable', pin };
  }
}
