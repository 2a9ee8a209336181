// Every hour: word of cases and privacy requests whose due date is near or past. What was told is noted in the case after it was told, so that
// a failure in between tells it twice and never not at all; the notice has the same id both times.
import { OPEN_STATUSES, type CaseRecord } from '../../core/cases/case.ts';
import { awaitsAnswer, dueNotice, dueNoticeOf } from '../../core/cases/case-work.ts';
import type { Notice } from '../../core/messages/notice.ts';
import type { Runtime } from '../runtime.ts';

const PAGE = 100;

export async function tellDueCases(runtime: Runtime): Promise<void> {
  for (const status of OPEN_STATUSES.filter((one) => awaitsAnswer({ status: one }))) {
    let cursor: string | undefined;
    do {
      const page = await runtime.store.cases.page({ status, order: 'due', limit: PAGE, cursor });
      for (const found of page.items) await tell(found, runtime);
      ({ cursor } = page);
    } while (cursor !== undefined);
  }
}

/** Requests about personal data that somebody has to decide on. */
export async function tellDueRequests({ store, deferred, now }: Runtime): Promise<void> {
  for (const status of ['open', 'failed'] as const) {
    let cursor: string | undefined;
    do {
      const page = await store.rights.page({ status, limit: PAGE, cursor });
      for (const found of page.items) {
        const due = dueNoticeOf(found, now());
        if (due === undefined) continue;
        const { id: request, dueAt } = found;
        const notice: Notice = {
          kind: 'privacy-due',
          at: now().toISOString(),
          request,
          stage: due.stage,
          dueAt,
        };
        await deferred.send({ kind: 'notify', notice });
        await store.rights.noteDueTold(request, due.told);
      }
      ({ cursor } = page);
    } while (cursor !== undefined);
  }
}

async function tell(found: CaseRecord, { store, deferred, now }: Runtime): Promise<void> {
  const due = dueNotice(found, now());
  if (due === undefined) return;
  const { caseNumber, dueAt, assignee } = found;
  const notice: Notice = {
    kind: 'case-due',
    at: now().toISOString(),
    caseNumber,
    stage: due.stage,
    dueAt,
    ...(assignee === undefined ? {} : { assignee }),
  };
  await deferred.send({ kind: 'notify', notice });
  await store.cases.noteDueTold(caseNumber, due.told);
}
