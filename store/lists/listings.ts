// Listings. Edits carry the version they rest on; imports go in bulk.
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { LISTS, type List, type Listing, type ListingPattern } from '../../core/lists/listing.ts';
import { inBatches, MOST_READS, MOST_WRITES, untilNoneLeft } from '../database/batches.ts';
import { decodeCursor, encodeCursor, scopeOf, type Page } from '../database/cursor.ts';
import type { Database } from '../database/database.ts';
import { listingFromItem, listingToItem, type Item } from '../database/items.ts';

interface ListingQuery {
  /** All lists, one after the other, where absent. */
  readonly list?: List | undefined;
  /** Part of the pattern or of the reason, in any case of letters. */
  readonly search?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface StoredListing {
  readonly listing: Listing;
  /** Which write made it so; see `Idempotency-Key`. */
  readonly writeKey: string | undefined;
}

export interface Listings {
  readonly get: (pattern: ListingPattern) => Promise<StoredListing | undefined>;
  /** Those of the patterns that are listed. */
  readonly getMany: (patterns: readonly ListingPattern[]) => Promise<ReadonlyMap<ListingPattern, Listing>>;
  /** Sorted by list, then by pattern. */
  readonly page: (query: ListingQuery) => Promise<Page<Listing>>;
  /** {@link ConflictError} unless what stands there has this version; 0 stands for nothing. */
  readonly put: (listing: Listing, replaces: number, writeKey?: string) => Promise<void>;
  /** Whatever stands there is replaced. Not one transaction: after a failure some may be written, and none twice. */
  readonly putMany: (listings: readonly Listing[]) => Promise<void>;
  /** Not one transaction either. */
  readonly removeMany: (patterns: readonly ListingPattern[]) => Promise<void>;
  /** Blocks that this complaint feed has made. */
  readonly ofFeed: (feed: string) => Promise<readonly Listing[]>;
  /** {@link ConflictError} unless what stands there has this version. */
  readonly remove: (pattern: ListingPattern, version: number) => Promise<void>;
}

/** A search looks at so many pages at most, then hands back a cursor however little it found. */
const MOST_QUERIES = 20;
const SEARCH_PAGE = 1000;

export function createListings(database: Database): Listings {
  const TableName = database.table('listings');

  const readBatch = async (patterns: readonly ListingPattern[]): Promise<Listing[]> => {
    const found: Item[] = [];
    await untilNoneLeft(
      'read listings',
      patterns.map((pattern) => ({ pattern })),
      async (Keys) => {
        const { Responses = {}, UnprocessedKeys = {} } = await database.run(
          'read listings',
          (client, options) =>
            client.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys } } }), options),
        );
        found.push(...(Responses[TableName] ?? []));
        return (UnprocessedKeys[TableName]?.Keys ?? []) as { pattern: ListingPattern }[];
      },
    );
    return found.map(listingFromItem);
  };

  const writeBatch = (batch: readonly WriteRequest[]): Promise<void> =>
    untilNoneLeft('write listings', [...batch], async (requests) => {
      const { UnprocessedItems = {} } = await database.run('write listings', (client, options) =>
        client.send(new BatchWriteCommand({ RequestItems: { [TableName]: requests } }), options),
      );
      return (UnprocessedItems[TableName] ?? []) as WriteRequest[];
    });

  const queryList = async (list: List, after: ListingPattern | undefined, Limit: number) => {
    const { Items = [], LastEvaluatedKey } = await database.run('page of listings', (client, options) =>
      client.send(
        new QueryCommand({
          TableName,
          IndexName: 'byList',
          KeyConditionExpression: '#list = :list',
          ExpressionAttributeNames: { '#list': 'list' },
          ExpressionAttributeValues: { ':list': list },
          ExclusiveStartKey: after === undefined ? undefined : { list, pattern: after },
          Limit,
        }),
        options,
      ),
    );
    return { listings: Items.map(listingFromItem), more: LastEvaluatedKey !== undefined };
  };

  return {
    get: async (pattern) => {
      const { Item } = await database.run('read listing', (client, options) =>
        client.send(new GetCommand({ TableName, Key: { pattern } }), options),
      );
      if (Item === undefined) return undefined;
      return { listing: listingFromItem(Item), writeKey: Item.writeKey as string | undefined };
    },
    getMany: async (patterns) => {
      const found = await inBatches(patterns, MOST_READS, readBatch);
      return new Map(found.flat().map((listing) => [listing.pattern, listing]));
    },
    page: (query) => pageOfListings(query, queryList),
    put: async (listing, replaces, writeKey) => {
      await database.run('write listing', (client, options) =>
        client.send(
          new PutCommand({
            TableName,
            Item: { ...listingToItem(listing), writeKey },
            ...onlyAt('pattern', replaces),
          }),
          options,
        ),
      );
    },
    putMany: async (listings) => {
      await inBatches(
        listings.map((listing) => ({ PutRequest: { Item: listingToItem(listing) } })),
        MOST_WRITES,
        writeBatch,
      );
    },
    removeMany: async (patterns) => {
      await inBatches(
        patterns.map((pattern) => ({ DeleteRequest: { Key: { pattern } } })),
        MOST_WRITES,
        writeBatch,
      );
    },
    ofFeed: (feed) => listingsOfFeed(feed, TableName, database),
    remove: async (pattern, version) => {
      await database.run('delete listing', (client, options) =>
        client.send(
          new DeleteCommand({ TableName, Key: { pattern }, ...onlyAt('pattern', version) }),
          options,
        ),
      );
    },
  };
}

