// Hours, days, weekdays, money and shares as the chosen language writes them; in a named time zone where one counts.
import { DAY_MS } from '../../core/basics/durations.ts';
import { useMemo } from 'react';
import { useLanguage, type Language } from './index.ts';

export interface Calendar {
  /** `Tue 24`, on the clocks of the zone. */
  readonly day: (instant: number, timeZone: string) => string;
  /** `Oct 1–8`, `10月1日至10月8日`; of dates `YYYY-MM-DD`, both inclusive. */
  readonly dayRange: (from: string, to: string) => string;
  /** `09:00` */
  readonly hour: (instant: number, timeZone: string) => string;
  /** `9:05:12 AM`, the reader's own. */
  readonly clock: (instant: string) => string;
  /** Monday first. */
  readonly weekdays: { readonly long: readonly string[]; readonly short: readonly string[] };
  readonly hours: (count: number) => string;
  readonly minutes: (count: number) => string;
  /** `1 min 5 s` */
  readonly short: (seconds: number) => string;
  readonly money: (amount: number, currency: string) => string;
  readonly share: (part: number) => string;
}

export function useCalendar(): Calendar {
  const { language } = useLanguage();
  return useMemo(() => createCalendar(language), [language]);
}

/** A Monday. */
const SOME_MONDAY = Date.UTC(2024, 0, 1, 12);

function createCalendar(language: Language): Calendar {
  const clock = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
  const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const weekdays = (weekday: 'long' | 'short'): string[] => {
    const format = new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' });
    return Array.from({ length: 7 }, (_, index) => format.format(SOME_MONDAY + index * DAY_MS));
  };
  const unit = (name: 'hour' | 'minute' | 'second', unitDisplay: 'long' | 'short'): Intl.NumberFormat =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay });
  const [hours, minutes] = [unit('hour', 'long'), unit('minute', 'long')];
  const [min, sec] = [unit('minute', 'short'), unit('second', 'short')];
  return {
    day: inZone(language, { month: 'short', day: 'numeric' }),
    dayRange: dayRangeIn(language),
    hour: inZone(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    clock: (instant) => clock.format(new Date(instant)),
    weekdays: { long: weekdays('long'), short: weekdays('short') },
    hours: (count) => hours.format(count),
    minutes: (count) => minutes.format(count),
    short: (seconds) =>
      [
        ...(seconds >= 60 ? [min.format(Math.floor(seconds / 60))] : []),
        sec.format(Math.round(seconds) % 60),
      ].join(' '),
    money: (amount, currency) =>
      new Intl.NumberFormat(language, { style: 'currency', currency }).format(amount),
    share: (part) => share.format(part),
  };
}

function dayRangeIn(language: Language): Calendar['dayRange'] {
  const format = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', timeZone: 'UTC' });
  return (from, to) => {
    const [first, last] = [new Date(from), new Date(to)];
    if (from === to) return format.format(first);
    // The engine's own Chinese range is "10/1 – 10/8".
    if (language === 'zh-CN') return `${format.format(first)}至${format.format(last)}`;
    return format.formatRange(first, last).replaceAll(/\s*–\s*/g, '–');
  };
}

function inZone(
  language: Language,
  options: Intl.DateTimeFormatOptions,
): (instant: number, timeZone: string) => string {
  const formats = new Map<string, Intl.DateTimeFormat>();
  return (instant, timeZone) => {
    const format = formats.get(timeZone) ?? new Intl.DateTimeFormat(language, { ...options, timeZone });
    formats.set(timeZone, format);
    return format.format(instant);
  };
}
