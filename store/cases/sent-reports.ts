// What was sent about a case to authorities: a list of the case's own. Only entries are added, so that neither the version
// of the case nor an answer that somebody is writing is touched.
import type { CaseRecord } from '../../core/cases/case.ts';
import { MAX_SENT_REPORTS, type SentReport } from '../../core/cases/sent-report.ts';
import { all, exists, hasRoom, lacks } from '../database/conditions.ts';
import { unlessConflict } from '../database/errors.ts';
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
