// How many telephone numbers a prefix rule covers, by the numbering plan of its country.
import { parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/max';
import { isPrefixRule, type ListingPattern } from './listing.ts';

/** Tried for each length that a number may have: one of them has to make a number that can be assigned. */
const ENDINGS = ['0000000000000', '1111111111111', '2345678901234', '5550100200300', '7777777777777'];

/** E.164, country code included. */
const MOST_DIGITS = 15;

/** At most: not each of them is assigned. Rules without an assignable number count what is possible at all. */
export function numbersCovered(pattern: ListingPattern): number {
  if (!isPrefixRule(pattern)) return 1;
  const prefix = pattern.slice(0, -1);
  const assignable = missingDigits(prefix, (number) => number.isValid());
  const missing = assignable.length > 0 ? assignable : missingDigits(prefix, (number) => number.isPossible());
  return missing.reduce((sum, digits) => sum + 10 ** digits, 0);
}

/** How many digits may follow the prefix in a number that counts. */
function missingDigits(prefix: string, counts: (number: PhoneNumber) => boolean): number[] {
  const most = MOST_DIGITS - (prefix.length - 1);
  return Array.from({ length: most + 1 }, (_, digits) => digits).filter((digits) =>
    ENDINGS.some((ending) => {
      const number = parsePhoneNumberFromString(`${prefix}${ending.padEnd(most, '0').slice(0, digits)}`);
      return number !== undefined && counts(number);
    }),
  );
}
