// Numbers of payment cards and of Chinese identity cards, which somebody may say or write though nobody asked: they are
// taken out of any text before it is stored (PIPL 28, and the scope of PCI DSS). Telephone numbers stay.

/** Stands for each number that was taken out. */
export const TAKEN_OUT = '[***]';

/** Digits as figures of any width, and as they are written down when they are spoken. */
const DIGIT_WORDS: Readonly<Record<string, string>> = {
  zero: '0',
  oh: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  零: '0',
  〇: '0',
  一: '1',
  幺: '1',
  二: '2',
  两: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
};

const SPOKEN = 'zero|oh|one|two|three|four|five|six|seven|eight|nine';
const DIGIT = new RegExp(`[0-9０-９]|[零〇一幺二两三四五六七八九]|\\b(?:${SPOKEN})\\b`, 'giu');
/** What may stand between two digits of one number. */
const BETWEEN = /^[\s\-‐-―.,，、·]{0,3}$/u;
/** The last sign of an identity number may be an X. */
const X = /^[\s-]{0,2}[xXｘＸ](?![A-Za-z0-9])/u;

interface Digit {
  readonly value: string;
  readonly from: number;
  readonly to: number;
  /** Whether something stands between it and the digit before. */
  readonly begins: boolean;
}

/** @returns the text with {@link TAKEN_OUT} for each of these numbers */
export function withoutSecretNumbers(text: string): string {
  const spans = runsOf(text).flatMap((run) => secretSpans(run, text));
  return spans.reduceRight((rest, [from, to]) => rest.slice(0, from) + TAKEN_OUT + rest.slice(to), text);
}

/** Digits that follow one another. */
function runsOf(text: string): Digit[][] {
  const runs: Digit[][] = [];
  let end = -1;
  for (const { 0: sign, index } of text.matchAll(DIGIT)) {
    const between = end < 0 ? undefined : text.slice(end, index);
    const goesOn = between !== undefined && BETWEEN.test(between);
    const digit = { value: valueOf(sign), from: index, to: index + sign.length, begins: between !== '' };
    if (goesOn) runs.at(-1)?.push(digit);
    else runs.push([digit]);
    end = digit.to;
  }
  return runs;
}

const FULL_WIDTH_ZERO = '０'.charCodeAt(0);

function valueOf(sign: string): string {
  const word = DIGIT_WORDS[sign.toLowerCase()];
  if (word !== undefined) return word;
  const code = sign.charCodeAt(0);
  return code >= FULL_WIDTH_ZERO ? String(code - FULL_WIDTH_ZERO) : sign;
}

const LENGTHS = [19, 18, 17, 16, 15, 14, 13] as const;

/** The longest number from each digit on. A number may be said in groups, so both of its ends lie between groups. */
function secretSpans(run: readonly Digit[], text: string): [from: number, to: number][] {
  const spans: [number, number][] = [];
  for (let at = 0; at < run.length;) {
    const found = secretAt(run, at, text);
    if (found === undefined) at += 1;
    else {
      spans.push([run[at]?.from ?? 0, found.to]);
      at += found.length;
    }
  }
  return spans;
}

function secretAt(
  run: readonly Digit[],
  at: number,
  text: string,
): { readonly length: number; readonly to: number } | undefined {
  for (const length of LENGTHS) {
    const part = run.slice(at, at + length);
    const last = part.at(-1);
    if (part.length < length || last === undefined) continue;
    const digits = part.map(({ value }) => value).join('');
    const x = length === 17 ? X.exec(text.slice(last.to))?.[0] : undefined;
    if (x !== undefined && isIdentityNumber(`${digits}X`)) return { length, to: last.to + x.length };
    if (!isWholeGroups(run, at, length)) continue;
    if (isCardNumber(digits) || isIdentityNumber(digits)) return { length, to: last.to };
  }
  return undefined;
}

/** Within one unbroken row of digits any part may be the number; across rows only whole ones, as numbers are said. */
function isWholeGroups(run: readonly Digit[], at: number, length: number): boolean {
  const inside = run.slice(at + 1, at + length);
  if (!inside.some(({ begins }) => begins)) return true;
  const next = run[at + length];
  return (run[at]?.begins ?? true) && (next === undefined || next.begins);
}

/** By its first digit a card of a bank or a shop, and by its check digit (ISO/IEC 7812-1, Luhn). */
export function isCardNumber(digits: string): boolean {
  if (!/^[2-6]\d{12,18}$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** The citizen's number of 18 signs, by its check sign (GB 11643-1999). */
export function isIdentityNumber(signs: string): boolean {
  if (!/^[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/.test(signs))
    return false;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(signs[index]), 0);
  return signs.endsWith('10X98765432'[sum % 11] ?? '');
}
