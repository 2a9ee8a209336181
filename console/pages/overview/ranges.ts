// How far back the figures go, and into which columns they are cut: hours of a day, or days.
import { HOUR_MS } from '../../../core/basics/durations.ts';
import { useState } from 'react';
import { useEvery } from '../../api/use-every.ts';

export const RANGES = ['day', 'week', 'month'] as const;
export type Range = (typeof RANGES)[number];

const DAYS = { week: 7, month: 28 } as const;

const thisHour = (): number => Math.floor(Date.now() / HOUR_MS) * HOUR_MS;

/** When the hour began that it is now; the page stands open for days. */
export function useThisHour(): number {
  const [hour, setHour] = useState(thisHour);
  useEvery(60, () => {
    setHour(thisHour());
  });
  return hour;
}

/** Whole hours; whole days on the hotline's clocks. */
export function beginningOf(range: Range, hour: number, timeZone: string): number {
  if (range === 'day') return hour - 23 * HOUR_MS;
  const middle = hour - (DAYS[range] - 1) * 24 * HOUR_MS;
  return middle - hourOfDay(middle, timeZone) * HOUR_MS;
}

export interface Column {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** From the beginning to the hour that it is now. */
export function columnsOf(range: Range, from: number, now: number, timeZone: string): Column[] {
  const columns: Column[] = [];
  for (let start = from; start <= now;) {
    const end = range === 'day' ? start + HOUR_MS : nextDay(start, timeZone);
    columns.push({ from: start, to: end });
    start = end;
  }
  return columns;
}

/** A day has 23 to 25 hours. */
function nextDay(start: number, timeZone: string): number {
  const noonish = start + 36 * HOUR_MS;
  return noonish - hourOfDay(noonish, timeZone) * HOUR_MS;
}

function hourOfDay(instant: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, hour: '2-digit', hourCycle: 'h23' });
  return Number(format.format(instant));
}
