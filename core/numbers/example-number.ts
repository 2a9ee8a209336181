// An example number for a country. It looks like a number of that country, and is unlikely to be in use.
import { getExampleNumber, isSupportedCountry } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { parseE164, type E164 } from './e164.ts';

/** A mobile number of the country (ISO 3166); undefined where none is known. */
export const exampleNumber = (region: string): E164 | undefined =>
  isSupportedCountry(region) ? parseE164(getExampleNumber(region, examples)?.number ?? '') : undefined;
