// The complaints of a file. Public files hold thousands of lines that are no complaint about anybody: those are left out
// and counted, and the rest is taken.
import { type Complaint, dayOf, KindTable, summed } from '../../core/evidence/complaints.ts';
import { DAY_MS } from '../../core/basics/durations.ts';
import type { E164 } from '../../core/numbers/e164.ts';
import {
  LineProblems,
  type ProblemGroup,
  type RejectedLine,
} from '../../core/lists/list-file/line-problems.ts';
import type { ListFile } from '../../core/lists/list-file/open.ts';
import { readLines, type ComplaintLine, type ReadingRules } from '../../core/lists/list-file/read-lines.ts';
import { isNumber } from '../../core/numbers/identity.ts';
import { isPrefixRule } from '../../core/lists/listing.ts';
import { isUnassignable } from '../../core/lists/number-blocks.ts';
import { pauses } from '../pauses.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { isOurs } from './blocks.ts';

export interface ComplaintFile {
  readonly complaints: readonly Complaint[];
  /** Words for the `kind` of the complaints. */
  readonly kinds: readonly string[];
  /** Lines that are left out, grouped by what is wrong with them. */
  readonly dropped: readonly ProblemGroup[];
}

type Left = Omit<RejectedLine, 'problem'>;

export async function readComplaintFile(
  file: ListFile,
  rules: ReadingRules,
  settings: Settings,
): Promise<ComplaintFile> {
  const kinds = new KindTable();
  const complaints: Complaint[] = [];
  const left = new LineProblems<Left>(0);
  const pause = pauses();
  const today = dayOf(rules.now);
  for (const line of readLines(file, { ...rules, asComplaints: true })) {
    await pause();
    if (line.kind === 'rejected') left.add(line);
    if (line.kind !== 'complaint') continue;
    const code = objectionTo(line, today, settings);
    if (code === undefined) complaints.push(complaintOf(line, kinds));
    else left.add({ line: line.line, value: line.number, code });
  }
  return { complaints: summed(complaints), kinds: kinds.names, dropped: left.groups() };
}

const dayIn = (date: string): number => Math.floor(Date.parse(date) / DAY_MS);

const complaintOf = ({ number, date, about }: ComplaintLine, kinds: KindTable): Complaint => ({
  // Prefix rules and addresses have been left out.
  number: number as E164,
  day: dayIn(date),
  kind: kinds.indexOf(about),
  count: 1,
});

function objectionTo(
  { number, date }: ComplaintLine,
  today: number,
  settings: Settings,
): RejectedLine['code'] | undefined {
  if (isPrefixRule(number) || !isNumber(number)) return 'not-a-number';
  if (isUnassignable(number)) return 'unassignable';
  if (isOurs(number, settings)) return 'own';
  // East of Greenwich a day begins earlier than the day of UTC.
  return dayIn(date) > today + 1 ? 'future-date' : undefined;
}
