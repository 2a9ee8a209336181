// What a call that is over, and the words that were said in it, say of the number: effects, once the record is known.
// Neither the status callback nor a transcript says whether the number was forged; the record of the call does.
import type { Effect } from '../call/effect.ts';
import { soundsLikeNuisance } from '../content/content-note.ts';
import { SHORT_CALL_SECONDS } from '../evidence/habits.ts';
import { trustOf, type UsageOf } from '../screening/allowance.ts';
import { isUnanswered } from '../screening/unanswered.ts';
import type { CallRecord } from './call-record.ts';

type EffectOf<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

/** A call of seconds, and a challenge that nobody answered, speak against the number; a member who keys a PIN is none of these. */
export function learnedFromEnding(
  { caller, attestation, verdict, timeline }: CallRecord,
  { callSid, status, seconds, endedAt: at }: EffectOf<'finish-call'>,
): readonly EffectOf<'add-habit' | 'add-unanswered'>[] {
  if (caller === undefined || attestation === 'failed') return [];
  if (verdict === 'pin' || verdict === 'forwarding-loop') return [];
  const isShort = status === 'completed' && seconds <= SHORT_CALL_SECONDS;
  return [
    ...(isShort
      ? [{ kind: 'add-habit', number: caller, callSid, habit: 'short', amount: 1, at } as const]
      : []),
    ...(verdict === 'challenge' && isUnanswered(timeline)
      ? [{ kind: 'add-unanswered', number: caller, callSid, at } as const]
      : []),
  ];
}

/** Words raise a score a little; what was said under a forged number says nothing of its owner. */
export function learnedFromWords(
  { attestation }: CallRecord,
  said: EffectOf<'note-content'>,
): readonly EffectOf<'add-habit'>[] {
  const { callSid, caller, at } = said;
  if (caller === undefined || attestation === 'failed' || !soundsLikeNuisance(said)) return [];
  return [{ kind: 'add-habit', number: caller, callSid, habit: 'words', amount: 1, at }];
}

/** What a call that rang staff was worth: the count of poor ones ends a pass. Undefined where nobody was rung. */
export function conversationOf({
  caller,
  attestation = 'none',
  timeline,
  talkSeconds = 0,
}: CallRecord): { readonly of: UsageOf; readonly conversation: 'good' | 'poor' } | undefined {
  if (caller === undefined || !timeline.some(({ then }) => then === 'ring')) return undefined;
  const of = { number: caller, trust: trustOf(attestation) };
  return { of, conversation: talkSeconds > SHORT_CALL_SECONDS ? 'good' : 'poor' };
}
