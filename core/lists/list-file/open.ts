// A list file as it is: encoding, separator, columns and rows. Nothing is judged here, so that it needs no metadata of
// numbers and runs in a browser as well; `read-lines.ts` reads the rows.
import { decodeListFile, refuseFile, type Encoding, type FileRefusal } from './decode.ts';
import { findLayout, scoreFirstRow, type Columns, type LayoutName } from './layouts.ts';
import { readRecords, type FileRecord, type Records, type Separator } from './records.ts';

export interface ListFile {
  readonly ok: true;
  readonly encoding: Encoding;
  readonly separator: Separator;
  readonly layout: LayoutName;
  readonly columns: Columns;
  /** Names of the columns as the file has them; empty where it names none. */
  readonly header: readonly string[];
  readonly records: readonly FileRecord[];
}

const HOW_TO_NAME_COLUMNS =
  'The first line must name the columns, like number,reason,expiresAt, or be a number itself where the file has ' +
  'one number on each line. Complaint files of the FTC and the FCC are known by their own columns.';

/** @param content the bytes of the file, not compressed */
export function openListFile(content: Uint8Array): ListFile | FileRefusal {
  const decoded = decodeListFile(content);
  if (!decoded.ok) return decoded;
  return listFileOf(decoded.encoding, readRecords(decoded.text, scoreFirstRow));
}

/** Which of the records name the columns, and what these hold. */
export function listFileOf(encoding: Encoding, read: Records): ListFile | FileRefusal {
  if (!read.ok) return read;
  const begin = read.records.findIndex((record) => !isRemark(record));
  const [first, ...rest] = begin < 0 ? [] : read.records.slice(begin);
  if (first === undefined) return refuseFile('empty', 'The file is empty; there is no number in it.');
  const found = findLayout(first.cells);
  if (found === undefined) return refuseFile('no-number-column', HOW_TO_NAME_COLUMNS, first.line);
  return {
    ok: true,
    encoding,
    separator: read.separator,
    layout: found.layout,
    columns: found.columns,
    header: found.hasHeader ? first.cells : [],
    records: found.hasHeader ? rest : [first, ...rest.filter((record) => !isRemark(record))],
  };
}

/** Lists on the web have remarks above the numbers and, where they name no columns, between them. */
const isRemark = ({ cells: [first = ''] }: FileRecord): boolean => first.trimStart().startsWith('#');
