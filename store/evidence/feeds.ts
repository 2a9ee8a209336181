// Complaint feeds in one table. A piece of a file says which homes hold its complaints, so an upload is removed exactly.
// What counts is what the record of all feeds names: everything else may be there or not.
import type { Complaint } from '../../core/evidence/complaints.ts';
import {
  answerKey,
  feedKeysOf,
  homeOf,
  partName,
  partWithout,
  readFeedEvidence,
  writePart,
  type FeedEvidence,
  type FeedParts,
} from '../../core/evidence/feed-evidence.ts';
import type { FeedRegistry } from '../../core/evidence/feed.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import { absent, any, equals } from '../database/conditions.ts';
import type { Database } from '../database/database.ts';
import { ConflictError, wasWritten } from '../database/errors.ts';
import { epochSeconds, type Item } from '../database/items.ts';
import type { KeyedHash } from '../../core/evidence/keyed-number.ts';
import { openTable, type Table } from '../database/table.ts';
import {
  FEEDS_KEY,
  homeToItem,
  partsFromItem,
  pieceFromItem,
  pieceKey,
  pieceToItem,
  registryFromItem,
  type FeedPiece,
} from './feed-items.ts';

export interface Feeds {
  readonly registry: () => Promise<FeedRegistry>;
  /** What the feeds in force say about many numbers at once. */
  readonly on: (
    numbers: readonly Identity[],
    hashesOf?: (number: Identity, registry: FeedRegistry) => readonly KeyedHash[],
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
  /** What partners answered about one number, by the uploads of their feeds. @param expiresAt ISO 8601 */
  readonly putAnswer: (number: Identity, parts: FeedParts, expiresAt: string) => Promise<void>;
  /** Undefined where none was asked, or all of it has expired. */
  readonly answer: (number: Identity) => Promise<FeedParts | undefined>;
  /** Takes a number's complaints out of every file, in force or not. */
  readonly forget: (number: Identity) => Promise<void>;
  /** Deletes pieces, and their complaints from the blocks of their numbers. Only whoever holds the lock may. */
  readonly remove: (upload: string, pieces: ReadonlyMap<number, FeedPiece>) => Promise<void>;
}

const MOST_TRIES = 8;

export function createFeeds(database: Database): Feeds {
  const table = openTable(database, 'feeds');
  return {
    registry: () => readRegistry(table),
    change: (change) => changeRegistry(table, change),
    on: async (numbers, hashesOf = () => []) => {
      const registry = await readRegistry(table);
      const known = new Map(numbers.map((number) => [number, hashesOf(number, registry)]));
      const keys = [...known].flatMap(([number, hashes]) => feedKeysOf(number, hashes));
      const found = await itemsAt(table, [...new Set(keys)]);
      const partsAt = (key: string): FeedParts | undefined => partsFromItem(found.get(key));
      return (number, now) =>
        readFeedEvidence({ number, hashes: known.get(number) ?? [] }, partsAt, registry, now);
    },
    putAnswer: (number, parts, expiresAt) =>
      table.put('write answer of a partner', {
        ...homeToItem(answerKey(number), parts),
        ttl: epochSeconds(expiresAt),
      }),
    answer: async (number) =>
      partsFromItem(await table.get('read answer of a partner', { key: answerKey(number) })),
    putPiece: (upload, index, piece, expiresAt) =>
      table.putMany('write complaints', [pieceToItem(upload, index, piece, expiresAt)]),
    pieces: async (upload, indexes) => {
      const keys = indexes.map((index) => pieceKey(upload, index));
      const found = await itemsAt(table, keys);
      return new Map(
        indexes.flatMap((index) => {
          const item = found.get(pieceKey(upload, index));
          return item === undefined ? [] : [[index, pieceFromItem(item)] as const];
        }),
      );
    },
    spread: (upload, pieces, isKept) => spread(table, partsByHome(upload, pieces), isKept),
    forget: (number) => forgetNumber(table, number),
    remove: (upload, pieces) => removePieces(table, upload, pieces),
  };
}

// --- the record of all feeds --------------------------------------------------------------------------------------

const readRegistry = async (table: Table): Promise<FeedRegistry> =>
  registryFromItem(await table.get('read feeds', FEEDS_KEY, { consistent: true }));

async function changeRegistry(
  table: Table,
  change: (registry: FeedRegistry) => FeedRegistry,
): Promise<FeedRegistry> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const before = await readRegistry(table);
    const next = { ...change(before), version: before.version + 1 };
    const item = { ...FEEDS_KEY, version: next.version, registry: next };
    const only = any(absent('key'), equals('version', before.version));
    if (await wasWritten(table.put('write feeds', item, only))) return next;
  }
  throw new ConflictError('write feeds');
}

