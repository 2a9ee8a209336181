// Voicemail: asked for, left, stored.
import type { Journey, VoicemailReason, VoicemailStep } from '../call-step.ts';
import type { Decision, Effect, Plan } from '../decision.ts';
import { departmentOrDefault, type Department } from '../settings.ts';
import { journeyOf, numberOf, retention, type Context, type EventOf } from './context.ts';

/** A message shorter than this is silence with a click in it: ask once more. */
export const SHORTEST_MESSAGE_SECONDS = 1;

export function voicemail(
  why: VoicemailReason,
  journey: Journey,
  department: Department | undefined,
  { settings }: Context,
): Extract<Plan, { kind: 'voicemail' }> {
  const { id } = department ?? departmentOrDefault(settings, undefined);
  return {
    kind: 'voicemail',
    next: { ...journeyOf(journey), step: 'voicemail', department: id, why, attempt: 1 },
  };
}

export function messageEnded(event: EventOf<'MessageEnded'>, context: Context): Decision {
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

export function recordingReported(event: EventOf<'RecordingReported'>, context: Context): Decision {
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
