// One line per webhook in the story of a call: what happened, and what was decided.
import { assertNever } from '../basics/assert-never.ts';
import type { CallEvent } from '../call/call-event.ts';
import type { Keys } from '../screening/challenge-code.ts';
import type { Plan } from './plan.ts';
import type { TimelineEntry } from './effect.ts';
import { contentNote } from '../content/content-note.ts';
import { maskNumber } from '../numbers/e164.ts';
import type { Outcome } from './outcome.ts';
import type { Settings } from '../settings/settings.ts';
import { rowOf, type Step } from '../call/steps/index.ts';

interface Happened {
  readonly event: CallEvent;
  readonly outcome: Outcome;
  readonly plan: Plan;
}

/** The call the entry belongs to (the caller's leg, also for what happened on a staff leg) and the entry. */
export function timelineEntry(
  { event, outcome, plan }: Happened,
  { now, settings }: { readonly now: Date; readonly settings: Settings },
): { callSid: string; entry: TimelineEntry } {
  const { callSid, ...told } = tell(event, settings);
  return { callSid, entry: { ...told, outcome, at: now.toISOString(), then: plan.kind, ...noticeIn(plan) } };
}

/** Which notice the plan tells. */
const noticeIn = (plan: Plan): Pick<TimelineEntry, 'notice'> =>
  (plan.kind === 'voicemail' || plan.kind === 'describe') && plan.notice !== undefined
    ? { notice: plan.next.notice }
    : {};

type Told = { callSid: string } & Pick<TimelineEntry, 'key' | 'step' | 'detail' | 'content'>;

function tell(event: CallEvent, settings: Settings): Told {
  switch (event.kind) {
    case 'CallArrived':
      return { callSid: event.call.callSid, key: 'incoming', step: 'incoming' };
    case 'ChallengeAnswered':
    case 'MenuAnswered':
      return { callSid: event.call.callSid, ...stepKey(event.at) };
    case 'KeysEntered':
      return { callSid: event.call.callSid, ...stepKey(event.at), ...said(event.keys, settings) };
    case 'DescriptionEnded':
      return {
        callSid: event.call.callSid,
        ...stepKey(event.at),
        detail: `${event.recording?.seconds ?? 0} s`,
      };
    case 'DialEnded':
      return {
        callSid: event.call.callSid,
        ...stepKey(event.at),
        detail: `${event.at.department}, ${event.talkSeconds} s`,
      };
    case 'LegAnswered':
    case 'OfferAnswered':
      return {
        callSid: event.leg.callSid,
        key: `${event.at.step}-${event.leg.legSid}`,
        step: event.at.step,
        detail: maskNumber(event.leg.member),
      };
    case 'MessageEnded':
      return {
        callSid: event.call.callSid,
        ...stepKey(event.at),
        detail: `${event.recording?.seconds ?? 0} s, ${event.at.why}`,
      };
    case 'RecordingReported':
      return {
        callSid: event.callSid,
        key: `recording-${event.recordingSid}-${event.status}`,
        step: 'recording',
      };
    case 'TranscriptArrived':
      return {
        callSid: event.callSid,
        key: `transcript-${event.recordingSid}-${event.by}`,
        step: 'transcript',
        detail: `by ${event.by}`,
        ...sounding(event.text, settings),
      };
    case 'StatusReported':
      return { callSid: event.call.callSid, key: `status-${event.status}`, step: 'status' };
    default:
      return assertNever(event, 'call event');
  }
}

/** In the caller's own words. */
const said = ({ speech }: Keys, settings: Settings): Pick<Told, 'detail' | 'content'> =>
  speech === undefined ? {} : { detail: speech.slice(0, 200), ...sounding(speech, settings) };

const sounding = (text: string, { screening }: Settings): Pick<Told, 'content'> =>
  text === '' || !screening.content.on ? {} : { content: contentNote(text) };

/** A step that is delivered twice has the same key, and is kept once. */
function stepKey(at: Step): Pick<Told, 'key' | 'step'> {
  const carried: Readonly<Record<string, string | number>> = at;
  const visit = rowOf(at.step).visit.map((field) => carried[field]);
  return { step: at.step, key: [at.step, ...visit].join('-') };
}
