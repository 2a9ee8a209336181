// Reports and appeals: what came in, and what its reporter is told.
import { DAY_MS } from '../../../core/basics/durations.ts';
import { randomUUID } from 'node:crypto';
import {
  caseExpiry,
  type CaseRecord,
  type Decision,
  type Extension,
  type NewCase,
  newsOf,
} from '../../../core/cases/case.ts';
import { extensionTold, toConfirm } from '../../../core/cases/case-work.ts';
import type { Identity } from '../../../core/numbers/identity.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import { CaseNumbersTakenError } from '../../../store/cases/cases.ts';
import { defer, sealLater } from '../../commit.ts';
import { Problem } from '../../http/problem.ts';
import type { Runtime } from '../../runtime.ts';
import { caseNumberCandidates } from '../../keyed/case-numbers.ts';
import type { BodyOf } from '../contract.ts';
import { caseNews } from '../settings/preview.ts';
import { numberIn } from '../number-in.ts';
import { answer, pathSegment, requireVersion, type Operations, type Outcome } from '../operation.ts';
import { newCase } from '../../../core/cases/open-case.ts';
import { refuseDuplicate, withdrawTwice } from './duplicates.ts';
import { caseView, groupOf, requireCase, wholeView } from './case-view.ts';
import { tellReporters, textOf } from './reporter-news.ts';

type Routes = 'cases.page' | 'cases.post' | 'cases.get' | 'cases.patch' | 'cases.preview';

export const CASE_OPERATIONS: Operations<Routes> = {
  'cases.page': async ({ query, subject, runtime }) => {
    const reported =
      query.reported === undefined ? undefined : await numberIn(query.reported, 'query /reported', runtime);
    const { overdue, assignee, ...asked } = query;
    const now = runtime.now();
    const { items, cursor } = await runtime.store.cases.page({
      ...asked,
      reported,
      assignee: assignee === ME ? subject.id : assignee,
      overdueAt: overdue === undefined ? undefined : now,
    });
    const seen = { settings: await runtime.settings.current(), now };
    const view = answer('cases.page', {
      items: items.map((found) => caseView(found, found.description, seen)),
      ...(cursor === undefined ? {} : { cursor }),
    });
    return reported === undefined ? view : { ...view, audit: { record: reported } };
  },

  'cases.post': async ({ body, writeKey = randomUUID(), subject, runtime }) => {
    const settings = await runtime.settings.current();
    const reported = await numberIn(body.reported, 'body /reported', runtime);
    const opened = await openUnder(
      writeKey,
      newReport(reported, body, subject.id, settings, runtime.now()),
      runtime,
    );
    const { caseNumber } = opened;
    const at = opened.receivedAt;
    await defer({ kind: 'notify', notice: { kind: 'case', at, caseNumber, about: 'report' } }, runtime);
    return {
      ...answer('cases.post', await wholeView(opened, runtime), opened.version),
      audit: { record: caseNumber, detail: `opened: ${opened.category}, ${reported}`, act: caseNumber },
    };
  },

  'cases.get': async ({ path, runtime }) => {
    const found = await requireCase(pathSegment(path, 'caseNumber'), runtime);
    return answer('cases.get', await wholeView(found, runtime), found.version);
  },

  'cases.patch': async ({ path, body, ifMatch, writeKey, subject, runtime }) => {
    const found = await requireCase(pathSegment(path, 'caseNumber'), runtime);
    if (writeKey !== undefined && found.writeKey === writeKey) {
      return patched(found, runtime);
    }
    refuseDuplicate(found);
    requireVersion(ifMatch, found.version);
    const { decision, feedback, status = decision === undefined ? found.status : 'closed' } = body;
    const { priority, assignee } = body;
    const group = await groupOf(found, runtime);
    if (decision !== undefined) await decideAppeal(found, { decision, feedback, by: subject.id }, runtime);
    const change = {
      ...(decision === undefined ? {} : { decision }),
      at: runtime.now().toISOString(),
      by: subject.id,
      status,
      ...(feedback === undefined ? {} : { feedback }),
      ...(priority === undefined ? {} : { priority }),
      ...(assignee === undefined ? {} : { assignee: assignee === ME ? subject.id : assignee }),
    };
    const { reports } = await runtime.settings.current();
    const expiresAt = caseExpiry(status, runtime.now(), reports.retentionDays);
    if (status === 'action-taken') await confirmClaim(group, runtime);
    await keepDuplicates(found, expiresAt, runtime);
    const changed = await runtime.store.cases.change(found, change, writeKey, expiresAt);
    await tellReporters([changed, ...group.slice(1)], { decision, feedback }, runtime);
    return patched(changed, runtime);
  },

  'cases.preview': async ({ path, body, runtime }) => {
    const found = await requireCase(pathSegment(path, 'caseNumber'), runtime);
    const settings = await runtime.settings.current();
    const given = body.feedback === '' ? undefined : body.feedback;
    const { status = found.status } = body;
    const { language } = found;
    const extension = previewedExtension(found, body.extension, settings);
    // A report that is moved on tells its new status, whatever became of it before.
    const { withdrawnFor: _, ...movedOn } = { ...found, status };
    const told = newsOf(status === found.status ? found : movedOn);
    const sms = textOf(found, { extension, feedback: given }, settings);
    const heard = extension ?? extensionTold({ ...found, status });
    const news = {
      spoken: caseNews({ told, extension: heard, feedback: given ?? found.feedback, language }, settings),
      ...(sms === undefined ? {} : { sms }),
    };
    return answer('cases.preview', news);
  },
};

