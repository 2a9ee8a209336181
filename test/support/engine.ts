// A real DynamoDB engine for a test: dynalite in this process, or the engine that DYNAMODB_ENDPOINT points at
// (Amazon's DynamoDB Local, say). Each call gets tables of its own.
import { randomUUID } from 'node:crypto';
import { openDatabase, type Database } from '../../store/database/database.ts';
import { createTables, startEngine, tableNames } from '../../in-process/dynamo.ts';
import { registered } from '../../in-process/registered-writes.ts';
import { startMemoryEngine, type MemoryEngine } from '../../in-process/memory-engine.ts';
import type { TableName } from '../../store/tables.ts';

export interface TestEngine {
  readonly database: Database;
  readonly endpoint: string;
  readonly tables: Readonly<Record<TableName, string>>;
  readonly stop: () => Promise<void>;
}

/** A busy test machine is no reason to fail: the limits here are those of a patient reader. */
const PATIENT = { region: 'us-east-1', requestTimeoutMs: 5_000, deadlineMs: 10_000 };

export async function startTestEngine(): Promise<TestEngine> {
  const given = process.env.DYNAMODB_ENDPOINT;
  const engine =
    given === undefined ? await startEngine() : { endpoint: given, stop: () => Promise.resolve() };
  const tables = tableNames(`test-${randomUUID().slice(0, 8)}`);
  await createTables(engine.endpoint, tables);
  const database = registered(openDatabase({ tables, endpoint: engine.endpoint, ...PATIENT }));
  return {
    database,
    endpoint: engine.endpoint,
    tables,
    stop: async () => {
      database.close();
      await engine.stop();
    },
  };
}

/**
 * For stories of a great many calls: the same engine without the SDK's client before it, as the traffic lab has it. The
 * other stories hold that client to the engine.
 */
export const startEngineOfManyCalls = (): Promise<MemoryEngine> =>
  process.env.DYNAMODB_ENDPOINT === undefined ? startMemoryEngine() : startTestEngine();
