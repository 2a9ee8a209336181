// The rows of a list file one by one: what each asks for, or why it cannot be taken. Complaint files yield complaints;
// what becomes of these is up to the reader's caller.

import { isDay, readExpiry, type Expiry } from '../expiry.ts';
import { isPrefixRule, MOST_REASON_CHARACTERS, type List, type ListingPattern } from '../listing.ts';
import type { NumberingHome } from '../../numbers/numbering-plan.ts';
import { normalisePattern, type PatternInput } from '../prefix-input.ts';
import { readText } from './cells.ts';
import { CELL_PROBLEMS, hasLostCharacters, tidyText, unwrapNumber } from '../../numbers/number-cell.ts';
import { withCountry, type NumberCountry } from './country.ts';
import type { Field, LayoutName } from './layouts.ts';
import { LINE_PROBLEMS, type LineProblem, type RejectedLine } from './line-problems.ts';
import type { ListFile } from './open.ts';
import type { FileRecord } from './records.ts';

/** A line that wants a listing. */
export interface ListingLine {
  readonly kind: 'listing';
  readonly line: number;
  readonly pattern: ListingPattern;
  readonly reason: string;
  /** ISO 8601, UTC */
  readonly expiresAt: string | undefined;
  /** Id of a department, unchecked; undefined where the file has no such column. */
  readonly department: string | undefined;
  /** Undefined where the file has no such column. */
  readonly ringThrough: boolean | undefined;
}

type ComplaintSource = 'ftc' | 'fcc' | 'list';

/** A line that tells of one complaint about a number. */
export interface ComplaintLine {
  readonly kind: 'complaint';
  readonly line: number;
  /** A number, never a prefix rule. */
  readonly number: ListingPattern;
  /** `YYYY-MM-DD`, as the file has it; the day of the import where it has none. */
  readonly date: string;
  /** What it was about, in the words of the file; may be empty. */
  readonly about: string;
  readonly source: ComplaintSource;
}

export type FileLine = ListingLine | ComplaintLine | (RejectedLine & { readonly kind: 'rejected' });

export interface ReadingRules {
  /** In which national spellings are read, and the time zone of dates: those of the hotline. */
  readonly home: NumberingHome;
  readonly timeZone: string;
  readonly now: Date;
  /** Country of the numbers without a plus sign, if the request names it. */
  readonly country?: NumberCountry | undefined;
  /** The reason for lines without one. */
  readonly reason?: string | undefined;
  /** Every line is a complaint, whatever the columns. */
  readonly asComplaints?: boolean;
  /** A line whose column `list` names another list is refused. */
  readonly onlyList?: List | undefined;
}

/** The reason for a line without one, if the request does not give one either. */
const DEFAULT_REASON = 'Imported from a file';

/** Complaint files are about numbers of the United States, wherever the hotline is. */
const REGIONS: Readonly<Record<LayoutName, string | undefined>> = {
  ftc: 'US',
  fcc: 'US',
  listings: undefined,
  numbers: undefined,
};

const homeOf = (layout: LayoutName, { home }: ReadingRules): NumberingHome => {
  const region = REGIONS[layout];
  return region === undefined || region === home.region ? home : { region };
};

interface Row {
  readonly line: number;
  /** The number as the line has it. */
  readonly value: string;
  readonly pattern: ListingPattern;
  /** Undefined where the file has no such column. */
  readonly cell: (field: Field) => string | undefined;
}

/** Line by line, in the order of the file. */
export function* readLines(file: ListFile, rules: ReadingRules): Generator<FileLine> {
  const readRow = rowReader(file, rules);
  for (const record of file.records) yield readRecord(record, file, readRow, rules);
}

type RowReader = (row: Row) => FileLine;

function rowReader({ layout }: ListFile, rules: ReadingRules): RowReader {
  switch (layout) {
    case 'ftc':
    case 'fcc':
      return (row) => readComplaint(row, layout, rules);
    case 'listings':
    case 'numbers':
      return rules.asComplaints === true
        ? (row) => readComplaint(row, 'list', rules)
        : listingReader(layout, rules);
  }
}

