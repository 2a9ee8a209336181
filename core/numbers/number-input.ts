// Turns any usual spelling of a number or address into the one under which it is kept, or says in words why it cannot.
// Everything that a caller can present can be listed, looked up and reported: subscriber numbers (assigned or not),
// service numbers, addresses, and, with its plus, a number that no plan has.
import {
  isSupportedCountry,
  ParseError,
  parsePhoneNumberFromString,
  parsePhoneNumberWithError,
  validatePhoneNumberLength,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/max';
import { readAddress } from './address.ts';
import { readCallerId, identityOf } from './caller-id.ts';
import { parseE164, type E164 } from './e164.ts';
import { CELL_PROBLEM_CODES, CELL_PROBLEMS, unwrapNumber } from './number-cell.ts';
import { isNumber, type Identity } from './identity.ts';
import { isMasked } from './masked-number.ts';
import {
  canonical,
  isServiceNumber,
  keyedForms,
  lacksArea,
  planOf,
  readDigits,
  type NumberingHome,
} from './numbering-plan.ts';
import { isWithheld } from './withheld.ts';

/** Why a text is nothing that can be listed. */
export const NUMBER_PROBLEMS = [
  'empty',
  'withheld',
  'not-a-number',
  'no-such-country',
  'too-short',
  'too-long',
  'wrong-length',
  'local-number',
  'extension',
  'not-a-prefix-rule',
  'matches-nothing',
  'masked',
  ...CELL_PROBLEM_CODES,
] as const;
export type NumberProblem = (typeof NUMBER_PROBLEMS)[number];

/** What is worth knowing about a number that was taken: it is unlike the numbers that people have. */
export const NUMBER_REMARKS = [
  'service',
  'address',
  'unassigned',
  'no-such-country',
  'too-short',
  'too-long',
  'wrong-length',
] as const;
export type NumberRemark = (typeof NUMBER_REMARKS)[number];

export interface Refusal {
  readonly ok: false;
  readonly code: NumberProblem;
  /** In words. */
  readonly problem: string;
}

export type NumberInput =
  { readonly ok: true; readonly number: Identity; readonly remark?: NumberRemark } | Refusal;

const WORDS: Readonly<Record<NumberProblem, string>> = {
  ...CELL_PROBLEMS,
  empty: 'is empty',
  withheld: 'is a hidden number; enter a phone number',
  'not-a-number': 'is not a valid phone number',
  'no-such-country': 'starts with a country code that doesn’t exist',
  'too-short': 'has too few digits',
  'too-long': 'has too many digits',
  'wrong-length': 'has the wrong number of digits for its country',
  'local-number': 'has no area code; add it, or set the hotline’s area code in the settings',
  extension: 'has an extension; remove it',
  'not-a-prefix-rule':
    'is not a prefix rule; a prefix rule starts with + and the country code and ends with one *, like +1312555*',
  'matches-nothing': 'matches no valid number; check the country code and the first digits',
  masked:
    'is a masked number, of which some digits are hidden; enter the whole number, or ask somebody who may see it',
};

/** As the parser names them. */
const CODES: Readonly<Record<string, NumberRemark & NumberProblem>> = {
  INVALID_COUNTRY: 'no-such-country',
  TOO_SHORT: 'too-short',
  TOO_LONG: 'too-long',
  INVALID_LENGTH: 'wrong-length',
};

export const refuse = (code: NumberProblem): Refusal => ({ ok: false, code, problem: WORDS[code] });

/**
 * @param text any usual spelling: `(312) 555-0100`, `0086 138 0013 8000`, `tel:+1-312-555-0100`, `95588`,
 *   `sip:reception@pbx.example.com`, full-width digits
 * @param home the hotline's country and area, from the settings
 */
export function normaliseNumber(text: string, home: NumberingHome): NumberInput {
  const cell = unwrapNumber(text);
  if (!cell.ok) return refuse(cell.code);
  const bare = cell.text;
  if (bare === '') return refuse('empty');
  if (isMasked(bare)) return refuse('masked');
  if (isWithheld(bare)) return refuse('withheld');
  const parts = readAddress(bare);
  if (parts === undefined) return readSpelling(bare, home);
  const identity = identityOf(readCallerId(bare, home));
  if (identity !== undefined) return taken(identity);
  return parts.scheme === 'tel' ? readSpelling(parts.user, home) : refuse('not-a-number');
}

function readSpelling(text: string, home: NumberingHome): NumberInput {
  const digits = text.replaceAll(/[\s().\-/]/g, '');
  if (/^(\+|00(?=[1-9]))/.test(digits)) return readInternational(text.replace(/^00/, '+'), home);
  const plan = planOf(home.region);
  const national = parse(text, home.region as CountryCode);
  if (typeof national !== 'string' && national.ext !== undefined) return refuse('extension');
  const byPlan = readDigits(digits, home);
  if (plan?.service.test(digits) === true) return taken(byPlan);
  const local = plan !== undefined && lacksArea(digits, plan);
  if (typeof national !== 'string' && !local && national.isValid()) return takenFrom(national);
  // Not assigned at home: with the hotline's area code, or as a number abroad without its plus, it may be.
  if (byPlan !== undefined && (isServiceNumber(byPlan) || isAssigned(byPlan))) return taken(byPlan);
  if (local) return refuse('local-number');
  if (byPlan !== undefined) return taken(byPlan);
  return refuse(typeof national === 'string' ? national : 'wrong-length');
}

/** With its country code a number is whole, and what a caller presented can be listed as it is, however odd. */
function readInternational(text: string, home: NumberingHome): NumberInput {
  const parsed = parse(text, undefined);
  if (typeof parsed !== 'string' && parsed.ext !== undefined) return refuse('extension');
  const read = readDigits(text, home);
  if (typeof parsed !== 'string') return read === undefined ? takenFrom(parsed) : taken(read);
  return read === undefined || parsed === 'not-a-number' ? refuse(parsed) : taken(read, parsed);
}

/** The number, or why the library cannot read it. */
function parse(
  text: string,
  region: CountryCode | undefined,
): PhoneNumber | (NumberRemark & NumberProblem) | 'not-a-number' {
  if (region !== undefined && !isSupportedCountry(region)) return 'no-such-country';
  try {
    const parsed = parsePhoneNumberWithError(text, {
      ...(region === undefined ? {} : { defaultCountry: region }),
      extract: false,
    });
    if (parsed.isPossible() || parsed.ext !== undefined) return parsed;
    const length = validatePhoneNumberLength(text, region === undefined ? {} : { defaultCountry: region });
    return CODES[length ?? ''] ?? 'wrong-length';
  } catch (error) {
    if (error instanceof ParseError) return CODES[error.message] ?? 'not-a-number';
    throw error;
  }
}

const takenFrom = (parsed: PhoneNumber): NumberInput => taken(parseE164(parsed.number));

function taken(identity: Identity | undefined, remark?: NumberRemark): NumberInput {
  if (identity === undefined) return refuse('wrong-length');
  if (!isNumber(identity)) return { ok: true, number: identity, remark: 'address' };
  const number = canonical(identity);
  const said = remarkOn(number) ?? undefined;
  const told = said === 'unassigned' ? (remark ?? said) : said;
  return { ok: true, number, ...(told === undefined ? {} : { remark: told }) };
}

function remarkOn(number: E164): NumberRemark | undefined {
  if (isServiceNumber(number)) return 'service';
  return isAssigned(number) ? undefined : 'unassigned';
}

/** A number that a subscriber or a service may have, by the numbering plan; Mexico's and Argentina's marks aside. */
const isAssigned = (number: E164): boolean =>
  [number, number.replace(/^\+54(?=\d{10}$)/, '+549')].some(
    (spelling) => parsePhoneNumberFromString(spelling)?.isValid() === true,
  );

/** Remarks about numbers that no telephone network connects. */
const NOT_DIALED: ReadonlySet<NumberRemark> = new Set([
  'no-such-country',
  'too-short',
  'too-long',
  'wrong-length',
] as const);

export type DialedInput = { readonly ok: true; readonly number: E164 } | Refusal;

/**
 * A number that will be dialed or shown: of the hotline, its staff, and those who are told. Unlike a caller's it must
 * be possible, and Argentina's 9 stays before a mobile number, since it is dialed.
 */
export function normaliseDialed(text: string, home: NumberingHome): DialedInput {
  const read = normaliseNumber(text, home);
  if (!read.ok) return read;
  const { number, remark } = read;
  if (!isNumber(number))
    return { ok: false, code: 'not-a-number', problem: 'is an address, not a telephone number' };
  if (remark !== undefined && NOT_DIALED.has(remark)) return refuse(remark as NumberProblem);
  const cell = unwrapNumber(text);
  const spelled = parse((cell.ok ? cell.text : '').replace(/^00(?=[1-9])/, '+'), home.region as CountryCode);
  const dialed = typeof spelled === 'string' ? undefined : parseE164(spelled.number);
  return { ok: true, number: dialed !== undefined && canonical(dialed) === number ? dialed : number };
}

/** A number that a subscriber or a service may have, by the numbering plan of its country. */
export function isAssignedNumber(text: string): boolean {
  const number = parseE164(text);
  return number !== undefined && (isServiceNumber(number) || isAssigned(canonical(number)));
}

/** What answers there is no person, whatever the numbering plan says about the number. */
const MACHINE_TYPES: ReadonlySet<string | undefined> = new Set(['PAGER', 'VOICEMAIL']);

/** A number at which somebody can pick up: assigned, and of no service that machines answer. */
export const isReachableNumber = (number: E164): boolean => isAssignedNumber(number) && !isMachine(number);

/** @returns whether pagers or mailboxes alone have such numbers */
export const isMachine = (number: E164): boolean =>
  MACHINE_TYPES.has(parsePhoneNumberFromString(number)?.getType());

/**
 * Out of a keypad, which has no plus: with a country code, with a prefix for calls abroad, or as it is dialed at home.
 * The company's own numbers come first, in every way in which they can be keyed.
 */
export function normaliseKeyed(digits: string, home: NumberingHome, official: readonly E164[]): NumberInput {
  const own = official.find((number) => keyedForms(number, home).has(digits));
  return own === undefined ? normaliseNumber(digits, home) : { ok: true, number: own };
}
