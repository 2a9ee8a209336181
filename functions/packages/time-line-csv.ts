// The whole time line of a package as CSV, in both languages: a report shows no more rows than a person reads.
import { stringify } from 'csv-stringify/sync';
import type { TimeLineEntry } from '../../core/packages/time-line.ts';
import { writtenNumber } from '../../core/numbers/number-words.ts';
import { tell } from './report.ts';
import { REPORT_WORDS } from './report-words.ts';

/** @param region the hotline's own country, ISO 3166 */
export async function* timeLineCsv(
  entries: AsyncIterable<TimeLineEntry>,
  region: string,
): AsyncGenerator<string> {
  const number = (text: string): string => writtenNumber(text, region);
  yield row(['at', 'kind', 'english', 'chinese', 'file']);
  for await (const entry of entries)
    yield row([
      entry.at,
      entry.kind,
      tell(entry, REPORT_WORDS['en-US'], number),
      tell(entry, REPORT_WORDS['zh-CN'], number),
      entry.file,
    ]);
}

/** A cell that begins like a formula would be run by a spreadsheet. */
const row = (cells: readonly string[]): string =>
  stringify([cells], { escape_formulas: true, record_delimiter: '\r\n' });
