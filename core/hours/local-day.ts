// A day on the clocks of a time zone, as a span of time: usually 23 to 25 hours long, and not always from midnight.
import { wallClock } from './hours.ts';
import { MINUTE_MS } from '../basics/durations.ts';

export interface LocalDay {
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
}

/** Longer than any day. */
const MOST_MINUTES = 26 * 60;

export function localDay(timeZone: string, now: Date): LocalDay {
  const minute = Math.floor(now.getTime() / MINUTE_MS);
  const at = (minutes: number): Date => new Date(minutes * MINUTE_MS);
  const { date } = wallClock(timeZone, at(minute));
  const isToday = (minutes: number): boolean => wallClock(timeZone, at(minutes)).date === date;
  return {
    date,
    from: at(firstWhere(isToday, minute - MOST_MINUTES, minute)),
    to: at(firstWhere((minutes) => !isToday(minutes), minute, minute + MOST_MINUTES)),
  };
}

/**
 * The moment at which a day begins on the clocks of a time zone.
 * @param date `YYYY-MM-DD`
 */
export const startOfDay = (date: string, timeZone: string): Date =>
  firstMinuteWhere((day) => day >= date, date, timeZone);

/**
 * The moment at which a day is over on the clocks of a time zone.
 * @param date `YYYY-MM-DD`
 */
export const endOfDay = (date: string, timeZone: string): Date =>
  firstMinuteWhere((day) => day > date, date, timeZone);

function firstMinuteWhere(holds: (day: string) => boolean, date: string, timeZone: string): Date {
  const noon = Math.floor(Date.parse(`${date}T12:00:00Z`) / MINUTE_MS);
  const isThere = (minute: number): boolean => holds(wallClock(timeZone, new Date(minute * MINUTE_MS)).date);
  return new Date(firstWhere(isThere, noon - 2 * MOST_MINUTES, noon + 2 * MOST_MINUTES) * MINUTE_MS);
}

/** The first number for which it holds, where it holds for `to` and for all after the first. */
function firstWhere(holds: (number: number) => boolean, from: number, to: number): number {
  let [below, found] = [from, to];
  while (found - below > 1) {
    const middle = Math.floor((below + found) / 2);
    if (holds(middle)) found = middle;
    else below = middle;
  }
  return found;
}
