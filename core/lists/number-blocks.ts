// A number's place in its country's plan: its calling code, and the blocks of a hundred, a thousand and ten thousand
// numbers around it. Carriers hand numbers out in such blocks, so a campaign's numbers are neighbours.
import type { E164 } from '../numbers/e164.ts';
import { isNumber, type Identity } from '../numbers/identity.ts';
import type { ListingPattern, PrefixRule } from './listing.ts';

/** Smallest first. A block leaves out the last 2, 3 or 4 digits of the number, in any country. */
export const BLOCKS = ['hundred', 'thousand', 'ten-thousand'] as const;
export type Block = (typeof BLOCKS)[number];

const LAST_DIGITS: Readonly<Record<Block, number>> = { hundred: 2, thousand: 3, 'ten-thousand': 4 };

/** Fewer national digits than this before the block, and it would be a whole region: a short number has fewer blocks. */
const LEAST_DIGITS = 3;

/** ITU-T E.164: country codes are 1 and 7, these of two digits, and three digits otherwise. */
const TWO_DIGIT_CODES: ReadonlySet<string> = new Set(
  (
    '20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 ' +
    '81 82 84 86 90 91 92 93 94 95 98'
  ).split(' '),
);

/** `+13125550100` -> `1`; `+8613800138000` -> `86`. */
export function callingCodeOf(number: E164): string {
  const first = number.charAt(1);
  if (first === '1' || first === '7') return first;
  const two = number.slice(1, 3);
  return TWO_DIGIT_CODES.has(two) ? two : number.slice(1, 4);
}

/** The number without `+` and calling code: the national significant number. */
export const nationalOf = (number: E164): string => number.slice(1 + callingCodeOf(number).length);

/** `+13125550177`, hundred -> `+131255501*`; undefined for an address, and where the number is too short. */
export function blockOf(number: Identity, block: Block): PrefixRule | undefined {
  const last = LAST_DIGITS[block];
  if (!isNumber(number)) return undefined;
  return nationalOf(number).length - last < LEAST_DIGITS
    ? undefined
    : (`${number.slice(0, -last)}*` as PrefixRule);
}

/** The number and its blocks: the keys under which evidence about it is kept. */
export const keysOf = (number: Identity): readonly ListingPattern[] => [
  number,
  ...BLOCKS.flatMap((block) => blockOf(number, block) ?? []),
];

/**
 * No subscriber can have it: under +1 an area code or exchange that begins with 0 or 1 or ends in 11, an area code
 * with 9 in the middle (kept for longer numbers), or not ten digits (https://www.nanpa.com, numbering resources).
 * Of other countries nothing is claimed here.
 */
export function isUnassignable(number: Identity): boolean {
  return (
    isNumber(number) &&
    callingCodeOf(number) === '1' &&
    !/^(?!.11)[2-9][0-8]\d(?!.11)[2-9]\d{6}$/.test(nationalOf(number))
  );
}
