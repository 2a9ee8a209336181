// decide(event, facts) -> { plan, effects }: the whole call flow. Pure and total; one function per event, in `flow/`.
import { assertNever } from './assert-never.ts';
import type { CallEvent } from './call-event.ts';
import type { Decision, Facts } from './decision.ts';
import { callArrived } from './flow/arrival.ts';
import { challengeAnswered } from './flow/challenge.ts';
import { retention, type Circumstances, type Context } from './flow/context.ts';
import { dialEnded, offer } from './flow/department.ts';
import { statusReported } from './flow/ending.ts';
import { menuAnswered } from './flow/menu.ts';
import { messageEnded, recordingReported } from './flow/voicemail.ts';
import { timelineEntry } from './timeline.ts';

export type { Circumstances } from './flow/context.ts';

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
