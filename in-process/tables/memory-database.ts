// A DynamoDB of maps for histories of a great many calls: the commands of the store are carried out at once, in this
// process, with nothing of an engine or a socket between. It passes the contract of the store like the real engines.
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { MOST_READS, MOST_WRITES } from '../../store/database/batches.ts';
import type { Database } from '../../store/database/database.ts';
import { storeError } from '../../store/database/failures.ts';
import type { Item } from '../../store/database/items.ts';
import { TABLE_NAMES, TABLES, type TableName } from '../../store/tables.ts';
import { ValidationException } from './expressions.ts';
import { MemoryTable, type Conditional, type QueryInput, type UpdateInput } from './memory-table.ts';
import type { Signs } from './evaluate.ts';
import { copiedItem } from './values.ts';

export interface MemoryDatabase extends Database {
  /** Every item as it is now, by its table and key; none of them changes afterwards. */
  readonly items: () => ReadonlyMap<string, Item>;
}

/** A database without items. What is asked of it has been done when `run` returns its promise. */
export function memoryDatabase(): MemoryDatabase {
  const tables = new Map<string, MemoryTable>(
    TABLE_NAMES.map((name) => [name, new MemoryTable(TABLES[name])]),
  );
  const client = clientOf(tables);
  return {
    table: (name: TableName) => name,
    close: () => undefined,
    items: () =>
      new Map(
        [...tables].flatMap(([name, table]) =>
          table.items().map(({ id, item }) => [`${name} ${id}`, item] as const),
        ),
      ),
    run: async (operation, send) => {
      try {
        return await send(client, { abortSignal: NEVER });
      } catch (error) {
        throw storeError(operation, error);
      }
    },
  };
}

const NEVER = new AbortController().signal;

type Tables = ReadonlyMap<string, MemoryTable>;
type Input = UpdateInput & QueryInput & { readonly TableName: string; readonly Item: Item } & Batch;
interface Batch {
  readonly RequestItems: Readonly<Record<string, GetRequest & readonly WriteRequest[]>>;
}
type GetRequest = Signs & { readonly Keys: readonly Item[]; readonly ProjectionExpression?: string };
interface WriteRequest {
  readonly PutRequest?: { readonly Item: Item };
  readonly DeleteRequest?: { readonly Key: Item };
}

/** As much of the document client as the store uses: sending a command. */
function clientOf(tables: Tables): DynamoDBDocumentClient {
  const send = ({ input, constructor }: { input: Input; constructor: { name: string } }): Promise<object> => {
    const carryOut = COMMANDS[constructor.name];
    if (carryOut === undefined) throw new Error(`the database in memory does not know ${constructor.name}`);
    return Promise.resolve(carryOut(tables, input));
  };
  return { send } as unknown as DynamoDBDocumentClient;
}

const named = (tables: Tables, name: string): MemoryTable => {
  const table = tables.get(name);
  if (table !== undefined) return table;
  throw Object.assign(new Error('Requested resource not found'), { name: 'ResourceNotFoundException' });
};

const withMember = (name: string, value: unknown): object => (value === undefined ? {} : { [name]: value });

const COMMANDS: Readonly<Record<string, (tables: Tables, input: Input) => object>> = {
  GetCommand: (tables, input) => withMember('Item', named(tables, input.TableName).get(input.Key, input)),
  PutCommand: (tables, input) => {
    named(tables, input.TableName).put(input.Item, input);
    return {};
  },
  UpdateCommand: (tables, input) => withMember('Attributes', named(tables, input.TableName).update(input)),
  DeleteCommand: (tables, input) => {
    named(tables, input.TableName).remove(input.Key, input satisfies Conditional);
    return {};
  },
  QueryCommand: (tables, input) => named(tables, input.TableName).query(input),
  ScanCommand: (tables, input) => named(tables, input.TableName).scan(input),
  BatchGetCommand: (tables, { RequestItems }) => ({
    Responses: Object.fromEntries(
      checkedBatch(
        RequestItems,
        ({ Keys }, table) => Keys.map((key) => table.idOf(key)),
        MOST_READS,
        tables,
      ).map(([name, { Keys, ...reading }]) => [
        name,
        Keys.flatMap((key) => named(tables, name).get(key, reading) ?? []),
      ]),
    ),
    UnprocessedKeys: {},
  }),
  BatchWriteCommand: (tables, { RequestItems }) => {
    const batch = checkedBatch(RequestItems, idsWritten, MOST_WRITES, tables);
    for (const [name, requests] of batch)
      for (const { PutRequest, DeleteRequest } of requests) {
        if (PutRequest !== undefined) named(tables, name).put(PutRequest.Item);
        if (DeleteRequest !== undefined) named(tables, name).remove(DeleteRequest.Key);
      }
    return { UnprocessedItems: {} };
  },
};

const idsWritten = (requests: readonly WriteRequest[], table: MemoryTable): string[] =>
  requests.map(({ PutRequest, DeleteRequest }) =>
    PutRequest === undefined ? table.idOf(DeleteRequest?.Key ?? {}) : checkedId(PutRequest.Item, table),
  );

/** Nothing of a batch is written where one of its items is refused. */
function checkedId(item: Item, table: MemoryTable): string {
  table.checkItem(copiedItem(item));
  return table.idIn(item);
}

/** No key twice, and no more than one request takes. */
function checkedBatch<Part>(
  batch: Readonly<Record<string, Part>>,
  idsIn: (part: Part, table: MemoryTable) => readonly string[],
  most: number,
  tables: Tables,
): (readonly [string, Part])[] {
  const parts = Object.entries(batch);
  const ids = parts.flatMap(([name, part]) => idsIn(part, named(tables, name)).map((id) => `${name} ${id}`));
  if (ids.length === 0 || ids.length > most)
    throw new ValidationException(`A batch holds 1 to ${String(most)} keys, not ${String(ids.length)}`);
  if (new Set(ids).size < ids.length)
    throw new ValidationException('Provided list of item keys contains duplicates');
  return parts;
}
