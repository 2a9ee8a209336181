// How long a task waits after a failure, and when it is given up.

interface Retries {
  /** Seconds to wait after the first failure, the second and so on; the last one repeats. */
  readonly pauses: readonly number[];
  /** After so many deliveries the task is set aside for a person. */
  readonly attempts: number;
}

/**
 * Both are given up after three days of trying. It is attempts that are counted, not age: a machine that was switched off
 * over a weekend has tried nothing. The pauses stay under the 12 hours that SQS can hide a message.
 */
export const RETRIES = {
  /** The database comes back: what was accepted is written within minutes. */
  store: { pauses: [5, 15, 60, 300], attempts: 900 },
  /** A target that is down for hours is not asked a thousand times. */
  outside: { pauses: [5, 15, 60, 300, 900, 1_800, 3_600, 7_200, 14_400, 21_600], attempts: 20 },
} as const satisfies Record<string, Retries>;

export type RetryPolicy = keyof typeof RETRIES;

/** A fifth more or less, so that tasks that failed together do not come back together. */
const SPREAD = 0.2;

/**
 * @param attempt deliveries that have failed, from 1
 * @param chance from 0 to 1
 * @returns seconds; undefined: it is given up
 */
export function pauseAfter(policy: RetryPolicy, attempt: number, chance: number): number | undefined {
  const { pauses, attempts }: Retries = RETRIES[policy];
  if (attempt >= attempts) return undefined;
  const pause = pauses[Math.min(attempt, pauses.length) - 1] ?? 0;
  return Math.round(pause * (1 - SPREAD + 2 * SPREAD * chance));
}
