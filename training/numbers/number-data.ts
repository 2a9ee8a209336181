// The data of the reputation, read from a folder that is not part of the repository: complaints by day, and numbers
// that must not be suspected.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { parseE164, type E164 } from '../../core/numbers/e164.ts';
import { DataError } from '../data-error.ts';

export interface ComplaintDay {
  /** `2020-08-01` */
  readonly date: string;
  readonly numbers: readonly E164[];
  /** Complaints whose number is none. */
  readonly malformed: number;
}

/** Complaints as the FTC publishes them, in order of day; days that its own counts call incomplete are left out. */
export function readComplaints(folder: string): ComplaintDay[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.csv.gz')) : [];
  if (files.length === 0)
    throw new DataError(
      `no complaints: ${folder} has no file like 2020-08.csv.gz. Name another folder with --data.`,
    );
  const incomplete = incompleteDays(join(folder, 'day_counts.csv'));
  const days = new Map<string, { numbers: E164[]; malformed: number }>();
  for (const file of files.sort()) {
    for (const [date = '', written = ''] of rowsOf(gunzipSync(readFileSync(join(folder, file))).toString())) {
      if (incomplete.has(date)) continue;
      const day = days.get(date) ?? { numbers: [], malformed: 0 };
      days.set(date, day);
      const number = americanNumber(written);
      if (number === undefined) day.malformed++;
      else day.numbers.push(number);
    }
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([date, day]) => ({ date, ...day }));
}

/** Plain lines without quotes: a full CSV reader takes four times as long over two million of them. */
const rowsOf = (csv: string): string[][] =>
  csv
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.trimEnd().split(','));

function incompleteDays(file: string): ReadonlySet<string> {
  if (!existsSync(file)) return new Set();
  return new Set(
    rowsOf(readFileSync(file, 'utf8'))
      .filter(([, , , status = '']) => status.startsWith('incomplete'))
      .map(([date = '']) => date),
  );
}

/** Ten digits, with or without +1. */
const americanNumber = (written: string): E164 | undefined => {
  const national = /^(?:\+?1)?([2-9]\d{9})$/.exec(written)?.[1];
  return national === undefined ? undefined : parseE164(`+1${national}`);
};

export function readLegitimate(file: string): E164[] {
  if (!existsSync(file))
    throw new DataError(`no legitimate numbers: ${file} is absent. Name another folder with --data.`);
  return parse<{ number: string }>(readFileSync(file), { columns: true }).flatMap(
    ({ number }) => americanNumber(number) ?? [],
  );
}
