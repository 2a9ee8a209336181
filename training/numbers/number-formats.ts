// Makes `core/numbers/number-formats.json`, how each country groups the digits of its numbers, out of the metadata of Google's
// libphonenumber (npm package google-libphonenumber, Apache-2.0). Run by `npm run plans`.
import { writeFile } from 'node:fs/promises';
import libphonenumber from 'google-libphonenumber';
import type { CountryFormats, NumberFormats, NumberShape } from '../../core/numbers/number-format.ts';
import { kindsWithoutArea, numberingPlans } from './numbering-plans.ts';

/** One entry per country calling code, sorted by code. */
export function numberFormats(): NumberFormats {
  const plans = numberingPlans();
  return Object.fromEntries(
    libphonenumber.PhoneNumberUtil.getInstance()
      .getSupportedCallingCodes()
      .sort((one, other) => one - other)
      .map((code) => [String(code), formatsOf(code, plans)]),
  );
}

function formatsOf(code: number, plans: ReturnType<typeof numberingPlans>): CountryFormats {
  const numbers = libphonenumber.PhoneNumberUtil.getInstance();
  const regions = numbers.getRegionCodesForCountryCode(code).filter((region) => region !== NO_COUNTRY);
  const metadata =
    regions.length === 0
      ? numbers.getMetadataForNonGeographicalRegion(code)
      : numbers.getMetadataForRegion(numbers.getRegionCodeForCountryCode(code));
  const services = regions.flatMap((region): [string, string][] => {
    const service = plans[region]?.service;
    return service === undefined ? [] : [[region, service]];
  });
  return {
    regions,
    services: Object.fromEntries(services),
    shapes: shapesOf(metadata),
  };
}

/** As the library names the "country" of satellite and other numbers that belong to none. */
const NO_COUNTRY = '001';

/** Kinds of number that no form fits are written without a space. */
function shapesOf(metadata: libphonenumber.RegionMetadata): readonly NumberShape[] {
  const rows = metadata.numberFormatArray().filter((row) => isOfWholeNumbers(row, metadata));
  const unshaped = kindsOf(metadata)
    .filter(({ example }) => !rows.some((row) => fits(row, example)))
    .map(({ pattern }): NumberShape => [`(?:${pattern})$`, '3,15']);
  return [...rows.map((row) => shapeOf(row, metadata)), ...unshaped];
}

const fits = (row: libphonenumber.NumberFormat, example: string): boolean =>
  new RegExp(`^(?:${row.leadingDigitsPatternArray().at(-1) ?? ''})`).test(example) &&
  new RegExp(`^${row.getPattern()}$`).test(example);

/**
 * Forms of local numbers without their area code are left out: the guard keeps whole numbers. Where a country has forms
 * of its own for calls from abroad, those of local numbers are not among them, nor are some of numbers without an area.
 */
function isOfWholeNumbers(
  row: libphonenumber.NumberFormat,
  metadata: libphonenumber.RegionMetadata,
): boolean {
  const abroad = metadata.intlNumberFormatArray();
  if (abroad.length === 0 || abroad.some((other) => sameNumbers(other, row))) return true;
  const other = OTHER_EXAMPLES[metadata.getCountryCode()];
  return (
    kindsOf(metadata).some(({ example }) => fits(row, example)) || (other !== undefined && fits(row, other))
  );
}

const sameNumbers = (one: libphonenumber.NumberFormat, other: libphonenumber.NumberFormat): boolean =>
  one.getPattern() === other.getPattern() &&
  String(one.leadingDigitsPatternArray()) === String(other.leadingDigitsPatternArray());

interface Kind {
  readonly pattern: string;
  readonly example: string;
}

/** The kinds of number that the country has, each with one number. */
const kindsOf = (metadata: libphonenumber.RegionMetadata): readonly Kind[] =>
  [
    metadata.getFixedLine(),
    metadata.getMobile(),
    ...kindsWithoutArea(metadata),
    metadata.getVoicemail(),
  ].flatMap((kind) => {
    const [pattern, example] = [kind.getNationalNumberPattern(), kind.getExampleNumber()];
    return example === null ? [] : [{ pattern, example }];
  });

/** Further examples of kinds with numbers of several lengths, because the library has one example for each kind. */
const OTHER_EXAMPLES: Readonly<Record<number, string>> = { 61: '131234' };

/** The library narrows the leading digits down in several steps; the last one alone decides. */
function shapeOf(row: libphonenumber.NumberFormat, metadata: libphonenumber.RegionMetadata): NumberShape {
  const leading = row.leadingDigitsPatternArray().at(-1) ?? '';
  const trunk = trunkOf(row, metadata);
  const groups = groupsOf(row.getPattern());
  return trunk === '' ? [leading, groups] : [leading, groups, trunk];
}

/** `(\d{2})(\d{3,4})(\d{4})` -> `2 3,4 4`. */
function groupsOf(pattern: string): string {
  if (!/^(?:\(\\d(?:\{[\d,]+\})?\))+$/.test(pattern))
    throw new Error(`A pattern of another kind than groups of digits: ${pattern}`);
  return Array.from(pattern.matchAll(/\\d(?:\{([\d,]+)\})?/g), ([, size = '1']) => size).join(' ');
}

/** What is written before the first group: `0$1` -> `0`, `8 ($1)` -> `8 `. */
function trunkOf(row: libphonenumber.NumberFormat, metadata: libphonenumber.RegionMetadata): string {
  const rule = (row.getNationalPrefixFormattingRule() ?? '').replace(
    '$NP',
    metadata.getNationalPrefix() ?? '',
  );
  const [before = ''] = rule.replaceAll(/[()]/g, '').split('$1');
  return before.replace(/\D+$/, ' ');
}

/** The table as the file has it: a line for each calling code. */
export const numberFormatsJson = (): string =>
  `{\n${Object.entries(numberFormats())
    .map(([code, plan]) => `${JSON.stringify(code)}:${JSON.stringify(plan)}`)
    .join(',\n')}\n}\n`;

if (process.argv[1]?.endsWith('number-formats.ts') === true) {
  await writeFile('core/numbers/number-formats.json', numberFormatsJson());
}
