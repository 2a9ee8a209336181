// What the hotline itself has seen of a number: sums that fade, each added to once a call. The network's failed
// signatures belong to whoever forged the number, so of such a call nothing is counted but that it happened.
import type { AttestationHistory } from '../numbers/attestation.ts';
import { addition, HALF_LIVES, NOTHING, readSum, type Reading, type Sums } from './evidence.ts';

const HABITS = [
  'calls',
  /** Over within {@link SHORT_CALL_SECONDS}. */
  'short',
  'passed',
  'failed',
  'silent',
  /** Calls that pressed nothing when asked twice for the code. For a range of numbers, each number counts once. */
  'unanswered',
  /** Calls for whose number the network vouched. */
  'vouched',
  /** Minutes of conversation with staff. */
  'bridged',
  'flagged',
  /** Unconfirmed reports from callers without attestation A. */
  'claimed',
  /** What was said sounds like a nuisance call. */
  'words',
  'forged',
  /** Calls by quarter of the day, UTC: when this caller usually calls. */
  'at0',
  'at6',
  'at12',
  'at18',
] as const;
export type Habit = (typeof HABITS)[number];

export const SHORT_CALL_SECONDS = 8;

export type Habits = Readonly<Record<Habit, Reading>>;

const NO_HABITS: Habits = Object.fromEntries(HABITS.map((habit) => [habit, NOTHING])) as Habits;

/** Attributes of a habit stand beside those of complaints in the same item. */
const sumOf = (habit: Habit): string => `own-${habit}-`;

export function readHabits(sums: Sums | undefined, now: Date): Habits {
  if (sums === undefined) return NO_HABITS;
  return Object.fromEntries(HABITS.map((habit) => [habit, readSum(sumOf(habit), sums, now)])) as Habits;
}

/** How often the network vouched for the number, from the sums of the longest half-life. */
export const attestationHistory = ({ vouched, calls }: Habits): AttestationHistory => ({
  vouched: vouched.at(-1) ?? 0,
  calls: calls.at(-1) ?? 0,
});

/** What to `ADD` to the number's item. */
export const habitAddition = (habit: Habit, amount: number, at: Date): Sums =>
  addition(
    sumOf(habit),
    at,
    HALF_LIVES.map(() => amount),
  );

export const quarterOfDay = (at: Date): Habit => {
  const quarters = ['at0', 'at6', 'at12', 'at18'] as const;
  return quarters[Math.floor(at.getUTCHours() / 6)] ?? 'at0';
};
