// Step 3: the facts a decision needs, in one round trip under a deadline. A failure is a fact too.
import { assertNever } from '../../core/basics/assert-never.ts';
import { lifetimes, usageFacts, type UsageFacts } from '../../core/screening/allowance.ts';
import { usageOf } from '../../core/call/answers/ring-refused.ts';
import { identityOf } from '../../core/numbers/caller-id.ts';
import { isFinalStatus, type Call, type CallEvent } from '../../core/call/call-event.ts';
import type { CategoryStep, KeypadStep } from '../../core/call/call-step.ts';
import { CASE_LOCK, CATEGORIES, isCasePin, type CaseRecord } from '../../core/cases/case.ts';
import { groupOf, limitOf, mostReports } from '../../core/cases/claims.ts';
import { equalInConstantTime } from '../../core/basics/constant-time.ts';
import { isGuess } from '../../core/screening/challenge-code.ts';
import type { CaseFacts, Facts, GuessCount, Ownership } from '../../core/call/decision.ts';
import type { E164 } from '../../core/numbers/e164.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import { levelInForce } from '../../core/guard/guard-level.ts';
import { judge, WINDOW_MS } from '../../core/basics/limit.ts';
import type { Directory } from '../../core/screening/screening.ts';
import { companyNumbers, type Settings } from '../../core/settings/settings.ts';
import { staffNumbers } from '../../core/departments/staff.ts';
import type { Runtime, Secrets } from '../runtime.ts';
import { appealCode, caseNumberCandidates, pinOf } from './case-numbers.ts';
import { isStaffStep, staffFacts } from './staff-facts.ts';

/** Only an incoming call asks who the caller is; later steps carry what was decided then. */
export async function loadFacts(event: CallEvent, secrets: Secrets, runtime: Runtime): Promise<Facts> {
  if (event.kind === 'CallArrived') return arrivalFacts(event.call, runtime);
  const [settings, cases, duty, staff, ownership, guess] = await Promise.all([
    runtime.settings.current(),
    caseFacts(event, secrets, runtime),
    ringFacts(event, runtime),
    staffFacts(event, secrets, runtime),
    ownershipFacts(event, secrets, runtime),
    countGuess(event, runtime),
  ]);
  const keyed = await keyedNumber(event, settings);
  return { settings, directory: { kind: 'unavailable' }, cases, keyed, staff, ownership, guess, ...duty };
}

type RingFacts = Pick<Facts, 'members' | 'doNotDisturb' | 'level'>;

async function ringFacts(event: CallEvent, runtime: Runtime): Promise<RingFacts> {
  if (mayRing(event)) return dutyFacts(runtime);
  return event.kind === 'ChallengeAnswered' ? levelFacts(runtime) : {};
}

/** After these a department may ring, or has rung, and members are free again when a call is over; `0` asks for a person almost everywhere. */
function mayRing(event: CallEvent): boolean {
  if (event.kind === 'MenuAnswered' || event.kind === 'DialEnded') return true;
  if (event.kind === 'StatusReported') return isFinalStatus(event.status);
  return event.kind === 'KeysEntered' && (event.keys.digits === '0' || RINGS.has(event.at.step));
}

/** The staff's own steps show the switches that are read with it. */
const RINGS: ReadonlySet<KeypadStep['step']> = new Set([
  'department',
  'reason',
  'after-hours',
  'case-opened',
  'staff-pin',
  'staff-menu',
  'staff-flag',
  'staff-voicemail',
  'staff-quiet',
  'staff-level',
  'staff-number',
  'staff-confirm',
]);

/** As many as fit into one request beside everything that an incoming call asks. */
const MOST_MEMBERS = 60;

const staffOf = (settings: Settings): E164[] => staffNumbers(settings).slice(0, MOST_MEMBERS);

async function dutyFacts(runtime: Runtime): Promise<RingFacts> {
  try {
    const now = runtime.now();
    const { members, doNotDisturb, guard } = await runtime.store.members.onDuty(
      staffOf(runtime.settings.lastGood()),
      now,
    );
    return { members, doNotDisturb, level: levelInForce(guard, now) };
  } catch (error) {
    runtime.log.error('staff unavailable, everybody counts as free', { error });
    return {};
  }
}

/** What somebody gets who passes the challenge depends on the level. Where nobody can tell, it is normal. */
async function levelFacts(runtime: Runtime): Promise<Pick<Facts, 'level'>> {
  try {
    return { level: levelInForce(await runtime.store.guard.get(), runtime.now()) };
  } catch (error) {
    runtime.log.error('guard level unavailable, it counts as normal', { error });
    return {};
  }
}

async function arrivalFacts(call: Call, runtime: Runtime): Promise<Facts> {
  const { callerId, callSid } = call;
  try {
    const members = staffOf(runtime.settings.lastGood());
    const number = identityOf(callerId);
    const [incoming, usage] = await Promise.all([
      runtime.store.incoming(number, { members, now: runtime.now() }),
      usageSoFar(call, runtime),
    ]);
    runtime.settings.accept(incoming.settings?.settings);
    const { directory, doNotDisturb, mailbox, installedAt, calibration } = incoming;
    const codeAwaited = incoming.codeAwaited && (await mayBeAnswered(number, callSid, runtime));
    return {
      settings: runtime.settings.lastGood(),
      directory,
      codeAwaited,
      doNotDisturb,
      mailbox,
      installedAt,
      calibration,
      level: levelInForce(incoming.guard, runtime.now()),
      members: incoming.members,
      usage,
    };
  } catch (error) {
    runtime.log.error('facts unavailable, the caller is unknown', { callSid, error });
    return { settings: runtime.settings.lastGood(), directory: { kind: 'unavailable' } };
  }
}

