// What a date means as the end of a listing. This is the one reading of it: imports, the API, the command line and the
// console all use it.
import { endOfDay } from '../hours/local-day.ts';

export type ExpiryProblem = 'not-a-date' | 'past-date';

export type Expiry =
  /** ISO 8601, UTC: from then on the listing has no effect. */
  { readonly ok: true; readonly expiresAt: string } | { readonly ok: false; readonly code: ExpiryProblem };

export interface ExpiryRules {
  /** IANA time zone of the hotline: that of its default department. */
  readonly timeZone: string;
  readonly now: Date;
}

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
const INSTANT =
  /^(\d{4}-\d\d-\d\d)[Tt ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?([Zz]|[+-]([01]\d|2[0-3]):?[0-5]\d)$/;

/**
 * A day without a time lasts until its end in the hotline's time zone; a date-time with its zone is exact. A day that
 * no calendar has, such as 2027-02-30, is refused.
 */
export function readExpiry(text: string, { timeZone, now }: ExpiryRules): Expiry {
  const at = momentOf(text.trim(), timeZone);
  if (at === undefined) return { ok: false, code: 'not-a-date' };
  return at.getTime() > now.getTime()
    ? { ok: true, expiresAt: at.toISOString() }
    : { ok: false, code: 'past-date' };
}

function momentOf(text: string, timeZone: string): Date | undefined {
  if (isDay(text)) return endOfDay(text, timeZone);
  const [, day = ''] = INSTANT.exec(text) ?? [];
  return isDay(day) ? new Date(text.replace(' ', 'T').toUpperCase()) : undefined;
}

/** Written as `YYYY-MM-DD`, and in the calendar. */
export function isDay(text: string): boolean {
  const [, year = '', month = '', day = ''] = DAY.exec(text) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return day !== '' && !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

/**
 * The last day on which a listing has an effect, on the hotline's clocks, as a date field shows it.
 * @param expiresAt ISO 8601
 */
export function lastDayOf(expiresAt: string, timeZone: string): string {
  const before = new Date(Date.parse(expiresAt) - 1);
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(before);
}
