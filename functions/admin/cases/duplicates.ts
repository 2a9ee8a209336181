// Duplicates: what they say against a number counts once, with the case that they were merged into.
import type { CaseRecord } from '../../../core/cases/case.ts';
import { countedTwice, saysSoElsewhere, type MergeProblem } from '../../../core/cases/case-work.ts';
import { MAX_MERGED } from '../../../core/cases/case.ts';
import { Problem } from '../../http/problem.ts';
import type { Runtime } from '../../runtime.ts';

/** @throws {Problem} conflict: a duplicate only points to its survivor */
export function refuseDuplicate({ caseNumber, mergedInto }: CaseRecord): void {
  if (mergedInto === undefined) return;
  throw new Problem(
    'conflict',
    `Case ${caseNumber} was merged into case ${mergedInto}. Change case ${mergedInto} instead.`,
  );
}

/** Cases of one reporter about one number that are looked through. */
const MAX_OTHERS = 100;

/**
 * Reports of the group beside the one that speaks for it no longer count, unless their reporter says the same in another
 * case. Can be done twice.
 * @param speaker the one that says the most where absent
 */
export async function withdrawTwice(
  group: readonly CaseRecord[],
  speaker: CaseRecord | undefined,
  runtime: Runtime,
): Promise<void> {
  const { store, now } = runtime;
  for (const twice of countedTwice(group, speaker)) {
    const { reported, reporter } = twice;
    if (reported === undefined || reporter === undefined) continue;
    const { items } = await store.cases.page({ reported, kind: 'report', limit: MAX_OTHERS });
    if (saysSoElsewhere(twice, group, items)) continue;
    await store.callers.withdrawReport(reported, reporter, now());
    await runtime.deferred.send({ kind: 'reconsider-block', number: reported });
  }
}

/** Why the two cannot be merged, and what to do. */
export const MERGE_PROBLEM_WORDS: Readonly<
  Record<MergeProblem, (duplicate: CaseRecord, survivor: CaseRecord) => string>
> = {
  'same-case': ({ caseNumber }) => `Case ${caseNumber} cannot be merged into itself. Name the other case.`,
  'merged-before': ({ caseNumber, mergedInto = '' }) =>
    `Case ${caseNumber} was already merged into case ${mergedInto}.`,
  'has-duplicates': ({ caseNumber, merged = [] }, survivor) =>
    `Case ${caseNumber} has duplicates (${merged.join(', ')}). Merge case ${survivor.caseNumber} into case ${caseNumber} instead.`,
  'takes-reports': ({ caseNumber }) =>
    `Case ${caseNumber} collects further reports of one reporter. Merge the other case into it, or link the two.`,
  decided: ({ caseNumber }) => `Appeal ${caseNumber} has been decided. Link the two instead.`,
  'survivor-merged': (_, { caseNumber, mergedInto = '' }) =>
    `Case ${caseNumber} was merged into case ${mergedInto}. Merge into case ${mergedInto} instead.`,
  'survivor-full': (_, { caseNumber }) =>
    `Case ${caseNumber} has ${String(MAX_MERGED)} duplicates, which is the most. Link the two instead.`,
  'other-kind': () => 'A report and an appeal cannot be merged. Link the two instead.',
  'knows-the-number': (duplicate, { caseNumber }) =>
    `Case ${caseNumber} does not know the reported number. Merge case ${caseNumber} into case ${duplicate.caseNumber} instead.`,
  'other-number': () => 'The two cases are about different numbers. Link them instead.',
};
