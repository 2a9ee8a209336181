// decide(event, facts) -> { plan, effects }: the whole call flow. Pure and total; one function per event.
import { assertNever } from './assert-never.ts';
import type { Call, CallEvent } from './call-event.ts';
import type {
  Admission,
  ChallengeStep,
  Journey,
  MenuStep,
  VoicemailReason,
  VoicemailStep,
} from './call-step.ts';
import type { E164 } from './e164.ts';
import { codeOfDraw, gradeAnswer, type ChallengeAnswer, type ChallengeSeed } from './challenge.ts';
import type { ChallengeOpening, Decision, Effect, Facts, MenuOpening, Plan } from './decision.ts';
import { isOpen } from './hours.ts';
import { firstSweep, nextSweep, targetsOf, type Sweep } from './hunt-group.ts';
import { OTHER_LANGUAGE } from './language.ts';
import { MENU_MAX_MISSES, MENU_MAX_TURNS, readMenuAnswer, type MenuAnswer } from './menu.ts';
import { screen, type Screening } from './screening.ts';
import { departmentOrDefault, type Department, type Settings } from './settings.ts';
import { timelineEntry } from './timeline.ts';

/** Time and chance, as arguments. */
export interface Circumstances {
  readonly now: Date;
  readonly challengeSeed: ChallengeSeed;
}

type Context = Facts & Circumstances;
type EventOf<Kind extends CallEvent['kind']> = Extract<CallEvent, { kind: Kind }>;

const DAY_MS = 86_400_000;
/** A message shorter than this is silence with a click in it: ask once more. */
const SHORTEST_MESSAGE_SECONDS = 1;
/** A caller may change the language back and forth so often within the challenge. */
const MAX_SWITCHES = 2;

export function decide(event: CallEvent, facts: Facts, circumstances: Circumstances): Decision {
  const context = { ...facts, ...circumstances };
  const { plan, effects } = answer(event, context);
  const expiresAt = retention(context);
  return {
    plan,
    effects: [...effects, { kind: 'add-to-timeline', ...timelineEntry(event, plan, context.now), expiresAt }],
  };
}

function answer(event: CallEvent, context: Context): Decision {
  switch (event.kind) {
    case 'CallArrived':
      return callArrived(event, context);
    case 'ChallengeAnswered':
      return challengeAnswered(event, context);
    case 'MenuAnswered':
      return menuAnswered(event, context);
    case 'DialEnded':
      return dialEnded(event, context);
    case 'LegAnswered':
      return { plan: offer(event, context.settings), effects: [] };
    case 'OfferAnswered':
      return { plan: { kind: event.keys.digits === '1' ? 'bridge' : 'decline' }, effects: [] };
    case 'MessageEnded':
      return messageEnded(event, context);
    case 'RecordingReported':
      return recordingReported(event, context);
    case 'StatusReported':
      return statusReported(event, context);
    default:
      return assertNever(event, 'call event');
  }
}

// --- the call arrives -------------------------------------------------------------------------------------------

function callArrived({ call }: EventOf<'CallArrived'>, context: Context): Decision {
  const screening = screen({
    callerId: call.callerId,
    attestation: call.attestation,
    directory: context.directory,
    policy: context.settings.screening,
    now: context.now,
  });
  return { plan: openingPlan(call, screening, context), effects: [openCall(call, screening, context)] };
}

function openingPlan(call: Call, screening: Screening, context: Context): Plan {
  const journey: Journey = {
    language: rememberedLanguage(context),
    admission: admissionOf(screening),
    attestation: call.attestation,
  };
  switch (screening.verdict) {
    case 'reject':
      return { kind: 'reject' };
    case 'staff':
      return ringOrAfterHours(call, journey, straightThrough(screening), context);
    case 'menu':
      return menu('welcome-back', { ...journey, step: 'menu', turn: 1, misses: 0 });
    case 'challenge':
      return challenge('welcome', { ...journey, step: 'challenge', attempt: 1, switches: 0 }, context);
    case 'voicemail':
      return voicemail('withheld', journey, undefined, context);
    default:
      return assertNever(screening.verdict, 'verdict');
  }
}

