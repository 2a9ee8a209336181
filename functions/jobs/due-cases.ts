// Every hour: word of cases whose due date is near or past. What was told is noted in the case after it was told, so that
// a failure in between tells it twice and never not at all; the notice has the same id both times.
import { OPEN_STATUSES, type CaseRecord } from '../../core/cases/case.ts';
import { awaitsAnswer, dueNotice } from '../../core/cases/case-work.ts';
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
