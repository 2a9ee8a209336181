// One line per webhook in the story of a call: what happened, and what was decided.
import { assertNever } from '../basics/assert-never.ts';
import type { CallEvent } from '../call/call-event.ts';
import { CATEGORIES } from '../cases/case.ts';
import type { Keys } from '../screening/challenge-code.ts';
import type { Plan, TimelineEntry } from './decision.ts';
import { contentNote } from '../content/content-note.ts';
import { maskNumber } from '../numbers/e164.ts';
import { readMenuAnswer } from '../departments/menu-entries.ts';
import type { ChallengeAttempt, Key, Outcome } from './outcome.ts';
import type { Settings } from '../settings/settings.ts';
import { rowOf, type KeypadStep, type Step } from '../call/steps/index.ts';

/** The call the entry belongs to (the caller's leg, also for what happened on a staff leg) and the entry. */
export function timelineEntry(
  event: CallEvent,
  plan: Plan,
  { now, settings }: { readonly now: Date; readonly settings: Settings },
): { callSid: string; entry: TimelineEntry } {
  const { callSid, ...told } = tell(event, plan, settings);
  return { callSid, entry: { ...told, at: now.toISOString(), then: plan.kind } };
}

type Told = { callSid: string } & Pick<TimelineEntry, 'key' | 'step' | 'outcome' | 'detail' | 'content'>;

function tell(event: CallEvent, plan: Plan, settings: Settings): Told {
  switch (event.kind) {
    case 'CallArrived':
      return { callSid: event.call.callSid, key: 'incoming', step: 'incoming', outcome: 'arrived' };
    case 'ChallengeAnswered':
      return {
        callSid: event.call.callSid,
        ...stepKey(event.at),
        outcome: challengeOutcome(plan, event.keys),
      };
    case 'MenuAnswered':
      return {
        callSid: event.call.callSid,
        ...stepKey(event.at),
        outcome: menuOutcome(event.keys.digits, settings),
      };
    case 'KeysEntered':
      return {
        callSid: event.call.callSid,
        ...stepKey(event.at),
        outcome: keysOutcome(event.at, event.keys),
        ...said(event.keys, settings),
      };
    case 'DescriptionEnded':
      return {
        callSid: event.call.callSid,
        ...stepKey(event.at),
        outcome: event.hungUp ? 'hung-up' : 'ended',
        detail: `${event.recording?.seconds ?? 0} s`,
      };
    case 'DialEnded':
      return {
        callSid: event.call.callSid,
        ...stepKey(event.at),
        outcome: event.bridged ? 'talked' : event.status === 'completed' ? 'not-accepted' : event.status,
        detail: `${event.at.department}, ${event.talkSeconds} s`,
      };
    case 'LegAnswered':
      return legEntry(event, 'picked-up');
    case 'OfferAnswered':
      return legEntry(event, plan.kind === 'bridge' ? 'accepted' : 'refused');
    case 'MessageEnded':
      return {
        callSid: event.call.callSid,
        ...stepKey(event.at),
        outcome: event.hungUp ? 'hung-up' : 'ended',
        detail: `${event.recording?.seconds ?? 0} s, ${event.at.why}`,
      };
    case 'RecordingReported':
      return {
        callSid: event.callSid,
        key: `recording-${event.recordingSid}-${event.status}`,
        step: 'recording',
        outcome: event.status,
      };
    case 'TranscriptArrived':
      return {
        callSid: event.callSid,
        key: `transcript-${event.recordingSid}-${event.by}`,
        step: 'transcript',
        outcome: event.text === '' ? 'failed' : 'completed',
        detail: `by ${event.by}`,
        ...sounding(event.text, settings),
      };
    case 'StatusReported':
      return {
        callSid: event.call.callSid,
        key: `status-${event.status}`,
        step: 'status',
        outcome: event.status,
      };
    default:
      return assertNever(event, 'call event');
  }
}

/** The answer as the decision read it. The digits themselves are not kept. */
function challengeOutcome(plan: Plan, { digits }: Keys): ChallengeAttempt | 'arrived' {
  if (plan.kind === 'menu' || isPassedAtSiege(plan)) return 'right';
  if (plan.kind === 'challenge')
    return (
      { welcome: 'arrived', again: 'wrong', slower: 'silence', 'other-language': 'other-language' } as const
    )[plan.opening];
  const isAsked = plan.kind === 'voicemail' || (plan.kind === 'question' && plan.next.step === 'call-back');
  if (isAsked && 'why' in plan.next && plan.next.why === 'asked-for-person') return 'person';
  return digits === '' ? 'silence' : 'failed';
}

/** The caller passed, and gets a message instead of the menu. */
const isPassedAtSiege = (plan: Plan): boolean =>
  'next' in plan && 'why' in plan.next && plan.next.why === 'siege';

function menuOutcome(digits: string, settings: Settings): Outcome {
  const answer = readMenuAnswer(digits, settings);
  return typeof answer === 'string' ? answer : answer.choice;
}

/** Single keys are choices and worth keeping; numbers, case numbers and PINs are not. */
function keysOutcome({ step }: KeypadStep, { digits, finishedOn, speech }: Keys): Outcome {
  if (digits === '' && speech !== undefined) return 'spoken';
  if (digits === '') return finishedOn !== undefined && isKey(finishedOn) ? finishedOn : 'silence';
  if (step === 'staff-pin') return 'keyed';
  if (step === 'category') return CATEGORIES[Number(digits) - 1] ?? 'unknown-key';
  return isKey(digits) ? digits : 'keyed';
}

const isKey = (digits: string): digits is Key => /^[0-9*#]$/.test(digits);

/** In the caller's own words. */
const said = ({ speech }: Keys, settings: Settings): Pick<Told, 'detail' | 'content'> =>
  speech === undefined ? {} : { detail: speech.slice(0, 200), ...sounding(speech, settings) };

const sounding = (text: string, { screening }: Settings): Pick<Told, 'content'> =>
  text === '' || !screening.content.on ? {} : { content: contentNote(text) };

function legEntry(
  event: Extract<CallEvent, { kind: 'LegAnswered' | 'OfferAnswered' }>,
  outcome: Outcome,
): Told {
  const { leg, at } = event;
  return {
    callSid: leg.callSid,
    key: `${at.step}-${leg.legSid}`,
    step: at.step,
    outcome,
    detail: maskNumber(leg.member),
  };
}

/** A step that is delivered twice has the same key, and is kept once. */
function stepKey(at: Step): Pick<Told, 'key' | 'step'> {
  const carried: Readonly<Record<string, string | number>> = at;
  const visit = rowOf(at.step).visit.map((field) => carried[field]);
  return { step: at.step, key: [at.step, ...visit].join('-') };
}
