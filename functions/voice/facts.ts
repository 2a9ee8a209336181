// Step 3: reads the facts that a decision needs, in one round trip with a deadline. A fact that could not be read in time
// is passed on as unavailable, and the decision takes that into account.
import { companyNumbers } from '../../core/numbers/hotline-settings.ts';
import { levelInForce } from '../../core/guard/guard-state.ts';
import { usageOf } from '../../core/call/answers/reaching-staff/ring-refused.ts';
import { isFinalStatus, type Call, type CallEvent } from '../../core/call/call-event.ts';
import type { Facts } from '../../core/call/facts.ts';
import { factsOf, type StepNeeding } from '../../core/call/steps/index.ts';
import type { StepFact } from '../../core/call/steps/step.ts';
import { staffNumbers } from '../../core/departments/staff.ts';
import { identityOf } from '../../core/numbers/caller-id.ts';
import type { E164 } from '../../core/numbers/e164.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import { lifetimes, usageFacts, type UsageFacts } from '../../core/screening/allowance.ts';
import type { Keys } from '../../core/screening/challenge-code.ts';
import { type Settings } from '../../core/settings/settings.ts';
import type { Runtime, Secrets, VoiceRuntime } from '../runtime.ts';
import type { Asked, FactReaders } from './asked.ts';
import type { IncomingFacts } from '../../store/incoming.ts';
import { readIncoming } from './incoming-facts.ts';
import { CASE_FACTS } from './case-facts.ts';
import { COUNTED_ANSWERS } from './counted-answers.ts';
import { suppressionToken } from '../keyed/suppression-token.ts';
import { STAFF_FACTS } from './staff-facts.ts';

/** Only an incoming call asks who the caller is; later steps carry what was decided then. */
export async function loadFacts(event: CallEvent, secrets: Secrets, runtime: VoiceRuntime): Promise<Facts> {
  if (event.kind === 'CallArrived') return arrivalFacts(event.call, secrets, runtime);
  const [settings, ...found] = await Promise.all([
    runtime.settings.current(),
    ...factsFor(event).map((fact) => readFact(fact, event, runtime, secrets)),
  ]);
  return Object.assign({ settings, directory: { kind: 'unavailable' } as const }, ...found) as Facts;
}

/** The same while the store is not to be asked: an arrival is decided by the copy of the lists, without a detour. */
export const loadFactsWithoutStore: typeof loadFacts = (event, secrets, runtime) =>
  event.kind === 'CallArrived'
    ? Promise.resolve(factsWithoutStore(identityOf(event.call.callerId), runtime))
    : loadFacts(event, secrets, runtime);

function factsFor(event: CallEvent): readonly StepFact[] {
  if ('at' in event) return factsOf(event.at, keysOf(event).digits);
  // Members are free again when a call is over.
  return event.kind === 'StatusReported' && isFinalStatus(event.status) ? ['duty'] : [];
}

const keysOf = (event: CallEvent): Keys => ('keys' in event ? event.keys : { digits: '' });

/** Who is on duty is asked without a step too: when a call is over. */
const READERS: FactReaders<Exclude<StepFact, 'duty'>> = {
  'guard-level': (_, runtime) => levelFacts(runtime),
  'keyed-number': keyedNumber,
  ...COUNTED_ANSWERS,
  ...CASE_FACTS,
  ...STAFF_FACTS,
};

function readFact(
  fact: StepFact,
  event: CallEvent,
  runtime: Runtime,
  secrets: Secrets,
): Promise<Partial<Facts>> {
  if (fact === 'duty') return dutyFacts(runtime);
  if (!('at' in event) || !('call' in event)) return Promise.resolve({});
  const { call, at } = event;
  const read: (asked: never, runtime: Runtime, secrets: Secrets) => Promise<Partial<Facts>> = READERS[fact];
  return read({ call, at, keys: keysOf(event) } as never, runtime, secrets);
}

/** As many as fit into one request beside everything that an incoming call asks. */
const MOST_MEMBERS = 60;

type DutyFacts = Pick<Facts, 'members' | 'doNotDisturb' | 'level'>;

const staffOf = (settings: Settings): E164[] => staffNumbers(settings).slice(0, MOST_MEMBERS);

async function dutyFacts(runtime: Runtime): Promise<DutyFacts> {
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

async function arrivalFacts(call: Call, secrets: Secrets, runtime: VoiceRuntime): Promise<Facts> {
  const { callerId, callSid } = call;
  const number = identityOf(callerId);
  try {
    const members = staffOf(runtime.settings.lastGood());
    const token = number === undefined ? undefined : suppressionToken(secrets, number);
    const [incoming, usage] = await Promise.all([
      readIncoming(number, { members, token }, secrets, runtime),
      usageSoFar(call, runtime),
    ]);
    runtime.settings.accept(incoming.settings?.settings);
    lastSwitches.set(runtime.snapshot, { guard: incoming.guard, doNotDisturb: incoming.doNotDisturb });
    const { directory, doNotDisturb, mailbox, installedAt, calibration } = incoming;
    const codeAwaited = incoming.codeAwaited && (await mayBeAnswered(number, call, runtime));
    return {
      settings: runtime.settings.lastGood(),
      directory,
      codeAwaited,
      askPartners: incoming.askPartners,
      doNotDisturb,
      mailbox,
      installedAt,
      calibration,
      level: levelInForce(incoming.guard, runtime.now()),
      members: incoming.members,
      usage,
    };
  } catch (error) {
    runtime.log.error('facts unavailable, the copy of the lists decides', { callSid, error });
    return factsWithoutStore(number, runtime);
  }
}

/** What the store said last of the switches beside the settings, by hotline: tests and the lab have several. */
const lastSwitches = new WeakMap<VoiceRuntime['snapshot'], Pick<IncomingFacts, 'guard' | 'doNotDisturb'>>();

/** The lists as they were copied, and the switches as they were seen last. */
function factsWithoutStore(number: Identity | undefined, { settings, snapshot, now }: VoiceRuntime): Facts {
  const { guard, doNotDisturb } = lastSwitches.get(snapshot) ?? {};
  return {
    settings: settings.lastGood(),
    directory: (number === undefined ? undefined : snapshot.look(number)) ?? { kind: 'unavailable' },
    level: levelInForce(guard, now()),
    doNotDisturb,
  };
}

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
  { callSid, attestation }: Call,
  { store, now, log }: Runtime,
): Promise<boolean> {
  if (number === undefined) return false;
  try {
    return await store.appeals.takeCall({ number, attestation }, callSid, now());
  } catch (error) {
    log.error('appeal unavailable, the call is refused', { callSid, error });
    return false;
  }
}

/** Loads the number library only when a caller enters a number, to keep the start short. */
async function keyedNumber(
  { at, keys: { digits } }: Asked<StepNeeding<'keyed-number'>>,
  runtime: Runtime,
): Promise<Partial<Facts>> {
  if (digits === '' || (at.step === 'call-back' && at.asks !== 'number')) return {};
  const { normaliseKeyed } = await import('../../core/numbers/number-input.ts');
  const settings = await runtime.settings.current();
  const read = normaliseKeyed(digits, settings.hotline, companyNumbers(settings));
  return read.ok ? { keyed: read.number } : {};
}
