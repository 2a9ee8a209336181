// One table as the repositories use it: each request names what it is for, its key, its change and its condition.
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { inBatches, MOST_READS, MOST_WRITES, untilNoneLeft } from './batches.ts';
import { expressionOf, type Change } from './changes.ts';
import { absent, all, any, isAbove, Placeholders, type Condition } from './conditions.ts';
import type { Database } from './database.ts';
import { StoreUnavailableError } from './errors.ts';
import type { Item } from './items.ts';
import { cleanChange, cleanItem } from '../register/clean-words.ts';
import { TABLE_NAMES, type TableName } from '../tables.ts';

export type Key = Readonly<Record<string, string | number>>;

export interface Table {
  readonly get: (operation: string, key: Key, reading?: Reading) => Promise<Item | undefined>;
  /** In no order; those that are not there are left out. */
  readonly getMany: (operation: string, keys: readonly Key[], reading?: Reading) => Promise<Item[]>;
  /** The whole item. {@link ConflictError} where the condition does not hold. */
  readonly put: (operation: string, item: Item, only?: Condition) => Promise<void>;
  /**
   * The item is made where it is not there. {@link ConflictError} where the condition does not hold.
   * @returns what `returns` asks for; an empty item without it
   */
  readonly update: (operation: string, key: Key, change: Change, options?: UpdateOptions) => Promise<Item>;
  /** {@link ConflictError} where the condition does not hold. */
  readonly remove: (operation: string, key: Key, only?: Condition) => Promise<void>;
  /** Not one transaction: after a failure some may be written, and none twice. */
  readonly putMany: (operation: string, items: readonly Item[]) => Promise<void>;
  /** Not one transaction either. */
  readonly removeMany: (operation: string, keys: readonly Key[]) => Promise<void>;
  /** One request's worth, at most a megabyte. */
  readonly query: (operation: string, query: Query) => Promise<ItemPage>;
  readonly scan: (operation: string, part: Part) => Promise<ItemPage>;
}

interface Reading {
  /** Sees every write that was confirmed before. */
  readonly consistent?: true;
  /** Attributes to be read; all where absent. */
  readonly attributes?: readonly string[];
}

interface UpdateOptions {
  readonly only?: Condition | undefined;
  /** The item as it is then: all of it, or what was changed. */
  readonly returns?: 'ALL_NEW' | 'UPDATED_NEW';
}

interface Part {
  /** Items that are looked at; a filter comes after it. */
  readonly limit?: number | undefined;
  /** DynamoDB's own key of the item behind which to go on. */
  readonly after?: Item | undefined;
}

export interface Query extends Part, Reading {
  readonly index?: string;
  /** On the key of the table or of the index. */
  readonly where: Condition;
  /** On any attribute. */
  readonly filter?: Condition;
  readonly newestFirst?: boolean;
  /** The items are counted, and not read. */
  readonly countOnly?: true;
}

export interface ItemPage {
  readonly items: readonly Item[];
  readonly count: number;
  /** Present when there may be more. */
  readonly next: Item | undefined;
}

export function openTable(database: Database, name: TableName): Table {
  const at: Place = { database, name, TableName: database.table(name) };
  return {
    get: (operation, key, reading) => get(at, operation, key, reading),
    getMany: (operation, keys, reading) => getMany(at, operation, keys, reading),
    put: (operation, item, only) => put(at, operation, cleanItem(name, item), only),
    update: (operation, key, change, options) =>
      update(at, operation, { key, change: cleanChange(name, change), ...options }),
    remove: (operation, key, only) => remove(at, operation, key, only),
    putMany: (operation, items) =>
      writeMany(
        at,
        operation,
        items.map((item) => ({ PutRequest: { Item: cleanItem(name, item) } })),
      ),
    removeMany: (operation, keys) =>
      writeMany(
        at,
        operation,
        keys.map((Key) => ({ DeleteRequest: { Key } })),
      ),
    query: (operation, asked) => query(at, operation, asked),
    scan: (operation, part) => scan(at, operation, part),
  };
}

interface Place {
  readonly database: Database;
  readonly name: TableName;
  readonly TableName: string;
}

// --- what is past its period ----------------------------------------------------------------------------------------

/** DynamoDB removes an item up to days after its time to live; nobody sees it in between. */
const secondsNow = ({ now }: Database): number | undefined =>
  now === undefined ? undefined : Math.floor(now().getTime() / 1_000);

