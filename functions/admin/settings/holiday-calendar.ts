// Public holidays of a country and year, as a seed that an admin can correct. The libraries are loaded only on request,
// because calls are answered from the settings alone.
import { HOUR_MS } from '../../../core/basics/durations.ts';
import type { HolidaysTypes } from 'date-holidays';
import type { CalendarDay } from '../../../core/hours/hours.ts';
import { rangesOf, type DayRange } from './day-ranges.ts';

export interface HolidaySeed {
  readonly country: string;
  readonly year: number;
  /** False where the year's calendar is not out yet: then there are no days, and none must be assumed. */
  readonly published: boolean;
  readonly days: readonly CalendarDay[];
  /** The same days, with neighboring days of one holiday taken together. */
  readonly ranges: readonly DayRange[];
}

/** @param country ISO 3166; undefined where no calendar of it is known */
export async function holidaySeed(country: string, year: number): Promise<HolidaySeed | undefined> {
  const days = country === 'CN' ? await chineseDays(year) : await publicHolidays(country, year);
  return days && { country, year, published: days.length > 0, days, ranges: rangesOf(days) };
}

/** The State Council's notice of each year, with the weekend days that are worked instead. */
async function chineseDays(year: number): Promise<CalendarDay[]> {
  const { getDayDetail } = named(await import('chinese-days'));
  return datesOf(year).flatMap((date): CalendarDay[] => {
    const { name, work } = getDayDetail(date);
    // "Spring Festival,春节,4" for a day of a festival; the weekday's name for all others.
    const festival = name.split(',')[1];
    return festival === undefined ? [] : [{ date, name: festival, kind: work ? 'workday' : 'holiday' }];
  });
}

async function publicHolidays(country: string, year: number): Promise<CalendarDay[] | undefined> {
  const { default: Holidays } = await import('date-holidays');
  const library = new Holidays(country);
  if (!Object.hasOwn(library.getCountries(), country)) return undefined;
  // A holiday that begins in December can reach into January.
  const known = [year - 1, year].flatMap((one) => library.getHolidays(one));
  const names = new Map<string, string>();
  for (const holiday of known.filter((one) => isDayOff(one, known))) {
    for (const date of civilDaysOf(holiday)) {
      if (date.startsWith(`${String(year)}-`) && !names.has(date)) names.set(date, holiday.name);
    }
  }
  return [...names]
    .map(([date, name]): CalendarDay => ({ date, name, kind: 'holiday' }))
    .sort((a, b) => a.date.localeCompare(b.date));
}

/**
 * The library gives some substitute days another type than the holiday that they stand for (the observed Veterans Day
 * of 2028 is a "bank" holiday): such a day is taken for what its holiday is.
 */
function isDayOff(
  { type, substitute, name }: HolidaysTypes.Holiday,
  known: HolidaysTypes.Holiday[],
): boolean {
  if (type === 'public') return true;
  // "Veterans Day (substitute day)": the words in brackets are in the country's language.
  const original = name.replace(/\([^()]*\)$/, '').trimEnd();
  return substitute === true && known.some((one) => one.type === 'public' && one.name === original);
}

/**
 * `date` is the first civil day, also of a holiday that begins at sunset of the evening before. The first day always
 * counts, also where only its afternoon is free; beyond it only whole days count. The hour added allows for the night
 * on which clocks go forward.
 */
function civilDaysOf({ date, start, end }: HolidaysTypes.Holiday): string[] {
  const hours = (end.getTime() - start.getTime()) / HOUR_MS;
  const days = Math.max(1, Math.floor((hours + 1) / 24));
  return Array.from({ length: days }, (_, index) => plusDays(date.slice(0, 10), index));
}

function plusDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 24 * HOUR_MS).toISOString().slice(0, 10);
}

function datesOf(year: number): string[] {
  const dates: string[] = [];
  for (let date = `${String(year)}-01-01`; date.startsWith(`${String(year)}-`); date = plusDays(date, 1)) {
    dates.push(date);
  }
  return dates;
}

/** Node gives a CommonJS package as its default export alone, a bundler by its names as well. */
const named = <Names extends object>(loaded: Names & { readonly default?: Names }): Names =>
  loaded.default ?? loaded;
