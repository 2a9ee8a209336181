// Dates, times and figures as the chosen language writes them, telephone numbers as the hotline's country does.
import { use, useMemo } from 'react';
import { SignedInContext } from '../api/api-context.ts';
import { numberWriter } from '../number-formats.ts';
import { useLanguage, type Language } from './index.ts';

export interface Format {
  readonly language: Language;
  /** `Nov 24, 2026, 9:05 AM`, in the reader's own time zone. */
  readonly dateTime: (instant: string) => string;
  readonly date: (instant: string) => string;
  /** @param date `YYYY-MM-DD`, whatever the reader's time zone */
  readonly day: (date: string) => string;
  readonly number: (value: number) => string;
  /** The size of a file: `1.2 MB`. */
  readonly bytes: (value: number) => string;
  /** @param code ISO 3166 */
  readonly countryName: (code: string) => string;
  /** A telephone number: `312 555 0100` at home, `+44 20 7946 0018` abroad; what is no number stays as it is. */
  readonly phone: (number: string) => string;
  /** `1:05` */
  readonly length: (seconds: number) => string;
  /** `1 min 5 s`, for a screen reader and for sentences. */
  readonly spokenLength: (seconds: number) => string;
}

export function useFormat(): Format {
  const { language } = useLanguage();
  const signedIn = use(SignedInContext);
  const region = signedIn?.settings.hotline.region ?? '';
  const formats = signedIn?.numberFormats ?? NO_FORMATS;
  return useMemo(() => createFormat(language, numberWriter(region, formats)), [language, region, formats]);
}

/** Used before the sign-in, when no number is shown. */
const NO_FORMATS = {};

function createFormat(language: Language, phone: Format['phone']): Format {
  const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  const number = new Intl.NumberFormat(language);
  const regions = new Intl.DisplayNames(language, { type: 'region' });
  const unit = (name: 'minute' | 'second'): Intl.NumberFormat =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'long' });
  const [minute, second] = [unit('minute'), unit('second')];
  return {
    language,
    dateTime: (instant) => dateTime.format(new Date(instant)),
    date: (instant) => date.format(new Date(instant)),
    day: (text) => day.format(new Date(`${text}T00:00:00Z`)),
    number: (value) => number.format(value),
    bytes: (value) => sizeOf(value, language),
    countryName: (code) => regions.of(code) ?? code,
    phone,
    length: (seconds) => `${Math.floor(seconds / 60)}:${String(Math.round(seconds) % 60).padStart(2, '0')}`,
    spokenLength: (seconds) =>
      [
        ...(seconds >= 60 ? [minute.format(Math.floor(seconds / 60))] : []),
        second.format(Math.round(seconds) % 60),
      ].join(' '),
  };
}

const SIZES = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** In thousands, at least 0.1 kB. */
function sizeOf(bytes: number, language: Language): string {
  const step = Math.min(SIZES.length, Math.max(1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)));
  const unit = SIZES[step - 1] ?? 'kilobyte';
  const format = new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 });
  return format.format(Math.max(bytes / 1_000 ** step, 0.1));
}
