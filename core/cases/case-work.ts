// How a case is worked on: what is urgent, when it is due, what to do next, and what may be merged.
import { DAY_MS } from '../basics/durations.ts';
import { MAX_MERGED, type CaseRecord, type Category, type Extension, type Priority } from './case.ts';
import { isConfirmable, shownStanding } from './claims.ts';
import type { ReportSettings } from './report-settings.ts';

// --- priority -----------------------------------------------------------------------------------------------------

/** Of a report, by what its reporter said: money that may be lost comes before a nuisance. */
const USUAL_PRIORITY: Readonly<Record<Category, Priority>> = {
  impersonation: 'high',
  'advance-fee': 'high',
  harassment: 'normal',
  advertising: 'low',
  other: 'normal',
};

type Ranked = Pick<CaseRecord, 'kind' | 'category' | 'official' | 'priority'>;

/** What a person has set; else a forged official number is urgent, and a caller who may be blocked wrongly comes before most. */
export function priorityOf({ kind, category, official, priority }: Ranked): Priority {
  if (priority !== undefined) return priority;
  if (official) return 'urgent';
  return kind === 'appeal' ? 'high' : USUAL_PRIORITY[category];
}

// --- the due date -------------------------------------------------------------------------------------------------

/** The reporter has been promised an answer and has none yet. */
export const awaitsAnswer = ({ status }: Pick<CaseRecord, 'status'>): boolean =>
  status === 'received' || status === 'investigating';

export const isOverdue = (found: Pick<CaseRecord, 'status' | 'dueAt'>, now: Date): boolean =>
  awaitsAnswer(found) && Date.parse(found.dueAt) <= now.getTime();

export type DueStage = 'due-soon' | 'overdue';

/** The last fifth of the promised time, and no more than three days: of 15 days the last three. */
function isDueSoon({ receivedAt, dueAt }: Pick<CaseRecord, 'receivedAt' | 'dueAt'>, now: Date): boolean {
  const promised = Date.parse(dueAt) - Date.parse(receivedAt);
  return Date.parse(dueAt) - now.getTime() <= Math.min(3 * DAY_MS, promised / 5);
}

export interface DueNotice {
  readonly stage: DueStage;
  /** What is kept of it as `dueTold`: each stage of each due date is told once. */
  readonly told: string;
}

/** What is to be told of the due date now; undefined where there is nothing new. */
export function dueNotice(
  found: Pick<CaseRecord, 'status' | 'receivedAt' | 'dueAt' | 'dueTold'>,
  now: Date,
): DueNotice | undefined {
  return awaitsAnswer(found) ? dueNoticeOf(found, now) : undefined;
}

/** The same of anything that waits for an answer. */
export function dueNoticeOf(
  found: Pick<CaseRecord, 'receivedAt' | 'dueAt'> & { readonly dueTold?: string | undefined },
  now: Date,
): DueNotice | undefined {
  const isPast = Date.parse(found.dueAt) <= now.getTime();
  const stage = isPast ? 'overdue' : isDueSoon(found, now) ? 'due-soon' : undefined;
  if (stage === undefined) return undefined;
  const told = `${stage}:${found.dueAt}`;
  return found.dueTold === told ? undefined : { stage, told };
}

export type ExtensionProblem = 'answered' | 'extended-before' | 'not-later' | 'past';

/** The later due date, counted from the day on which the case came in. A case is extended once. */
export function extensionOf(
  found: Pick<CaseRecord, 'status' | 'receivedAt' | 'dueAt' | 'extension'>,
  reason: string,
  { extendedDueDays }: Pick<ReportSettings, 'extendedDueDays'>,
  now: Date,
): Extension | ExtensionProblem {
  if (!awaitsAnswer(found)) return 'answered';
  if (found.extension !== undefined) return 'extended-before';
  const until = Date.parse(found.receivedAt) + extendedDueDays * DAY_MS;
  if (until <= Date.parse(found.dueAt)) return 'not-later';
  if (until <= now.getTime()) return 'past';
  return { until: new Date(until).toISOString(), reason };
}

/** What the reporter is told of an extension: only while the answer is still to come. */
export const extensionTold = (found: Pick<CaseRecord, 'status' | 'extension'>): Extension | undefined =>
  awaitsAnswer(found) ? found.extension : undefined;

// --- what to do next ----------------------------------------------------------------------------------------------

export const NEXT_STEPS = [
  'see-survivor',
  'take',
  'decide-appeal',
  'answer-overdue',
  'answer-or-extend',
  'investigate',
  'answer',
  'close',
  'nothing',
] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

