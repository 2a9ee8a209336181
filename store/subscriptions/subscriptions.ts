// Subscriptions: what people set, how each stands, what it holds, and the reports and questions that wait for the job.
import { DAY_MS } from '../../core/basics/durations.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import {
  newState,
  type ContentRef,
  type Subscription,
  type SubscriptionCounts,
  type SubscriptionState,
} from '../../core/subscriptions/subscription.ts';
import { any, absent, equals, isAtVersion } from '../database/conditions.ts';
import type { Database } from '../database/database.ts';
import { ConflictError, wasWritten } from '../database/errors.ts';
import { epochSeconds, type Item } from '../database/items.ts';
import { allItems, openTable, type Table } from '../database/table.ts';
import {
  contentOf,
  contentPieces,
  countsFromItem,
  lookUpFromItem,
  sightingFromItem,
  stateFromItem,
  subscriptionFromItem,
  type Content,
  type PendingLookUp,
  type PendingSighting,
} from './subscription-items.ts';

export interface Subscriptions {
  /** Those that two people have agreed on, in the order of their names. */
  readonly all: () => Promise<readonly Subscription[]>;
  /** Also those that were never approved. */
  readonly withProposed: () => Promise<readonly Subscription[]>;
  readonly get: (name: string) => Promise<Subscription | undefined>;
  /** @throws {ConflictError} where another version is there than the one before this */
  readonly put: (subscription: Subscription) => Promise<void>;
  /** With its state and its counts; the content is removed by `removeContent`. */
  readonly remove: (name: string) => Promise<void>;
  readonly states: () => Promise<ReadonlyMap<string, SubscriptionState>>;
  readonly state: (name: string) => Promise<SubscriptionState>;
  /** Changes the state as it is at that moment. What `change` throws ends it, and nothing is changed. */
  readonly changeState: (
    name: string,
    change: (state: SubscriptionState) => SubscriptionState,
  ) => Promise<SubscriptionState>;
  readonly counts: () => Promise<ReadonlyMap<string, SubscriptionCounts>>;
  /** @param once what is counted; counted already, it is not again for a few days */
  readonly count: (
    name: string,
    what: keyof SubscriptionCounts,
    once: { readonly id: string; readonly at: string },
  ) => Promise<boolean>;
  /** Content under a new id; `numbers` and `nextExpiry` are the caller's to say. */
  readonly putContent: (id: string, content: Content) => Promise<Pick<ContentRef, 'id' | 'pieces'>>;
  readonly content: (ref: Pick<ContentRef, 'id' | 'pieces'>) => Promise<Content>;
  readonly removeContent: (ref: Pick<ContentRef, 'id' | 'pieces'>) => Promise<void>;
  readonly sightings: () => Promise<readonly PendingSighting[]>;
  readonly putSighting: (sighting: PendingSighting) => Promise<void>;
  readonly removeSighting: (sighting: PendingSighting) => Promise<void>;
  readonly lookUps: () => Promise<readonly PendingLookUp[]>;
  readonly putLookUp: (number: Identity, at: string) => Promise<void>;
  readonly removeLookUp: (number: string) => Promise<void>;
  /**
   * Keyed hashes of numbers that partners' lists say nothing of here: erased on request, or found by a person to be no
   * nuisance.
   */
  readonly left: (now: Date) => Promise<ReadonlySet<string>>;
  /** @param until ISO 8601; absent for ever, as for a number that was erased */
  readonly leaveOut: (token: string, at: string, until?: string) => Promise<void>;
}

const MOST_TRIES = 8;
/** Within so many days the same call, number or report is not counted a second time. */
const COUNTED_DAYS = 7;
/** A question or report that could not be answered for so long is given up. */
const WAITS_DAYS = 14;

export function createSubscriptions(database: Database): Subscriptions {
  const table = openTable(database, 'subscriptions');
  return {
    ...definitions(table),
    ...states(table),
    ...counters(table),
    ...contents(table),
    ...outbox(table),
    left: async (now) =>
      new Set(
        (await ofKind(table, 'left'))
          .filter(({ ttl }) => typeof ttl !== 'number' || ttl > now.getTime() / 1_000)
          .map(({ name }) => String(name)),
      ),
    leaveOut: (token, at, until) =>
      table.put('leave a number out', {
        kind: 'left',
        name: token,
        at,
        ...(until === undefined ? {} : { ttl: epochSeconds(until) }),
      }),
  };
}

const ofKind = (table: Table, kind: string): Promise<Item[]> =>
  allItems(table, 'read subscriptions', { where: equals('kind', kind), consistent: true });

const get = (table: Table, kind: string, name: string): Promise<Item | undefined> =>
  table.get('read subscription', { kind, name }, { consistent: true });

