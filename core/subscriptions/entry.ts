// What a partner says about one number, whatever the format it came in.
import { KindTable, type Complained, type Complaint } from '../evidence/complaints.ts';
import { addDropped, type DroppedCount } from '../evidence/feed.ts';
import { parseKeyedHash } from '../evidence/keyed-number.ts';
import { DAY_MS } from '../basics/durations.ts';
import { parseE164 } from '../numbers/e164.ts';
import { MOST_COMPLAINTS, type Trust } from './subscription.ts';

export interface Entry {
  readonly about: Complained;
  /** The partner's name for it: the attribute's or entry's UUID, the indicator's id, else the number itself. */
  readonly id: string;
  readonly category: string;
  /** A person of the partner stands behind it, or the partner does not say. */
  readonly confirmed: boolean;
  /** Calls or complaints that the partner has counted. */
  readonly calls: number;
  /** ISO 8601. */
  readonly lastSeen: string;
  readonly expiresAt?: string;
  /** Who found it out, as names and identifiers to compare; see {@link originKey}. */
  readonly origins: readonly string[];
  /** The MISP event that it stands in. */
  readonly part?: string;
}

/** What was read of one file or answer. */
export interface ReadEntries {
  readonly entries: readonly Entry[];
  /** Ids of entries that the partner has taken back. */
  readonly withdrawn: readonly string[];
  readonly dropped: readonly DroppedCount[];
}

/** A file or an answer that is not in the format that it should have; the message says what is wrong with it. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
}

/** What speaks against a number as an entry, or the number itself. */
export type ReadNumber = (
  text: string,
) =>
  | { readonly ok: true; readonly number: Complained }
  | { readonly ok: false; readonly code: DroppedCount['code'] };

export interface ReadingContext {
  readonly readNumber: ReadNumber;
  readonly now: Date;
  /** Who publishes it: the origin of an entry that names none. */
  readonly partner: string;
}

/** Counts what is left out while a file is read. */
export class Collector {
  readonly entries: Entry[] = [];
  readonly withdrawn: string[] = [];
  readonly #dropped: DroppedCount[] = [];

  drop(code: DroppedCount['code']): void {
    this.#dropped.push({ code, count: 1 });
  }

