// Public holidays of a country and year, as a seed that an admin can correct. The libraries are loaded when somebody
// asks: calls are answered from the settings alone.
import type { CalendarDay } from '../../core/hours.ts';

export interface HolidaySeed {
  readonly country: string;
  readonly year: number;
  /** False where the year's calendar is not out yet: then there are no days, and none must be assumed. */
  readonly published: boolean;
  readonly days: readonly CalendarDay[];
}

/** @param country ISO 3166; undefined where no calendar of it is known */
export async function holidaySeed(country: string, year: number): Promise<HolidaySeed | undefined> {
  const days = country === 'CN' ? await chineseDays(year) : await publicHolidays(country, year);
  return days === undefined ? undefined : { country, year, published: days.length > 0, days };
}

/** The State Council's notice of each year, with the weekend days that are worked instead. */
async function chineseDays(year: number): Promise<CalendarDay[]> {
  const { getDayDetail } = await import('chinese-days');
  return datesOf(year).flatMap((date): CalendarDay[] => {
    const { name, work } = getDayDetail(date);
    // "Spring Festival,春节,4" for a day of a festival; the weekday's name for all others.
    const festival = name.split(',')[1];
    return festival === undefined ? [] : [{ date, name: festival, kind: work ? 'workday' : 'holiday' }];
  });
}

async function publicHolidays(country: string, year: number): Promise<CalendarDay[] | undefined> {
  const { default: Holidays } = await import('date-holidays');
  if (!Object.hasOwn(new Holidays().getCountries(), country)) return undefined;
  const days = new Holidays(country)
    .getHolidays(year)
    .filter(({ type }) => type === 'public')
    .map(({ date, name }): CalendarDay => ({ date: date.slice(0, 10), name, kind: 'holiday' }));
  return days.filter(({ date }, index) => days.findIndex((other) => other.date === date) === index);
}

function datesOf(year: number): string[] {
  const dates: string[] = [];
  for (let day = Date.UTC(year, 0, 1); day < Date.UTC(year + 1, 0, 1); day += 86_400_000) {
    dates.push(new Date(day).toISOString().slice(0, 10));
  }
  return dates;
}
