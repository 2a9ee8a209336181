// Wrong answers to a secret: how many are heard, and for how long nobody is heard after that. A lock always ends by
// itself, and each one within a week of the last holds twice as long.
import { DAY_MS, MINUTE_MS } from './durations.ts';
import type { Counted } from './limit.ts';

export interface LockPolicy {
  /** Answers that are compared before the lock. */
  readonly most: number;
  /** How long the first lock holds; fewer wrong answers than `most` are forgotten after as long. */
  readonly firstMinutes: number;
}

export interface LockState {
  /** Answers that were counted, each at its time; those that turned out right are taken out again. */
  readonly tries: readonly Counted[];
  /** Locks that have ended. */
  readonly locks: number;
}

/** Ten answers a day, at the longest lock, find one of 10,000 PINs with a chance of 0.1 percent a day. */
const LONGEST_LOCK_MS = DAY_MS;
const LOCKS_FORGOTTEN_AFTER_MS = 7 * DAY_MS;

const lockMs = ({ firstMinutes }: LockPolicy, locks: number): number =>
  Math.max(
    firstMinutes * MINUTE_MS,
    Math.min(LONGEST_LOCK_MS, firstMinutes * MINUTE_MS * 2 ** Math.min(locks, 20)),
  );

/** What makes room again, of a state in which there is none. */
export interface Reopening {
  readonly stale: readonly Counted[];
  readonly locks: number;
}

/** @returns undefined while the lock holds */
export function reopening(state: LockState, policy: LockPolicy, now: number): Reopening | undefined {
  const times = state.tries.map(({ at }) => at);
  const newest = Math.max(...times);
  const windowMs = policy.firstMinutes * MINUTE_MS;
  const spreadOut = state.tries.filter(({ at }) => at <= newest - windowMs);
  if (spreadOut.length > 0) return { stale: spreadOut, locks: state.locks };
  if (now < newest + lockMs(policy, state.locks)) return undefined;
  const locks = now - newest > LOCKS_FORGOTTEN_AFTER_MS ? 0 : state.locks + 1;
  return { stale: state.tries, locks };
}

/** When the lock ends, milliseconds since 1970; undefined where there is none. */
export function lockedUntil(state: LockState, policy: LockPolicy, now: number): number | undefined {
  if (state.tries.length < policy.most || reopening(state, policy, now) !== undefined) return undefined;
  return Math.max(...state.tries.map(({ at }) => at)) + lockMs(policy, state.locks);
}
