// decide(event, facts) -> { plan, effects, outcome }: the whole call flow. Pure and total; one function per event or step, in `answers/`.
import { timelineEntry } from './timeline.ts';
import { assertNever } from '../basics/assert-never.ts';
import type { Keys } from '../screening/challenge-code.ts';
import { callArrived } from './answers/reaching-staff/arrival.ts';
import { challengeAnswered } from './answers/reaching-staff/challenge-answers.ts';
import { person } from './answers/reaching-staff/department-answers.ts';
import { dialEnded, offer, offerAnswered } from './answers/reaching-staff/ringing.ts';
import { statusReported } from './answers/reaching-staff/ending.ts';
import { answerKeys } from './answers/index.ts';
import { menuAnswered } from './answers/reaching-staff/menu-answers.ts';
import { messageEnded, recordingReported } from './answers/messages/message-answers.ts';
import { descriptionEnded } from './answers/cases/report-answers.ts';
import { instead, used } from './answers/reaching-staff/ring-refused.ts';
import { outcomeOfText, transcriptArrived } from './answers/messages/transcript-arrived.ts';
import type { CallEvent } from './call-event.ts';
import { type Circumstances, type Context, type EventOf, only, retention } from './context.ts';
import type { Answer, Decision } from './decision.ts';
import type { Facts } from './facts.ts';
import { outcomeOfDial, outcomeOfKeys } from './outcome.ts';
import { askAgain } from './answers/asking.ts';
import { keypadRowOf, STEPS, type AskedStep, type KeypadStep } from './steps/index.ts';

export type { Circumstances } from './context.ts';

export function decide(event: CallEvent, facts: Facts, circumstances: Circumstances): Decision {
  const context = { ...facts, ...circumstances };
  const { plan: wanted, effects, outcome } = answer(event, context);
  const { ringRefused } = context;
  const plan =
    wanted.kind === 'ring' && ringRefused !== undefined ? instead(ringRefused, wanted.next, context) : wanted;
  const expiresAt = retention(context);
  return {
    plan,
    effects: [
      ...effects,
      ...used(event, { plan, effects }, context),
      ...(isPlacedByUs(event)
        ? []
        : [
            {
              kind: 'add-to-timeline' as const,
              ...timelineEntry({ event, outcome, plan }, context),
              expiresAt,
            },
          ]),
    ],
    outcome,
  };
}

/** Such a call confirms a privacy request, which keeps what came of it; it is no call to the hotline. */
const isPlacedByUs = (event: CallEvent): boolean => 'call' in event && event.call.placedByUs === true;

function answer(event: CallEvent, context: Context): Decision {
  switch (event.kind) {
    case 'CallArrived':
      return { outcome: 'arrived', ...callArrived(event, context) };
    case 'ChallengeAnswered':
      return challengeAnswered(event, context);
    case 'MenuAnswered':
      return menuAnswered(event, context);
    case 'KeysEntered':
      return { outcome: outcomeOfKeys(event.keys), ...keysEntered(event, context) };
    case 'DescriptionEnded':
      return { outcome: event.hungUp ? 'hung-up' : 'ended', ...descriptionEnded(event, context) };
    case 'DialEnded':
      return { outcome: outcomeOfDial(event.bridged, event.status), ...dialEnded(event, context) };
    case 'LegAnswered':
      return { outcome: 'picked-up', ...offer(event, context) };
    case 'OfferAnswered':
      return offerAnswered(event, context);
    case 'MessageEnded':
      return { outcome: event.hungUp ? 'hung-up' : 'ended', ...messageEnded(event, context) };
    case 'RecordingReported':
      return { outcome: event.status, ...recordingReported(event, context) };
    case 'TranscriptArrived':
      return { outcome: outcomeOfText(event.text), ...transcriptArrived(event, context) };
    case 'StatusReported':
      return { outcome: event.status, ...statusReported(event, context) };
    default:
      return assertNever(event, 'call event');
  }
}

/** Answers keys. `0` leads to a person at every step that says so, and silence repeats the question as often as the step says. */
function keysEntered({ call, at, keys }: EventOf<'KeysEntered'>, context: Context): Answer {
  if (keys.digits === '0' && STEPS[at.step].zero === 'person') return only(person(call, at, context));
  if (isAsked(at) && isSilence(at, keys)) return only(askAgain(at, '', context));
  return answerKeys({ call, at, keys }, context);
}

const isAsked = (at: KeypadStep): at is AskedStep => keypadRowOf(at.step).asked !== undefined;

const isSilence = (at: KeypadStep, { digits, finishedOn, speech }: Keys): boolean =>
  digits === '' && speech === undefined && !(finishedOn === '#' && keypadRowOf(at.step).poundAlone === true);
