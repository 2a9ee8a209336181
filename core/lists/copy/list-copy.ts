// The last good copy of the lists, in memory: what a call is decided on while the store does not answer. It says of every
// number which listings there are, as far as the screening reads them; why somebody was listed is not in it.
import { present } from '../../basics/present.ts';
import { DAY_MS } from '../../basics/durations.ts';
import type { AttestationHistory } from '../../numbers/attestation.ts';
import { isNumber, type Identity } from '../../numbers/identity.ts';
import { COPIED_REASON } from '../listing-reason.ts';
import { patternsOf, type List, type Listing, type ListingPattern, type ListingSource } from '../listing.ts';
import { readColumns, type Columns } from './layout.ts';
import { firstSlot, numberKey } from './number-key.ts';

/** What many listings have in common. */
export interface ListingKind {
  readonly list: List;
  readonly source: ListingSource;
  readonly department?: string;
  readonly ringThrough?: boolean;
  readonly pending?: true;
  /** The complaint file that made the block. */
  readonly feed?: string;
}

/** A listing of an address, which is no number and so stands in no column. */
interface CopiedAddress {
  readonly pattern: ListingPattern;
  readonly kind: number;
  /** ISO 8601. */
  readonly expiresAt?: string | undefined;
  readonly complaints?: Listing['complaints'];
}

/** What is not a column: few things, written as JSON. */
export interface CopyText {
  /** ISO 8601, UTC: when the copying began. Whatever was written before is in the copy. */
  readonly takenAt: string;
  readonly kinds: readonly ListingKind[];
  readonly addresses: readonly CopiedAddress[];
}

interface CopiedListings {
  readonly listings: readonly Listing[];
  /** Of the number's calls; absent where nothing was known of them. */
  readonly history?: AttestationHistory;
}

export interface ListCopy {
  /** ISO 8601, UTC. */
  readonly takenAt: string;
  /** In the order of `patternsOf`. It takes a few microseconds, however long the lists are. */
  readonly look: (number: Identity) => CopiedListings;
}

/** Undefined where the bytes are no copy that this version can read. */
export function openListCopy(bytes: Uint8Array<ArrayBuffer>): ListCopy | undefined {
  const columns = readColumns(bytes);
  if (columns === undefined) return undefined;
  const text = JSON.parse(new TextDecoder().decode(columns.text)) as CopyText;
  const addresses = new Map(text.addresses.map((row) => [row.pattern, row]));
  const listingOf = (pattern: ListingPattern): Listing | undefined => {
    const key = numberKey(pattern);
    if (key !== undefined) return listingAt(columns, slotOf(columns.numbers, key), pattern, text);
    const row = addresses.get(pattern);
    return row === undefined ? undefined : asListing(pattern, text.kinds[row.kind], row, text);
  };
  return {
    takenAt: text.takenAt,
    look: (number) => ({
      listings: patternsOf(number).flatMap((pattern) => listingOf(pattern) ?? []),
      ...historyOf(columns, number),
    }),
  };
}

/** Undefined where the number is not in the column. */
function slotOf(numbers: Float64Array, key: number): number | undefined {
  for (let slot = firstSlot(key, numbers.length), seen = 0; seen < numbers.length; seen++) {
    const found = numbers[slot];
    if (found === key) return slot;
    if (found === 0) return undefined;
    slot = (slot + 1) % numbers.length;
  }
  return undefined;
}

function listingAt(
  columns: Columns,
  slot: number | undefined,
  pattern: ListingPattern,
  text: CopyText,
): Listing | undefined {
  if (slot === undefined) return undefined;
  const { complaints, from, to, kinds, ends } = columns;
  const kind = text.kinds[kinds[slot] ?? -1];
  const end = ends[slot] ?? 0;
  return asListing(
    pattern,
    kind,
    {
      ...(end === Infinity ? {} : { expiresAt: new Date(end).toISOString() }),
      ...(kind?.feed === undefined
        ? {}
        : {
            complaints: {
              feed: kind.feed,
              count: complaints[slot] ?? 0,
              from: dayIn(from, slot),
              to: dayIn(to, slot),
            },
          }),
    },
    text,
  );
}

const dayIn = (days: Uint16Array, slot: number): string =>
  new Date((days[slot] ?? 0) * DAY_MS).toISOString().slice(0, 10);

function asListing(
  pattern: ListingPattern,
  kind: ListingKind | undefined,
  { expiresAt, complaints }: Pick<CopiedAddress, 'expiresAt' | 'complaints'>,
  { takenAt }: CopyText,
): Listing | undefined {
  if (kind === undefined) return undefined;
  const { feed: _, ...rest } = kind;
  return {
    pattern,
    ...rest,
    reason: COPIED_REASON,
    addedBy: 'copy',
    addedAt: takenAt,
    ...present({ expiresAt, complaints }),
    version: 0,
  };
}

function historyOf(
  { historyNumbers, vouched, calls }: Columns,
  number: Identity,
): Pick<CopiedListings, 'history'> {
  const key = isNumber(number) ? numberKey(number) : undefined;
  const slot = key === undefined ? undefined : slotOf(historyNumbers, key);
  return slot === undefined ? {} : { history: { vouched: vouched[slot] ?? 0, calls: calls[slot] ?? 0 } };
}
