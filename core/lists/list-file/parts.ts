// A list file cut into parts that the hotline takes one by one. Each part is a small file in our own form, UTF-8 with
// commas and the names of the columns first, whatever the whole file looks like. Lines that name one number stay in one
// part, in their order: of several, the last one counts.
import { unwrapNumber } from '../../numbers/number-cell.ts';
import type { Field } from './layouts.ts';
import type { ListFile } from './open.ts';
import type { FileRecord } from './records.ts';

export interface FilePart {
  readonly csv: string;
  /** For each line of `csv` its line in the whole file; the first one names the columns. */
  readonly lines: readonly number[];
}

/** So many are written within the time that a request has. */
const RECORDS_A_PART = 1_000;

/** At least one part, however few records there are. */
export function cutIntoParts(file: ListFile): FilePart[] {
  const column = file.columns.number ?? 0;
  const sorted = file.records
    .map((record) => ({ record, key: keyOf(record.cells[column] ?? '') }))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.record.line - b.record.line));
  const parts: FilePart[] = [];
  for (let from = 0; from < sorted.length || from === 0;) {
    let to = Math.min(sorted.length, from + RECORDS_A_PART);
    while (to < sorted.length && sorted[to]?.key !== '' && sorted[to]?.key === sorted[to - 1]?.key) to += 1;
    parts.push(
      partOf(
        file,
        sorted.slice(from, to).map(({ record }) => record),
      ),
    );
    from = Math.max(to, from + 1);
  }
  return parts;
}

/** Two spellings of one number end in the same digits. */
function keyOf(cell: string): string {
  const number = unwrapNumber(cell);
  return (number.ok ? number.text : cell).replaceAll(/\D/g, '').slice(-10);
}

const OWN_HEADER: Readonly<Partial<Record<Field, string>>> = {
  number: 'number',
  reason: 'reason',
  expiresAt: 'expiresAt',
};

function partOf(file: ListFile, records: readonly FileRecord[]): FilePart {
  const rows = records.map(({ cells }) => cells);
  return {
    csv: [headerOf(file), ...rows].map(lineOf).join('\n'),
    lines: [1, ...records.map(({ line }) => line)],
  };
}

/**
 * The column `list` binds each line of a part, since a part does not show whether the file names several lists: it is
 * left out where the file names one alone.
 */
function headerOf({ header, columns, records }: ListFile): readonly string[] {
  const { list } = columns;
  if (header.length > 0)
    return list === undefined || namesSeveralLists(records, list)
      ? header
      : header.map((name, index) => (index === list ? '' : name));
  return Object.entries(columns)
    .toSorted(([, a], [, b]) => a - b)
    .map(([field]) => OWN_HEADER[field as Field] ?? '');
}

export const namesSeveralLists = (records: readonly FileRecord[], column: number): boolean =>
  new Set(records.map(({ cells }) => (cells[column] ?? '').trim()).filter((name) => name !== '')).size > 1;

/** One line a record, whatever its cells hold: the reader takes line breaks for spaces anyway. */
const lineOf = (cells: readonly string[]): string =>
  cells.map((cell) => `"${cell.replaceAll(/[\r\n]+/g, ' ').replaceAll('"', '""')}"`).join(',');