const patched = async (changed: CaseRecord, runtime: Runtime): Promise<Outcome> => {
  const { status, decision, feedback, priority, assignee } = changed.history.at(-1) ?? changed;
  const words = [
    status,
    decision,
    priority && `priority ${priority}`,
    assignee === null ? 'assigned to nobody' : assignee && `assigned to ${assignee}`,
    feedback,
  ].filter((word) => word !== undefined);
  return {
    ...answer('cases.patch', await wholeView(changed, runtime), changed.version),
    audit: { detail: words.join(', ') },
  };
};

/** Whoever asks. */
const ME = 'me';

/** The reason that is being written, as it would be told; undefined where none is. */
function previewedExtension(
  { receivedAt }: CaseRecord,
  reason: string | undefined,
  { reports }: Settings,
): Extension | undefined {
  if (reason === undefined || reason === '') return undefined;
  const until = new Date(Date.parse(receivedAt) + reports.extendedDueDays * DAY_MS);
  return { until: until.toISOString(), reason };
}

/** Duplicates are kept as long as the case that they were merged into, since their reporters ask by their own numbers. */
const keepDuplicates = async (
  { merged = [] }: CaseRecord,
  expiresAt: string | undefined,
  { store }: Runtime,
): Promise<void> => {
  for (const duplicate of merged) await store.cases.keepDuplicate(duplicate, expiresAt);
};

/**
 * Counted before the case says so: repeated, it is counted still.
 * @param group the case and its duplicates, which count once
 */
async function confirmClaim(group: readonly CaseRecord[], runtime: Runtime): Promise<void> {
  const confirmed = toConfirm(group);
  const { reported, reporter, caseNumber } = confirmed ?? {};
  if (caseNumber === undefined || reported === undefined || reporter === undefined) return;
  await withdrawTwice(group, confirmed, runtime);
  const { store, now, settings } = runtime;
  const { retentionDays } = (await settings.current()).reports;
  const at = now();
  const expiresAt = new Date(at.getTime() + retentionDays * DAY_MS).toISOString();
  await store.callers.confirmReport({
    number: reported,
    reporter,
    caseNumber,
    at: at.toISOString(),
    expiresAt,
  });
}

interface Deciding {
  readonly decision: Decision;
  readonly feedback: string | undefined;
  readonly by: string;
}

/** The block is lifted before the case says so: repeated, it is lifted still. */
async function decideAppeal(
  { caseNumber, kind, reported, decision: before }: CaseRecord,
  { decision, feedback, by }: Deciding,
  runtime: Runtime,
): Promise<void> {
  if (kind !== 'appeal') throw new Problem('invalid-request', 'decision applies to appeals only.');
  if (before !== undefined)
    throw new Problem('conflict', `This appeal was already ${before === 'refused' ? 'denied' : before}.`);
  if (decision === 'refused') {
    if (feedback !== undefined) return;
    throw new Problem('invalid-request', 'feedback is required when you deny an appeal.');
  }
  if (reported !== undefined) await bringBack(reported, { caseNumber, by }, runtime);
}

/** Protected first: what still speaks against the number then has no effect while it is being withdrawn. */
async function bringBack(
  reported: Identity,
  { caseNumber, by }: { readonly caseNumber: string; readonly by: string },
  runtime: Runtime,
): Promise<void> {
  const at = runtime.now().toISOString();
  const { reports } = await runtime.settings.current();
  const until = new Date(runtime.now().getTime() + reports.appealProtectionDays * DAY_MS).toISOString();
  await runtime.store.callers.protect(reported, until);
  const block = (await runtime.store.listings.get(reported))?.listing;
  if (block?.list === 'block') await runtime.store.listings.remove(reported, block.version);
  await runtime.deferred.send({ kind: 'withdraw-evidence', number: reported, caseNumber, by, at });
}

/** A retried request finds the case of the first one again. */
async function openUnder(writeKey: string, report: NewCase, runtime: Runtime): Promise<CaseRecord> {
  const { challengeKey } = await runtime.secrets();
  const request = `staff:${writeKey}`;
  try {
    const candidates = caseNumberCandidates(challengeKey, request);
    const { kept } = await runtime.store.cases.open({ candidates, report: { ...report, request } });
    if (kept.callSid !== undefined) await sealLater(kept.callSid, runtime);
    return kept;
  } catch (error) {
    if (!(error instanceof CaseNumbersTakenError)) throw error;
    throw new Problem('conflict', 'No case number is free right now. Retry.');
  }
}

function newReport(
  reported: Identity,
  { category, description, callSid }: BodyOf<'cases.post'>,
  openedBy: string,
  settings: Settings,
  now: Date,
): NewCase {
  const { language } = settings.hotline;
  return newCase(
    { kind: 'report', channel: 'staff', category, reported, description, openedBy, callSid, language },
    settings,
    now,
  );
}
