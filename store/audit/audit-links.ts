// The requests behind the audit log. Beside the links the table holds where the chain ends, and under each key where
// its entry is.
import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { AuditEntry } from '../../core/call/audit.ts';
import { GENESIS, type Link, type LinkPlace, type RemovedPart } from './audit-chain.ts';
import type { Database } from '../database/database.ts';
import { wasWritten } from '../database/errors.ts';
import { epochSeconds, type Item } from '../database/items.ts';

/** Where the chain began and has come to, as far as was noted: it may go on behind. */
export interface Extent {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly lastSequence: number;
  readonly lastHash: string;
  /** What stood before `firstDay`. */
  readonly removed?: RemovedPart;
  /** The first day whose links may not be marked for deletion yet, where a removal is under way. */
  readonly removingFrom?: string;
}
const EXTENT_KEY = { day: 'chain', sequence: 0 } as const;
const keyItem = (key: string): LinkPlace => ({ day: `key:${key}`, sequence: 0 });
/** A key is remembered for longer than anything is delivered again. */
const REMEMBER_KEY_SECONDS = 90 * 86_400;

export type Links = ReturnType<typeof createLinks>;

export function createLinks(database: Database) {
  const { get, putNew, update, ofDay } = createRequests(database);
  return {
    at: async (place: LinkPlace) => (await get(place)) as Link | undefined,
    /** False where a link stands there already. */
    put: (link: Link) => putNew({ ...link }),
    ofDay,
    lastOf: async (day: string) => (await ofDay(day, { newestFirst: true, limit: 1 })).found[0],

    extent: async () => (await get(EXTENT_KEY)) as Extent | undefined,
    begin: (day: string) => {
      const { sequence, hash } = GENESIS;
      return putNew({ ...EXTENT_KEY, firstDay: day, lastDay: day, lastSequence: sequence, lastHash: hash });
    },
    /** Never backwards. */
    noteEnd: ({ day, sequence, hash }: Link) =>
      update(
        EXTENT_KEY,
        { lastDay: day, lastSequence: sequence, lastHash: hash },
        { text: '#lastSequence < :lastSequence' },
      ),

    /** The chain begins later from now on. False where another removal came first. */
    moveBeginning: ({ firstDay, removed, removingFrom }: NewBeginning, before: Extent) =>
      update(
        EXTENT_KEY,
        { firstDay, removed, removingFrom },
        { text: '#firstDay = :before', values: { ':before': before.firstDay } },
      ),
    /** Days before this one are marked for deletion. */
    noteRemoved: (day: string) =>
      update(EXTENT_KEY, { removingFrom: day }, { text: 'attribute_exists(#removingFrom)' }),
    /** DynamoDB deletes the link some time after. False where it is gone already. */
    expire: ({ day, sequence }: LinkPlace, now: Date) =>
      update(
        { day, sequence },
        { ttl: epochSeconds(now.toISOString()) },
        { text: 'attribute_exists(previous)' },
      ),

    /** Where the entry with this key stands, or is about to. */
    placeOf: async (key: string): Promise<LinkPlace | undefined> => {
      const item = await get(keyItem(key));
      return item && { day: String(item.atDay), sequence: Number(item.atSequence) };
    },
    /** False where another delivery of the same act has chosen a place meanwhile. */
    choosePlace: ({ key, at }: AuditEntry, { day, sequence }: LinkPlace, before: LinkPlace | undefined) =>
      update(
        keyItem(key),
        { atDay: day, atSequence: sequence, ttl: epochSeconds(at) + REMEMBER_KEY_SECONDS },
        before === undefined
          ? { text: 'attribute_not_exists(#atSequence)' }
          : { text: '#atSequence = :before', values: { ':before': before.sequence } },
      ),
  };
}

export type NewBeginning = Required<Pick<Extent, 'firstDay' | 'removed' | 'removingFrom'>>;

interface Condition {
  readonly text: string;
  readonly values?: Item;
}

function createRequests(database: Database) {
  const TableName = database.table('audit');
  return {
    get: async (Key: LinkPlace): Promise<Item | undefined> => {
      const { Item } = await database.run('read audit log', (client, options) =>
        client.send(new GetCommand({ TableName, Key, ConsistentRead: true }), options),
      );
      return Item;
    },

    putNew: (Item: Item): Promise<boolean> => {
      const ConditionExpression = 'attribute_not_exists(#day)';
      const ExpressionAttributeNames = { '#day': 'day' };
      const put = new PutCommand({ TableName, Item, ConditionExpression, ExpressionAttributeNames });
      return wasWritten(database.run('append to audit log', (client, options) => client.send(put, options)));
    },

    update: (Key: LinkPlace, values: Item, { text, values: known = {} }: Condition): Promise<boolean> => {
      const names = Object.keys(values);
      const update = new UpdateCommand({
        TableName,
        Key,
        UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
        ConditionExpression: text,
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: {
          ...known,
          ...Object.fromEntries(names.map((name) => [`:${name}`, values[name]])),
        },
      });
      return wasWritten(
        database.run('append to audit log', (client, options) => client.send(update, options)),
      );
    },

    /** One request's worth of a day. */
    ofDay: async (day: string, { newestFirst, limit, after }: DayQuery): Promise<DayPage> => {
      const { Items = [], LastEvaluatedKey } = await database.run('read audit log', (client, options) =>
        client.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: '#day = :day',
            ExpressionAttributeNames: { '#day': 'day' },
            ExpressionAttributeValues: { ':day': day },
            ScanIndexForward: !newestFirst,
            ConsistentRead: true,
            Limit: limit,
            ExclusiveStartKey: after === undefined ? undefined : { day, sequence: after },
          }),
          options,
        ),
      );
      return { found: Items as Link[], more: LastEvaluatedKey?.sequence as number | undefined };
    },
  };
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
