// Days of a calendar taken together for showing: eight days of one festival are read as "Oct 1–8". Used by the API and
// by the console, so it imports nothing at run time.
import type { CalendarDay } from '../../../core/hours/hours.ts';
import { DAY_MS } from '../../../core/basics/durations.ts';

/** `from` and `to` are `YYYY-MM-DD`, both inclusive. */
export interface DayRange extends Omit<CalendarDay, 'date'> {
  readonly from: string;
  readonly to: string;
}

/** @param days in the order of their dates */
export function rangesOf(days: readonly CalendarDay[]): DayRange[] {
  const ranges: DayRange[] = [];
  for (const { date, name, kind } of days) {
    const last = ranges.at(-1);
    if (last?.name === name && last.kind === kind && dayAfter(last.to) === date)
      ranges[ranges.length - 1] = { ...last, to: date };
    else ranges.push({ from: date, to: date, name, kind });
  }
  return ranges;
}

const dayAfter = (date: string): string => new Date(Date.parse(date) + DAY_MS).toISOString().slice(0, 10);
