// Complaint feeds in one table: the record of all feeds, the pieces of their files as they were sent, and, under the key of
// each home (`homeOf`: a million neighbouring numbers), what a call reads. A piece says which blocks hold its complaints, so an upload is
// removed exactly. What counts is what the record names: everything else may be there or not.
import { BatchGetCommand, BatchWriteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { readComplaints, writeComplaints, type Complaint } from '../../core/evidence/complaints.ts';
import {
  homeOf,
  partName,
  readFeedEvidence,
  writePart,
  type FeedEvidence,
  type FeedParts,
} from '../../core/evidence/feed-evidence.ts';
import { NO_FEEDS, type DroppedCount, type FeedRegistry } from '../../core/evidence/feed.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import type { ListingPattern } from '../../core/lists/listing.ts';
import { inBatches, MOST_READS, MOST_WRITES, untilNoneLeft } from '../database/batches.ts';
import type { Database } from '../database/database.ts';
import { ConflictError } from '../database/errors.ts';
import { epochSeconds, type Item } from '../database/items.ts';

/** Part of a file, as it was sent. */
export interface FeedPiece {
  readonly complaints: readonly Complaint[];
  /** Words for the `kind` of these complaints. */
  readonly kinds: readonly string[];
  readonly dropped: readonly DroppedCount[];
}

export interface Feeds {
  readonly registry: () => Promise<FeedRegistry>;
  /** What the feeds in force say about many numbers at once. */
  readonly on: (
    numbers: readonly Identity[],
  ) => Promise<(number: Identity, now: Date) => FeedEvidence | undefined>;
  /** Changes the record as it is at that moment. What `change` throws ends it, and nothing is changed. */
  readonly change: (change: (registry: FeedRegistry) => FeedRegistry) => Promise<FeedRegistry>;
  /** @param expiresAt ISO 8601; absent for a piece of an upload that is put in force */
  readonly putPiece: (upload: string, index: number, piece: FeedPiece, expiresAt?: string) => Promise<void>;
  /** By index; those that are not there are left out. */
  readonly pieces: (upload: string, indexes: readonly number[]) => Promise<ReadonlyMap<number, FeedPiece>>;
  /**
   * Adds pieces to the blocks of their numbers; each piece once, however often it is added. Only whoever holds the lock
   * may. @param isKept whether the complaints of another upload that are met there are still wanted
   * @throws {BlockFullError}
   */
  readonly spread: (
    upload: string,
    pieces: ReadonlyMap<number, readonly Complaint[]>,
    isKept: (upload: string) => boolean,
  ) => Promise<void>;
  /** Deletes pieces, and their complaints from the blocks of their numbers. Only whoever holds the lock may. */
  readonly remove: (upload: string, pieces: ReadonlyMap<number, FeedPiece>) => Promise<void>;
}

/** More complaints about one home than one item holds. */
export class BlockFullError extends Error {
  override readonly name = 'BlockFullError';
}

/** DynamoDB takes 400 KB; the complaints are plain ASCII. */
const MOST_CHARACTERS_OF_A_HOME = 350_000;
const MOST_TRIES = 8;

export const FEEDS_KEY = { key: 'feeds' } as const;
export const homeKey = (home: ListingPattern) => ({ key: home });
const pieceKey = (upload: string, index: number): string => `piece:${upload}:${String(index)}`;

export const registryFromItem = (item: Item | undefined): FeedRegistry =>
  item === undefined ? NO_FEEDS : (item.registry as FeedRegistry);

export const partsFromItem = (item: Item | undefined): FeedParts | undefined =>
  item?.parts as FeedParts | undefined;

export function createFeeds(database: Database): Feeds {
  const TableName = database.table('feeds');
  const items = itemsOf(database, TableName);

  const registry = async (): Promise<FeedRegistry> => {
    const { Item } = await database.run('read feeds', (client, options) =>
      client.send(new GetCommand({ TableName, Key: FEEDS_KEY, ConsistentRead: true }), options),
    );
    return registryFromItem(Item);
  };

  const write = async (next: FeedRegistry, replaces: number): Promise<void> => {
    await database.run('write feeds', (client, options) =>
      client.send(
        new PutCommand({
          TableName,
          Item: { ...FEEDS_KEY, version: next.version, registry: next },
          ConditionExpression: 'attribute_not_exists(#key) OR version = :version',
          ExpressionAttributeNames: { '#key': 'key' },
          ExpressionAttributeValues: { ':version': replaces },
        }),
        options,
      ),
    );
  };

  const change: Feeds['change'] = async (changed) => {
    for (let tries = 1; ; tries++) {
      const before = await registry();
      const next = { ...changed(before), version: before.version + 1 };
      try {
        await write(next, before.version);
        return next;
      } catch (error) {
        if (!(error instanceof ConflictError) || tries === MOST_TRIES) throw error;
      }
    }
  };

  return {
    registry,
    change,
    on: async (numbers) => {
      const record = await registry();
      const found = await items.get([...new Set(numbers.map(homeOf))]);
      return (number, now) => readFeedEvidence(number, partsFromItem(found.get(homeOf(number))), record, now);
    },
    putPiece: (upload, index, piece, expiresAt) => items.put([pieceToItem(upload, index, piece, expiresAt)]),
    pieces: async (upload, indexes) => {
      const found = await items.get(indexes.map((index) => pieceKey(upload, index)));
      return new Map(
        indexes.flatMap((index) => {
          const item = found.get(pieceKey(upload, index));
          return item === undefined ? [] : [[index, pieceFromItem(item)] as const];
        }),
      );
    },
    spread: async (upload, pieces, isKept) => {
      const added = partsByHome(upload, pieces);
      const standing = await items.get([...added.keys()]);
      await items.put(
        [...added].map(([home, parts]) => {
          const before = Object.entries(partsFromItem(standing.get(home)) ?? {});
          const kept = before.filter(([name]) => isKept(name.slice(0, name.indexOf('.'))));
          return homeToItem(home, { ...Object.fromEntries(kept), ...parts });
        }),
      );
    },
    remove: async (upload, pieces) => {
      const complaints = new Map([...pieces].map(([index, piece]) => [index, piece.complaints]));
      const removed = partsByHome(upload, complaints);
      const standing = await items.get([...removed.keys()]);
      const left = [...standing].map(([home, item]) => {
        const parts = Object.entries(partsFromItem(item) ?? {}).filter(([name]) => !isOf(upload, name));
        return { home, parts: Object.fromEntries(parts) };
      });
      const isEmpty = ({ parts }: { parts: FeedParts }): boolean => Object.keys(parts).length === 0;
      await items.put(left.filter((one) => !isEmpty(one)).map(({ home, parts }) => homeToItem(home, parts)));
      await items.remove(left.filter(isEmpty).map(({ home }) => home));
      // The pieces last: until then they say where the complaints lie.
      await items.remove([...pieces.keys()].map((index) => pieceKey(upload, index)));
    },
  };
}

const isOf = (upload: string, part: string): boolean => part.startsWith(`${upload}.`);

const pieceToItem = (
  upload: string,
  index: number,
  { complaints, kinds, dropped }: FeedPiece,
  expiresAt: string | undefined,
): Item => ({
  key: pieceKey(upload, index),
  complaints: writeComplaints(complaints),
  kinds,
  dropped,
  ...(expiresAt === undefined ? {} : { ttl: epochSeconds(expiresAt) }),
});

const pieceFromItem = ({ complaints, kinds, dropped }: Item): FeedPiece => ({
  complaints: readComplaints(String(complaints)),
  kinds: kinds as string[],
  dropped: dropped as DroppedCount[],
});

function homeToItem(home: string, parts: FeedParts): Item {
  const characters = Object.values(parts).reduce((sum, text) => sum + text.length, 0);
  if (characters > MOST_CHARACTERS_OF_A_HOME) {
    throw new BlockFullError(`there are more complaints about ${home} than can be kept`);
  }
  return { key: home, parts };
}

function partsByHome(
  upload: string,
  pieces: ReadonlyMap<number, readonly Complaint[]>,
): Map<string, FeedParts> {
  const parts = new Map<string, FeedParts>();
  for (const [index, complaints] of pieces) {
    for (const [home, inside] of byHome(complaints)) {
      const part = { [partName(upload, index)]: writePart(home, inside) };
      parts.set(home, { ...parts.get(home), ...part });
    }
  }
  return parts;
}

function byHome(complaints: readonly Complaint[]): Map<ListingPattern, Complaint[]> {
  const homes = new Map<ListingPattern, Complaint[]>();
  for (const complaint of complaints) {
    const home = homeOf(complaint.number);
    const inside = homes.get(home);
    if (inside === undefined) homes.set(home, [complaint]);
    else inside.push(complaint);
  }
  return homes;
}

/** Many items of one table, by their key. */
function itemsOf(database: Database, TableName: string) {
  type Request = { PutRequest: { Item: Item } } | { DeleteRequest: { Key: { key: string } } };
  const writeBatch = (batch: readonly Request[]): Promise<void> =>
    untilNoneLeft('write complaints', [...batch], async (requests) => {
      const { UnprocessedItems = {} } = await database.run('write complaints', (client, options) =>
        client.send(new BatchWriteCommand({ RequestItems: { [TableName]: requests } }), options),
      );
      return (UnprocessedItems[TableName] ?? []) as Request[];
    });
  return {
    get: async (keys: readonly string[]): Promise<ReadonlyMap<string, Item>> => {
      const found = new Map<string, Item>();
      await inBatches(keys, MOST_READS, (batch) =>
        untilNoneLeft(
          'read complaints',
          batch.map((key) => ({ key })),
          async (Keys) => {
            const { Responses = {}, UnprocessedKeys = {} } = await database.run(
              'read complaints',
              (client, options) =>
                client.send(
                  new BatchGetCommand({ RequestItems: { [TableName]: { Keys, ConsistentRead: true } } }),
                  options,
                ),
            );
            for (const item of Responses[TableName] ?? []) found.set(String(item.key), item);
            return (UnprocessedKeys[TableName]?.Keys ?? []) as { key: string }[];
          },
        ),
      );
      return found;
    },
    put: async (all: readonly Item[]): Promise<void> => {
      await inBatches(
        all.map((Item) => ({ PutRequest: { Item } })),
        MOST_WRITES,
        writeBatch,
      );
    },
    remove: async (keys: readonly string[]): Promise<void> => {
      await inBatches(
        keys.map((key) => ({ DeleteRequest: { Key: { key } } })),
        MOST_WRITES,
        writeBatch,
      );
    },
  };
}
