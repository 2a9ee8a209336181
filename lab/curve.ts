// When people call: a weight for each hour of the week, from a call centre's own counts or our own drawing.
import { DAY_MS, HOUR_MS } from '../core/basics/durations.ts';
import { readFile } from 'node:fs/promises';
import { parse } from 'node:path';
import { chanceOf, weighted, type Chance } from './chance.ts';

export interface Curve {
  /** For the report. */
  readonly name: string;
  /** 168 weights, Monday 00:00 first. */
  readonly hours: readonly number[];
}

const HOURS_A_WEEK = 168;

/** Drawn by hand after what bank call centres publish; no measured data is in it. Percent of a working day's calls. */
const HOURS_OF_DAY = [
  0.4, 0.3, 0.2, 0.2, 0.3, 0.6, 1.5, 4, 7.5, 9.5, 10, 9.5, 8, 8, 8.2, 7.8, 7, 5.5, 4, 2.8, 2, 1.3, 0.9, 0.5,
];
const DAYS_OF_WEEK = [1.15, 1.05, 1, 1, 0.95, 0.45, 0.3];

export const SYNTHETIC: Curve = {
  name: 'synthetic (drawn by hand; give --arrivals a file of counts for a real one)',
  hours: DAYS_OF_WEEK.flatMap((day) => HOURS_OF_DAY.map((hour) => day * hour)),
};

/** Says what is wrong with a file of counts. */
export class CurveError extends Error {
  override readonly name = 'CurveError';
}

/**
 * CSV with a header line: columns `DateTime,Calls`, or `calls,u,Date` where `u` counts spans of six minutes from
 * midnight, 1 for the first (the two public data sets of bank call centres have these).
 * @throws {CurveError} naming the line
 */
export async function readCurve(file: string): Promise<Curve> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CurveError(`There is no file ${file}.`);
  });
  const [header = '', ...lines] = text.trimEnd().split(/\r?\n/);
  const columns = header.split(',').map((name) => name.trim());
  const read = readerFor(columns);
  if (read === undefined)
    throw new CurveError(
      `${file}, line 1: has the columns ${header}; DateTime,Calls or calls,u,Date are read.`,
    );
  const sums = Array.from({ length: HOURS_A_WEEK }, () => 0);
  for (const [index, line] of lines.entries()) {
    const { at, calls } = read(line.split(','));
    const hour = hourOfWeek(at);
    if (!Number.isInteger(hour) || !(calls >= 0))
      throw new CurveError(`${file}, line ${index + 2}: "${line.slice(0, 60)}" is no count of calls.`);
    sums[hour] = (sums[hour] ?? 0) + calls;
  }
  if (sums.every((sum) => sum === 0)) throw new CurveError(`${file} counts no calls.`);
  return { name: parse(file).name, hours: sums };
}

type ReadLine = (cells: readonly string[]) => { readonly at: number; readonly calls: number };

function readerFor(columns: readonly string[]): ReadLine | undefined {
  const column = (name: string): number => columns.indexOf(name);
  if (column('DateTime') >= 0 && column('Calls') >= 0)
    return (cells) => ({
      at: Date.parse(`${(cells[column('DateTime')] ?? '').replace(' ', 'T')}Z`),
      calls: Number(cells[column('Calls')]),
    });
  if (column('Date') >= 0 && column('u') >= 0 && column('calls') >= 0)
    return (cells) => ({
      at: Date.parse(`${cells[column('Date')] ?? ''}T00:00:00Z`) + (Number(cells[column('u')]) - 1) * 360_000,
      calls: Number(cells[column('calls')]),
    });
  return undefined;
}

/** 1970-01-01 was a Thursday. */
const hourOfWeek = (at: number): number => (Math.floor(at / HOUR_MS) + 3 * 24) % HOURS_A_WEEK;

/** Milliseconds after the start, which is midnight at the beginning of a Monday, in order. */
export function arrivalTimes(count: number, days: number, { hours }: Curve, seed: string): number[] {
  const chance = chanceOf(seed);
  const weights = Array.from({ length: days * 24 }, (_, hour) => hours[hour % HOURS_A_WEEK] ?? 0);
  return Array.from({ length: count }, () => withinHour(weighted(weights, chance), chance)).sort(
    (a, b) => a - b,
  );
}

const withinHour = (hour: number, chance: Chance): number => hour * HOUR_MS + Math.floor(chance() * HOUR_MS);

/** A moment in working hours of some day. */
export const stormStart = (days: number, chance: Chance): number =>
  Math.floor(chance() * days) * DAY_MS + Math.floor((9 + chance() * 8) * HOUR_MS);
