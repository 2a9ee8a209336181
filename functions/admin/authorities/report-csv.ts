// Reports for one authority as a CSV file (RFC 4180) that survives a spreadsheet: a byte order mark, so that Excel reads it
// as UTF-8, and no cell that is run as a formula.
import { stringify } from 'csv-stringify/sync';
import { AUTHORITIES, fillIn } from '../../../core/authorities/authorities.ts';
import type { ReportFacts } from '../../../core/authorities/report-facts.ts';
import type { AuthorityId } from '../../../core/cases/sent-report.ts';
import { inertText } from '../../../core/lists/list-file/cells.ts';

const OWN_COLUMN = { 'en-US': 'Our case number', 'zh-CN': '本热线受理编号' } as const;

/** Columns in the order of the form and under its labels; the last one names our case. */
export function writeReportCsv(authority: AuthorityId, reports: readonly ReportFacts[]): string {
  const { language, fields } = AUTHORITIES[authority];
  const header = [...fields.map(({ label }) => label[language]), OWN_COLUMN[language]];
  const rows = reports.map((facts) => [
    ...fillIn(authority, facts).map(({ value }) => inertText(value)),
    facts.report.caseNumber,
  ]);
  return stringify([header, ...rows], { bom: true, record_delimiter: 'windows' });
}
