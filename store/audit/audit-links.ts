// The requests behind the audit log. Beside the links the table holds where the chain ends, and under each key where
// its entry is.
import { DAY_SECONDS } from '../../core/basics/durations.ts';
import type { AuditEntry } from '../../core/call/audit.ts';
import { absent, equals, exists, isBelow, type Condition } from '../database/conditions.ts';
import type { Database } from '../database/database.ts';
import { wasWritten } from '../database/errors.ts';
import { epochSeconds, type Item } from '../database/items.ts';
import { openTable, type Table } from '../database/table.ts';
import { GENESIS, type Link, type LinkPlace, type RemovedPart } from './audit-chain.ts';
import { extentFromItem, linkFromItem, placeFromItem, sequenceFromItem, type Extent } from './audit-items.ts';

const EXTENT_KEY = { day: 'chain', sequence: 0 } as const;
const keyItem = (key: string): LinkPlace => ({ day: `key:${key}`, sequence: 0 });
/** A key is remembered for longer than anything is delivered again. */
const REMEMBER_KEY_SECONDS = 90 * DAY_SECONDS;

interface NewBeginning {
  readonly firstDay: string;
  readonly removed: RemovedPart;
  readonly removingFrom: string;
}

interface DayQuery {
  readonly newestFirst: boolean;
  readonly limit?: number | undefined;
  readonly after?: number | undefined;
}

interface DayPage {
  readonly found: readonly Link[];
  /** Sequence behind which there is more. */
  readonly more: number | undefined;
}

export interface Links {
  readonly at: (place: LinkPlace) => Promise<Link | undefined>;
  /** False where a link stands there already. */
  readonly put: (link: Link) => Promise<boolean>;
  /** One request's worth of a day. */
  readonly ofDay: (day: string, query: DayQuery) => Promise<DayPage>;
  readonly lastOf: (day: string) => Promise<Link | undefined>;
  readonly extent: () => Promise<Extent | undefined>;
  readonly begin: (day: string) => Promise<boolean>;
  /** Never backwards. */
  readonly noteEnd: (link: Link) => Promise<boolean>;
  /** The chain begins later from now on. False where another removal came first. */
  readonly moveBeginning: (beginning: NewBeginning, before: Extent) => Promise<boolean>;
  /** Days before this one are marked for deletion. */
  readonly noteRemoved: (day: string) => Promise<boolean>;
  /** DynamoDB deletes the link some time after. False where it is gone already. */
  readonly expire: (place: LinkPlace, now: Date) => Promise<boolean>;
  /** Where the entry with this key stands, or is about to. */
  readonly placeOf: (key: string) => Promise<LinkPlace | undefined>;
  /** False where another delivery of the same act has chosen a place meanwhile. */
  readonly choosePlace: (
    entry: AuditEntry,
    place: LinkPlace,
    before: LinkPlace | undefined,
  ) => Promise<boolean>;
}

export function createLinks(database: Database): Links {
  const table = openTable(database, 'audit');
  return {
    at: async (place) => {
      const item = await get(table, place);
      return item === undefined ? undefined : linkFromItem(item);
    },
    put: (link) => putNew(table, { ...link }),
    ofDay: (day, query) => ofDay(table, day, query),
    lastOf: async (day) => (await ofDay(table, day, { newestFirst: true, limit: 1 })).found[0],
    extent: async () => extentFromItem(await get(table, EXTENT_KEY)),
    begin: (day) => putNew(table, { ...EXTENT_KEY, ...emptyExtent(day) }),
    noteEnd: (link) => noteEnd(table, link),
    moveBeginning: ({ firstDay, removed, removingFrom }, before) =>
      set(table, EXTENT_KEY, { firstDay, removed, removingFrom }, equals('firstDay', before.firstDay)),
    noteRemoved: (day) => set(table, EXTENT_KEY, { removingFrom: day }, exists('removingFrom')),
    expire: ({ day, sequence }, now) =>
      set(table, { day, sequence }, { ttl: epochSeconds(now.toISOString()) }, exists('previous')),
    placeOf: async (key) => placeFromItem(await get(table, keyItem(key))),
    choosePlace: (entry, place, before) => choosePlace(table, entry, place, before),
  };
}

const get = (table: Table, { day, sequence }: LinkPlace): Promise<Item | undefined> =>
  table.get('read audit log', { day, sequence }, { consistent: true });

const putNew = (table: Table, item: Item): Promise<boolean> =>
  wasWritten(table.put('append to audit log', item, absent('day')));

const set = (table: Table, { day, sequence }: LinkPlace, values: Item, only: Condition): Promise<boolean> =>
  wasWritten(table.update('append to audit log', { day, sequence }, { set: values }, { only }));

const emptyExtent = (day: string): Extent => ({
  firstDay: day,
  lastDay: day,
  lastSequence: GENESIS.sequence,
  lastHash: GENESIS.hash,
});

const noteEnd = (table: Table, { day, sequence, hash }: Link): Promise<boolean> =>
  set(
    table,
    EXTENT_KEY,
    { lastDay: day, lastSequence: sequence, lastHash: hash },
    isBelow('lastSequence', sequence),
  );

function choosePlace(
  table: Table,
  { key, at }: AuditEntry,
  { day, sequence }: LinkPlace,
  before: LinkPlace | undefined,
): Promise<boolean> {
  const ttl = epochSeconds(at) + REMEMBER_KEY_SECONDS;
  const only = before === undefined ? absent('atSequence') : equals('atSequence', before.sequence);
  return set(table, keyItem(key), { atDay: day, atSequence: sequence, ttl }, only);
}

async function ofDay(table: Table, day: string, { newestFirst, limit, after }: DayQuery): Promise<DayPage> {
  const { items, next } = await table.query('read audit log', {
    where: equals('day', day),
    newestFirst,
    consistent: true,
    limit,
    after: after === undefined ? undefined : { day, sequence: after },
  });
  return { found: items.map(linkFromItem), more: next && sequenceFromItem(next) };
}
