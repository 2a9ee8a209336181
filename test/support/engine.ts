// A real DynamoDB engine for a test: dynalite in this process, or the engine that DYNAMODB_ENDPOINT points at
// (Amazon's DynamoDB Local, say). Each call gets tables of its own.
import { randomUUID } from 'node:crypto';
import { openDatabase, type Database } from '../../store/database/database.ts';
import { createTables, startEngine, tableNames } from '../../in-process/dynamo.ts';
import { registered } from '../../in-process/registered-writes.ts';
import { memoryDatabase } from '../../in-process/tables/memory-database.ts';
import { TABLE_NAMES, type TableName } from '../../store/tables.ts';

export interface TestEngine {
  readonly database: Database;
  readonly endpoint: string;
  readonly tables: Readonly<Record<TableName, string>>;
  /** The same tables, but one of them made anew and empty. */
  readonly withNew: (table: TableName) => Promise<Database>;
  readonly stop: () => Promise<void>;
}

/** A busy test machine is no reason to fail: the limits here are those of a patient reader. */
const PATIENT = { region: 'us-east-1', requestTimeoutMs: 5_000, deadlineMs: 10_000 };

export async function startTestEngine(): Promise<TestEngine> {
  if (process.env.TEST_ENGINE === 'memory') return memoryEngine();
  const given = process.env.DYNAMODB_ENDPOINT;
  const engine =
    given === undefined ? await startEngine() : { endpoint: given, stop: () => Promise.resolve() };
  const tables = tableNames(`test-${randomUUID().slice(0, 8)}`);
  await createTables(engine.endpoint, tables);
  const { endpoint } = engine;
  const database = registered(openDatabase({ tables, endpoint, ...PATIENT }));
  return {
    database,
    endpoint,
    tables,
    withNew: async (table) => {
      const own = { ...tables, [table]: `test-${randomUUID().slice(0, 8)}-${table}` };
      await createTables(endpoint, own);
      return openDatabase({ tables: own, endpoint, ...PATIENT });
    },
    stop: async () => {
      database.close();
      await engine.stop();
    },
  };
}

/** The database of maps; a contract is held to it by a file that sets `TEST_ENGINE` and imports the contract. */
const memoryEngine = (): TestEngine => ({
  database: registered(memoryDatabase()),
  endpoint: 'http://127.0.0.1:1',
  // All of them are empty then, which the one is too.
  withNew: () => Promise.resolve(memoryDatabase()),
  tables: Object.fromEntries(TABLE_NAMES.map((name) => [name, name])) as Record<TableName, string>,
  stop: () => Promise.resolve(),
});

/** For stories of a great many calls: the database of maps, as the traffic lab has it. */
export const startEngineOfManyCalls = (): Promise<TestEngine> =>
  process.env.DYNAMODB_ENDPOINT === undefined ? Promise.resolve(memoryEngine()) : startTestEngine();
