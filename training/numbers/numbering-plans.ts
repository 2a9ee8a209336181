// Makes `core/numbers/numbering-plans.json`, the small table that the voice path reads numbers with, out of the metadata of
// Google's libphonenumber (npm package google-libphonenumber, Apache-2.0). Run by `npm run plans`.
import { writeFile } from 'node:fs/promises';
import libphonenumber from 'google-libphonenumber';
import { format } from 'prettier';

export interface NumberingPlanRow {
  /** Country calling code (ITU-T E.164), without plus: `86`. */
  readonly code: string;
  /** National (trunk) prefix: the 0 of `0755`. Absent where a country has none. */
  readonly trunk?: string;
  /** What is dialed before a number abroad, as a regular expression: `00`, `011`. */
  readonly abroad: string;
  /** National significant numbers of subscribers, as a regular expression. */
  readonly national: string;
  /** How many digits a mobile number has. */
  readonly mobileDigits: number;
  /** People dial within their area without its code: a number much shorter than a mobile one lacks it. */
  readonly areas?: true;
  /** Whole numbers that are as short as a local one and have no area code (Australia's 13 xx xx), as a regular expression. */
  readonly areaFree?: string;
  /** Short service numbers (emergency, information, banks), as a regular expression. Absent where none are known. */
  readonly service?: string;
}

/**
 * What the library does not know. China's ministry assigns 95xxx and 96xxx of 5 to 9 digits to nationwide and
 * provincial services, 1xx to 1xxxx and longer 10x, 11x and 12x codes to carriers and authorities, and 106 with up to
 * 20 digits to senders of text messages; the shapes are those of the published service numbers in
 * `test/core/numbers/cn-service-numbers.csv`.
 */
const SERVICES_BESIDE_THE_LIBRARY: Readonly<Record<string, string>> = {
  CN: '9[56]\\d{3,7}|1\\d{2,4}|1[0-2]\\d{4,7}|106\\d{7,17}|999',
};

/** One row per ISO 3166 region, sorted by region. */
export function numberingPlans(): Record<string, NumberingPlanRow> {
  const numbers = libphonenumber.PhoneNumberUtil.getInstance();
  return Object.fromEntries(
    numbers
      .getSupportedRegions()
      .sort()
      .map((region) => [region, planRow(region)]),
  );
}

function planRow(region: string): NumberingPlanRow {
  const metadata = libphonenumber.PhoneNumberUtil.getInstance().getMetadataForRegion(region);
  const trunk = metadata.getNationalPrefix();
  const mobileDigits = (metadata.getMobile().getExampleNumber() ?? '').length;
  const hasAreas = Boolean(trunk) && metadata.getGeneralDesc().possibleLengthLocalOnlyArray().length > 0;
  const areaFree = hasAreas ? shortWithoutArea(metadata, mobileDigits) : '';
  const service = [shortNumbers(region), SERVICES_BESIDE_THE_LIBRARY[region]].filter(Boolean).join('|');
  return {
    code: String(metadata.getCountryCode()),
    ...(trunk ? { trunk } : {}),
    abroad: metadata.getInternationalPrefix() ?? '00',
    mobileDigits,
    ...(hasAreas ? { areas: true } : {}),
    ...(areaFree === '' ? {} : { areaFree }),
    national: metadata.getGeneralDesc().getNationalNumberPattern(),
    ...(service === '' ? {} : { service }),
  };
}

/** The kinds of number that belong to no area. */
export const kindsWithoutArea = (
  metadata: libphonenumber.RegionMetadata,
): readonly libphonenumber.NumberDescription[] => [
  metadata.getTollFree(),
  metadata.getPremiumRate(),
  metadata.getSharedCost(),
  metadata.getUan(),
  metadata.getPersonalNumber(),
  metadata.getVoip(),
  metadata.getPager(),
];

/** Only those that could be taken for a local number matter. */
const shortWithoutArea = (metadata: libphonenumber.RegionMetadata, mobileDigits: number): string =>
  kindsWithoutArea(metadata)
    .filter((kind) => kind.possibleLengthArray().some((digits) => digits > 0 && digits <= mobileDigits - 2))
    .map((kind) => kind.getNationalNumberPattern())
    .join('|');

const shortNumbers = (region: string): string | undefined =>
  libphonenumber.ShortNumberInfo.getInstance()
    .getMetadataForRegion_(region)
    ?.getShortCode()
    .getNationalNumberPattern();

/** The table as the file has it. */
export const numberingPlansJson = (): Promise<string> =>
  format(JSON.stringify(numberingPlans()), { parser: 'json', printWidth: 100 });

if (process.argv[1]?.endsWith('numbering-plans.ts') === true) {
  await writeFile('core/numbers/numbering-plans.json', await numberingPlansJson());
}
