// How a number is said and shown to people, everywhere: `core/numbers/number-format.ts` with the table of all countries.
import type { E164 } from './e164.ts';
import { groupDigits, writeNumber, type NumberFormats, type NumberGroups } from './number-format.ts';
import formats from './number-formats.json' with { type: 'json' };

const FORMATS = formats as unknown as NumberFormats;

/** @param region the hotline's own country, ISO 3166 */
export const groupsOf = (number: E164, region: string): NumberGroups => groupDigits(number, region, FORMATS);

/**
 * `138 0013 8000` at home, `+86 138 0013 8000` abroad; an address or a prefix rule stays as it is. What it gives can be
 * pasted into every search and every field for a number.
 *
 * @param region the hotline's own country, ISO 3166
 */
export const writtenNumber = (number: string, region: string): string => writeNumber(number, region, FORMATS);
