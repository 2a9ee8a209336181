// What was sent about a case to authorities: a list of the case's own. Only entries are added, so that neither the version
// of the case nor an answer that somebody is writing is touched.
import type { CaseRecord } from '../../core/cases/case.ts';
import { MAX_SENT_REPORTS, type SentReport } from '../../core/cases/sent-report.ts';
import { all, contains, exists, hasRoom, lacks } from '../database/conditions.ts';
import { unlessConflict, wasWritten } from '../database/errors.ts';
import type { Table } from '../database/table.ts';
import { caseFromItem } from './case-items.ts';

/** Names of the requests that were noted, so that one which comes twice counts once. */
const NOTED = 'sentBy';

/**
 * Notes that a report was sent.
 * @param request names the request; the same twice is noted once
 * @returns undefined where it was noted before, where the case is gone, and where the list is full
 */
export async function noteSentReport(
  table: Table,
  caseNumber: string,
  { sent, request }: { readonly sent: SentReport; readonly request: string },
): Promise<CaseRecord | undefined> {
  const change = { append: { sent: [sent] }, add: { [NOTED]: new Set([request]) } };
  const only = all(exists('caseNumber'), lacks(NOTED, request), hasRoom(NOTED, MAX_SENT_REPORTS));
  const item = await unlessConflict(
    table.update('note sent report', { caseNumber }, change, { only, returns: 'ALL_NEW' }),
  );
  return item === undefined ? undefined : caseFromItem(item);
}

/**
 * Takes back a note that was made for many cases at once. The note stays in the item, and is read no more.
 * @returns whether the case had it until now
 */
export async function takeBackSentReport(table: Table, caseNumber: string, batch: string): Promise<boolean> {
  const change = { add: { takenBack: new Set([batch]) } };
  const only = all(contains(NOTED, batch), lacks('takenBack', batch));
  return wasWritten(table.update('take back sent report', { caseNumber }, change, { only }));
}
