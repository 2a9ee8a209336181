// Spreadsheets eat the plus of a number. Whether 13125550101 is a mobile of China or a number of the United States then
// depends on the country that its list is about, which the numbers of the whole list together often tell.
import {
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
  type CountryCode,
} from 'libphonenumber-js/max';
import { unwrapNumber } from '../../numbers/number-cell.ts';
import type { ListFile } from './open.ts';

/** `international`: each number begins with the calling code of its own country. */
export type NumberCountry = CountryCode | 'international';

export const isNumberCountry = (text: string): text is NumberCountry =>
  text === 'international' || isSupportedCountry(text);

/** One way to read the numbers of a file. */
export interface Reading {
  readonly country: NumberCountry;
  /** Lines that are an assigned kind of number in this reading. */
  readonly lines: number;
  readonly examples: readonly ReadingExample[];
}

interface ReadingExample {
  readonly value: string;
  /** As people of all countries write it: `+1 312 555 0101`. */
  readonly reading: string;
}

/** What the numbers of a file, or of one part of it, say about their country. Tallies of parts add up. */
export interface CountryTally {
  /** Lines that hold something like a number. */
  readonly numbers: number;
  /** Of these, lines of nothing but digits that begin with no zero. */
  readonly bare: number;
  /** Of the bare lines: those that are numbers of the hotline's country. */
  readonly home: number;
  /** Of the bare lines: those that are numbers of another country with a plus before them, and not the same at home. */
  readonly abroad: number;
  /** These by calling code, the most frequent ones only: a tally travels with each part of a file. */
  readonly codes: Readonly<Record<string, AbroadTally>>;
  readonly homeExamples: readonly ReadingExample[];
}

interface AbroadTally {
  readonly lines: number;
  readonly country: CountryCode;
  readonly examples: readonly ReadingExample[];
}

export const NO_TALLY: CountryTally = {
  numbers: 0,
  bare: 0,
  home: 0,
  abroad: 0,
  codes: {},
  homeExamples: [],
};

const MOST_EXAMPLES = 3;
const MOST_CODES = 8;
/** Chance makes a third of all Chinese mobiles look like American numbers, hence nearly all lines have to fit. */
const LEAST_SHARE = 0.9;

/** Numbers of more digits do not exist, and shorter ones carry no calling code. */
const BARE = /^[1-9]\d{7,14}$/;
const digitsOf = (text: string): string => text.replaceAll(/[\s().\-/]/g, '');

/**
 * Record by record, so that others can have a turn in between. The complaint files of the FTC and the FCC contain numbers
 * of the United States only.
 */
export function* tallyCountries(
  { layout, columns, records }: ListFile,
  region: CountryCode,
): Generator<undefined, CountryTally> {
  if (layout === 'ftc' || layout === 'fcc') return NO_TALLY;
  let tally = NO_TALLY;
  for (const { cells } of records) {
    const cell = unwrapNumber(cells[columns.number ?? 0] ?? '');
    if (cell.ok && /\d/.test(cell.text)) tally = countLine(tally, cell.text, region);
    yield;
  }
  return tally;
}

function countLine(tally: CountryTally, value: string, region: CountryCode): CountryTally {
  const digits = digitsOf(value);
  if (!BARE.test(digits)) return { ...tally, numbers: tally.numbers + 1 };
  const home = parsePhoneNumberFromString(digits, region);
  const abroad = parsePhoneNumberFromString(`+${digits}`);
  const isHome = home?.isValid() === true;
  const example = (reading: string): ReadingExample => ({ value, reading });
  const counted = {
    ...tally,
    numbers: tally.numbers + 1,
    bare: tally.bare + 1,
    home: tally.home + (isHome ? 1 : 0),
    homeExamples: isHome
      ? added(tally.homeExamples, [example(home.formatInternational())])
      : tally.homeExamples,
  };
  if (abroad?.country === undefined || !abroad.isValid() || (isHome && home.number === abroad.number))
    return counted;
  const one: AbroadTally = {
    lines: 1,
    country: abroad.country,
    examples: [example(abroad.formatInternational())],
  };
  return {
    ...counted,
    abroad: counted.abroad + 1,
    codes: addCodes(counted.codes, { [abroad.countryCallingCode]: one }),
  };
}

const added = <Item>(items: readonly Item[], more: readonly Item[]): readonly Item[] =>
  items.length >= MOST_EXAMPLES ? items : [...items, ...more].slice(0, MOST_EXAMPLES);

function addCodes(one: CountryTally['codes'], other: CountryTally['codes']): CountryTally['codes'] {
  const sums = { ...one };
  for (const [code, { lines, country, examples }] of Object.entries(other)) {
    const sum = sums[code];
    sums[code] =
      sum === undefined
        ? { lines, country, examples }
        : { ...sum, lines: sum.lines + lines, examples: added(sum.examples, examples) };
  }
  const most = Object.entries(sums).toSorted(([, a], [, b]) => b.lines - a.lines);
  return most.length <= MOST_CODES ? sums : Object.fromEntries(most.slice(0, MOST_CODES));
}

/** Of two parts of one file. */
export const addTallies = (one: CountryTally, other: CountryTally): CountryTally => ({
  numbers: one.numbers + other.numbers,
  bare: one.bare + other.bare,
  home: one.home + other.home,
  abroad: one.abroad + other.abroad,
  codes: addCodes(one.codes, other.codes),
  homeExamples: added(one.homeExamples, other.homeExamples),
});

/**
 * The countries between which somebody has to choose; none where the file is clear. It is unclear where nearly all of
 * its numbers lack their plus and nearly all of these are numbers of other countries with a plus before them.
 */
export function readingsInDoubt(tally: CountryTally, region: CountryCode): readonly Reading[] {
  const abroad = Object.values(tally.codes).toSorted((a, b) => b.lines - a.lines);
  const lines = tally.abroad;
  if (tally.bare === 0 || tally.bare < LEAST_SHARE * tally.numbers || lines < LEAST_SHARE * tally.bare)
    return [];
  const [most] = abroad;
  const foreign: Reading =
    most !== undefined && most.lines >= LEAST_SHARE * lines
      ? { country: most.country, lines: most.lines, examples: most.examples }
      : {
          country: 'international',
          lines,
          examples: abroad.flatMap(({ examples }) => examples.slice(0, 1)).slice(0, MOST_EXAMPLES),
        };
  const home: Reading = { country: region, lines: tally.home, examples: tally.homeExamples };
  return [...(tally.home > 0 ? [home] : []), foreign];
}

/**
 * A number without its plus in the country that was chosen for the file, so that `normalisePattern` reads it there.
 * @param text out of `unwrapNumber`
 */
export function withCountry(text: string, country: NumberCountry): string {
  const digits = digitsOf(text);
  if (!BARE.test(digits)) return text;
  const parsed = parsePhoneNumberFromString(`+${digits}`);
  if (!parsed?.isValid()) return text;
  const fits = country === 'international' || parsed.countryCallingCode === getCountryCallingCode(country);
  return fits ? `+${digits}` : text;
}