/** The call stays unanswered, and unbilled, until a member of staff accepts: nothing is said to the caller before. */
const straightThrough = ({ listing }: Screening): Destination => ({
  department: listing?.department,
  ringThrough: listing?.ringThrough ?? false,
  announce: false,
});

function admissionOf({ verdict, listing }: Screening): Admission {
  if (listing?.list === 'never-block') return 'never-block';
  if (listing?.list === 'allow') return 'allowlisted';
  return verdict === 'menu' ? 'verified' : 'unverified';
}

const rememberedLanguage = ({ directory, settings }: Context): Journey['language'] =>
  (directory.kind === 'known' ? directory.caller?.language : undefined) ?? settings.hotline.language;

function openCall(call: Call, screening: Screening, context: Context): Effect {
  return {
    kind: 'open-call',
    callSid: call.callSid,
    caller: numberOf(call),
    callerId: call.callerId.kind,
    to: call.to,
    attestation: call.attestation,
    screening,
    startedAt: context.now.toISOString(),
    expiresAt: retention(context),
  };
}

// --- the challenge ----------------------------------------------------------------------------------------------

function challengeAnswered(event: EventOf<'ChallengeAnswered'>, context: Context): Decision {
  const { at, call } = event;
  const code = codeOfDraw(context.challengeSeed, drawOf(at), context.settings.challenge.digits);
  const given = gradeAnswer(code, event.keys);
  switch (given) {
    case 'right':
      return passed(call, at, context);
    case 'person':
      return { plan: voicemail('asked-for-person', at, undefined, context), effects: [] };
    case 'other-language':
      return at.switches < MAX_SWITCHES ? switchedChallenge(call, at, context) : retry(at, 'wrong', context);
    case 'wrong':
    case 'silence':
      return retry(at, given, context);
    default:
      return assertNever(given, 'challenge answer');
  }
}

function passed(call: Call, at: ChallengeStep, context: Context): Decision {
  const number = numberOf(call);
  const { verifiedDays, verifiedDaysUnattested } = context.settings.challenge;
  const days = at.attestation === 'A' ? verifiedDays : Math.min(verifiedDays, verifiedDaysUnattested);
  // A failed signature means that the number belongs to somebody else: passing must not open their door.
  const verifies = number !== undefined && at.attestation !== 'failed' && days > 0;
  const until = new Date(context.now.getTime() + days * DAY_MS).toISOString();
  return {
    plan: menu('passed', { ...journeyOf(at), admission: 'challenged', step: 'menu', turn: 1, misses: 0 }),
    effects: verifies
      ? [
          {
            kind: 'verify-caller',
            number,
            callSid: call.callSid,
            until,
            expiresAt: laterOf(until, retention(context)),
          },
        ]
      : [],
  };
}

function switchedChallenge(call: Call, at: ChallengeStep, context: Context): Decision {
  const language = OTHER_LANGUAGE[at.language];
  return {
    plan: challenge('other-language', { ...at, language, switches: at.switches + 1 }, context),
    effects: rememberLanguage(call, language, context),
  };
}

function retry(
  at: ChallengeStep,
  given: Extract<ChallengeAnswer, 'wrong' | 'silence'>,
  context: Context,
): Decision {
  const attempt = at.attempt + 1;
  if (attempt > context.settings.challenge.attempts) {
    return { plan: voicemail('challenge-failed', at, undefined, context), effects: [] };
  }
  return {
    plan: challenge(given === 'silence' ? 'slower' : 'again', { ...at, attempt }, context),
    effects: [],
  };
}

