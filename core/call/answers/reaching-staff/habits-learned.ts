// What a call adds to what is known of its number. Nothing of a call whose signature failed, beyond that there was one:
// it belongs to whoever forged the number. Nothing of a caller without a number.
import type { Attestation } from '../../../numbers/attestation.ts';
import type { Call } from '../../call-event.ts';
import type { Effect } from '../../effect.ts';
import { quarterOfDay, type Habit } from '../../../evidence/habits.ts';
import { callerOf, type Context } from '../../context.ts';

export function seen(
  call: Call,
  attestation: Attestation,
  habits: readonly Habit[],
  { now }: Context,
  amount = 1,
): Effect[] {
  const number = callerOf(call);
  if (number === undefined || attestation === 'failed') return [];
  return habits.map((habit) => effect(habit, call, number, amount, now));
}

/** A call that came in. */
export function arrived(call: Call, context: Context): Effect[] {
  const number = callerOf(call);
  if (number === undefined) return [];
  return call.attestation === 'failed'
    ? [effect('forged', call, number, 1, context.now)]
    : seen(
        call,
        call.attestation,
        [...VOUCHED[call.attestation], 'calls', quarterOfDay(context.now)],
        context,
      );
}

/** One more habit, where the network says that the number is the caller's own. */
const VOUCHED: Readonly<Record<Attestation, readonly Habit[]>> = {
  A: ['vouched'],
  B: [],
  C: [],
  none: [],
  failed: [],
};

const effect = (
  habit: Habit,
  { callSid }: Call,
  number: Extract<Effect, { kind: 'add-habit' }>['number'],
  amount: number,
  now: Date,
): Effect => ({ kind: 'add-habit', number, callSid, habit, amount, at: now.toISOString() });

/** Evidence that may be the last that was missing for a block. */
export function judged(call: Call, attestation: Attestation): Effect[] {
  const number = callerOf(call);
  return number === undefined || attestation === 'failed' ? [] : [{ kind: 'judge', number }];
}
