// Reports to authorities: one to copy from, many as CSV, and what was sent.
import { randomUUID } from 'node:crypto';
import { counted } from '../../../core/basics/counted.ts';
import { AUTHORITIES, fillIn } from '../../../core/authorities/authorities.ts';
import type { CaseRecord } from '../../../core/cases/case.ts';
import { MAX_SENT_REPORTS, type AuthorityId } from '../../../core/cases/sent-report.ts';
import { Problem } from '../../http/problem.ts';
import type { Runtime } from '../../runtime.ts';
import type { AuthorityReport } from '../contract.ts';
import { answer, pathSegment, type Operations } from '../operation.ts';
import { spanOf, type Span } from '../span.ts';
import { factsOf } from './facts-of-report.ts';
import { requireAuthority, whenSent } from './sending.ts';
import { writeReportCsv } from './report-csv.ts';

type Routes = 'authorities.report' | 'authorities.sent' | 'authorities.export';

export const AUTHORITY_OPERATIONS: Operations<Routes> = {
  'authorities.report': async ({ path, runtime }) => {
    const authority = requireAuthority(path);
    return answer(
      'authorities.report',
      await reportOf(await requireReport(path, runtime), authority, runtime),
    );
  },

  'authorities.sent': async ({ path, body, subject, writeKey = randomUUID(), runtime }) => {
    const authority = requireAuthority(path);
    const { caseNumber, sent: before = [] } = await requireReport(path, runtime);
    const { reference, sentAt } = body;
    const sent = {
      authority,
      sentAt: whenSent(sentAt, runtime),
      by: subject.id,
      ...(reference === undefined ? {} : { reference }),
    };
    const noted =
      (await runtime.store.cases.noteSent(caseNumber, { sent, request: writeKey })) ??
      (await unlessFull(path, before.length, runtime));
    return {
      ...answer('authorities.sent', await reportOf(noted, authority, runtime)),
      audit: { detail: reference ?? 'no reference number', act: `${caseNumber} ${authority}` },
    };
  },

  'authorities.export': async ({ path, query, runtime }) => {
    const authority = requireAuthority(path);
    const span = spanOf(query, await runtime.settings.current());
    const { reports, cursor } = await collect(
      query,
      (found) => isWanted(found, authority, span, query),
      runtime,
    );
    const facts = await factsOf(reports, runtime);
    return {
      statusCode: 200,
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="reports-${authority}.csv"`,
        'cache-control': 'no-store',
        ...(reports.length === 0 ? {} : { 'x-cases': reports.map(({ caseNumber }) => caseNumber).join(',') }),
        ...(cursor === undefined ? {} : { 'x-next-cursor': cursor }),
      },
      body: writeReportCsv(authority, facts),
      audit: { record: authority, detail: counted(reports.length, 'report') },
    };
  },
};

/** An appeal is a matter between the hotline and a caller whom it blocked. */
async function requireReport(
  path: Readonly<Record<string, string>>,
  { store }: Runtime,
): Promise<CaseRecord> {
  const caseNumber = pathSegment(path, 'caseNumber');
  const found = await store.cases.get(caseNumber);
  if (found === undefined) throw new Problem('not-found', `There is no case ${caseNumber.slice(0, 20)}.`);
  if (found.kind === 'report') return found;
  throw new Problem('invalid-request', 'This case is an appeal. Only reports are sent to authorities.');
}

/** The same request has noted it before; or the list of the case is full. */
async function unlessFull(
  path: Readonly<Record<string, string>>,
  before: number,
  runtime: Runtime,
): Promise<CaseRecord> {
  if (before < MAX_SENT_REPORTS) return requireReport(path, runtime);
  const detail = `${String(MAX_SENT_REPORTS)} reports were sent about this case, and it keeps no more of them. Write it in the answer of the case.`;
  throw new Problem('invalid-request', detail);
}

async function reportOf(
  found: CaseRecord,
  authority: AuthorityId,
  runtime: Runtime,
): Promise<AuthorityReport> {
  const { name, country, language, url, source, note } = AUTHORITIES[authority];
  const [facts] = await factsOf([found], runtime);
  return {
    ...{ caseNumber: found.caseNumber, authority, name, country, language, url, source },
    ...(note === undefined ? {} : { note }),
    fields: facts === undefined ? [] : fillIn(authority, facts),
    sent: [...(found.sent ?? [])],
  };
}

const isWanted = (
  { kind, receivedAt, sent = [] }: CaseRecord,
  authority: AuthorityId,
  { from, to }: Span,
  { unsent }: { readonly unsent: boolean },
): boolean =>
  kind === 'report' &&
  (from === undefined || receivedAt >= from.toISOString()) &&
  (to === undefined || receivedAt < to.toISOString()) &&
  !(unsent && sent.some((one) => one.authority === authority));

/** Pages of the store that are read for one answer, so that it comes in time however few reports match. */
const MAX_PAGES = 10;

async function collect(
  query: { readonly limit: number; readonly cursor?: string | undefined },
  matches: (found: CaseRecord) => boolean,
  { store }: Runtime,
): Promise<{ readonly reports: readonly CaseRecord[]; readonly cursor: string | undefined }> {
  const reports: CaseRecord[] = [];
  let { cursor } = query;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const page = await store.cases.page({ kind: 'report', limit: query.limit - reports.length, cursor });
    reports.push(...page.items.filter(matches));
    ({ cursor } = page);
    if (cursor === undefined || reports.length >= query.limit) break;
  }
  return { reports: reports.toSorted(byReceipt), cursor };
}

const byReceipt = (one: CaseRecord, other: CaseRecord): number =>
  one.receivedAt < other.receivedAt ? -1 : 1;
