// Turns any usual spelling of a number into E.164, or says in words why it cannot.
// "Possible", not "valid", is asked: callers present unassigned numbers too, and those must be blockable.
import {
  ParseError,
  parsePhoneNumberFromString,
  parsePhoneNumberWithError,
  type CountryCode,
} from 'libphonenumber-js/max';
import { isWithheld } from './caller-id.ts';
import { parseE164, type E164 } from './e164.ts';
import { parsePrefixRule, type ListingPattern } from './listing.ts';

/** Why a text is no number that can be listed. */
export const NUMBER_PROBLEMS = [
  'empty',
  'withheld',
  'not-a-number',
  'no-such-country',
  'too-short',
  'too-long',
  'wrong-length',
  'extension',
  'not-a-prefix-rule',
] as const;
export type NumberProblem = (typeof NUMBER_PROBLEMS)[number];

export interface Refusal {
  readonly ok: false;
  readonly code: NumberProblem;
  /** In words. */
  readonly problem: string;
}

export type NumberInput = { readonly ok: true; readonly number: E164 } | Refusal;

const WORDS: Readonly<Record<NumberProblem, string>> = {
  empty: 'is empty',
  withheld: 'stands for a withheld caller ID, which is nobody’s number',
  'not-a-number': 'is not a telephone number',
  'no-such-country': 'begins with a country code that does not exist',
  'too-short': 'has too few digits',
  'too-long': 'has too many digits',
  'wrong-length': 'has a count of digits that no number of that country has',
  extension: 'has an extension; leave it out',
  'not-a-prefix-rule':
    'is not a prefix rule: write +, the country code, the first digits, and one * at the end, like +1312555*',
};

/** As the parser names them. */
const CODES: Readonly<Record<string, NumberProblem>> = {
  INVALID_COUNTRY: 'no-such-country',
  TOO_SHORT: 'too-short',
  TOO_LONG: 'too-long',
  INVALID_LENGTH: 'wrong-length',
};

const refuse = (code: NumberProblem): Refusal => ({ ok: false, code, problem: WORDS[code] });

/**
 * @param text any usual spelling: `(312) 555-0100`, `0086 138 0013 8000`, `tel:+1-312-555-0100`, full-width digits
 * @param region ISO 3166 country in which national spellings are read, from the settings
 */
export function normaliseNumber(text: string, region: CountryCode): NumberInput {
  // Full-width digits and signs become plain ones (Unicode NFKC).
  const trimmed = text.normalize('NFKC').trim().replace(/^tel:/i, '');
  if (trimmed === '') return refuse('empty');
  if (isWithheld(trimmed)) return refuse('withheld');
  try {
    const parsed = parsePhoneNumberWithError(trimmed.replace(/^00(?=[1-9])/, '+'), {
      defaultCountry: region,
      extract: false,
    });
    if (parsed.ext !== undefined) return refuse('extension');
    if (!parsed.isPossible()) return refuse('wrong-length');
    const number = parseE164(parsed.number);
    return number === undefined ? refuse('wrong-length') : { ok: true, number };
  } catch (error) {
    if (error instanceof ParseError) return refuse(CODES[error.message] ?? 'not-a-number');
    throw error;
  }
}

/** Out of a keypad, which has no plus: with a country code, with 00 before it, or as it is dialled at home. */
export function normaliseKeyed(digits: string, region: CountryCode): NumberInput {
  const national = normaliseNumber(digits, region);
  return national.ok ? national : normaliseNumber(`+${digits}`, region);
}

/** For a person to read and dial: `+1 312 555 0100`. */
export const readable = (number: E164): string =>
  parsePhoneNumberFromString(number)?.formatInternational() ?? number;

export type PatternInput = { readonly ok: true; readonly pattern: ListingPattern } | Refusal;

/** A number in any usual spelling, or a prefix rule: country code and the first digits, then a star: `+1 (312) 555*`. */
export function normalisePattern(text: string, region: CountryCode): PatternInput {
  if (!text.normalize('NFKC').includes('*')) {
    const read = normaliseNumber(text, region);
    return read.ok ? { ok: true, pattern: read.number } : read;
  }
  const pattern = parsePrefixRule(
    text
      .normalize('NFKC')
      .trim()
      .replace(/^00(?=[1-9])/, '+')
      .replaceAll(/[\s().\-/]/g, ''),
  );
  return pattern === undefined ? refuse('not-a-prefix-rule') : { ok: true, pattern };
}

/** As people of the country and abroad write it: `+1 312 555 0166`. */
export const writtenOut = (number: E164): string => parsePhoneNumberWithError(number).formatInternational();
