// The domain `hours` says when somebody answers: weekly hours, holidays, time zones, days on a clock. It may know
// `basics` and `numbers`, and nothing of departments: it is given their hours.
//
// This file: when a department is open: weekly hours in a named time zone, holidays, one-day exceptions, do not disturb.
import { DAY_MS } from '../basics/durations.ts';

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** `from` inclusive, `to` exclusive: wall-clock `HH:MM` in the department's time zone; `to` may be `24:00`. */
interface Span {
  readonly from: string;
  readonly to: string;
}

/** Open at all hours, or in weekly spans; a weekday that is absent is closed. */
export type Hours =
  | 'always'
  | {
      readonly weekly: Readonly<Partial<Record<Weekday, readonly Span[] | undefined>>>;
      /** Id of the calendar whose holidays are closed. */
      readonly calendar?: string | undefined;
      /** One day each, instead of everything else; no spans: closed. */
      readonly exceptions?: readonly { readonly date: string; readonly spans: readonly Span[] }[] | undefined;
    };

/** A country's public holidays, as seeded and as corrected by an admin. */
export interface Calendar {
  readonly id: string;
  /** Years whose holidays are known; of any other year nothing is assumed. */
  readonly years: readonly number[];
  readonly days: readonly CalendarDay[];
}

export interface CalendarDay {
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly name: string;
  /** `workday`: a weekend day that is worked instead (China's 调休). */
  readonly kind: 'holiday' | 'workday';
}

export interface Timetable {
  readonly hours: Hours;
  /** IANA name, e.g. `Asia/Shanghai`; checked when the settings were saved. */
  readonly timeZone: string;
  readonly calendar: Calendar | undefined;
  /** ISO 8601. Phones do not ring before this time. */
  readonly doNotDisturbUntil: string | undefined;
}

/** When a closed department opens, on its own clock. */
export interface Opening {
  /** Days from today. */
  readonly daysAhead: number;
  readonly date: string;
  readonly weekday: Weekday;
  readonly clock: string;
}

/**
 * Wall-clock times are compared, so a day on which the clocks change keeps its posted hours. Time-zone data is
 * touched only where hours are limited: loading it costs some 15 ms on a cold start.
 */
export function isOpen(timetable: Timetable, now: Date): boolean {
  if (!isDisturbable(timetable, now)) return false;
  if (timetable.hours === 'always') return true;
  const { date, clock } = wallClock(timetable.timeZone, now);
  return spansOn(date, timetable).some((span) => span.from <= clock && clock < span.to);
}

const isDisturbable = ({ doNotDisturbUntil }: Timetable, now: Date): boolean =>
  doNotDisturbUntil === undefined || Date.parse(doNotDisturbUntil) <= now.getTime();

/** Holidays are a few days long; a department that opens later than this has no hours worth telling. */
const LOOK_AHEAD_DAYS = 60;

/** The next opening time from `now`, or undefined if there is none within the days that are searched. */
export function nextOpening(timetable: Timetable, now: Date): Opening | undefined {
  const { doNotDisturbUntil = '', timeZone } = timetable;
  const from = isDisturbable(timetable, now) ? now : new Date(doNotDisturbUntil);
  const today = wallClock(timeZone, now).date;
  const start = wallClock(timeZone, from);
  for (let ahead = 0; ahead <= LOOK_AHEAD_DAYS; ahead++) {
    const date = plusDays(start.date, ahead);
    const earliest = ahead === 0 ? start.clock : '00:00';
    const clock = openingOn(date, earliest, timetable);
    if (clock !== undefined)
      return { daysAhead: daysBetween(today, date), date, weekday: weekdayOf(date), clock };
  }
  return undefined;
}

function openingOn(date: string, earliest: string, timetable: Timetable): string | undefined {
  return spansOn(date, timetable)
    .filter(({ to }) => earliest < to)
    .map(({ from }) => (from < earliest ? earliest : from))
    .toSorted()[0];
}

const ALL_DAY: readonly Span[] = [{ from: '00:00', to: '24:00' }];

/** An exception first, then the calendar, then the week. */
function spansOn(date: string, { hours, calendar }: Timetable): readonly Span[] {
  if (hours === 'always') return ALL_DAY;
  const exception = hours.exceptions?.find((one) => one.date === date);
  if (exception !== undefined) return exception.spans;
  const day = calendar?.days.find((one) => one.date === date);
  if (day?.kind === 'holiday') return [];
  const spans = hours.weekly[weekdayOf(date)] ?? [];
  return day?.kind === 'workday' && spans.length === 0 ? usualWorkday(hours.weekly) : spans;
}

/** A day that is worked instead of a weekday has the hours of one. */
const usualWorkday = (weekly: Exclude<Hours, 'always'>['weekly']): readonly Span[] =>
  WEEKDAYS.slice(0, 5)
    .map((weekday) => weekly[weekday] ?? [])
    .find((spans) => spans.length > 0) ?? [];

const noon = (date: string): number => Date.parse(`${date}T12:00:00Z`);
const plusDays = (date: string, days: number): string =>
  new Date(noon(date) + days * DAY_MS).toISOString().slice(0, 10);
const daysBetween = (from: string, to: string): number => Math.round((noon(to) - noon(from)) / DAY_MS);
const weekdayOf = (date: string): Weekday => WEEKDAYS[(new Date(noon(date)).getUTCDay() + 6) % 7] ?? 'monday';

/** Formats by time zone: making one takes many times as long as using it, and a look for a day's end uses 20. */
const clockFormats = new Map<string, Intl.DateTimeFormat>();

function clockFormat(timeZone: string): Intl.DateTimeFormat {
  const known = clockFormats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  clockFormats.set(timeZone, format);
  return format;
}

/** Date and time of day that a clock in the zone shows. */
export function wallClock(timeZone: string, now: Date): { date: string; clock: string } {
  const parts = clockFormat(timeZone).formatToParts(now);
  const part = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return {
    date: `${part.year ?? ''}-${part.month ?? ''}-${part.day ?? ''}`,
    clock: `${part.hour ?? ''}:${part.minute ?? ''}`,
  };
}
