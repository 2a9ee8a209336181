// Where the keys lead that a caller presses while the notice before a recording is told.
import type { Plan } from './plan.ts';
import { journeyOf } from './steps/journey.ts';
import type { Step } from './steps/index.ts';

type RecordingPlan = Extract<Plan, { kind: 'voicemail' | 'describe' }>;

/** Undefined where no notice is told, because this call has heard it. */
export function noticeStepOf(
  plan: RecordingPlan,
): Step<'message-notice'> | Step<'description-notice'> | undefined {
  if (plan.notice === undefined) return undefined;
  const { turn } = plan.notice;
  if (plan.kind === 'voicemail') {
    const { department, why, notice } = plan.next;
    return { ...journeyOf(plan.next), step: 'message-notice', department, why, notice, turn };
  }
  const { about, official, notice } = plan.next;
  return { ...journeyOf(plan.next), step: 'description-notice', about, official, notice, turn };
}
