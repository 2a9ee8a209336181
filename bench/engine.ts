// How many requests a second the embedded database does, in a process of its own, with the requests that a call makes: the
// batch read of an arriving call, a counter, and a new item. `npm run bench:engine [seconds for each]`; with
// DYNAMODB_ENDPOINT, the engine that it points at.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { createTables, startEngine, tableNames } from '../in-process/dynamo.ts';

const TABLES = tableNames('bench');
const AT_ONCE = 16;
const NUMBERS = 10_000;
const seconds = Number(process.argv[2] ?? '5');

const number = (index: number): string => `+1312${String(5_550_000 + (index % NUMBERS))}`;

const OPERATIONS = {
  'read an arriving call (8 keys of 3 tables)': (index: number) => {
    const from = number(index);
    const prefixes = [12, 9, 8, 7, 6].map((length) => ({ pattern: from.slice(0, length) }));
    return new BatchGetCommand({
      RequestItems: {
        [TABLES.listings]: { Keys: prefixes },
        [TABLES.callers]: { Keys: [{ number: from }, { number: from.slice(0, 9) }] },
        [TABLES.settings]: { Keys: [{ name: 'settings', version: 1 }] },
      },
    });
  },
  'add to a counter': (index: number) =>
    new UpdateCommand({
      TableName: TABLES.callers,
      Key: { number: number(index) },
      UpdateExpression: 'ADD #calls :one',
      ExpressionAttributeNames: { '#calls': 'calls' },
      ExpressionAttributeValues: { ':one': 1 },
    }),
  'write a listing': (index: number) =>
    new PutCommand({
      TableName: TABLES.listings,
      Item: { pattern: number(index), list: 'block', reason: 'bench', version: 1 },
    }),
} as const;

async function measure(endpoint: string): Promise<void> {
  await createTables(endpoint, TABLES);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint, region: 'us-east-1', credentials }),
  );
  const { model = '' } = cpus()[0] ?? {};
  process.stdout.write(
    `${String(cpus().length)} × ${model}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}, ${String(AT_ONCE)} at once\n`,
  );
  for (const [name, command] of Object.entries(OPERATIONS)) {
    const until = performance.now() + seconds * 1_000;
    let done = 0;
    const work = async (): Promise<void> => {
      while (performance.now() < until) {
        await client.send(command(done) as PutCommand);
        done += 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    process.stdout.write(`${name.padEnd(44)} ${(done / seconds).toFixed(0)} a second\n`);
  }
  client.destroy();
}

async function measureEmbedded(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-engine-'));
  const child = fork(fileURLToPath(import.meta.url), ['engine', join(folder, 'data')]);
  const [endpoint] = (await once(child, 'message')) as [string];
  await measure(endpoint);
  child.kill();
  rmSync(folder, { recursive: true, force: true });
}

if (process.argv[2] === 'engine') {
  const { endpoint } = await startEngine(process.argv[3]);
  process.send?.(endpoint);
} else if (process.env.DYNAMODB_ENDPOINT === undefined) await measureEmbedded();
else await measure(process.env.DYNAMODB_ENDPOINT);