function isPast(item: Item, database: Database): boolean {
  const seconds = secondsNow(database);
  return seconds !== undefined && typeof item.ttl === 'number' && item.ttl <= seconds;
}

const withoutPast = (items: readonly Item[], database: Database): Item[] =>
  items.filter((item) => !isPast(item, database));

/** The same as a filter of a request, so that what is counted and paged is right too. */
function alive(filter: Condition | undefined, database: Database): Condition | undefined {
  const seconds = secondsNow(database);
  if (seconds === undefined) return filter;
  const isAlive = any(absent('ttl'), isAbove('ttl', seconds));
  return filter === undefined ? isAlive : all(filter, isAlive);
}

async function get(
  { database, TableName }: Place,
  operation: string,
  Key: Key,
  reading: Reading = {},
): Promise<Item | undefined> {
  const command = new GetCommand({ TableName, Key, ...readingOf(reading) });
  const { Item } = await database.run(operation, (client, options) => client.send(command, options));
  return Item === undefined || isPast(Item, database) ? undefined : Item;
}

async function getMany(
  { database, TableName }: Place,
  operation: string,
  keys: readonly Key[],
  reading: Reading = {},
): Promise<Item[]> {
  const found: Item[] = [];
  const read = async (Keys: Record<string, unknown>[]): Promise<Record<string, unknown>[]> => {
    const command = new BatchGetCommand({ RequestItems: { [TableName]: { Keys, ...readingOf(reading) } } });
    const { Responses = {}, UnprocessedKeys = {} } = await database.run(operation, (client, options) =>
      client.send(command, options),
    );
    found.push(...(Responses[TableName] ?? []));
    return UnprocessedKeys[TableName]?.Keys ?? [];
  };
  await inBatches(keys, MOST_READS, (batch) => untilNoneLeft(operation, [...batch], read));
  return withoutPast(found, database);
}

function readingOf({ consistent, attributes }: Reading) {
  const into = new Placeholders();
  return {
    ...(consistent === undefined ? {} : { ConsistentRead: consistent }),
    ...(attributes === undefined
      ? {}
      : {
          ProjectionExpression: [...new Set([...attributes, 'ttl'])]
            .map((name) => into.path(name))
            .join(', '),
        }),
    ...into.members(),
  };
}

async function put(
  { database, TableName }: Place,
  operation: string,
  Item: Item,
  only: Condition | undefined,
): Promise<void> {
  const command = new PutCommand({ TableName, Item, ...conditionOf(only, new Placeholders()) });
  await database.run(operation, (client, options) => client.send(command, options));
}

async function update(
  { database, TableName }: Place,
  operation: string,
  { key, change, only, returns = 'NONE' }: UpdateWork,
): Promise<Item> {
  const into = new Placeholders();
  const command = new UpdateCommand({
    TableName,
    Key: key,
    UpdateExpression: expressionOf(change, into),
    ...conditionOf(only, into),
    ReturnValues: returns,
  });
  const { Attributes = {} } = await database.run(operation, (client, options) =>
    client.send(command, options),
  );
  return Attributes;
}

interface UpdateWork {
  readonly key: Key;
  readonly change: Change;
  readonly only?: Condition | undefined;
  readonly returns?: 'ALL_NEW' | 'UPDATED_NEW' | 'NONE';
}

async function remove(
  { database, TableName }: Place,
  operation: string,
  Key: Key,
  only: Condition | undefined,
): Promise<void> {
  const command = new DeleteCommand({ TableName, Key, ...conditionOf(only, new Placeholders()) });
  await database.run(operation, (client, options) => client.send(command, options));
}

/** With the names and values that the rest of the request uses. */
const conditionOf = (only: Condition | undefined, into: Placeholders) => ({
  ...(only === undefined ? {} : { ConditionExpression: only(into) }),
  ...into.members(),
});

type WriteRequest = { PutRequest: { Item: Item } } | { DeleteRequest: { Key: Key } };

async function writeMany(
  { database, TableName }: Place,
  operation: string,
  work: readonly WriteRequest[],
): Promise<void> {
  const write = async (requests: readonly WriteRequest[]): Promise<WriteRequest[]> => {
    const command = new BatchWriteCommand({ RequestItems: { [TableName]: [...requests] } });
    const { UnprocessedItems = {} } = await database.run(operation, (client, options) =>
      client.send(command, options),
    );
    return (UnprocessedItems[TableName] ?? []).flatMap(writeRequest);
  };
  await inBatches(work, MOST_WRITES, (batch) => untilNoneLeft(operation, [...batch], write));
}

