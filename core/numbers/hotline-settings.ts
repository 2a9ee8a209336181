// The hotline's own numbers, name, country and language: part of the settings.
import type { CountryCode } from 'libphonenumber-js';
import * as z from 'zod';
import { LANGUAGES } from '../basics/language.ts';
import { parseE164, type E164 } from './e164.ts';
import { canonical } from './numbering-plan.ts';

export const telephoneNumber = z
  .string()
  .refine((text): boolean => parseE164(text) !== undefined, {
    error: 'must be a telephone number, like +13125550100',
  })
  .transform((text) => text as E164)
  .describe('A telephone number in any usual spelling; kept as E.164');

/** `hotline` in the settings. */
export const hotlineSettings = z.strictObject({
  number: telephoneNumber,
  company: z.partialRecord(z.enum(LANGUAGES), z.string().min(1).max(80)),
  /** Country in which national spellings of numbers are read, ISO 3166. */
  region: z
    .string()
    .regex(/^[A-Z]{2}$/, { error: 'must be a two-letter country code, like US or CN' })
    .transform((text) => text as CountryCode),
  /** Area code of the hotline, without the trunk prefix: it completes numbers that are written without one. */
  area: z
    .string()
    .regex(/^\d{1,6}$/, { error: 'must be an area code of 1 to 6 digits, like 312 or 010' })
    .optional(),
  language: z.enum(LANGUAGES),
  /** Numbers that the company calls from, beside the hotline itself: what callers can ask about. */
  officialNumbers: z.array(telephoneNumber).max(200).default([]),
});
type HotlineSettings = z.output<typeof hotlineSettings>;

/** Settings, as far as the hotline's own numbers are asked for. */
export interface WithHotline {
  readonly hotline: Pick<HotlineSettings, 'number' | 'officialNumbers'>;
}

/** Numbers that the company calls from, in the spelling in which callers are compared. */
export const companyNumbers = ({ hotline }: WithHotline): readonly E164[] =>
  [hotline.number, ...hotline.officialNumbers].map(canonical);

export const isOfficial = (settings: WithHotline, number: string): boolean =>
  (companyNumbers(settings) as readonly string[]).includes(number);
