// Case numbers and their PINs, derived under a key that only the functions have: a webhook that comes twice finds the
// same number again, and nobody can reckon the next one.
import { createHmac } from 'node:crypto';
import { CODE_DIGITS } from '../../core/cases/page-appeal.ts';
import { withCheckDigit } from '../../core/cases/case.ts';

/** Among 100,000 numbers half of which are taken, one in 256 calls finds none of these free. */
const CANDIDATES = 8;

/** For the report of one call, in the order in which they are tried. */
export function caseNumberCandidates(key: string, callSid: string): string[] {
  const numbers = Array.from({ length: CANDIDATES }, (_, index) =>
    withCheckDigit(digits(key, `case:${callSid}:${String(index)}`, 5)),
  );
  return [...new Set(numbers)];
}

export const pinOf = (key: string, caseNumber: string): string => digits(key, `pin:${caseNumber}`, 4);

/** That the report page shows and a call from the number must key: derived, and kept nowhere. */
export const appealCode = (key: string, number: string, id: string): string =>
  digits(key, `appeal:${number}:${id}`, CODE_DIGITS);

const digits = (key: string, purpose: string, length: number): string =>
  String(createHmac('sha256', key).update(purpose).digest().readUInt32BE(0) % 10 ** length).padStart(
    length,
    '0',
  );
