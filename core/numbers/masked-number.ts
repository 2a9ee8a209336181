// Numbers and addresses for people who need not see them whole. Enough is left to tell two callers of one day apart: the
// country code, up to three digits behind it, and the last two. Pure; the answers of the API are masked with it.

/** What stands for a word that is not shown at all. */
export const MASKED_WORD = '***';

const LAST_SHOWN = 2;
/** Behind the country code; fewer where the number is so short that less than this would be hidden. */
const FIRST_SHOWN = 3;
const LEAST_HIDDEN = 5;

/** Calling codes of one and of two digits (ITU-T E.164); all others have three. */
const SHORT_CODES = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

const shownAtFirst = (digits: string): number => {
  const code = SHORT_CODES.exec(digits)?.[0].length ?? 3;
  return Math.max(code, Math.min(code + FIRST_SHOWN, digits.length - LAST_SHOWN - LEAST_HIDDEN));
};

// Instants, UUIDs and long hashes have many digits in a row, and are no numbers of anybody.
const DAY = String.raw`(?:19|20)\d{2}-[01]\d-[0-3]\d(?!\d)(?:[T ][0-2]\d:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?`;
const UUID = String.raw`[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}`;
const HASH = String.raw`[\da-f]{40,}`;
const ADDRESS = String.raw`(?:sips?|client|whatsapp|tel):(?=[\p{L}_])[^\s@*,;<>"]+`;
// The digits of any script, and those that Chinese writes out; seven in a row are no figure, which has 十 or 万 in it.
const DIGIT = String.raw`[\p{Nd}〇零一二三四五六七八九幺]`;
const BETWEEN = String.raw`[ \t\u00a0().·/–-]{0,3}`;
const LEAST_DIGITS = 7;
const NUMBER = String.raw`[+＋]?${DIGIT}(?:${BETWEEN}${DIGIT}){${String(LEAST_DIGITS - 1)},}`;

const PLACES = new RegExp(
  String.raw`(?<![A-Za-z0-9_])(?:(?<kept>${DAY}|${UUID}|${HASH})(?![A-Za-z0-9_])|(?<address>${ADDRESS})|(?<number>${NUMBER})(?<star>\*?)(?![A-Za-z0-9_*]))`,
  'giu',
);
/** A prefix rule with so many digits covers few people. */
const WIDE_RULE_DIGITS = 8;

export interface MaskedPart {
  readonly masked: string;
  readonly whole: string;
}

/**
 * The text with its numbers and addresses masked, wherever and however they are written: `+1312*****77`, `***-***-**77`.
 * @param known digits of numbers that the reader has typed, or that are no secret: they stay
 * @param note is told of each that was masked
 */
export function maskText(
  text: string,
  known: ReadonlySet<string> = new Set(),
  note: (part: MaskedPart) => void = () => undefined,
): string {
  return text.replaceAll(PLACES, (whole: string, ...rest: unknown[]) => {
    const places = rest.at(-1) as Partial<Record<'kept' | 'address' | 'number' | 'star', string>>;
    const masked = maskedPlace(whole, places, known);
    if (masked !== whole) note({ masked, whole });
    return masked;
  });
}

function maskedPlace(
  whole: string,
  { kept, address, number = '', star }: Partial<Record<'kept' | 'address' | 'number' | 'star', string>>,
  known: ReadonlySet<string>,
): string {
  if (kept !== undefined) return whole;
  if (address !== undefined) return known.has(address.toLowerCase()) ? whole : maskedAddress(address);
  const digits = digitsOf(number);
  if (known.has(digits) || (star === '*' && digits.length <= WIDE_RULE_DIGITS)) return whole;
  return maskedDigits(number, digits) + (star ?? '');
}

/** In ASCII; what Chinese writes out is kept as it is. */
export const digitsOf = (text: string): string =>
  [...text.normalize('NFKC')].filter((letter) => new RegExp(DIGIT, 'u').test(letter)).join('');

function maskedDigits(number: string, digits: string): string {
  const first = /^[+＋]/.test(number) ? shownAtFirst(digits) : 0;
  let place = 0;
  return [...number]
    .map((letter) => {
      if (!new RegExp(DIGIT, 'u').test(letter)) return letter;
      place++;
      return place <= first || place > digits.length - LAST_SHOWN ? letter : '*';
    })
    .join('');
}

function maskedAddress(address: string): string {
  const start = address.indexOf(':') + 1;
  return `${address.slice(0, start)}${address.charAt(start)}${MASKED_WORD}`;
}

const MASKED = new RegExp(String.raw`\*{2}[\s().-]*${DIGIT}|\p{L}\*{3}(?:@|$)`, 'u');

/** Whether somebody has copied a masked number: `+1312*****77`, `312 *** **77`, `sip:r***@pbx.example.com`. */
export const isMasked = (text: string): boolean => MASKED.test(text.normalize('NFKC').trim());

/**
 * A masked number as `write` would write the whole one.
 * @param write groups digits; what it is given has zeros for those that are hidden
 */
export function writeMasked(number: string, write: (whole: string) => string): string {
  const stars = [...number];
  const written = [...write(number.replaceAll('*', '0'))];
  for (let at = written.length - 1; at >= 0; at--) {
    if (!/\d/.test(written[at] ?? '')) continue;
    const digit = stars.pop() ?? '';
    if (digit === '*') written[at] = '*';
    else if (digit === '' || digit === '+') break;
  }
  return written.join('');
}
