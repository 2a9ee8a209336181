// Step 3: the facts a decision needs, in one round trip under a deadline. A failure is a fact too.
import { assertNever } from '../../core/assert-never.ts';
import type { CallEvent } from '../../core/call-event.ts';
import type { CaseFacts, Facts } from '../../core/decision.ts';
import type { E164 } from '../../core/e164.ts';
import { levelInForce } from '../../core/guard-level.ts';
import type { MemberStates } from '../../core/hunt-group.ts';
import type { Settings } from '../../core/settings.ts';
import type { Runtime, Secrets } from '../runtime.ts';
import { caseNumberCandidates, pinOf } from './case-numbers.ts';

/** Only an incoming call asks who the caller is; later steps carry what was decided then. */
export async function loadFacts(event: CallEvent, secrets: Secrets, runtime: Runtime): Promise<Facts> {
  if (event.kind === 'CallArrived') return arrivalFacts(event.call, runtime);
  const [settings, cases, members] = await Promise.all([
    runtime.settings.current(),
    caseFacts(event, secrets, runtime),
    mayRing(event) ? memberFacts(runtime) : undefined,
  ]);
  const keyed = await keyedNumber(event, settings);
  return { settings, directory: { kind: 'unavailable' }, cases, keyed, members };
}

/** After these a department may ring, or has rung. */
const mayRing = (event: CallEvent): boolean =>
  event.kind === 'MenuAnswered' ||
  event.kind === 'DialEnded' ||
  (event.kind === 'KeysEntered' &&
    (event.at.step === 'department' || event.at.step === 'reason' || event.at.step === 'case-opened'));

/** As many as fit into one request beside everything that an incoming call asks. */
const MOST_MEMBERS = 60;

const staffOf = ({ departments }: Settings): E164[] =>
  [...new Set(departments.flatMap(({ members }) => members.map(({ number }) => number)))].slice(
    0,
    MOST_MEMBERS,
  );

async function memberFacts(runtime: Runtime): Promise<MemberStates | undefined> {
  try {
    return await runtime.store.members.states(staffOf(runtime.settings.lastGood()), runtime.now());
  } catch (error) {
    runtime.log.error('staff unavailable, everybody counts as free', { error });
    return undefined;
  }
}

async function arrivalFacts(
  { callerId, callSid }: Extract<CallEvent, { kind: 'CallArrived' }>['call'],
  runtime: Runtime,
): Promise<Facts> {
  try {
    const members = staffOf(runtime.settings.lastGood());
    const number = callerId.kind === 'number' ? callerId.number : undefined;
    const incoming = await runtime.store.incoming(number, { members, now: runtime.now() });
    runtime.settings.accept(incoming.settings?.settings);
    return {
      settings: runtime.settings.lastGood(),
      directory: incoming.directory,
      level: levelInForce(incoming.guard, runtime.now()),
      members: incoming.members,
    };
  } catch (error) {
    runtime.log.error('facts unavailable, the caller is unknown', { callSid, error });
    return { settings: runtime.settings.lastGood(), directory: { kind: 'unavailable' } };
  }
}

/** The library of numbers is loaded where somebody keys one in, and not before. */
async function keyedNumber(event: CallEvent, { hotline }: Settings): Promise<E164 | undefined> {
  if (event.kind !== 'KeysEntered' || event.at.step !== 'number' || event.keys.digits === '')
    return undefined;
  const { normaliseKeyed } = await import('../../core/number-input.ts');
  const read = normaliseKeyed(event.keys.digits, hotline.region);
  return read.ok ? read.number : undefined;
}

async function caseFacts(
  event: CallEvent,
  secrets: Secrets,
  runtime: Runtime,
): Promise<CaseFacts | undefined> {
  if (event.kind !== 'KeysEntered' && event.kind !== 'DescriptionEnded') return undefined;
  const { at, call } = event;
  const keyed = event.kind === 'KeysEntered' ? event.keys.digits : '';
  switch (at.step) {
    case 'appeal':
    case 'category':
    case 'description':
    case 'case-opened':
      return ownCase(call.callSid, secrets, runtime);
    case 'case-number':
      return /^\d{6}$/.test(keyed) ? caseAskedFor(keyed, secrets, runtime) : undefined;
    case 'case-pin':
    case 'case-told':
      return caseAskedFor(at.case, secrets, runtime);
    case 'reason':
    case 'department':
    case 'number':
    case 'confirm':
    case 'checked':
      return undefined;
    default:
      return assertNever(at, 'keypad step');
  }
}

/** The number that this call's report has, or those it may get. */
async function ownCase(callSid: string, { challengeKey }: Secrets, runtime: Runtime): Promise<CaseFacts> {
  const all = caseNumberCandidates(challengeKey, callSid);
  const candidates = await available(all, callSid, runtime);
  return { candidates, found: undefined, pin: pinOf(challengeKey, candidates[0] ?? '') };
}

async function available(
  all: readonly string[],
  callSid: string,
  runtime: Runtime,
): Promise<readonly string[]> {
  try {
    const owners = await runtime.store.cases.owners(all);
    const own = all.filter((number) => owners.get(number) === callSid);
    return own.length > 0 ? own : all.filter((number) => !owners.has(number));
  } catch (error) {
    runtime.log.error('case numbers unavailable, the first is taken', { callSid, error });
    return all;
  }
}

async function caseAskedFor(
  caseNumber: string,
  { challengeKey }: Secrets,
  runtime: Runtime,
): Promise<CaseFacts> {
  const pin = pinOf(challengeKey, caseNumber);
  try {
    return { candidates: [], found: await runtime.store.cases.get(caseNumber), pin };
  } catch (error) {
    runtime.log.error('case unavailable', { error });
    return { candidates: [], found: 'unavailable', pin };
  }
}
