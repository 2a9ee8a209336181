// Why a line of a file cannot be listed: for programs a code, for people a sentence that follows the line's number.
import { MOST_REASON_CHARACTERS } from '../../core/listing.ts';

export const LINE_PROBLEMS = {
  'no-reason': 'has no reason',
  'long-reason': `has a reason of more than ${String(MOST_REASON_CHARACTERS)} characters`,
  'not-a-date': 'has an expiresAt that is no ISO 8601 date, like 2026-12-31 or 2026-12-31T18:00:00Z',
  'past-date': 'has an expiresAt that lies in the past',
  own: 'is the hotline’s own number or that of a member of staff',
  allowlisted: 'is on the allowlist; take it off there first',
  'never-block': 'is on the never-block list; take it off there first',
} as const satisfies Record<string, string>;

export type LineProblem = keyof typeof LINE_PROBLEMS;
export const LINE_PROBLEM_CODES = Object.keys(LINE_PROBLEMS) as LineProblem[];
