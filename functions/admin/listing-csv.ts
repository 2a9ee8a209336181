// Listings as CSV (RFC 4180): our own columns, or those of the FTC's complaint files
// (https://www.ftc.gov/policy-notices/open-government/data-sets/do-not-call-data).
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import type { NumberProblem } from '../../core/number-input.ts';
import { normalisePattern } from '../../core/prefix-input.ts';
import { MOST_REASON_CHARACTERS, type Listing, type ListingPattern } from '../../core/listing.ts';
import type { NumberingHome } from '../../core/numbering-plan.ts';
import { LINE_PROBLEMS, type LineProblem } from './line-problems.ts';

/** What one line asks for. */
export interface ListingLine {
  readonly line: number;
  readonly pattern: ListingPattern;
  readonly reason: string;
  readonly expiresAt: string | undefined;
}

export interface RejectedLine {
  readonly line: number;
  /** The number as the line has it, capped. */
  readonly value: string;
  readonly code: NumberProblem | LineProblem;
  /** In words. */
  readonly problem: string;
}

export type CsvLine =
  | { readonly kind: 'listing'; readonly listing: ListingLine }
  | { readonly kind: 'rejected'; readonly rejected: RejectedLine };

/** The file as a whole cannot be read. */
export class CsvError extends Error {
  override readonly name = 'CsvError';
}

interface ReadingRules {
  readonly home: NumberingHome;
  readonly now: Date;
}

type Row = Readonly<Record<string, string>>;
type RowReader = (
  row: Row,
  rules: ReadingRules,
) => { reason: string; expiresAt: string | undefined } | LineProblem;

interface Layout {
  /** Column that holds the number; the header line is known by it. */
  readonly number: string;
  readonly required: readonly string[];
  readonly read: RowReader;
}

/** The two layouts that are understood, by their header line. */
const LAYOUTS: readonly Layout[] = [
  { number: 'number', required: ['number', 'reason'], read: readOwnRow },
  {
    number: 'Company_Phone_Number',
    required: ['Company_Phone_Number', 'Created_Date', 'Subject'],
    read: ({ Subject = '', Created_Date = '' }) => ({
      reason: `FTC complaint of ${Created_Date.slice(0, 10)}: ${Subject.replaceAll(/\s+/g, ' ').trim()}`,
      expiresAt: undefined,
    }),
  },
];

/** A telephone number, a sentence and a date need no more; an unclosed quote would swallow the file. */
const MOST_CHARACTERS_PER_LINE = 4_000;

/** Line by line, as the file is parsed. @throws {CsvError} */
export async function* readListingCsv(text: string, rules: ReadingRules): AsyncGenerator<CsvLine> {
  let layout: Layout | undefined;
  // csv-parse counts a CR LF within quotes as two lines.
  const parser = parse(text.replaceAll('\r\n', '\n'), {
    bom: true,
    columns: (header: string[]) => {
      layout = layoutOf(header.map((name) => name.trim()));
      return header.map((name) => name.trim());
    },
    info: true,
    max_record_size: MOST_CHARACTERS_PER_LINE,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: Row; info: { lines: number } }>) {
      if (layout !== undefined) yield readLine(record, info.lines, layout, rules);
    }
  } catch (error) {
    throw error instanceof Error ? new CsvError(error.message, { cause: error }) : error;
  }
  if (layout === undefined) throw new CsvError('The file is empty; its first line must name the columns.');
}

function layoutOf(header: readonly string[]): Layout {
  const layout = LAYOUTS.find(({ number }) => header.includes(number));
  const known = LAYOUTS.map(({ required }) => required.join(',')).join(' or ');
  if (layout === undefined) throw new CsvError(`The first line must name the columns ${known}.`);
  const missing = layout.required.filter((name) => !header.includes(name));
  if (missing.length > 0) throw new CsvError(`The first line lacks the column ${missing.join(', ')}.`);
  return layout;
}

function readLine(row: Row, line: number, layout: Layout, rules: ReadingRules): CsvLine {
  const value = (row[layout.number] ?? '').trim();
  const reject = (code: RejectedLine['code'], problem: string): CsvLine => ({
    kind: 'rejected',
    rejected: { line, value: value.slice(0, 60), code, problem },
  });
  const read = normalisePattern(value, rules.home);
  if (!read.ok) return reject(read.code, read.problem);
  const rest = layout.read(row, rules);
  if (typeof rest === 'string') return reject(rest, LINE_PROBLEMS[rest]);
  return { kind: 'listing', listing: { line, pattern: read.pattern, ...rest } };
}

/** The leading apostrophe is what our export puts before text that a spreadsheet would run as a formula. */
function readOwnRow({ reason = '', expiresAt = '' }: Row, { now }: ReadingRules): ReturnType<RowReader> {
  const words = reason
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^'(?=[=+\-@])/, '');
  if (words === '') return 'no-reason';
  if (words.length > MOST_REASON_CHARACTERS) return 'long-reason';
  const expiry = expiresAt.trim();
  if (expiry === '') return { reason: words, expiresAt: undefined };
  if (
    !/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(expiry) ||
    Number.isNaN(Date.parse(expiry))
  ) {
    return 'not-a-date';
  }
  if (Date.parse(expiry) <= now.getTime()) return 'past-date';
  return { reason: words, expiresAt: new Date(expiry).toISOString() };
}

const EXPORT_COLUMNS = ['number', 'list', 'reason', 'expiresAt', 'source', 'addedBy', 'addedAt'] as const;

/** A file that the import takes back; the columns that it does not need are for the reader. */
export const writeListingCsv = (listings: readonly Listing[]): string =>
  stringify(
    listings.map(({ pattern, reason, ...rest }) => ({ ...rest, number: pattern, reason: inert(reason) })),
    { header: true, columns: [...EXPORT_COLUMNS], record_delimiter: 'windows' },
  );

/** A spreadsheet runs a cell that begins so (OWASP, CSV injection). */
const inert = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
