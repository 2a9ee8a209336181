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

export type NumberInput =
  { readonly ok: true; readonly number: E164 } | { readonly ok: false; readonly problem: string };

const PROBLEMS: Readonly<Record<string, string>> = {
  NOT_A_NUMBER: 'is not a telephone number',
  INVALID_COUNTRY: 'begins with a country code that does not exist',
  TOO_SHORT: 'has too few digits',
  TOO_LONG: 'has too many digits',
  INVALID_LENGTH: 'has a count of digits that no number of that country has',
};

const refuse = (code: string): NumberInput => ({
  ok: false,
  problem: PROBLEMS[code] ?? 'is not a telephone number',
});

/**
 * @param text any usual spelling: `(312) 555-0100`, `0086 138 0013 8000`, `tel:+1-312-555-0100`, full-width digits
 * @param region ISO 3166 country in which national spellings are read, from the settings
 */
export function normaliseNumber(text: string, region: CountryCode): NumberInput {
  // Full-width digits and signs become plain ones (Unicode NFKC).
  const trimmed = text.normalize('NFKC').trim().replace(/^tel:/i, '');
  if (trimmed === '') return { ok: false, problem: 'is empty' };
  if (isWithheld(trimmed))
    return { ok: false, problem: 'stands for a withheld caller ID, which is nobody’s number' };
  try {
    const parsed = parsePhoneNumberWithError(trimmed.replace(/^00(?=[1-9])/, '+'), {
      defaultCountry: region,
      extract: false,
    });
    if (parsed.ext !== undefined) return { ok: false, problem: 'has an extension; leave it out' };
    if (!parsed.isPossible()) return refuse('INVALID_LENGTH');
    const number = parseE164(parsed.number);
    return number === undefined ? refuse('INVALID_LENGTH') : { ok: true, number };
  } catch (error) {
    if (error instanceof ParseError) return refuse(error.message);
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

export type PatternInput =
  { readonly ok: true; readonly pattern: ListingPattern } | { readonly ok: false; readonly problem: string };

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
  return pattern === undefined ? { ok: false, problem: PREFIX_PROBLEM } : { ok: true, pattern };
}

const PREFIX_PROBLEM =
  'is not a prefix rule: write +, the country code, the first digits, and one * at the end, like +1312555*';
