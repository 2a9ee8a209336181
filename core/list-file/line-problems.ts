// Why a line of a file is not taken: for programs a code, for people a sentence that follows the line's number.
import { MOST_REASON_CHARACTERS } from '../listing.ts';
import type { NumberProblem } from '../number-input.ts';
import { CELL_PROBLEMS } from './cells.ts';

export const LINE_PROBLEMS = {
  ...CELL_PROBLEMS,
  'no-reason': 'has no reason',
  'long-reason': `has a reason of more than ${String(MOST_REASON_CHARACTERS)} characters`,
  'not-a-date':
    'has a date that is none: write 2026-12-31, which lasts until the end of that day, or 2026-12-31T18:00:00Z',
  'past-date': 'has an expiry date that lies in the past',
  'other-list': 'names another list in its column "list"; import it to that list, or leave the column out',
} as const satisfies Record<string, string>;
export type LineProblem = keyof typeof LINE_PROBLEMS;
export const LINE_PROBLEM_CODES = Object.keys(LINE_PROBLEMS) as LineProblem[];

export interface RejectedLine {
  readonly line: number;
  /** The number as the line has it, capped. */
  readonly value: string;
  readonly code: NumberProblem | LineProblem;
  /** In words. */
  readonly problem: string;
}
