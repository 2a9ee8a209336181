// What was done in an exercise, read from the record of its call.
import type { CallRecord } from '../records/call-record.ts';
import type { Attempt } from './exercise-rules.ts';

/** @param said what was said at the staff telephone, a sentence each */
export const attemptOf = (
  { timeline, talkSeconds = 0, flag }: Pick<CallRecord, 'timeline' | 'talkSeconds' | 'flag'>,
  said: readonly string[],
): Attempt => ({
  answerSeconds: answerSecondsIn(timeline),
  accepted: timeline.some(({ step, outcome }) => step === 'accept' && outcome === 'accepted'),
  talkSeconds,
  flagged: flag !== undefined,
  said,
});

/** From the answer that made telephones ring to the first one that was picked up. */
function answerSecondsIn(timeline: CallRecord['timeline']): number | undefined {
  const rang = timeline.find(({ then }) => then === 'ring');
  const pickedUp = timeline.find(({ step }) => step === 'whisper');
  if (rang === undefined || pickedUp === undefined) return undefined;
  return Math.max(0, Math.round((Date.parse(pickedUp.at) - Date.parse(rang.at)) / 1_000));
}