function readRecord(
  { line, cells }: FileRecord,
  { columns, layout }: ListFile,
  readRow: RowReader,
  rules: ReadingRules,
): FileLine {
  const cell = (field: Field): string | undefined => {
    const column = columns[field];
    return column === undefined ? undefined : (cells[column] ?? '');
  };
  const value = tidyText(cell('number') ?? '').slice(0, 60);
  if (Object.values(columns).some((column) => hasLostCharacters(cells[column] ?? '')))
    return {
      kind: 'rejected',
      line,
      value,
      code: 'lost-characters',
      problem: CELL_PROBLEMS['lost-characters'],
    };
  const read = readNumberCell(cell('number') ?? '', homeOf(layout, rules), rules.country);
  if (!read.ok) return { kind: 'rejected', line, value, code: read.code, problem: read.problem };
  return readRow({ line, value, pattern: read.pattern, cell });
}

const rejected = (line: number, value: string, code: LineProblem): FileLine => ({
  kind: 'rejected',
  line,
  value,
  code,
  problem: LINE_PROBLEMS[code],
});

export type NumberCellInput =
  PatternInput | { readonly ok: false; readonly code: keyof typeof CELL_PROBLEMS; readonly problem: string };

/** A number or a prefix rule as somebody or a spreadsheet writes it, in the country that was chosen, else at home. */
export function readNumberCell(text: string, home: NumberingHome, country?: NumberCountry): NumberCellInput {
  const cell = unwrapNumber(text);
  if (!cell.ok) return { ok: false, code: cell.code, problem: CELL_PROBLEMS[cell.code] };
  if (country === undefined || country === home.region) return normalisePattern(cell.text, home);
  // The hotline's own area is no area of another country.
  const there = country === 'international' ? home : { region: country };
  return normalisePattern(withCountry(cell.text, country), there);
}

// --- listings ---------------------------------------------------------------------------------------------------------

function listingReader(layout: 'listings' | 'numbers', rules: ReadingRules): RowReader {
  const expiryOf = rememberedExpiry(rules);
  return ({ line, value, pattern, cell }) => {
    const list = tidyText(cell('list') ?? '');
    if (rules.onlyList !== undefined && list !== '' && list !== rules.onlyList)
      return rejected(line, value, 'other-list');
    const own = readText(cell('reason') ?? '');
    const reason = own === '' ? (rules.reason ?? (layout === 'numbers' ? DEFAULT_REASON : '')) : own;
    if (reason === '') return rejected(line, value, 'no-reason');
    if (reason.length > MOST_REASON_CHARACTERS) return rejected(line, value, 'long-reason');
    const until = tidyText((cell('expiresAt') ?? '').normalize('NFKC')).replace(/^'/, '');
    const expiry = until === '' ? undefined : expiryOf(until);
    if (expiry?.ok === false) return rejected(line, value, expiry.code);
    return {
      kind: 'listing',
      line,
      pattern,
      reason,
      expiresAt: expiry?.expiresAt,
      department: optional(cell('department')),
      ringThrough: ringThroughOf(cell('ringThrough')),
    };
  };
}

const optional = (cell: string | undefined): string | undefined =>
  cell === undefined ? undefined : readText(cell);

const ringThroughOf = (cell: string | undefined): boolean | undefined =>
  cell === undefined ? undefined : /^(true|yes|1|是)$/i.test(tidyText(cell));

/** The same few dates stand in most lines, and the end of a day is searched for. */
function rememberedExpiry(rules: ReadingRules): (text: string) => Expiry {
  const known = new Map<string, Expiry>();
  return (text) => {
    const expiry = known.get(text) ?? readExpiry(text, rules);
    known.set(text, expiry);
    return expiry;
  };
}

// --- complaints -------------------------------------------------------------------------------------------------------

function readComplaint(
  { line, value, pattern, cell }: Row,
  source: ComplaintSource,
  { now }: ReadingRules,
): FileLine {
  if (isPrefixRule(pattern))
    return {
      kind: 'rejected',
      line,
      value,
      code: 'not-a-number',
      problem: 'is a prefix rule; a complaint is about one number',
    };
  const written = tidyText(cell('date') ?? '').replace(/^'/, '');
  const date = written === '' && source === 'list' ? now.toISOString().slice(0, 10) : dayOf(written, source);
  if (date === undefined) return rejected(line, value, 'not-a-date');
  return {
    kind: 'complaint',
    line,
    number: pattern,
    date,
    about: readText(cell('kind') ?? cell('reason') ?? ''),
    source,
  };
}

/** Year first everywhere; the month first only in files of the United States. */
function dayOf(text: string, source: ComplaintSource): string | undefined {
  const [, month = '', day = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:\D.*)?$/.exec(text) ?? [];
  const date =
    year !== '' && source !== 'list'
      ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
      : (/^\d{4}-\d\d-\d\d(?=$|[T ])/.exec(text)?.[0] ?? '');
  return isDay(date) ? date : undefined;
}