async function listingsOfFeed(feed: string, TableName: string, database: Database): Promise<Listing[]> {
  const found: Item[] = [];
  let ExclusiveStartKey: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await database.run('listings of a feed', (client, options) =>
      client.send(
        new QueryCommand({
          TableName,
          IndexName: 'byList',
          KeyConditionExpression: '#list = :list',
          FilterExpression: '#complaints.#feed = :feed',
          ExpressionAttributeNames: { '#list': 'list', '#complaints': 'complaints', '#feed': 'feed' },
          ExpressionAttributeValues: { ':list': 'block', ':feed': feed },
          ExclusiveStartKey,
        }),
        options,
      ),
    );
    found.push(...Items);
    ExclusiveStartKey = LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return found.map(listingFromItem);
}

type WriteRequest =
  | { readonly PutRequest: { readonly Item: Item } }
  | { readonly DeleteRequest: { readonly Key: { readonly pattern: ListingPattern } } };

/** The condition that the record is at this version; at 0, that there is none. */
function onlyAt(key: string, version: number) {
  if (version === 0) return { ConditionExpression: `attribute_not_exists(${key})` };
  return { ConditionExpression: 'version = :version', ExpressionAttributeValues: { ':version': version } };
}

// --- paging -----------------------------------------------------------------------------------------------------

type QueryList = (
  list: List,
  after: ListingPattern | undefined,
  limit: number,
) => Promise<{ listings: Listing[]; more: boolean }>;

interface Place {
  readonly list: List;
  /** The last pattern looked at; none when the list has only been reached. */
  readonly after?: ListingPattern | undefined;
}

const placeSchema = (lists: readonly List[]) =>
  z.strictObject({
    list: z.enum(lists),
    after: z.string().min(1).max(500).optional(),
  }) as unknown as z.ZodType<Place>;

async function pageOfListings(
  { list, search, limit, cursor }: ListingQuery,
  query: QueryList,
): Promise<Page<Listing>> {
  const lists = list === undefined ? LISTS : [list];
  const scope = scopeOf('listings', { list, search });
  const items: Listing[] = [];
  let place: Place | undefined =
    cursor === undefined ? { list: list ?? LISTS[0] } : decodeCursor(cursor, scope, placeSchema(lists));
  for (let queries = 0; queries < MOST_QUERIES && place !== undefined; queries++) {
    const wanted = limit - items.length;
    const { listings, more } = await query(
      place.list,
      place.after,
      search === undefined ? wanted : SEARCH_PAGE,
    );
    const hits = listings.filter((listing) => matches(listing, search)).slice(0, wanted);
    items.push(...hits);
    const full = items.length >= limit;
    const last = full ? hits.at(-1) : listings.at(-1);
    const exhausted = !more && (!full || last === listings.at(-1));
    place = exhausted ? nextList(lists, place.list) : { list: place.list, after: last?.pattern };
    if (full) break;
  }
  return place === undefined ? { items } : { items, cursor: encodeCursor(scope, place) };
}

function nextList(lists: readonly List[], current: List): Place | undefined {
  const list = lists[lists.indexOf(current) + 1];
  return list === undefined ? undefined : { list };
}

function matches({ pattern, reason }: Listing, search: string | undefined): boolean {
  if (search === undefined) return true;
  const wanted = search.toLowerCase();
  return pattern.includes(wanted) || reason.toLowerCase().includes(wanted);
}
