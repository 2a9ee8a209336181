// The complaints of a file. Public files hold thousands of lines that are no complaint about anybody: those are left out
// and counted, and the rest is taken.
import { dayOf, DAY_MS, KindTable, summed, type Complaint } from '../../core/complaints.ts';
import type { E164 } from '../../core/e164.ts';
import type { ListFile } from '../../core/list-file/open.ts';
import { readLines, type ComplaintLine, type ReadingRules } from '../../core/list-file/read-lines.ts';
import { isUnassignable } from '../../core/number-blocks.ts';
import type { Settings } from '../../core/settings.ts';
import { isOurs } from './blocks.ts';

/** Why a complaint of a readable line is left out. */
export const COMPLAINT_PROBLEMS = {
  unassignable: 'is a number that nobody can have',
  'own-number': 'is one of the company’s own numbers, or of its staff',
  'in-the-future': 'has a date in the future',
} as const;
type ComplaintProblem = keyof typeof COMPLAINT_PROBLEMS;

/** Lines with one kind of problem. */
export interface DroppedLines {
  readonly code: string;
  readonly count: number;
  /** In words. */
  readonly problem: string;
  readonly examples: readonly { readonly line: number; readonly value: string }[];
}

export interface ComplaintFile {
  readonly complaints: readonly Complaint[];
  /** Words for the `kind` of the complaints. */
  readonly kinds: readonly string[];
  readonly dropped: readonly DroppedLines[];
}

const MOST_EXAMPLES = 3;

export function readComplaintFile(file: ListFile, rules: ReadingRules, settings: Settings): ComplaintFile {
  const kinds = new KindTable();
  const complaints: Complaint[] = [];
  const dropped = new Map<string, DroppedLines>();
  const drop = (code: string, problem: string, example: { line: number; value: string }): void => {
    const before = dropped.get(code) ?? { code, count: 0, problem, examples: [] };
    const examples = before.examples.length < MOST_EXAMPLES ? [...before.examples, example] : before.examples;
    dropped.set(code, { ...before, count: before.count + 1, examples });
  };
  const today = dayOf(rules.now);
  for (const line of readLines(file, { ...rules, asComplaints: true })) {
    if (line.kind === 'rejected') {
      drop(line.code, line.problem, { line: line.line, value: line.value });
      continue;
    }
    if (line.kind === 'listing') continue;
    const problem = objectionTo(line, today, settings);
    if (problem === undefined) complaints.push(complaintOf(line, kinds));
    else drop(problem, COMPLAINT_PROBLEMS[problem], { line: line.line, value: line.number });
  }
  return {
    complaints: summed(complaints),
    kinds: kinds.names,
    dropped: [...dropped.values()].sort((a, b) => b.count - a.count),
  };
}

const dayIn = (date: string): number => Math.floor(Date.parse(date) / DAY_MS);

const complaintOf = ({ number, date, about }: ComplaintLine, kinds: KindTable): Complaint => ({
  // The reader yields prefix rules as rejected lines.
  number: number as E164,
  day: dayIn(date),
  kind: kinds.indexOf(about),
  count: 1,
});

function objectionTo(
  { number, date }: ComplaintLine,
  today: number,
  settings: Settings,
): ComplaintProblem | undefined {
  if (isUnassignable(number as E164)) return 'unassignable';
  if (isOurs(number as E164, settings)) return 'own-number';
  // East of Greenwich a day begins earlier than the day of UTC.
  return dayIn(date) > today + 1 ? 'in-the-future' : undefined;
}
