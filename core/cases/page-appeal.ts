// An appeal on the report page: somebody says that their number is blocked, and shows that it is theirs by a call from
// it with a code.
import type { Language } from '../basics/language.ts';

export interface PageAppeal {
  /** Identifies the appeal among those for its number: 32 random hexadecimal digits, which cannot be guessed. */
  readonly id: string;
  readonly description?: string;
  readonly language: Language;
}

/** A code is good for so long: time enough to find the telephone. */
export const CODE_MINUTES = 10;
export const CODE_DIGITS = 6;

/** Codes that may be tried, and calls that are answered, while appeals for one number wait. */
export const MOST_CODES_TRIED = 5;
export const MOST_CALLS_ANSWERED = 4;