function challenge(opening: ChallengeOpening, next: ChallengeStep, context: Context): Plan {
  const code = codeOfDraw(context.challengeSeed, drawOf(next), context.settings.challenge.digits);
  return { kind: 'challenge', opening, code, next };
}

/** Numbers the prompts of one call; each has a code of its own. */
const drawOf = ({ attempt, switches }: ChallengeStep): number => attempt * (MAX_SWITCHES + 1) + switches;

// --- the menu ---------------------------------------------------------------------------------------------------

function menuAnswered({ call, at, keys }: EventOf<'MenuAnswered'>, context: Context): Decision {
  const choice = readMenuAnswer(keys.digits);
  switch (choice) {
    case 'staff':
      return { plan: ringOrAfterHours(call, journeyOf(at), FROM_MENU, context), effects: [] };
    case 'message':
      return { plan: voicemail('chosen', at, undefined, context), effects: [] };
    case 'other-language': {
      const language = OTHER_LANGUAGE[at.language];
      return {
        plan: menuAgain('other-language', { ...at, language }, choice, context),
        effects: rememberLanguage(call, language, context),
      };
    }
    case 'repeat':
      return { plan: menuAgain('none', at, choice, context), effects: [] };
    case 'unknown-key':
    case 'silence':
      return { plan: menuAgain(choice, at, choice, context), effects: [] };
    default:
      return assertNever(choice, 'menu answer');
  }
}

function menuAgain(opening: MenuOpening, at: MenuStep, choice: MenuAnswer, context: Context): Plan {
  const missed = choice === 'silence' || choice === 'unknown-key';
  const next: MenuStep = { ...at, turn: at.turn + 1, misses: missed ? at.misses + 1 : 0 };
  const lost = next.turn > MENU_MAX_TURNS || next.misses >= MENU_MAX_MISSES;
  return lost ? voicemail('menu-unanswered', at, undefined, context) : menu(opening, next);
}

const menu = (opening: MenuOpening, next: MenuStep): Plan => ({ kind: 'menu', opening, next });

const rememberLanguage = (call: Call, language: Journey['language'], context: Context): Effect[] => {
  const number = numberOf(call);
  return number === undefined || call.attestation === 'failed'
    ? []
    : [{ kind: 'remember-language', number, language, expiresAt: retention(context) }];
};

// --- the department ---------------------------------------------------------------------------------------------

const FROM_MENU: Destination = { department: undefined, ringThrough: false, announce: true };

interface Destination {
  /** The default department where absent. */
  readonly department: string | undefined;
  readonly ringThrough: boolean;
  readonly announce: boolean;
}

function ringOrAfterHours(call: Call, journey: Journey, destination: Destination, context: Context): Plan {
  const department = departmentOrDefault(context.settings, destination.department);
  if (!destination.ringThrough && !isOpen(department.hours, department.timeZone, context.now)) {
    return voicemail('after-hours', journey, department, context);
  }
  const sweep = firstSweep(department);
  return sweep === undefined
    ? voicemail('nobody-answered', journey, department, context)
    : ring(call, journey, { department, sweep, announce: destination.announce }, context.settings);
}

function ring(
  call: Call,
  journey: Journey,
  { department, sweep, announce }: { department: Department; sweep: Sweep; announce: boolean },
  settings: Settings,
): Plan {
  return {
    kind: 'ring',
    targets: targetsOf(department, sweep),
    ringSeconds: department.ringSeconds,
    next: { ...journeyOf(journey), step: 'ring', department: department.id, ...sweep },
    // Twilio may only show a number: a caller without one appears as the hotline itself.
    callerIdToShow: numberOf(call) === undefined ? settings.hotline.number : undefined,
    announce,
  };
}

/** A caller without a number was shown as the hotline itself. */
function offer({ leg, at }: EventOf<'LegAnswered'>, { hotline }: Settings): Plan {
  const hidden = leg.callerId.kind === 'number' && leg.callerId.number === hotline.number;
  return {
    kind: 'offer',
    callerId: hidden ? { kind: 'withheld' } : leg.callerId,
    next: { ...at, step: 'accept' },
  };
}

