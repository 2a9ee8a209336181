// How many callers' numbers a listing matches, by the numbering plan of its country.
import { parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/max';
import { parseE164, type E164 } from '../numbers/e164.ts';
import { isPrefixRule, type ListingPattern, type PrefixRule } from './listing.ts';
import { canonical, isServiceNumber, isTextCode } from '../numbers/numbering-plan.ts';

/** Sample endings. A length counts where at least one of them makes a number that can be assigned. */
const ENDINGS = [
  '0000000000000',
  '1111111111111',
  '2345678901234',
  '5550100200300',
  '7777777777777',
  '8888888888888',
];

/** E.164, country code included. */
const MAX_DIGITS = 15;

/**
 * At most: not each of them is assigned. Service numbers count too. A rule without an assignable number counts what a
 * caller could present all the same; 0 for one that no call can ever match.
 */
export function numbersCovered(pattern: ListingPattern): number {
  if (!isPrefixRule(pattern)) return 1;
  const assigned = assignedCovered(pattern);
  return assigned > 0 ? assigned : together(missingDigits(pattern, isPossible));
}

/** Only numbers that a subscriber or a service may have. */
export const assignedCovered = (rule: PrefixRule): number =>
  together(missingDigits(rule, (number) => isCallingService(number) || isAssignable(number)));

const together = (missing: readonly number[]): number =>
  missing.reduce((sum, digits) => sum + 10 ** digits, 0);

/** How many digits may follow the prefix in a number that counts, and that calls are compared with in this spelling. */
function missingDigits(rule: PrefixRule, counts: (number: E164) => boolean): number[] {
  const prefix = rule.slice(0, -1);
  const most = MAX_DIGITS - (prefix.length - 1);
  return Array.from({ length: Math.max(0, most + 1) }, (_, digits) => digits).filter((digits) =>
    ENDINGS.some((ending) => {
      const number = parseE164(`${prefix}${ending.padEnd(most, '0').slice(0, digits)}`);
      return number !== undefined && canonical(number) === number && counts(number);
    }),
  );
}

const isCallingService = (number: E164): boolean => isServiceNumber(number) && !isTextCode(number);
const isAssignable = (number: E164): boolean => holds(number, (parsed) => parsed.isValid());
const isPossible = (number: E164): boolean => holds(number, (parsed) => parsed.isPossible());

/** Asked of the number as it stands, not of one that the library has mended. */
function holds(number: E164, question: (parsed: PhoneNumber) => boolean): boolean {
  const parsed = parsePhoneNumberFromString(number);
  return parsed?.number === number && question(parsed);
}