const writeRequest = ({
  PutRequest,
  DeleteRequest,
}: {
  PutRequest?: { Item: Item | undefined } | undefined;
  DeleteRequest?: { Key: Item | undefined } | undefined;
}): WriteRequest[] => {
  if (PutRequest?.Item !== undefined) return [{ PutRequest: { Item: PutRequest.Item } }];
  return DeleteRequest?.Key === undefined ? [] : [{ DeleteRequest: { Key: keyOf(DeleteRequest.Key) } }];
};

const keyOf = (item: Item): Key =>
  Object.fromEntries(
    Object.entries(item).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, value]] : [],
    ),
  );

async function query({ database, TableName }: Place, operation: string, asked: Query): Promise<ItemPage> {
  const into = new Placeholders();
  const { index, where, newestFirst = false, countOnly, consistent, attributes } = asked;
  const filter = alive(asked.filter, database);
  const command = new QueryCommand({
    TableName,
    ...(index === undefined ? {} : { IndexName: index }),
    KeyConditionExpression: where(into),
    ...(filter === undefined ? {} : { FilterExpression: filter(into) }),
    ...(attributes === undefined
      ? {}
      : { ProjectionExpression: attributes.map((name) => into.path(name)).join(', ') }),
    ...into.members(),
    ...(countOnly === undefined ? {} : { Select: 'COUNT' as const }),
    ...(consistent === undefined ? {} : { ConsistentRead: consistent }),
    ScanIndexForward: !newestFirst,
    ...partOf(asked),
  });
  return pageOf(await database.run(operation, (client, options) => client.send(command, options)));
}

async function scan({ database, TableName }: Place, operation: string, part: Part): Promise<ItemPage> {
  const into = new Placeholders();
  const filter = alive(undefined, database);
  const command = new ScanCommand({
    TableName,
    ...(filter === undefined ? {} : { FilterExpression: filter(into) }),
    ...into.members(),
    ...partOf(part),
  });
  return pageOf(await database.run(operation, (client, options) => client.send(command, options)));
}

const partOf = ({ limit, after }: Part) => ({
  ...(limit === undefined ? {} : { Limit: limit }),
  ...(after === undefined ? {} : { ExclusiveStartKey: after }),
});

const pageOf = ({
  Items = [],
  Count = 0,
  LastEvaluatedKey,
}: {
  Items?: Item[] | undefined;
  Count?: number | undefined;
  LastEvaluatedKey?: Item | undefined;
}): ItemPage => ({ items: Items, count: Count, next: LastEvaluatedKey });

/** All pages of a query, one after another. */
export async function* pagesOf(table: Table, operation: string, asked: Query): AsyncGenerator<ItemPage> {
  let after: Item | undefined;
  do {
    const page = await table.query(operation, { ...asked, after });
    yield page;
    after = page.next;
  } while (after !== undefined);
}

export async function allItems(table: Table, operation: string, asked: Query): Promise<Item[]> {
  const found: Item[] = [];
  for await (const { items } of pagesOf(table, operation, asked)) found.push(...items);
  return found;
}

/** Keys of several tables, as many as one request takes. */
type KeysByTable = Partial<Readonly<Record<TableName, readonly Key[]>>>;

/**
 * Reads items of several tables in one request. Half an answer is none: a throttled listing would read as "unlisted".
 * @returns a look-up of the items of a table
 * @throws {StoreUnavailableError} where a table is throttled
 */
export async function readTogether(
  database: Database,
  operation: string,
  keys: KeysByTable,
): Promise<(table: TableName) => readonly Item[]> {
  const requests = TABLE_NAMES.map((table) => [table, keys[table] ?? []] as const).filter(
    ([, wanted]) => wanted.length > 0,
  );
  const RequestItems = Object.fromEntries(
    requests.map(([table, wanted]) => [database.table(table), { Keys: [...wanted] }]),
  );
  const command = new BatchGetCommand({ RequestItems });
  const { Responses = {}, UnprocessedKeys = {} } = await database.run(operation, (client, options) =>
    client.send(command, options),
  );
  if (Object.keys(UnprocessedKeys).length > 0)
    throw new StoreUnavailableError(operation, new Error('a table is throttled'), 'throttled');
  return (table) => withoutPast(Responses[database.table(table)] ?? [], database);
}
