// The minutes that the carrier bills for a day's calls. An hour in which every call has ended is counted once, and
// remembered for as long as this function stays warm; only the others are read each minute.
import { HOUR_MS, MINUTE_MS } from '../../core/basics/durations.ts';
import type { LocalDay } from '../../core/hours/local-day.ts';
import type { Runtime } from '../runtime.ts';

/** So long after its end an hour may still get a call that the store heard of late. */
const GRACE_MS = 10 * MINUTE_MS;

interface Remembered {
  readonly date: string;
  /** Beginning of the hour -> its minutes, which no longer change. */
  readonly hours: Map<number, number>;
}
const remembered = new WeakMap<Runtime, Remembered>();

export async function minutesOfDay({ date, from }: LocalDay, runtime: Runtime): Promise<number> {
  const now = runtime.now();
  const hours = hoursOf(date, runtime);
  let minutes = 0;
  for (let begin = from.getTime(); begin < now.getTime(); begin += HOUR_MS) {
    const known = hours.get(begin);
    const end = Math.min(begin + HOUR_MS, now.getTime());
    const { billed, running } =
      known === undefined
        ? await runtime.store.calls.minutesBetween(new Date(begin), new Date(end))
        : { billed: known, running: 0 };
    if (running === 0 && begin + HOUR_MS + GRACE_MS <= now.getTime()) hours.set(begin, billed);
    minutes += billed;
  }
  return minutes;
}

function hoursOf(date: string, runtime: Runtime): Map<number, number> {
  const last = remembered.get(runtime);
  if (last?.date === date) return last.hours;
  const hours = new Map<number, number>();
  remembered.set(runtime, { date, hours });
  return hours;
}
