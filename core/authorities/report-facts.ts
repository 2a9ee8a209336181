// The domain `authorities` holds the forms on which authorities take reports about nuisance calls: their fields in order,
// and what the hotline can fill in of them. It may know cases and numbers, and nothing of the steps of a call.
//
// This file: what is known of a report, and how numbers and times are written on a form.
import type { Language } from '../basics/language.ts';
import type { CaseRecord } from '../cases/case.ts';
import { wallClock } from '../hours/hours.ts';
import type { Identity } from '../numbers/identity.ts';
import { writtenNumber } from '../numbers/number-words.ts';

/** The call that is complained about. It is known only where the reported number called the hotline itself. */
interface NuisanceCall {
  readonly startedAt?: string | undefined;
  readonly seconds?: number | undefined;
  readonly to?: string | undefined;
}

export interface ReportFacts {
  readonly report: Pick<CaseRecord, 'caseNumber' | 'category' | 'reported' | 'reporter' | 'recordingSid'>;
  /** The words of the reporter, written or spoken, or those of the staff member who opened the case. */
  readonly description: string | undefined;
  readonly call: NuisanceCall | undefined;
  readonly hotline: {
    readonly company: Partial<Readonly<Record<Language, string>>>;
    readonly language: Language;
    readonly number: string;
    readonly timeZone: string;
  };
  /** When the form is filled in. */
  readonly now: Date;
}

/** The words of the reporter as a sentence that another one can follow; none where nothing was said. */
export const describedIn = ({ description }: ReportFacts): string[] => {
  const words = description?.trim() ?? '';
  if (words === '') return [];
  return [/[.!?。！？…]$/u.test(words) ? words : `${words}.`];
};

/** The name of the company in a language; in the language of the hotline where it has no name in this one. */
export const companyIn = (language: Language, { hotline }: ReportFacts): string | undefined =>
  hotline.company[language] ?? hotline.company[hotline.language];

/** The number that received the nuisance call: the hotline, or the reporter who tells of a call to their own number. */
export const calledNumber = ({ call, hotline, report }: ReportFacts): string | undefined =>
  call === undefined ? report.reporter : (call.to ?? hotline.number);

/** `138 0013 8000` at home, `+86 138 0013 8000` abroad. @param region the country of the authority, ISO 3166 */
export const writtenFor =
  (region: string) =>
  (number: Identity | string | undefined): string | undefined =>
    number === undefined ? undefined : writtenNumber(number, region);

/** `312-555-0199`, the form that US authorities ask for; a number of another country keeps its plus. */
export const writtenUs = (number: Identity | string | undefined): string | undefined =>
  number === undefined
    ? undefined
    : /^\+1\d{10}$/.test(number)
      ? `${number.slice(2, 5)}-${number.slice(5, 8)}-${number.slice(8)}`
      : writtenNumber(number, 'US');

/** How an authority writes a day and a time of day. */
export interface DateStyle {
  /** @param date year, month and day in digits */
  readonly day: (date: readonly [year: string, month: string, day: string]) => string;
  readonly clock: '12-hour' | '24-hour';
}

export const US_DATES: DateStyle = {
  day: ([year, month, day]) => `${month}/${day}/${year}`,
  clock: '12-hour',
};
export const UK_DATES: DateStyle = {
  day: ([year, month, day]) => `${day}/${month}/${year}`,
  clock: '24-hour',
};
export const CN_DATES: DateStyle = { day: (date) => date.join('-'), clock: '24-hour' };

/** The day of the nuisance call on the clocks of the hotline. */
export const callDay =
  ({ day }: DateStyle) =>
  ({ call, hotline }: ReportFacts): string | undefined =>
    call?.startedAt === undefined ? undefined : day(dateParts(hotline.timeZone, new Date(call.startedAt)));

/** The time of day of the nuisance call, with the time zone of the hotline. */
export const callTime =
  ({ clock }: DateStyle) =>
  ({ call, hotline }: ReportFacts): string | undefined => {
    if (call?.startedAt === undefined) return undefined;
    const shown = wallClock(hotline.timeZone, new Date(call.startedAt)).clock;
    return `${clock === '24-hour' ? shown : twelveHour(shown)} (${hotline.timeZone})`;
  };

/** The day on which the form is filled in, on the clocks of the hotline. */
export const today =
  ({ day }: DateStyle) =>
  ({ hotline, now }: ReportFacts): string =>
    day(dateParts(hotline.timeZone, now));

function dateParts(timeZone: string, at: Date): readonly [year: string, month: string, day: string] {
  const [year = '', month = '', day = ''] = wallClock(timeZone, at).date.split('-');
  return [year, month, day];
}

function twelveHour(clock: string): string {
  const [hours = '', minutes = ''] = clock.split(':');
  const hour = Number(hours);
  return `${String(hour % 12 === 0 ? 12 : hour % 12)}:${minutes} ${hour < 12 ? 'AM' : 'PM'}`;
}
