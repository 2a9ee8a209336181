// The rows of a list file, whatever separates its cells. Lines are counted as an editor counts them.
import { parse } from 'csv-parse/browser/esm/sync';
import { refuseFile, type FileRefusal } from './decode.ts';
import { tidyText } from '../../numbers/number-cell.ts';

const SEPARATORS = [',', ';', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

export interface FileRecord {
  /** Line on which the record ends, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A telephone number, a sentence and a date need no more; an unclosed quote would swallow the file. */
const MOST_CHARACTERS_PER_RECORD = 4_000;
/** Lines by which the separator is found. */
const SAMPLE_LINES = 20;

export type Records =
  { readonly ok: true; readonly separator: Separator; readonly records: readonly FileRecord[] } | FileRefusal;

/** @param score how well the cells of a first row fit; of two separators the better one is taken */
export function readRecords(text: string, score: (cells: readonly string[]) => number): Records {
  const { body, separator } = prepareRecords(text, score);
  try {
    const rows = parse(body, parserOptions(separator)) as unknown as ParsedRow[];
    return { ok: true, separator, records: rows.map(recordOf).filter(isFilled) };
  } catch (error) {
    return refusalOf(error);
  }
}

/** What a parser is given, and the separator by which it cuts. */
export function prepareRecords(
  text: string,
  score: (cells: readonly string[]) => number,
): { readonly body: string; readonly separator: Separator } {
  // csv-parse counts a CR LF within quotes as two lines.
  const plain = text.replace(/^\uFEFF/, '').replaceAll(/\r\n|\r/g, '\n');
  const named = /^"?sep=(.)"?\n/i.exec(plain);
  // The line that names the separator for Excel stays as an empty one, so that lines keep their numbers.
  const body = named === null ? plain : plain.slice(named[0].length - 1);
  return { body, separator: SEPARATORS.find((one) => one === named?.[1]) ?? findSeparator(body, score) };
}

/** For csv-parse, in whichever form it runs. */
export const parserOptions = (delimiter: Separator) =>
  ({
    delimiter,
    info: true,
    max_record_size: MOST_CHARACTERS_PER_RECORD,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  }) as const;

/** As csv-parse gives it with these options. */
export interface ParsedRow {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

export const recordOf = ({ record, info }: ParsedRow): FileRecord => ({ line: info.lines, cells: record });

/** Spreadsheets leave rows of nothing but separators behind the last one. */
export const isFilled = ({ cells }: FileRecord): boolean => cells.some((cell) => tidyText(cell) !== '');

function findSeparator(text: string, score: (cells: readonly string[]) => number): Separator {
  const sample = text
    .split('\n', SAMPLE_LINES * 5)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .slice(0, SAMPLE_LINES);
  const rated = SEPARATORS.map((separator) => {
    const rows = sample.map((line) => cutLine(line, separator));
    const [first = []] = rows;
    const alike = first.length === 1 ? 0 : rows.filter(({ length }) => length === first.length).length;
    return { separator, score: score(first), alike };
  });
  return rated.reduce((best, one) => (isBetter(one, best) ? one : best)).separator;
}

type Rated = Readonly<Record<'score' | 'alike', number>>;
const isBetter = (one: Rated, best: Rated): boolean =>
  one.score > best.score || (one.score === best.score && one.alike > best.alike);

/** Roughly, for guessing: separators within quotation marks do not count. */
const cutLine = (line: string, separator: Separator): string[] =>
  line
    .replaceAll(/"(?:[^"]|"")*"/g, (quoted) => quoted.replaceAll(separator, ' '))
    .split(separator)
    .map((cell) => cell.replace(/^"(.*)"$/, '$1'));

/** csv-parse names the line in its errors. */
export function refusalOf(error: unknown): FileRefusal {
  const { code, lines } = error as { code?: string; lines?: number };
  const line = typeof lines === 'number' ? lines : undefined;
  const where = line === undefined ? 'A line' : `Line ${String(line)}`;
  if (code === 'CSV_MAX_RECORD_SIZE')
    return refuseFile(
      'line-too-long',
      `${where} is too long for a list: is a quotation mark missing there or above?`,
      line,
    );
  if (code === 'CSV_QUOTE_NOT_CLOSED')
    return refuseFile('open-quote', `${where} opens a quotation mark that is never closed.`, line);
  throw error;
}
