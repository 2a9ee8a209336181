// Why a line of a list file is rejected: a code for programs, and a sentence for people that follows the line number.
import { MOST_REASON_CHARACTERS } from '../listing.ts';
import type { NumberProblem } from '../../numbers/number-input.ts';

export const LINE_PROBLEMS = {
  'no-reason': 'has no reason',
  'long-reason': `has a reason of more than ${String(MOST_REASON_CHARACTERS)} characters`,
  'not-a-date':
    'has no valid expiresAt; use a date like 2026-12-31 (valid through that day) or 2026-12-31T18:00:00Z',
  'past-date': 'has an expiry date in the past',
  'other-list': 'names another list in its column "list"; import it to that list, or leave the column out',
  'no-department': 'names a department that the settings do not have',
  own: 'belongs to the hotline or a staff member',
  allowlisted: 'is on the allowlist; remove it there first',
  'never-block': 'is on the never-block list; remove it there first',
  unassignable: 'is a number that can’t exist',
  'future-date': 'has a date in the future',
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

/** The words for a group of lines with the same problem, which follow the count: "843 lines have no number". */
const GROUP_WORDS: Readonly<Record<RejectedLine['code'], { readonly one: string; readonly other: string }>> =
  {
    empty: { one: 'has no number', other: 'have no number' },
    withheld: { one: 'has a hidden number', other: 'have hidden numbers' },
    'not-a-number': { one: 'doesn’t have a valid phone number', other: 'don’t have a valid phone number' },
    'no-such-country': {
      one: 'has a country code that does not exist',
      other: 'have a country code that does not exist',
    },
    'too-short': { one: 'has too few digits', other: 'have too few digits' },
    'too-long': { one: 'has too many digits', other: 'have too many digits' },
    'wrong-length': {
      one: 'has a number with the wrong length for its country',
      other: 'have numbers with the wrong length for their country',
    },
    'local-number': { one: 'has no area code', other: 'have no area code' },
    'matches-nothing': {
      one: 'has a rule that matches no valid number',
      other: 'have rules that match no valid number',
    },
    masked: {
      one: 'has a masked number, of which some digits are hidden',
      other: 'have masked numbers, of which some digits are hidden',
    },
    extension: { one: 'has an extension', other: 'have an extension' },
    'not-a-prefix-rule': {
      one: 'has a * but isn’t a prefix rule',
      other: 'have a * but aren’t prefix rules',
    },
    scientific: {
      one: 'was rounded by a spreadsheet: format the column as text in the original and save it again',
      other: 'were rounded by a spreadsheet: format the column as text in the original and save it again',
    },
    decimal: { one: 'has digits behind a decimal point', other: 'have digits behind a decimal point' },
    'lost-characters': {
      one: 'holds characters that were lost: save the file as UTF-8',
      other: 'hold characters that were lost: save the file as UTF-8',
    },
    'no-reason': { one: 'has no reason', other: 'have no reason' },
    'long-reason': { one: 'has a reason that is too long', other: 'have a reason that is too long' },
    'not-a-date': { one: 'has a date that cannot be read', other: 'have a date that cannot be read' },
    'past-date': { one: 'has an expiry date in the past', other: 'have an expiry date in the past' },
    'other-list': { one: 'names another list', other: 'name another list' },
    'no-department': { one: 'names an unknown department', other: 'name an unknown department' },
    own: {
      one: 'has a number of the hotline or its staff',
      other: 'have numbers of the hotline or its staff',
    },
    allowlisted: { one: 'is on the allowlist', other: 'are on the allowlist' },
    'never-block': { one: 'is on the never-block list', other: 'are on the never-block list' },
    unassignable: { one: 'has a number that can’t exist', other: 'have numbers that can’t exist' },
    'future-date': { one: 'has a date in the future', other: 'have a date in the future' },
  };

/** Lines that are wrong in the same way. */
export interface ProblemGroup {
  readonly code: RejectedLine['code'];
  readonly count: number;
  /** In words that begin with the count: `843 lines have no number`. */
  readonly problem: string;
  readonly examples: Pick<RejectedLine, 'line' | 'value'>[];
}

const MOST_EXAMPLES = 3;
const COUNT = new Intl.NumberFormat('en-US');

type ProblemAt = Omit<RejectedLine, 'problem'>;

/** Lines that are wrong, however many: all are counted, and only the first of them are kept. */
export class LineProblems<Line extends ProblemAt> {
  readonly #most: number;
  readonly #groups = new Map<RejectedLine['code'], { count: number; examples: Line[] }>();
  #kept: Line[] = [];
  #count = 0;

  /** @param most that are kept */
  constructor(most: number) {
    this.#most = most;
  }

  add(line: Line): void {
    this.#count += 1;
    const group = this.#groups.get(line.code) ?? { count: 0, examples: [] };
    group.count += 1;
    group.examples = earliest([...group.examples, line], MOST_EXAMPLES);
    this.#groups.set(line.code, group);
    this.#kept.push(line);
    if (this.#kept.length >= 2 * this.#most) this.#kept = earliest(this.#kept, this.#most);
  }

  get count(): number {
    return this.#count;
  }

  /** In the order of the file. */
  first(): Line[] {
    return earliest(this.#kept, this.#most);
  }

  /** The largest group first. */
  groups(): ProblemGroup[] {
    return [...this.#groups]
      .map(([code, { count, examples }]) => ({
        code,
        count,
        problem: describeGroup(code, count),
        examples: examples.map(({ line, value }) => ({ line, value })),
      }))
      .toSorted((a, b) => b.count - a.count || (a.examples[0]?.line ?? 0) - (b.examples[0]?.line ?? 0));
  }
}

const earliest = <Line extends ProblemAt>(lines: readonly Line[], most: number): Line[] =>
  lines.toSorted((a, b) => a.line - b.line).slice(0, most);

/** The largest group first. */
export function groupProblems(rejected: readonly ProblemAt[]): ProblemGroup[] {
  const problems = new LineProblems(0);
  for (const one of rejected) problems.add(one);
  return problems.groups();
}

/** `843 lines have no number` */
export const describeGroup = (code: RejectedLine['code'], count: number): string =>
  `${countLines(count)} ${GROUP_WORDS[code][count === 1 ? 'one' : 'other']}`;

/** `1 line`, `843 lines` */
export const countLines = (count: number): string =>
  `${COUNT.format(count)} ${count === 1 ? 'line' : 'lines'}`;
