// When a process that ended is started again: the first time at once, then after growing pauses, so that a process that
// cannot run does not take the machine from those that can.
import { SECOND_MS } from '../../core/basics/durations.ts';

const PAUSES_MS = [0, 100, 250, 500, 1_000, 2_000, 5_000] as const;
/** A process that ran so long was well: its end is a first one. */
const WELL_AFTER_MS = 30 * SECOND_MS;

export interface Restart {
  /** Ends in a row, this one included. */
  readonly ends: number;
  readonly pauseMs: number;
}

/**
 * @param ends in a row before this one
 * @param ranMs how long the process ran until it ended
 */
export function nextRestart(ends: number, ranMs: number): Restart {
  const before = ranMs >= WELL_AFTER_MS ? 0 : ends;
  const pauseMs = PAUSES_MS[Math.min(before, PAUSES_MS.length - 1)] ?? 0;
  return { ends: before + 1, pauseMs };
}
