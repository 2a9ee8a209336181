// Complaints of a complaint file: how they are written down, counted, and measured against a threshold.
import { DAY_MS } from '../basics/durations.ts';
import { parseE164, type E164 } from '../numbers/e164.ts';
import { isKeyedHash, parseKeyedHash, type KeyedHash } from './keyed-number.ts';

/** Whom a complaint is about: a number, or one of which a partner has told only a keyed hash. */
export type Complained = E164 | KeyedHash;

/** Complaints about one number, of one day and one kind. */
export interface Complaint {
  readonly number: Complained;
  /** Whole days since 1970, UTC. Files are kept by day: the authorities publish no trustworthy time. */
  readonly day: number;
  /** Index into the feed's list of kinds; see {@link KindTable}. */
  readonly kind: number;
  /** How many. */
  readonly count: number;
}

export const dayOf = (at: Date): number => Math.floor(at.getTime() / DAY_MS);

/** `18815` -> `2021-07-07`. */
export const isoDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Kinds beyond the first so many are kept as the last one: a free-text column must not grow a record without end. */
const MOST_KINDS = 60;
const MOST_KIND_CHARACTERS = 80;
const OTHER_KINDS = 'Other kinds';

/** The kinds of complaint in the order in which they were first met. */
export class KindTable {
  readonly names: string[];
  constructor(names: readonly string[] = []) {
    this.names = [...names];
  }

  /** Adds the kind where it is new. */
  indexOf(kind: string): number {
    const name = kind.replaceAll(/\s+/g, ' ').trim().slice(0, MOST_KIND_CHARACTERS);
    const known = this.names.indexOf(name);
    if (known >= 0) return known;
    if (this.names.length >= MOST_KINDS) return this.names.indexOf(OTHER_KINDS);
    return this.names.push(this.names.length === MOST_KINDS - 1 ? OTHER_KINDS : name) - 1;
  }
}

// --- written down -------------------------------------------------------------------------------------------------

/** One complaint a line: number (or what is left of it), day, kind, and how many unless it is one. */
const lineOf = (name: string, { day, kind, count }: Complaint): string =>
  [name, day, kind, ...(count === 1 ? [] : [count])].join(' ');

/** Complaints with the same number, day and kind become one line. */
export const writeComplaints = (
  complaints: readonly Complaint[],
  nameOf: (number: Complained) => string = (number) => number,
): string =>
  summed(complaints)
    .map((complaint) => lineOf(nameOf(complaint.number), complaint))
    .join('\n');

/** Reads {@link writeComplaints} back. @param before what `nameOf` left out at the beginning of each number */
export function readComplaints(text: string, before = ''): Complaint[] {
  if (text === '') return [];
  return text.split('\n').flatMap((line): Complaint[] => {
    const [name = '', day, kind, count = 1] = line.split(' ');
    const number = parseE164(`${before}${name}`) ?? parseKeyedHash(`${before}${name}`);
    return number === undefined
      ? []
      : [{ number, day: Number(day), kind: Number(kind), count: Number(count) }];
  });
}

const keyOf = ({ number, day, kind }: Complaint): string => `${number} ${String(day)} ${String(kind)}`;

/** One entry for each number, day and kind, with the counts added. */
export const summed = (complaints: readonly Complaint[]): Complaint[] => merged(complaints, (a, b) => a + b);

/**
 * The union of several files of one feed. A complaint that stands in two of them counts once: of each number, day and
 * kind the larger count is taken.
 */
export const united = (files: readonly (readonly Complaint[])[]): Complaint[] =>
  files.length === 1 ? [...(files[0] ?? [])] : merged(files.flatMap(summed), Math.max);

function merged(complaints: readonly Complaint[], counts: (a: number, b: number) => number): Complaint[] {
  const byKey = new Map<string, Complaint>();
  for (const complaint of complaints) {
    const key = keyOf(complaint);
    const before = byKey.get(key);
    byKey.set(
      key,
      before === undefined ? complaint : { ...before, count: counts(before.count, complaint.count) },
    );
  }
  return [...byKey.values()];
}

// --- thresholds ---------------------------------------------------------------------------------------------------

/** What a number needs to be blocked by a feed, and for how long it then is. */
export interface BlockRule {
  /** So many complaints … */
  readonly atLeast: number;
  /** … within so many days, counted back from the newest complaint of the feed. */
  readonly withinDays: number;
  readonly expiresDays: number;
}

export const DEFAULT_WITHIN_DAYS = 30;
export const DEFAULT_EXPIRES_DAYS = 90;

/** For each of these values a dry run says how many numbers have at least that many complaints. */
export const THRESHOLDS = [1, 2, 3, 5, 10, 20, 50] as const;

export interface Threshold {
  readonly atLeast: number;
  readonly numbers: number;
}

/** First and last day; undefined where there is no complaint. */
export function periodOf(
  complaints: readonly Complaint[],
): { readonly first: number; readonly last: number } | undefined {
  let first = Infinity;
  let last = -Infinity;
  for (const { day } of complaints) {
    first = Math.min(first, day);
    last = Math.max(last, day);
  }
  return first > last ? undefined : { first, last };
}

export interface NumberCount {
  readonly number: E164;
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

/** Each number's complaints in the days that end with the newest complaint of all. */
export function countedWithin(
  complaints: readonly Complaint[],
  withinDays: number,
): ReadonlyMap<E164, NumberCount> {
  const newest = periodOf(complaints)?.last ?? 0;
  const counts = new Map<E164, NumberCount>();
  for (const { number, day, count } of complaints) {
    // A hash cannot be listed: nobody knows which number it stands for before that number calls.
    if (day <= newest - withinDays || isKeyedHash(number)) continue;
    const before = counts.get(number) ?? { number, count: 0, first: day, last: day };
    counts.set(number, {
      number,
      count: before.count + count,
      first: Math.min(before.first, day),
      last: Math.max(before.last, day),
    });
  }
  return counts;
}

export function thresholdsOf(
  complaints: readonly Complaint[],
  withinDays: number,
  wanted: readonly number[] = THRESHOLDS,
): Threshold[] {
  const counts = [...countedWithin(complaints, withinDays).values()];
  return wanted.map((atLeast) => ({
    atLeast,
    numbers: counts.filter(({ count }) => count >= atLeast).length,
  }));
}
