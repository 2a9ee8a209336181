// The embedded DynamoDB in memory, without a socket and without the AWS SDK's own work between it and the store. The
// commands of the store are handed to the engine as the JSON that the SDK would send; its signatures, retries and
// schemas, which take longer than the engine itself, are left out.
import type { Database } from '../store/database/database.ts';
import { storeError } from '../store/database/failures.ts';
import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { createTables, startEngine, tableNames } from './dynamo.ts';
import { registered } from './registered-writes.ts';

export interface MemoryEngine {
  readonly database: Database;
  readonly stop: () => Promise<void>;
}

export async function startMemoryEngine(): Promise<MemoryEngine> {
  const { endpoint, server, stop } = await startEngine();
  const tables = tableNames('lab');
  await createTables(endpoint, tables);
  const client = clientOf(server);
  return {
    stop,
    database: registered({
      table: (name) => tables[name],
      close: () => undefined,
      run: async (operation, send) => {
        try {
          return await send(client, { abortSignal: NEVER });
        } catch (error) {
          throw storeError(operation, error);
        }
      },
    }),
  };
}

/** A signal that never aborts. A request in memory has no deadline, so a busy machine does not change the result. */
const NEVER = new AbortController().signal;

type Json = Readonly<Record<string, unknown>>;
/** What a command of the SDK's document client shows of itself. */
interface DocumentCommand {
  readonly input: Json;
  readonly clientCommand: { readonly constructor: { readonly name: string } };
}

/** As much of the document client as the store uses: sending a command. */
function clientOf(server: Server): DynamoDBDocumentClient {
  const send = async ({ input, clientCommand }: DocumentCommand): Promise<Json> => {
    const operation = clientCommand.constructor.name.replace(/Command$/, '');
    return decoded(await exchange(server, operation, JSON.stringify(encoded(input))));
  };
  return { send } as unknown as DynamoDBDocumentClient;
}

// --- items as the SDK's document client writes and reads them ----------------------------------------------------

/** Members of a request or an answer that are an item or part of one. */
const ITEMS: ReadonlySet<string> = new Set([
  'Attributes',
  'ExclusiveStartKey',
  'ExpressionAttributeValues',
  'Item',
  'Key',
  'LastEvaluatedKey',
]);
/** Members that are lists of items. */
const LISTS: ReadonlySet<string> = new Set(['Items', 'Keys']);

/** `value` with each item in it converted, at any depth; `Responses` of a batch are lists of items by table. */
function withItems(value: unknown, convert: (item: Json) => Json): unknown {
  if (Array.isArray(value)) return value.map((member) => withItems(member, convert));
  if (typeof value !== 'object' || value === null) return value;
  const member = ([name, of]: [string, unknown]): [string, unknown] => {
    if (of === undefined) return [name, of];
    if (ITEMS.has(name)) return [name, convert(of as Json)];
    if (LISTS.has(name)) return [name, (of as Json[]).map(convert)];
    if (name === 'Responses') return [name, mapValues(of as Json, (items) => (items as Json[]).map(convert))];
    return [name, withItems(of, convert)];
  };
  return Object.fromEntries(Object.entries(value).map(member));
}

const mapValues = (of: Json, convert: (value: unknown) => unknown): Json =>
  Object.fromEntries(Object.entries(of).map(([name, value]) => [name, convert(value)]));

const encoded = (input: Json): unknown =>
  withItems(input, (item) => marshall(item, { removeUndefinedValues: true }));
const decoded = (answer: Json): Json => withItems(answer, (item) => unmarshall(item as never)) as Json;

// --- the engine's own listener ------------------------------------------------------------------------------------

/** The engine wants to see that a request is signed, and checks no signature. */
const HEADERS = {
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-date': '20260105T060000Z',
  authorization: 'AWS4-HMAC-SHA256 Credential=lab, SignedHeaders=host, Signature=lab',
};

/** @throws an error with DynamoDB's own name for what it refuses */
function exchange(server: Server, operation: string, body: string): Promise<Json> {
  return new Promise((resolve, reject) => {
    const headers = { ...HEADERS, 'x-amz-target': `DynamoDB_20120810.${operation}` };
    const request = Object.assign(new EventEmitter(), { method: 'POST', url: '/', headers });
    const response = {
      statusCode: 200,
      setHeader: () => undefined,
      end: (text: string) => {
        const answer = JSON.parse(text) as Json;
        if (response.statusCode === 200) resolve(answer);
        else reject(refusal(answer));
      },
    };
    server.emit('request', request, response);
    request.emit('data', Buffer.from(body));
    request.emit('end');
  });
}

/** `__type` is `com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException`. */
function refusal({ __type, message }: Json): Error {
  const name = String(__type).split('#').at(-1) ?? 'InternalServerError';
  return Object.assign(new Error(String(message)), { name });
}