  result(): ReadEntries {
    return { entries: this.entries, withdrawn: this.withdrawn, dropped: addDropped(this.#dropped) };
  }
}

/** Two spellings of one organization are one: case, spaces and punctuation make no difference. */
export const originKey = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

const LONGEST_ID = 120;
const LONGEST_CATEGORY = 60;

export const idOf = (id: string | undefined, about: string): string =>
  id === undefined || id.trim() === '' ? about : id.trim().slice(0, LONGEST_ID);

export const categoryOf = (text: string | undefined): string =>
  (text ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_CATEGORY);

/** ISO 8601, UTC; undefined for what is no time. A day alone is its beginning. */
export function timeOf(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.trim() === '') return undefined;
  const at = Date.parse(text.trim());
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

/** Unix seconds, which MISP writes as text. */
export function epochOf(seconds: unknown): string | undefined {
  const value = Number(seconds);
  return (typeof seconds === 'string' || typeof seconds === 'number') && Number.isFinite(value) && value > 0
    ? new Date(Math.min(value, LAST_SECOND) * 1_000).toISOString()
    : undefined;
}
const LAST_SECOND = 253_402_300_799;

/** No later than now: clocks differ, and evidence of tomorrow would not fade. */
export const seenBy = (at: string | undefined, now: Date): string =>
  at === undefined || Date.parse(at) > now.getTime() ? now.toISOString() : at;

export const isExpiredEntry = ({ expiresAt }: Entry, now: Date): boolean =>
  expiresAt !== undefined && Date.parse(expiresAt) <= now.getTime();

// --- put together -------------------------------------------------------------------------------------------------

/** Of entries with the same id the last one; what was withdrawn and what has expired goes. */
export function applied(
  before: readonly Entry[],
  { entries, withdrawn }: Pick<ReadEntries, 'entries' | 'withdrawn'>,
  now: Date,
): readonly Entry[] {
  const gone = new Set(withdrawn);
  const byId = new Map(
    before
      .filter(({ id, about, part = '' }) => !gone.has(id) && !gone.has(about) && !gone.has(part))
      .map((entry) => [entry.id, entry]),
  );
  for (const entry of entries) byId.set(entry.id, entry);
  return [...byId.values()].filter((entry) => !isExpiredEntry(entry, now));
}

/** ISO 8601; undefined where nothing expires. */
export function nextExpiryOf(entries: readonly Entry[]): string | undefined {
  let next: string | undefined;
  for (const { expiresAt } of entries)
    if (expiresAt !== undefined && (next === undefined || expiresAt < next)) next = expiresAt;
  return next;
}

export interface Difference {
  readonly added: number;
  readonly removed: number;
  readonly before: number;
}

/** In numbers, not in entries. */
export function differenceOf(before: readonly Entry[], after: readonly Entry[]): Difference {
  const [old, fresh] = [numbersIn(before), numbersIn(after)];
  return {
    added: [...fresh].filter((about) => !old.has(about)).length,
    removed: [...old].filter((about) => !fresh.has(about)).length,
    before: old.size,
  };
}

export const numbersIn = (entries: readonly Entry[]): ReadonlySet<Complained> =>
  new Set(entries.map(({ about }) => about));

/** Of a list of few numbers a few may change at any time. */
const ALWAYS_ALLOWED = 10;

/** The first content has nothing to be compared with. */
export const isTooLarge = ({ added, removed, before }: Difference, mostPercent: number): boolean =>
  before > 0 && added + removed > Math.max(ALWAYS_ALLOWED, (before * mostPercent) / 100);

// --- as evidence --------------------------------------------------------------------------------------------------

/** Complaints as a feed holds them; a number's entries count together, up to what the trust allows. */
export function complaintsOf(
  entries: readonly Entry[],
  trust: Trust,
): { readonly complaints: readonly Complaint[]; readonly kinds: readonly string[] } {
  const kinds = new KindTable();
  const most = MOST_COMPLAINTS[trust];
  const left = new Map<Complained, number>();
  const complaints = [...entries].sort(byPlace).flatMap((entry): Complaint[] => {
    const room = left.get(entry.about) ?? most;
    const count = Math.min(room, Math.max(1, entry.calls));
    left.set(entry.about, room - count);
    const day = Math.floor(Date.parse(entry.lastSeen) / DAY_MS);
    return count === 0 ? [] : [{ number: entry.about, day, kind: kinds.indexOf(entry.category), count }];
  });
  return { complaints, kinds: kinds.names };
}

/** Neighbors beside each other, so that a piece of a file touches few homes; the newest of a number first. */
const byPlace = (a: Entry, b: Entry): number =>
  a.about < b.about ? -1 : a.about > b.about ? 1 : b.lastSeen.localeCompare(a.lastSeen);

// --- written down -------------------------------------------------------------------------------------------------

type Row = [
  about: string,
  id: string,
  category: string,
  confirmed: 0 | 1,
  calls: number,
  lastSeen: string,
  expiresAt: string,
  origins: readonly string[],
  part: string,
];

/** One entry a line. */
export const writeEntry = (entry: Entry): string =>
  JSON.stringify([
    entry.about,
    entry.id === entry.about ? '' : entry.id,
    entry.category,
    entry.confirmed ? 1 : 0,
    entry.calls,
    entry.lastSeen,
    entry.expiresAt ?? '',
    entry.origins,
    entry.part ?? '',
  ] satisfies Row);

/** Reads {@link writeEntry} back; undefined for a line that is damaged. */
export function readEntry(line: string): Entry | undefined {
  const [about, id, category, confirmed, calls, lastSeen, expiresAt, origins, part] = JSON.parse(line) as Row;
  const number = parseE164(about) ?? parseKeyedHash(about);
  return number === undefined
    ? undefined
    : {
        about: number,
        id: id === '' ? about : id,
        category,
        confirmed: confirmed === 1,
        calls,
        lastSeen,
        ...(expiresAt === '' ? {} : { expiresAt }),
        origins,
        ...(part === '' ? {} : { part }),
      };
}
