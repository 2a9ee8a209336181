// What is done with a case beside its answer: more time, merging of duplicates, campaigns.
import { DAY_MS } from '../../../core/basics/durations.ts';
import { campaignsOf } from '../../../core/cases/campaigns.ts';
import { caseExpiry, type CaseRecord } from '../../../core/cases/case.ts';
import { extensionOf, mergeProblem, type ExtensionProblem } from '../../../core/cases/case-work.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import { Problem } from '../../http/problem.ts';
import type { Runtime } from '../../runtime.ts';
import { answer, pathSegment, requireVersion, type Operations, type Outcome } from '../operation.ts';
import { groupOf, requireCase, wholeView } from './case-view.ts';
import { MERGE_PROBLEM_WORDS, refuseDuplicate, withdrawTwice } from './duplicates.ts';
import { tellReporters } from './reporter-news.ts';

const CAMPAIGN_DAYS = 90;
/** Cases of each status that are looked through for campaigns. */
const MAX_CAMPAIGN_CASES = 1_000;

export const CASE_WORK_OPERATIONS: Operations<'cases.extend' | 'cases.merge' | 'cases.campaigns'> = {
  'cases.extend': async ({ path, body: { reason }, ifMatch, writeKey, subject, runtime }) => {
    const found = await requireCase(pathSegment(path, 'caseNumber'), runtime);
    if (writeKey !== undefined && found.writeKey === writeKey) return extended(found, runtime);
    refuseDuplicate(found);
    requireVersion(ifMatch, found.version);
    const { reports } = await runtime.settings.current();
    const extension = extensionOf(found, reason, reports, runtime.now());
    if (typeof extension === 'string')
      throw new Problem('conflict', EXTENSION_PROBLEM_WORDS[extension](reports));
    const change = { at: runtime.now().toISOString(), by: subject.id, status: found.status, extension };
    const changed = await runtime.store.cases.change(found, change, writeKey);
    const [, ...duplicates] = await groupOf(found, runtime);
    await tellReporters([changed, ...duplicates], { extension }, runtime);
    return extended(changed, runtime);
  },

  'cases.merge': async ({ path, body: { into }, ifMatch, writeKey, subject, runtime }) => {
    const duplicate = await requireCase(pathSegment(path, 'caseNumber'), runtime);
    if (writeKey !== undefined && duplicate.writeKey === writeKey) return merged(duplicate, runtime);
    requireVersion(ifMatch, duplicate.version);
    const survivor = await requireCase(into, runtime);
    const problem = mergeProblem(duplicate, survivor);
    if (problem !== undefined)
      throw new Problem('conflict', MERGE_PROBLEM_WORDS[problem](duplicate, survivor));
    const done = { at: runtime.now().toISOString(), by: subject.id };
    const kept = await runtime.store.cases.takeIn(survivor, {
      ...done,
      status: survivor.status,
      tookIn: duplicate.caseNumber,
    });
    await withdrawTwice([...(await groupOf(kept, runtime)), duplicate], undefined, runtime);
    const { reports } = await runtime.settings.current();
    const expiresAt = caseExpiry(kept.status, runtime.now(), reports.retentionDays);
    const change = { ...done, status: 'closed', mergedInto: kept.caseNumber } as const;
    const changed = await runtime.store.cases.change(duplicate, change, writeKey, expiresAt);
    await tellReporters([changed], { decision: kept.decision, feedback: kept.feedback }, runtime);
    return merged(changed, runtime);
  },

  'cases.campaigns': async ({ query, runtime }) => {
    const from = new Date(runtime.now().getTime() - CAMPAIGN_DAYS * DAY_MS);
    const { found, complete } = await runtime.store.cases.receivedSince(from, MAX_CAMPAIGN_CASES);
    const campaigns = campaignsOf(found).filter(
      ({ cases }) => query.case === undefined || cases.includes(query.case),
    );
    return answer('cases.campaigns', {
      items: campaigns.map((campaign) => ({ ...campaign, cases: [...campaign.cases] })),
      complete,
    });
  },
};

const EXTENSION_PROBLEM_WORDS: Readonly<Record<ExtensionProblem, (reports: Settings['reports']) => string>> =
  {
    answered: () => 'This case has its answer, so that nobody waits for one.',
    'extended-before': () => 'This case was extended before. A case can be extended once.',
    'not-later': ({ extendedDueDays }) =>
      `The settings allow ${String(extendedDueDays)} days after an extension, which is no later than the due date. Raise reports.extendedDueDays.`,
    past: ({ extendedDueDays }) =>
      `The case came in more than ${String(extendedDueDays)} days ago, so that an extension would be over already. Answer it.`,
  };

const extended = async (changed: CaseRecord, runtime: Runtime): Promise<Outcome> => ({
  ...answer('cases.extend', await wholeView(changed, runtime), changed.version),
  audit: { detail: `until ${changed.extension?.until ?? ''}: ${changed.extension?.reason ?? ''}` },
});

const merged = async (changed: CaseRecord, runtime: Runtime): Promise<Outcome> => ({
  ...answer('cases.merge', await wholeView(changed, runtime), changed.version),
  audit: { detail: `into ${changed.mergedInto ?? ''}` },
});
