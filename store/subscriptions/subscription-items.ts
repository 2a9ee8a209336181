// Subscriptions as items of DynamoDB: one for what people set, one for how it stands, one for what is counted, and the
// pieces of what was fetched.
import * as z from 'zod';
import { addDropped, type DroppedCount } from '../../core/evidence/feed.ts';
import { readEntry, writeEntry, type Entry } from '../../core/subscriptions/entry.ts';
import {
  FAILURE_CODES,
  NO_COUNTS,
  subscriptionTerms,
  type ContentRef,
  type Failure,
  type HeldContent,
  type Marks,
  type SealedKey,
  type Subscription,
  type SubscriptionCounts,
  type SubscriptionProposal,
  type SubscriptionState,
} from '../../core/subscriptions/subscription.ts';
import { present } from '../../core/basics/present.ts';
import type { Item } from '../database/items.ts';
import {
  count,
  optionalText,
  optionalTime,
  parserOf,
  schemaOf,
  taggedBy,
  text,
  time,
} from '../database/parse.ts';

const keys = z.array(schemaOf<SealedKey>({ keyId: text, sealed: text }));

export const subscriptionFromItem = parserOf(
  'subscriptions',
  schemaOf<Subscription>({
    name: text,
    terms: subscriptionTerms,
    credential: optionalText,
    keys,
    addedBy: text,
    addedAt: time,
    approvedBy: optionalText,
    proposed: z.literal(true).optional(),
    proposal: schemaOf<SubscriptionProposal>({
      terms: subscriptionTerms,
      credential: optionalText,
      keys,
      by: text,
      at: time,
      why: text,
    }).optional(),
    version: count,
    writeKey: optionalText,
  }),
);

const marks = schemaOf<Marks>({ etag: optionalText, lastModified: optionalText, since: optionalText });
const content = { id: text, pieces: count, numbers: count, nextExpiry: optionalTime };

export const stateFromItem = parserOf(
  'subscriptions',
  schemaOf<SubscriptionState>({
    name: text,
    checkedAt: optionalTime,
    freshAt: optionalTime,
    changedAt: optionalTime,
    dueAt: optionalTime,
    marks,
    content: schemaOf<ContentRef>(content).optional(),
    held: schemaOf<HeldContent>({ ...content, at: time, added: count, removed: count, marks }).optional(),
    dropped: z.array(taggedBy<DroppedCount>('code')).transform(addDropped),
    failure: schemaOf<Failure>({ code: z.enum(FAILURE_CODES), problem: text, at: time }).optional(),
    failures: count,
    staleSince: optionalTime,
    busy: schemaOf<NonNullable<SubscriptionState['busy']>>({ id: text, until: time }).optional(),
    version: count,
  }),
);

const countOrNone = count.optional();
const writtenCounts = parserOf(
  'subscriptions',
  schemaOf<Partial<SubscriptionCounts>>({
    hits: countOrNone,
    kept: countOrNone,
    falsePositives: countOrNone,
    reported: countOrNone,
  }),
);

export const countsFromItem = (item: Item | undefined): SubscriptionCounts =>
  item === undefined ? NO_COUNTS : { ...NO_COUNTS, ...present(writtenCounts(item)) };

// --- content ------------------------------------------------------------------------------------------------------

/** An event of a MISP feed, as it was when it was read. */
export interface KnownEvent {
  readonly uuid: string;
  readonly timestamp: string;
}

/** What was fetched. */
export interface Content {
  readonly entries: readonly Entry[];
  /** Of MISP feeds. */
  readonly events: readonly KnownEvent[];
}

/** DynamoDB takes 400 KB; a line may take more bytes than characters. */
const MOST_BYTES_OF_A_PIECE = 300_000;

/** At least one piece. */
export function contentPieces({ entries, events }: Content): readonly Item[] {
  const texts = cut([...events.map(writeEvent), ...entries.map(writeEntry)]);
  return texts.map((lines) => ({ lines }));
}

function cut(lines: readonly string[]): string[] {
  const pieces: string[][] = [[]];
  let bytes = 0;
  for (const line of lines) {
    const size = Buffer.byteLength(line) + 1;
    if (bytes + size > MOST_BYTES_OF_A_PIECE) {
      pieces.push([]);
      bytes = 0;
    }
    bytes += size;
    pieces.at(-1)?.push(line);
  }
  return pieces.map((piece) => piece.join('\n'));
}

const writeEvent = ({ uuid, timestamp }: KnownEvent): string => `${EVENT_MARK}${uuid} ${timestamp}`;
/** An entry is a JSON list. */
const EVENT_MARK = 'event ';

const linesOf = parserOf('subscriptions', schemaOf<{ readonly lines: string }>({ lines: text }));

export function contentOf(items: readonly Item[]): Content {
  const entries: Entry[] = [];
  const events: KnownEvent[] = [];
  for (const item of items)
    for (const line of linesOf(item).lines.split('\n')) {
      if (line.startsWith(EVENT_MARK)) {
        const [uuid = '', timestamp = ''] = line.slice(EVENT_MARK.length).split(' ');
        events.push({ uuid, timestamp });
      } else if (line !== '') {
        const entry = readEntry(line);
        if (entry !== undefined) entries.push(entry);
      }
    }
  return { entries, events };
}

// --- what is to be told or asked ----------------------------------------------------------------------------------

/** A report to a partner about one of its entries; it holds no number. */
export interface PendingSighting {
  readonly subscription: string;
  readonly entry: string;
  /** MISP's: 0 seen, 1 false positive. */
  readonly type: '0' | '1';
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly tries: number;
  readonly notBefore: string;
}

export const sightingFromItem = parserOf(
  'subscriptions',
  schemaOf<PendingSighting>({
    subscription: text,
    entry: text,
    type: z.enum(['0', '1']),
    at: time,
    tries: count,
    notBefore: time,
  }),
);

/** A caller about whom partners are to be asked. */
export interface PendingLookUp {
  readonly number: string;
  readonly at: string;
}

export const lookUpFromItem = parserOf('subscriptions', schemaOf<PendingLookUp>({ number: text, at: time }));