function dialEnded(
  { call, at, status, bridged, talkSeconds }: EventOf<'DialEnded'>,
  context: Context,
): Decision {
  if (bridged) {
    return {
      plan: { kind: 'goodbye', after: 'conversation', language: at.language },
      effects: [{ kind: 'note-bridge', callSid: call.callSid, seconds: talkSeconds }],
    };
  }
  const department = departmentOrDefault(context.settings, at.department);
  const sweep = nextSweep(department, at, status);
  const plan =
    sweep === undefined
      ? voicemail('nobody-answered', at, department, context)
      : ring(call, at, { department, sweep, announce: false }, context.settings);
  return { plan, effects: [] };
}

// --- voicemail --------------------------------------------------------------------------------------------------

function voicemail(
  why: VoicemailReason,
  journey: Journey,
  department: Department | undefined,
  { settings }: Context,
): Plan {
  const { id } = department ?? departmentOrDefault(settings, undefined);
  return {
    kind: 'voicemail',
    next: { ...journeyOf(journey), step: 'voicemail', department: id, why, attempt: 1 },
  };
}

function messageEnded(event: EventOf<'MessageEnded'>, context: Context): Decision {
  const { call, at, recording, hungUp } = event;
  if (recording === undefined || recording.seconds < SHORTEST_MESSAGE_SECONDS) {
    return { plan: hungUp ? { kind: 'noted' } : askAgainOrEnd(at), effects: [] };
  }
  const keep: Effect = {
    kind: 'keep-voicemail',
    ...recording,
    callSid: call.callSid,
    receivedAt: context.now.toISOString(),
    from: { caller: numberOf(call), language: at.language, department: at.department, why: at.why },
    expiresAt: retention(context),
  };
  return { plan: { kind: 'goodbye', after: 'message', language: at.language }, effects: [keep] };
}

const askAgainOrEnd = (at: VoicemailStep): Plan =>
  at.attempt === 1
    ? { kind: 'voicemail', next: { ...at, attempt: 2 } }
    : { kind: 'goodbye', after: 'no-message', language: at.language };

function recordingReported(event: EventOf<'RecordingReported'>, context: Context): Decision {
  const { callSid, recordingSid, status, seconds } = event;
  if (status !== 'completed' || seconds < SHORTEST_MESSAGE_SECONDS)
    return { plan: { kind: 'noted' }, effects: [] };
  return {
    plan: { kind: 'noted' },
    effects: [
      {
        kind: 'keep-voicemail',
        recordingSid,
        callSid,
        seconds,
        receivedAt: context.now.toISOString(),
        expiresAt: retention(context),
      },
      { kind: 'fetch-recording', recordingSid, callSid },
    ],
  };
}

// --- the end ----------------------------------------------------------------------------------------------------

const FINAL_STATUSES: ReadonlySet<string> = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);

function statusReported({ call, status, seconds }: EventOf<'StatusReported'>, { now }: Context): Decision {
  if (!FINAL_STATUSES.has(status)) return { plan: { kind: 'noted' }, effects: [] };
  return {
    plan: { kind: 'noted' },
    effects: [{ kind: 'finish-call', callSid: call.callSid, status, seconds, endedAt: now.toISOString() }],
  };
}

const numberOf = ({ callerId }: Call): E164 | undefined =>
  callerId.kind === 'number' ? callerId.number : undefined;

/** The part of a step that the next one inherits. */
const journeyOf = ({ language, admission, attestation }: Journey): Journey => ({
  language,
  admission,
  attestation,
});

const retention = ({ settings, now }: Context): string =>
  new Date(now.getTime() + settings.calls.retentionDays * DAY_MS).toISOString();

const laterOf = (a: string, b: string): string => (a > b ? a : b);