const keysANumber = (at: KeypadStep): boolean =>
  at.step === 'number' || at.step === 'staff-number' || (at.step === 'call-back' && at.asks === 'number');

/** The call is counted while the facts are read; undefined where it cannot be, and then nothing is limited by it. */
async function usageSoFar(
  call: Call,
  { store, settings, now, log }: Runtime,
): Promise<UsageFacts | undefined> {
  const of = usageOf(call);
  if (of === undefined) return undefined;
  const { screening, calls } = settings.lastGood();
  const lives = lifetimes(screening.allowance, calls.maxSeconds);
  const at = now();
  try {
    return usageFacts(await store.usage.arrive(of, call.callSid, lives, at), lives, call.callSid, at);
  } catch (error) {
    log.error('the call is not counted', { callSid: call.callSid, error });
    return undefined;
  }
}

/** Of the calls that would be refused so many are answered for one appeal; a call that cannot be counted is refused. */
async function mayBeAnswered(
  number: Identity | undefined,
  callSid: string,
  { store, now, log }: Runtime,
): Promise<boolean> {
  if (number === undefined) return false;
  try {
    return await store.appeals.takeCall(number, callSid, now());
  } catch (error) {
    log.error('appeal unavailable, the call is refused', { callSid, error });
    return false;
  }
}

/** An answer to the challenge is counted before it is compared. Callers without a number have their attempts of a call. */
async function countGuess(
  event: CallEvent,
  { settings, store, now, log }: Runtime,
): Promise<GuessCount | undefined> {
  if (event.kind !== 'ChallengeAnswered' || !isGuess(event.keys)) return undefined;
  const { call, at } = event;
  const number = identityOf(call.callerId);
  if (number === undefined) return undefined;
  const guess = {
    number,
    attestation: at.attestation,
    answer: `${call.callSid}:${at.attempt}:${at.switches}`,
  };
  try {
    const { answersPerDay } = (await settings.current()).challenge;
    return (await store.guesses.take(guess, answersPerDay, now())) ? 'counted' : 'spent';
  } catch (error) {
    log.error('answer could not be counted', { callSid: call.callSid, error });
    return 'unavailable';
  }
}

/** A code is counted before it is compared. */
async function ownershipFacts(
  event: CallEvent,
  { challengeKey }: Secrets,
  { store, now, log }: Runtime,
): Promise<Ownership | undefined> {
  if (event.kind !== 'KeysEntered' || event.at.step !== 'appeal-code' || event.keys.digits === '')
    return undefined;
  const { call, at, keys } = event;
  const number = identityOf(call.callerId);
  if (number === undefined) return undefined;
  try {
    const waiting = await store.appeals.tryCode(number, `${call.callSid}:${at.attempt}`, now());
    if (waiting === undefined) return { check: 'spent' };
    const open = waiting.filter(({ provenBy }) => provenBy === undefined || provenBy === call.callSid);
    const appeal = open.find(({ id }) =>
      equalInConstantTime(appealCode(challengeKey, number, id), keys.digits),
    );
    return appeal === undefined ? { check: 'wrong' } : { check: 'proven', appeal };
  } catch (error) {
    log.error('appeal unavailable, no code is right', { callSid: call.callSid, error });
    return { check: 'unavailable' };
  }
}

/** The library of numbers is loaded where somebody keys one in, and not before. */
async function keyedNumber(event: CallEvent, settings: Settings): Promise<Identity | undefined> {
  if (event.kind !== 'KeysEntered' || !keysANumber(event.at) || event.keys.digits === '') return undefined;
  const { normaliseKeyed } = await import('../../core/numbers/number-input.ts');
  const read = normaliseKeyed(event.keys.digits, settings.hotline, companyNumbers(settings));
  return read.ok ? read.number : undefined;
}

async function caseFacts(
  event: CallEvent,
  secrets: Secrets,
  runtime: Runtime,
): Promise<CaseFacts | undefined> {
  if (event.kind !== 'KeysEntered' && event.kind !== 'DescriptionEnded') return undefined;
  const { at, call } = event;
  if (isStaffStep(at)) return undefined;
  const keyed = event.kind === 'KeysEntered' ? event.keys.digits : '';
  switch (at.step) {
    case 'appeal':
    case 'appeal-code':
      return ownCase(call.callSid, secrets, runtime);
    case 'category':
      return CATEGORIES[Number(keyed) - 1] === undefined
        ? undefined
        : reportFacts(call, at, secrets, runtime);
    case 'description':
    case 'case-opened':
      return ownOrJoined(call, secrets, runtime);
    case 'case-number':
      return /^\d{6}$/.test(keyed) ? caseAskedFor(keyed, secrets, runtime) : undefined;
    case 'case-pin': {
      const answer = { id: `${call.callSid}:${at.attempt}`, at: runtime.now().getTime() };
      return isCasePin(keyed)
        ? caseFound(at.case, secrets, runtime, () => runtime.store.cases.tryPin(at.case, answer, CASE_LOCK))
        : undefined;
    }
    case 'case-told':
      return caseAskedFor(at.case, secrets, runtime);
    case 'reason':
    case 'department':
    case 'after-hours':
    case 'review':
    case 'call-back':
    case 'number':
    case 'confirm':
    case 'checked':
      return undefined;
    default:
      return assertNever(at, 'keypad step');
  }
}

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
  { reported }: CategoryStep,
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

const DAY_MS = 86_400_000;

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
    return { candidates: [], found: await read(), pin };
  } catch (error) {
    runtime.log.error('case unavailable', { error });
    return { candidates: [], found: 'unavailable', pin };
  }
}
