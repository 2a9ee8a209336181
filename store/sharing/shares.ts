// Shared numbers and their tombstones: all under one key, so that a reader sees one consistent state of them.
import * as z from 'zod';
import { CATEGORIES } from '../../core/cases/case.ts';
import type { E164 } from '../../core/numbers/e164.ts';
import { isNumber } from '../../core/numbers/identity.ts';
import { DAY_SECONDS } from '../../core/basics/durations.ts';
import {
  isLive,
  LIVE_STATES,
  SHARE_DECISIONS,
  DECIDED_DAYS,
  TOMBSTONE_DAYS,
  type LiveShare,
  type Share,
  type ShareFacts,
  type WithdrawnShare,
} from '../../core/sharing/share.ts';
import { all, equals, exists } from '../database/conditions.ts';
import type { Database } from '../database/database.ts';
import { ignoreConflict, unlessConflict, wasWritten } from '../database/errors.ts';
import { epochSeconds, type Item } from '../database/items.ts';
import { count, identity, optionalTime, parserOf, schemaOf, text, textSet, time } from '../database/parse.ts';
import { allItems, openTable, type Table } from '../database/table.ts';

export interface Shares {
  /** In no order. */
  readonly all: () => Promise<readonly Share[]>;
  /** Rises with every change that partners are told, so that a copy can be kept until then. */
  readonly revision: () => Promise<number>;
  readonly get: (entry: string) => Promise<Share | undefined>;
  /** Of one number, whether or not partners see it. */
  readonly ofNumber: (number: E164) => Promise<readonly LiveShare[]>;
  readonly add: (shares: readonly LiveShare[]) => Promise<void>;
  /** What was found out of the number since; nothing of a share that was withdrawn meanwhile. */
  readonly refresh: (entry: string, facts: Refreshed) => Promise<void>;
  /** The number goes, and a tombstone stays. Can be done twice. */
  readonly withdraw: (tombstone: WithdrawnShare) => Promise<void>;
  /** One more partner reported it. @returns the share as it is then; undefined where it was withdrawn */
  readonly addFalsePositive: (entry: string, partner: string) => Promise<LiveShare | undefined>;
  /** A person should look at it; since the first time that one should. */
  readonly flag: (entry: string, at: string) => Promise<void>;
  /** A person has looked: the doubts of partners are answered. */
  readonly settle: (entry: string) => Promise<void>;
  /** Partners see it as withdrawn from now on. */
  readonly dispute: (entry: string, at: string) => Promise<void>;
  /** Partners are told from here on: the end of every set of changes. */
  readonly raise: () => Promise<void>;
}

/** `changed`: absent where partners need not be told. */
interface Refreshed extends Partial<ShareFacts> {
  readonly checked: string;
  readonly changed?: string;
}

/** All shares are under the one key, and their revision under the other. */
const SHARES = 'shares';
const HEAD = { feed: 'head', entry: 'head' } as const;
const keyOf = (entry: string) => ({ feed: SHARES, entry });
/** Of a live share that partners may see or may not. */
const HAS_NUMBER = exists('number');

export function createShares(database: Database): Shares {
  const table = openTable(database, 'shares');
  const change = async (operation: string, entry: string, set: Item): Promise<void> => {
    await table.update(operation, keyOf(entry), { set }, { only: HAS_NUMBER }).catch(ignoreConflict);
  };
  return {
    all: async () => (await allItems(table, 'read shares', ALL)).map(shareFromItem),
    revision: async () =>
      Number((await table.get('revision of shares', HEAD, { consistent: true }))?.revision ?? 0),
    get: async (entry) => {
      const item = await table.get('read share', keyOf(entry), { consistent: true });
      return item === undefined ? undefined : shareFromItem(item);
    },
    ofNumber: async (number) =>
      (await allItems(table, 'shares of a number', { ...ALL, filter: equals('number', number) }))
        .map(shareFromItem)
        .filter(isLive),
    add: (shares) => table.putMany('add shares', shares.map(itemOf)),
    refresh: (entry, facts) => change('refresh share', entry, { ...facts }),
    withdraw: (tombstone) => withdraw(table, tombstone),
    addFalsePositive: (entry, partner) => addFalsePositive(table, entry, partner),
    flag: async (entry, at) => {
      const update = { once: { flaggedAt: at } };
      await table.update('flag share', keyOf(entry), update, { only: HAS_NUMBER }).catch(ignoreConflict);
    },
    settle: async (entry) => {
      const update = { remove: ['flaggedAt', 'falsePositives'] };
      await table.update('settle share', keyOf(entry), update, { only: HAS_NUMBER }).catch(ignoreConflict);
    },
    dispute: async (entry, at) => {
      const only = all(HAS_NUMBER, equals('state', 'shared'));
      const set = { state: 'disputed', changed: at };
      await wasWritten(table.update('dispute share', keyOf(entry), { set }, { only }));
    },
    raise: async () => {
      await table.update('raise revision of shares', HEAD, { add: { revision: 1 } });
    },
  };
}

const ALL = { where: equals('feed', SHARES), consistent: true } as const;

const itemOf = ({ falsePositives, ...share }: LiveShare): Item => ({
  feed: SHARES,
  ...share,
  // DynamoDB takes no empty sets.
  ...(falsePositives.length === 0 ? {} : { falsePositives: new Set(falsePositives) }),
});

/** Attributes of a live share that a tombstone must not have. */
const GONE = [
  'number',
  'firstSeen',
  'lastSeen',
  'calls',
  'confidence',
  'expires',
  'checked',
  'falsePositives',
  'flaggedAt',
];

async function withdraw(table: Table, { entry, changed, decided }: WithdrawnShare): Promise<void> {
  const days = decided === true ? DECIDED_DAYS : TOMBSTONE_DAYS;
  const ttl = epochSeconds(changed) + days * DAY_SECONDS;
  const update = { set: { state: 'withdrawn', changed, decided, ttl }, remove: GONE };
  await table.update('withdraw share', keyOf(entry), update, { only: HAS_NUMBER }).catch(ignoreConflict);
}

async function addFalsePositive(
  table: Table,
  entry: string,
  partner: string,
): Promise<LiveShare | undefined> {
  const update = { add: { falsePositives: new Set([partner]) } };
  const found = table.update('false positive', keyOf(entry), update, {
    only: HAS_NUMBER,
    returns: 'ALL_NEW',
  });
  const item = await unlessConflict(found);
  const share = item === undefined ? undefined : shareFromItem(item);
  return share !== undefined && isLive(share) ? share : undefined;
}

const LIFE = {
  entry: text,
  batch: text,
  added: time,
  changed: time,
  category: z.enum(CATEGORIES),
  decision: z.enum(SHARE_DECISIONS),
};

const number = z.custom<E164>(
  (value) => identity.safeParse(value).success && isNumber(value as E164),
  'is no number',
);

const shareSchema: z.ZodType<Share> = z.union([
  schemaOf<WithdrawnShare>({ ...LIFE, state: z.literal('withdrawn'), decided: z.literal(true).optional() }),
  schemaOf<LiveShare>({
    ...LIFE,
    state: z.enum(LIVE_STATES),
    number,
    firstSeen: time,
    lastSeen: time,
    calls: count,
    confidence: count,
    expires: time,
    checked: time,
    falsePositives: textSet.default([]),
    flaggedAt: optionalTime,
  }),
]);

const shareFromItem = parserOf('shares', shareSchema);
