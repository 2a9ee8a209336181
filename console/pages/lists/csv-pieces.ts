// A CSV file cut into pieces that the hotline takes one by one, each with the header line before it. Lines that name one
// number stay in one piece, in their order: of several, the last one counts.

export interface Piece {
  readonly csv: string;
  /** For each line of `csv` its line in the file, the header line first. */
  readonly lines: readonly number[];
}

/** Of a file that is no list; carries the line. */
export class CsvShapeError extends Error {
  override readonly name = 'CsvShapeError';
  readonly line: number;
  constructor(line: number) {
    super(`line ${String(line)}`);
    this.line = line;
  }
}

const RECORDS_A_PIECE = 1_000;
/** As much as the hotline takes for one; more is an unclosed quotation mark. */
const MOST_CHARACTERS = 4_000;

interface CsvRecord {
  readonly raw: string;
  /** In the file, from 1: where it ends, as the hotline counts. */
  readonly line: number;
  readonly key: string;
}

/** @throws {CsvShapeError} line 0: the file is empty */
export function cutCsv(text: string): Piece[] {
  const [header, ...records] = readRecords(text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n'));
  if (header === undefined) throw new CsvShapeError(0);
  const column = Math.max(
    0,
    cellsOf(header.raw).findIndex((name) => /^(number|Company_Phone_Number)$/.test(name.trim())),
  );
  const sorted = records
    .map((record) => ({ ...record, key: keyOf(cellsOf(record.raw)[column] ?? '') }))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.line - b.line));
  const pieces: Piece[] = [];
  for (let from = 0; from < sorted.length || from === 0;) {
    const to = endOfPiece(sorted, from);
    pieces.push(pieceOf(header, sorted.slice(from, to)));
    from = Math.max(to, from + 1);
  }
  return pieces;
}

/** Two spellings of one number end in the same digits. */
const keyOf = (number: string): string => number.replaceAll(/\D/g, '').slice(-10);

function endOfPiece(sorted: readonly CsvRecord[], from: number): number {
  let to = Math.min(sorted.length, from + RECORDS_A_PIECE);
  while (to < sorted.length && sorted[to]?.key !== '' && sorted[to]?.key === sorted[to - 1]?.key) to += 1;
  return to;
}

function pieceOf(header: CsvRecord, records: readonly CsvRecord[]): Piece {
  const all = [header, ...records];
  // A quoted cell may hold a line break: the hotline counts lines, not records.
  return {
    csv: all.map(({ raw }) => raw).join('\n'),
    lines: all.flatMap(({ raw, line }) => raw.split('\n').map(() => line)),
  };
}

/** Lines, joined where a quotation mark is open at their end. */
function readRecords(text: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  let open: string | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const raw: string = open === undefined ? line : `${open}\n${line}`;
    if (raw.length > MOST_CHARACTERS) throw new CsvShapeError(index + 1);
    open = isOpen(raw) ? raw : undefined;
    if (open === undefined && raw.trim() !== '') records.push({ raw, line: index + 1, key: '' });
  }
  if (open !== undefined) records.push({ raw: open, line: text.split('\n').length, key: '' });
  return records;
}

/** A cell that begins with a quotation mark goes on until the next one that is not doubled. */
function isOpen(raw: string): boolean {
  const rest = raw.replaceAll(/(^|,)"(?:[^"]|"")*"(?=,|$)/g, '$1');
  return /(^|,)"/.test(rest);
}

const cellsOf = (raw: string): string[] =>
  [...raw.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain = '']) =>
    quoted === undefined ? plain : quoted.replaceAll('""', '"'),
  );
