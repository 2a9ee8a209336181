// How people write a number: the digits in the groups of its country, with the prefix that belongs at home and the
// country code abroad. The engine alone, which takes its table as an argument: the console loads the table apart from its scripts.
import { writeMasked } from './masked-number.ts';

/**
 * Leading digits of the national number as a regular expression; the digits of each group, `2 3,4 4` being two, three
 * to four, and four; and what is dialed before them within the country: `0`, or `8 ` where it stands apart.
 */
export type NumberShape =
  readonly [leading: string, groups: string] | readonly [leading: string, groups: string, trunk: string];

export interface CountryFormats {
  /** ISO 3166, the main country of the code first; empty where the code belongs to no country. */
  readonly regions: readonly string[];
  /** Whole short numbers of services in each of the regions, as a regular expression: `9[56]\d{3,7}`. */
  readonly services: Readonly<Record<string, string>>;
  readonly shapes: readonly NumberShape[];
}

/** By country calling code without plus; made by `npm run plans`. */
export type NumberFormats = Readonly<Record<string, CountryFormats>>;

/** A number in groups of digits. */
export interface NumberGroups {
  /**
   * The country calling code; absent for a number of the hotline's own country. A number at home that its plan knows no
   * form for keeps its code, since nobody could dial or find it without; of a code that is nobody's, the first three
   * digits stand here.
   */
  readonly country?: string;
  /** At home with the prefix that belongs: `010`, `6621`, `8888`. */
  readonly groups: readonly string[];
}

/**
 * @param number in its canonical form
 * @param region the hotline's own country, ISO 3166
 */
export function groupDigits(number: string, region: string, formats: NumberFormats): NumberGroups {
  const code = codeOf(number, formats);
  if (code === undefined) return { country: number.slice(1, 4), groups: evenGroups(number.slice(4)) };
  const { regions, services, shapes } = formats[code] ?? NO_FORMATS;
  const national = number.slice(1 + code.length);
  const shape = shapes.find(
    ([leading, sizes]) => starts(leading, national) && inGroups(sizes).test(national),
  );
  const groups =
    shape === undefined ? evenGroups(national) : (inGroups(shape[1]).exec(national)?.slice(1) ?? []);
  if (!regions.includes(region) || (shape === undefined && !isService(national, services[region])))
    return { country: code, groups };
  const [first = '', ...rest] = groups;
  return { groups: [...`${shape?.[2] ?? ''}${first}`.split(' '), ...rest] };
}

const NO_FORMATS: CountryFormats = { regions: [], services: {}, shapes: [] };

const codeOf = (number: string, formats: NumberFormats): string | undefined =>
  [1, 2, 3].map((digits) => number.slice(1, 1 + digits)).find((code) => Object.hasOwn(formats, code));

const starts = (leading: string, digits: string): boolean => new RegExp(`^(?:${leading})`).test(digits);

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`);

const isService = (national: string, services: string | undefined): boolean =>
  services !== undefined && whole(services).test(national);

const inGroups = (sizes: string): RegExp =>
  new RegExp(
    `^${sizes
      .split(' ')
      .map((size) => `(\\d{${size}})`)
      .join('')}$`,
  );

const NUMBER = /^\+\d+$/;
const MASKED = /^\+\d+\*+\d+$/;

/** The most digits that are spoken without a pause. */
const LONGEST_GROUP = 4;
/** Services are told in one go: 95588. */
const LONGEST_WHOLE = 6;

/** A number that no country's table has a shape for: groups of three and four, the shorter ones first. */
function evenGroups(digits: string): readonly string[] {
  if (digits.length <= LONGEST_WHOLE) return digits === '' ? [] : [digits];
  const count = Math.ceil(digits.length / LONGEST_GROUP);
  const size = Math.floor(digits.length / count);
  const short = count - (digits.length % count);
  return Array.from({ length: count }, (_, index) => {
    const start = index * size + Math.max(0, index - short);
    return digits.slice(start, start + size + (index < short ? 0 : 1));
  });
}

/**
 * For people to read and to copy: `138 0013 8000` at home, `+86 138 0013 8000` abroad, `+86 138 **** **00` masked.
 * Everything that is no number, as an address or a prefix rule, stays as it is.
 */
export function writeNumber(number: string, region: string, formats: NumberFormats): string {
  if (MASKED.test(number)) return writeMasked(number, (whole) => writeNumber(whole, region, formats));
  if (!NUMBER.test(number)) return number;
  const { country, groups } = groupDigits(number, region, formats);
  return (country === undefined ? groups : [`+${country}`, ...groups]).join(' ');
}
