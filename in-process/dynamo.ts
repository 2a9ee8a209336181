// The embedded DynamoDB, and the tables in any engine: both from `store/tables.ts`.
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import {
  CreateTableCommand,
  DynamoDBClient,
  ResourceInUseException,
  waitUntilTableExists,
  type CreateTableCommandInput,
  type KeySchemaElement,
} from '@aws-sdk/client-dynamodb';
import { ClassicLevel } from 'classic-level';
import dynalite from 'dynalite';
import {
  TABLE_NAMES,
  TABLES,
  type KeySchema,
  type TableDefinition,
  type TableName,
} from '../store/tables.ts';

// Hides the SDK's warning that its versions of 2027 need Node 22, because the version used here is pinned.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

export interface Engine {
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

/** In this process. */
export interface EmbeddedEngine extends Engine {
  readonly server: Server;
}

/**
 * @param folder where the data lives; in memory where absent
 * @param port on this machine's own address; any free one where absent
 */
export async function startEngine(folder?: string, port = 0): Promise<EmbeddedEngine> {
  await compactIfDue(folder);
  const server: Server = dynalite({
    createTableMs: 0,
    deleteTableMs: 0,
    ...(folder === undefined ? {} : { path: folder }),
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  return {
    server,
    endpoint: `http://127.0.0.1:${taken}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await compactIfDue(folder);
    },
  };
}

/** Present from an erasure until the files have been merged. */
const dueFile = (folder: string): string => `${folder}.compact-due`;

/** From the next stop or start of the engine on, what was deleted cannot be read from its files. */
export function compactLater(folder: string): void {
  writeFileSync(dueFile(folder), '');
}

/**
 * LevelDB writes deletions behind what they delete, and drops both when it merges its files, unless a reader that began
 * before still holds them: the engine leaves such readers behind, so that the files are merged while it does not run. The
 * first pass writes what came last into a file of its own; two keys that span everything make another file, with which the
 * second pass merges all others. https://github.com/google/leveldb/blob/main/doc/impl.md
 */
async function compactIfDue(folder: string | undefined): Promise<void> {
  if (folder === undefined || !existsSync(dueFile(folder))) return;
  const level = new ClassicLevel(folder);
  await level.open();
  try {
    const merge = (): Promise<void> => level.compactRange(FIRST_KEY, LAST_KEY, { keyEncoding: 'utf8' });
    await merge();
    for (const key of [FIRST_KEY, LAST_KEY]) await level.put(key, '');
    await merge();
  } finally {
    await level.close();
  }
  rmSync(dueFile(folder));
}

/** Before and behind every key of the engine, which all begin with an exclamation mark. */
const FIRST_KEY = '\u0001';
const LAST_KEY = '\u{10ffff}';

/** Physical names for one set of tables beside others in the same engine. */
export const tableNames = (prefix: string): Record<TableName, string> =>
  Object.fromEntries(TABLE_NAMES.map((table) => [table, `${prefix}-${table}`])) as Record<TableName, string>;

/** Creates the tables that are not there yet. */
export async function createTables(
  endpoint: string,
  names: Readonly<Record<TableName, string>>,
): Promise<void> {
  const client = new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
  });
  try {
    for (const table of TABLE_NAMES) await createTable(client, names[table], TABLES[table]);
  } finally {
    client.destroy();
  }
}

async function createTable(client: DynamoDBClient, name: string, table: TableDefinition): Promise<void> {
  try {
    await client.send(new CreateTableCommand(tableInput(name, table)));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 0.05 }, { TableName: name });
}

function tableInput(
  TableName: string,
  { key, indexes = {}, numbers = [] }: TableDefinition,
): CreateTableCommandInput {
  const attributes = new Set(
    [key, ...Object.values(indexes)].flatMap(({ partition, sort }) => [partition, sort ?? partition]),
  );
  const secondary = Object.entries(indexes).map(([IndexName, schema]) => ({
    IndexName,
    KeySchema: keySchema(schema),
    Projection: { ProjectionType: 'ALL' as const },
  }));
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keySchema(key),
    AttributeDefinitions: [...attributes].map((name) => ({
      AttributeName: name,
      AttributeType: numbers.includes(name) ? ('N' as const) : ('S' as const),
    })),
    ...(secondary.length === 0 ? {} : { GlobalSecondaryIndexes: secondary }),
  };
}

const keySchema = ({ partition, sort }: KeySchema): KeySchemaElement[] => [
  { AttributeName: partition, KeyType: 'HASH' },
  ...(sort === undefined ? [] : [{ AttributeName: sort, KeyType: 'RANGE' as const }]),
];