/** The one thing that a case needs first. */
export function nextStep(found: CaseRecord, now: Date): NextStep {
  if (found.mergedInto !== undefined) return 'see-survivor';
  if (found.status === 'closed') return 'nothing';
  if (found.assignee === undefined) return 'take';
  if (found.kind === 'appeal' && found.decision === undefined) return 'decide-appeal';
  if (!awaitsAnswer(found)) return found.feedback === undefined ? 'answer' : 'close';
  if (isOverdue(found, now)) return found.extension === undefined ? 'answer-or-extend' : 'answer-overdue';
  if (isDueSoon(found, now) && found.extension === undefined) return 'answer-or-extend';
  return found.status === 'received' ? 'investigate' : 'answer';
}

// --- duplicates ---------------------------------------------------------------------------------------------------

export type MergeProblem =
  | 'same-case'
  | 'merged-before'
  | 'has-duplicates'
  | 'takes-reports'
  | 'decided'
  | 'survivor-merged'
  | 'survivor-full'
  | 'other-kind'
  | 'other-number'
  | 'knows-the-number';

type Mergeable = Pick<
  CaseRecord,
  'caseNumber' | 'kind' | 'reported' | 'mergedInto' | 'merged' | 'joined' | 'decision'
>;

/** Why the one cannot be merged into the other; undefined where it can. A duplicate never has duplicates itself. */
export function mergeProblem(duplicate: Mergeable, survivor: Mergeable): MergeProblem | undefined {
  const { reported: ofDuplicate } = duplicate;
  const { reported: ofSurvivor } = survivor;
  const rules: readonly (readonly [MergeProblem, boolean])[] = [
    ['same-case', duplicate.caseNumber === survivor.caseNumber],
    ['merged-before', duplicate.mergedInto !== undefined],
    ['has-duplicates', (duplicate.merged ?? []).length > 0],
    ['takes-reports', duplicate.joined !== undefined],
    ['decided', duplicate.decision !== undefined],
    ['survivor-merged', survivor.mergedInto !== undefined],
    ['survivor-full', isFull(survivor, duplicate)],
    ['other-kind', duplicate.kind !== survivor.kind],
    ['knows-the-number', ofDuplicate !== undefined && ofSurvivor === undefined],
    ['other-number', ofDuplicate !== undefined && ofDuplicate !== ofSurvivor],
  ];
  return rules.find(([, holds]) => holds)?.[0];
}

/** A request that was interrupted may have noted this duplicate already. */
const isFull = ({ merged = [] }: Mergeable, { caseNumber }: Mergeable): boolean =>
  merged.length >= MAX_MERGED && !merged.includes(caseNumber);

/** How much a report says against its number: 3 and 2 are in the evidence, 1 may come to be. */
function weightOf(report: CaseRecord): 0 | 1 | 2 | 3 {
  if (report.kind !== 'report' || report.reporter === undefined || report.withdrawnFor !== undefined)
    return 0;
  switch (shownStanding(report)) {
    case 'counted':
    case 'confirmed':
      return 3;
    case 'claimed':
      return 2;
    case 'for-review':
      return 1;
    case 'not-counted':
    case undefined:
      return 0;
  }
}

/** The report that speaks for a case and its duplicates; of several that weigh the same, the first. */
export const spokesman = (group: readonly CaseRecord[]): CaseRecord | undefined =>
  group.toSorted((one, other) => weightOf(other) - weightOf(one))[0];

/** Reports that no longer count, because the speaker's tells of the same incident. One reporter counts once anyway. */
export const countedTwice = (
  group: readonly CaseRecord[],
  speaker: CaseRecord | undefined = spokesman(group),
): readonly CaseRecord[] =>
  group.filter(
    (report) => report !== speaker && report.reporter !== speaker?.reporter && weightOf(report) >= 2,
  );

/**
 * The report that comes to count when a person acts on a case.
 * @param group the case and its duplicates, the case first
 * @returns undefined where one of them counts already, or none can
 */
export function toConfirm(group: readonly CaseRecord[]): CaseRecord | undefined {
  const speaker = spokesman(group);
  if (speaker === undefined || weightOf(speaker) === 3) return undefined;
  return [group[0], speaker].find((report) => report !== undefined && isConfirmable(report));
}

/** Whether this reporter has said the same of the number in a case of its own, so that it still counts. */
export const saysSoElsewhere = (
  { reporter, reported }: Pick<CaseRecord, 'reporter' | 'reported'>,
  group: readonly CaseRecord[],
  others: readonly CaseRecord[],
): boolean =>
  others.some(
    (other) =>
      other.reporter === reporter &&
      other.reported === reported &&
      other.mergedInto === undefined &&
      weightOf(other) >= 2 &&
      !group.some(({ caseNumber }) => caseNumber === other.caseNumber),
  );
