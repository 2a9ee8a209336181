// Makes a copy of the lists: listings are handed over page by page, in any order, and then put where they are found.
// Both are done in slices, between which the caller may let others work.
import type { AttestationHistory } from '../../numbers/attestation.ts';
import { DAY_MS } from '../../basics/durations.ts';
import { present } from '../../basics/present.ts';
import type { Listing, ListingPattern } from '../listing.ts';
import { bytesOf, prepare, slotsFor, type Columns } from './layout.ts';
import type { CopyText, ListingKind } from './list-copy.ts';
import { firstSlot, numberKey } from './number-key.ts';

/** What of a listing is copied. */
export type CopiedListing = Pick<
  Listing,
  'pattern' | 'list' | 'source' | 'expiresAt' | 'department' | 'ringThrough' | 'pending' | 'complaints'
>;

/** Rows that are put into the table before others may work: less than 5 ms. */
const ROWS_A_SLICE = 10_000;
const MOST_KINDS = 65_535;

type Row = readonly [key: number, end: number, complaints: number, from: number, to: number, kind: number];

/** Rows of numbers, as many as there come, in blocks: none is ever copied into a larger one. */
class Rows {
  readonly #blocks: Float64Array[] = [];
  count = 0;

  push(row: Row): void {
    const at = this.count % BLOCK_ROWS;
    if (at === 0) this.#blocks.push(new Float64Array(BLOCK_ROWS * WIDTH));
    this.#blocks.at(-1)?.set(row, at * WIDTH);
    this.count += 1;
  }

  value(row: number, column: number): number {
    return this.#blocks[Math.floor(row / BLOCK_ROWS)]?.[(row % BLOCK_ROWS) * WIDTH + column] ?? 0;
  }
}

const BLOCK_ROWS = 16_384;
const WIDTH = 6;

export interface CopyMaker {
  readonly add: (listing: CopiedListing) => void;
  readonly addHistory: (number: ListingPattern, history: AttestationHistory) => void;
  /** How many were added. */
  readonly listings: () => number;
  /** The finished copy. @param takenAt ISO 8601, when the reading began @param pause called between slices */
  readonly finish: (takenAt: string, pause: () => Promise<void>) => Promise<Uint8Array<ArrayBuffer>>;
}

export function makeListCopy(): CopyMaker {
  const rows = new Rows();
  const kinds = new Map<string, number>();
  const shapes: ListingKind[] = [];
  const addresses: CopyText['addresses'][number][] = [];
  const histories = new Map<number, AttestationHistory>();
  const kindOf = (listing: CopiedListing): number => {
    const { list, source, department, ringThrough, pending, complaints } = listing;
    const feed = complaints?.feed;
    const name = [list, source, department, ringThrough, pending, feed].join('\n');
    const known = kinds.get(name);
    if (known !== undefined) return known;
    if (shapes.length >= MOST_KINDS)
      throw new Error(`the lists have more than ${String(MOST_KINDS)} kinds of entries and cannot be copied`);
    kinds.set(name, shapes.length);
    return shapes.push(present({ list, source, department, ringThrough, pending, feed })) - 1;
  };
  return {
    add: (listing) => {
      const { pattern, expiresAt, complaints } = listing;
      const key = numberKey(pattern);
      if (key === undefined) {
        // A rule that is longer than any number is left out.
        if (!pattern.startsWith('+'))
          addresses.push({ pattern, kind: kindOf(listing), expiresAt, complaints });
        return;
      }
      const { count = 0, from, to } = complaints ?? {};
      const end = expiresAt === undefined ? Infinity : Date.parse(expiresAt);
      rows.push([key, end, Math.min(count, 65_535), dayNumber(from), dayNumber(to), kindOf(listing)]);
    },
    addHistory: (number, history) => {
      const key = numberKey(number);
      if (key !== undefined) histories.set(key, history);
    },
    listings: () => rows.count + addresses.length,
    finish: async (takenAt, pause) => {
      const text: CopyText = { takenAt, kinds: shapes, addresses };
      const encoded = new TextEncoder().encode(JSON.stringify(text));
      const sizes = {
        slots: slotsFor(rows.count),
        histories: slotsFor(histories.size),
        textBytes: encoded.length,
      };
      const bytes = new Uint8Array(bytesOf(sizes));
      const columns = prepare(bytes, sizes);
      columns.text.set(encoded);
      await placeRows(rows, columns, pause);
      await placeHistories(histories, columns, pause);
      return bytes;
    },
  };
}

const dayNumber = (day: string | undefined): number =>
  day === undefined ? 0 : Math.min(65_535, Math.max(0, Math.floor(Date.parse(day) / DAY_MS) || 0));

async function placeRows(rows: Rows, columns: Columns, pause: () => Promise<void>): Promise<void> {
  for (let row = 0; row < rows.count; row++) {
    if (row % ROWS_A_SLICE === ROWS_A_SLICE - 1) await pause();
    const key = rows.value(row, 0);
    const slot = freeSlot(columns.numbers, key);
    columns.numbers[slot] = key;
    columns.ends[slot] = rows.value(row, 1);
    columns.complaints[slot] = rows.value(row, 2);
    columns.from[slot] = rows.value(row, 3);
    columns.to[slot] = rows.value(row, 4);
    columns.kinds[slot] = rows.value(row, 5);
  }
}

async function placeHistories(
  histories: ReadonlyMap<number, AttestationHistory>,
  columns: Columns,
  pause: () => Promise<void>,
): Promise<void> {
  let placed = 0;
  for (const [key, { vouched, calls }] of histories) {
    const slot = freeSlot(columns.historyNumbers, key);
    columns.historyNumbers[slot] = key;
    columns.vouched[slot] = vouched;
    columns.calls[slot] = calls;
    if (++placed % ROWS_A_SLICE === 0) await pause();
  }
}

/** Its own slot where the number is there already: a page that was read twice changes nothing. */
function freeSlot(numbers: Float64Array, key: number): number {
  let slot = firstSlot(key, numbers.length);
  while (numbers[slot] !== 0 && numbers[slot] !== key) slot = (slot + 1) % numbers.length;
  return slot;
}