const withProposed = async (table: Table): Promise<readonly Subscription[]> =>
  (await ofKind(table, 'subscription')).map(subscriptionFromItem);

const definitions = (table: Table) => ({
  all: async () => (await withProposed(table)).filter(({ proposed }) => proposed !== true),
  withProposed: () => withProposed(table),
  get: async (name: string) => {
    const item = await get(table, 'subscription', name);
    return item === undefined ? undefined : subscriptionFromItem(item);
  },
  put: (subscription: Subscription) =>
    table.put(
      'write subscription',
      { kind: 'subscription', ...subscription },
      isAtVersion('name', subscription.version - 1),
    ),
  remove: (name: string) =>
    table.removeMany(
      'remove subscription',
      ['subscription', 'state', 'counts'].map((kind) => ({ kind, name })),
    ),
});

const states = (table: Table) => {
  const read = async (name: string): Promise<SubscriptionState> => {
    const item = await get(table, 'state', name);
    return item === undefined ? newState(name) : stateFromItem(item);
  };
  return {
    state: read,
    states: async () => byName((await ofKind(table, 'state')).map(stateFromItem)),
    changeState: async (name: string, change: (state: SubscriptionState) => SubscriptionState) => {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const before = await read(name);
        const next = { ...change(before), version: before.version + 1 };
        const only = any(absent('name'), equals('version', before.version));
        if (await wasWritten(table.put('write state', { kind: 'state', ...next }, only))) return next;
      }
      throw new ConflictError('write state');
    },
  };
};

const byName = <One extends { readonly name: string }>(all: readonly One[]): ReadonlyMap<string, One> =>
  new Map(all.map((one) => [one.name, one]));

const counters = (table: Table) => ({
  counts: async () =>
    new Map((await ofKind(table, 'counts')).map((item) => [String(item.name), countsFromItem(item)])),
  count: async (
    name: string,
    what: keyof SubscriptionCounts,
    { id, at }: { readonly id: string; readonly at: string },
  ) => {
    const ttl = daysAfter(at, COUNTED_DAYS);
    const claim = { kind: 'counted', name: `${name}:${what}:${id}`, ttl };
    if (!(await wasWritten(table.put('count once', claim, absent('name'))))) return false;
    await table.update('count', { kind: 'counts', name }, { add: { [what]: 1 } });
    return true;
  },
});

const pieceName = (id: string, index: number): string => `${id}:${String(index).padStart(5, '0')}`;
const pieceKeys = ({ id, pieces }: Pick<ContentRef, 'id' | 'pieces'>) =>
  Array.from({ length: pieces }, (_, index) => ({ kind: 'content', name: pieceName(id, index) }));

const contents = (table: Table) => ({
  putContent: async (id: string, content: Content) => {
    const pieces = contentPieces(content);
    // One after the other: together they may be more than one request takes.
    for (const [index, piece] of pieces.entries())
      await table.put('write content', { kind: 'content', name: pieceName(id, index), ...piece });
    return { id, pieces: pieces.length };
  },
  content: async (ref: Pick<ContentRef, 'id' | 'pieces'>) => {
    const items: Item[] = [];
    for (const { kind, name } of pieceKeys(ref)) {
      const item = await get(table, kind, name);
      if (item === undefined) throw new Error(`piece ${name} of the content of a subscription is missing`);
      items.push(item);
    }
    return contentOf(items);
  },
  removeContent: (ref: Pick<ContentRef, 'id' | 'pieces'>) =>
    table.removeMany('remove content', pieceKeys(ref)),
});

const sightingName = ({ subscription, entry, type }: PendingSighting): string =>
  `${subscription}:${type}:${entry}`;
const daysAfter = (at: string, days: number): number =>
  epochSeconds(new Date(Date.parse(at) + days * DAY_MS).toISOString());

const outbox = (table: Table) => ({
  sightings: async () => (await ofKind(table, 'sighting')).map(sightingFromItem),
  putSighting: (sighting: PendingSighting) =>
    table.put('queue sighting', {
      kind: 'sighting',
      name: sightingName(sighting),
      ttl: daysAfter(sighting.at, WAITS_DAYS),
      ...sighting,
    }),
  removeSighting: (sighting: PendingSighting) =>
    table.remove('remove sighting', { kind: 'sighting', name: sightingName(sighting) }),
  lookUps: async () => (await ofKind(table, 'look-up')).map(lookUpFromItem),
  putLookUp: (number: Identity, at: string) =>
    table.put('queue look-up', { kind: 'look-up', name: number, number, at, ttl: daysAfter(at, WAITS_DAYS) }),
  removeLookUp: (number: string) => table.remove('remove look-up', { kind: 'look-up', name: number }),
});
