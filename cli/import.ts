// `hotline import`: a file of listings to the hotline in pieces, judged to its last line before anything is written.
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse';
import { Listr } from 'listr2';
import type { ImportReport } from '../functions/admin/contract.ts';
import { CommandError, request, type Connection } from './connection.ts';
import { printable, table } from './tables.ts';

export interface ImportOptions {
  readonly list: string;
  readonly source: string | undefined;
  readonly partial: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** Part of the file with the header line before it. */
interface Piece {
  readonly csv: string;
  /** For each line of `csv` its line in the file, the header line first. */
  readonly lines: readonly number[];
}

const RECORDS_A_PIECE = 1_000;

interface Progress {
  readonly options: ImportOptions;
  pieces: readonly Piece[];
  report: ImportReport;
}

export async function importFile(
  connection: Connection,
  file: string,
  options: ImportOptions,
): Promise<void> {
  const work: Progress = { options, pieces: [], report: EMPTY };
  const tasks = new Listr<Progress, 'default' | 'silent', 'silent'>(
    [
      {
        title: `Reading ${file}`,
        task: async (state) => {
          state.pieces = await readPieces(file);
        },
      },
      {
        title: 'Checking every line',
        task: async (state, task) => {
          const say = progress('Checking every line', (text) => (task.title = text), state.pieces.length);
          state.report = await sendAll(connection, state, true, say);
        },
      },
      {
        title: 'Writing',
        enabled: !options.dryRun,
        skip: ({ report }) =>
          !options.partial && report.rejected.length > 0 && 'nothing was imported: lines are rejected',
        task: async (state, task) => {
          const say = progress('Writing', (text) => (task.title = text), state.pieces.length);
          state.report = await sendAll(connection, state, false, say);
        },
      },
    ],
    { ctx: work, fallbackRenderer: 'silent', ...(options.json ? { renderer: 'silent' } : {}) },
  );
  await tasks.run();
  show(work);
}

const EMPTY: ImportReport = { added: 0, updated: 0, unchanged: 0, repeated: 0, rejected: [] };

const BAR_WIDTH = 30;

const progress =
  (what: string, title: (text: string) => void, pieces: number) =>
  (done: number): void => {
    const filled = Math.round((done / pieces) * BAR_WIDTH);
    title(
      `${what}  ${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)} ${Math.round((done / pieces) * 100)} %`,
    );
  };

async function sendAll(
  connection: Connection,
  { pieces, options }: Progress,
  dryRun: boolean,
  done: (pieces: number) => void,
): Promise<ImportReport> {
  let sum = EMPTY;
  for (const [index, piece] of pieces.entries()) {
    sum = add(sum, await sendPiece(connection, piece, options, dryRun), piece);
    done(index + 1);
  }
  return sum;
}

/** The file was judged as a whole: a piece is written though some of its lines were rejected by then. */
async function sendPiece(
  connection: Connection,
  { csv }: Piece,
  { list, source, partial }: ImportOptions,
  dryRun: boolean,
): Promise<ImportReport> {
  const query = { list, dryRun, partial, source };
  const response = await request(
    connection,
    '/api/listings/import',
    { method: 'POST', query, body: csv, contentType: 'text/csv' },
    [422],
  );
  return (await response.json()) as ImportReport;
}

const add = (sum: ImportReport, part: ImportReport, { lines }: Piece): ImportReport => ({
  added: sum.added + part.added,
  updated: sum.updated + part.updated,
  unchanged: sum.unchanged + part.unchanged,
  repeated: sum.repeated + part.repeated,
  rejected: [
    ...sum.rejected,
    ...part.rejected.map((one) => ({ ...one, line: lines[one.line - 1] ?? one.line })),
  ],
});

/**
 * A later line for the same number replaces an earlier one, so lines that name one number stand in the same piece:
 * records are sorted by their number, which leaves each number's lines in their order.
 */
async function readPieces(file: string): Promise<readonly Piece[]> {
  const [header, ...records] = await readRecords(file);
  if (header === undefined) throw new CommandError(`${file} is empty; its first line must name the columns.`);
  const column = Math.max(
    0,
    header.cells.findIndex((name) => /^(number|Company_Phone_Number)$/.test(name.trim())),
  );
  const keyOf = ({ cells }: RawRecord): string => (cells[column] ?? '').replaceAll(/\D/g, '').slice(-10);
  const sorted = records.toSorted((a, b) =>
    keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : a.line - b.line,
  );
  const pieces: Piece[] = [];
  for (let from = 0; from < sorted.length || from === 0;) {
    let to = Math.min(sorted.length, from + RECORDS_A_PIECE);
    for (; isSameNumber(sorted[to - 1], sorted[to], keyOf); to += 1);
    pieces.push(pieceOf(header, sorted.slice(from, to)));
    from = Math.max(to, from + 1);
  }
  return pieces;
}

const isSameNumber = (
  a: RawRecord | undefined,
  b: RawRecord | undefined,
  keyOf: (record: RawRecord) => string,
): boolean => a !== undefined && b !== undefined && keyOf(a) !== '' && keyOf(a) === keyOf(b);

interface RawRecord {
  readonly cells: readonly string[];
  readonly raw: string;
  /** In the file, from 1. */
  readonly line: number;
}

async function readRecords(file: string): Promise<RawRecord[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CommandError(`There is no file ${file}.`);
  });
  // csv-parse counts a CR LF within quotes as two lines.
  const parser = parse(text.replaceAll('\r\n', '\n'), {
    bom: true,
    info: true,
    raw: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  const records: RawRecord[] = [];
  try {
    for await (const { record, raw, info } of parser as AsyncIterable<ParsedRecord>) {
      records.push({ cells: record, raw: raw.replace(/[\r\n]+$/, ''), line: info.lines });
    }
  } catch (error) {
    throw new CommandError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return records;
}

interface ParsedRecord {
  readonly record: string[];
  readonly raw: string;
  readonly info: { readonly lines: number };
}

function pieceOf(header: RawRecord, records: readonly RawRecord[]): Piece {
  const all = [header, ...records];
  // A quoted cell may hold a line break: the hotline counts lines, not records.
  const lines = all.flatMap(({ raw, line }) => raw.split('\n').map(() => line));
  return { csv: all.map(({ raw }) => raw).join('\n'), lines };
}

function show({ report, options }: Progress): void {
  const { rejected, ...counts } = report;
  const stopped = rejected.length > 0 && !options.partial && !options.dryRun;
  if (stopped) process.exitCode = 1;
  const sorted = rejected.toSorted((a, b) => a.line - b.line);
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ ...(stopped ? ZERO : counts), rejected: sorted })}\n`);
    return;
  }
  const rows = sorted.map(({ line, value, problem }) => [String(line), printable(value), problem]);
  if (rows.length > 0) process.stdout.write(`${table(['line', 'value', 'problem'], rows)}\n\n`);
  const { added, updated, unchanged, repeated } = counts;
  const would = options.dryRun || stopped ? 'would be ' : '';
  process.stdout.write(
    `${would}added ${added}, updated ${updated}, unchanged ${unchanged}; repeated lines ${repeated}, rejected ${rejected.length}\n`,
  );
  if (stopped)
    process.stdout.write('Nothing was imported. Mend the lines, or import the others with --partial.\n');
}

const ZERO = { added: 0, updated: 0, unchanged: 0, repeated: 0 };