// --- complaints by home -------------------------------------------------------------------------------------------

async function itemsAt(table: Table, keys: readonly string[]): Promise<ReadonlyMap<string, Item>> {
  const items = await table.getMany(
    'read complaints',
    keys.map((key) => ({ key })),
    { consistent: true },
  );
  return new Map(items.map((item) => [String(item.key), item]));
}

async function spread(
  table: Table,
  added: ReadonlyMap<string, FeedParts>,
  isKept: (upload: string) => boolean,
): Promise<void> {
  const standing = await itemsAt(table, [...added.keys()]);
  const homes = [...added].map(([home, parts]) => {
    const before = Object.entries(partsFromItem(standing.get(home)) ?? {});
    const kept = before.filter(([name]) => isKept(name.slice(0, name.indexOf('.'))));
    return homeToItem(home, { ...Object.fromEntries(kept), ...parts });
  });
  await table.putMany('write complaints', homes);
}

async function removePieces(
  table: Table,
  upload: string,
  pieces: ReadonlyMap<number, FeedPiece>,
): Promise<void> {
  const complaints = new Map([...pieces].map(([index, piece]) => [index, piece.complaints]));
  const standing = await itemsAt(table, [...partsByHome(upload, complaints).keys()]);
  const left = [...standing].map(([home, item]) => ({ home, parts: withoutUpload(item, upload) }));
  const [empty, full] = [left.filter(isEmpty), left.filter((one) => !isEmpty(one))];
  await table.putMany(
    'write complaints',
    full.map(({ home, parts }) => homeToItem(home, parts)),
  );
  // The pieces last: until then they say where the complaints lie.
  for (const keys of [
    empty.map(({ home }) => home),
    [...pieces.keys()].map((index) => pieceKey(upload, index)),
  ])
    await table.removeMany(
      'write complaints',
      keys.map((key) => ({ key })),
    );
}

/** Out of the block of its neighbours first, which is what calls read. */
async function forgetNumber(table: Table, number: Identity): Promise<void> {
  const home = homeOf(number);
  const found = (await itemsAt(table, [home])).get(home);
  if (found !== undefined) {
    const parts = Object.entries(partsFromItem(found) ?? {});
    const left = parts.map(([name, part]) => [name, partWithout(part, home, number)] as const);
    const kept = Object.fromEntries(left.filter(([, part]) => part !== ''));
    if (isEmpty({ parts: kept })) await table.removeMany('erase complaints', [{ key: home }]);
    else await table.putMany('erase complaints', [homeToItem(home, kept)]);
  }
  await table.removeMany('erase complaints', [{ key: answerKey(number) }]);
  await forgetInPieces(table, await readRegistry(table), number);
}

async function forgetInPieces(table: Table, registry: FeedRegistry, number: Identity): Promise<void> {
  const uploads = [...Object.values(registry.feeds).flatMap((feed) => feed.uploads), ...registry.leftovers];
  for (const { id, pieces } of uploads)
    for (let index = 0; index < pieces; index++) {
      const item = (await itemsAt(table, [pieceKey(id, index)])).get(pieceKey(id, index));
      if (item === undefined) continue;
      const piece = pieceFromItem(item);
      const complaints = piece.complaints.filter((complaint) => complaint.number !== number);
      if (complaints.length < piece.complaints.length)
        await table.putMany('erase complaints', [
          pieceToItem(id, index, { ...piece, complaints }, undefined),
        ]);
    }
}

const isEmpty = ({ parts }: { readonly parts: FeedParts }): boolean => Object.keys(parts).length === 0;

const withoutUpload = (item: Item, upload: string): FeedParts =>
  Object.fromEntries(
    Object.entries(partsFromItem(item) ?? {}).filter(([name]) => !name.startsWith(`${upload}.`)),
  );

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

function byHome(complaints: readonly Complaint[]): Map<string, Complaint[]> {
  const homes = new Map<string, Complaint[]>();
  for (const complaint of complaints) {
    const home = homeOf(complaint.number);
    const inside = homes.get(home);
    if (inside === undefined) homes.set(home, [complaint]);
    else inside.push(complaint);
  }
  return homes;
}
