// The embedded DynamoDB in memory, with no socket between it and the SDK: the same engine and the same client as the
// local run, several times faster than a connection to oneself.
import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import { Readable } from 'node:stream';
import { openDatabase, type Database } from '../../store/database.ts';
import { createTables, startEngine, tableNames } from '../dynamo.ts';

export interface LabEngine {
  readonly database: Database;
  readonly stop: () => Promise<void>;
}

/** A busy machine must not change what a run comes to: nothing here is ever late. */
const PATIENT = { region: 'us-east-1', requestTimeoutMs: 60_000, deadlineMs: 120_000 };

export async function startLabEngine(): Promise<LabEngine> {
  const { endpoint, server, stop } = await startEngine();
  const tables = tableNames('lab');
  await createTables(endpoint, tables);
  const database = shortCut(openDatabase({ tables, endpoint, ...PATIENT }), server);
  return {
    database,
    stop: async () => {
      database.close();
      await stop();
    },
  };
}

/** What the SDK asks of its HTTP client, as far as this one uses it. */
interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

function shortCut(database: Database, server: Server): Database {
  const requestHandler = {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: (request: SdkRequest) => exchange(server, request),
    destroy: () => undefined,
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
  return {
    ...database,
    run: (operation, send) =>
      database.run(operation, (client, options) => {
        Object.assign(client.config, { requestHandler });
        return send(client, options);
      }),
  };
}

/** One request, handed to the server's own listener. */
function exchange(
  server: Server,
  { method, path, headers, body }: SdkRequest,
): Promise<{ readonly response: object }> {
  return new Promise((resolve) => {
    const request = Object.assign(new EventEmitter(), { method, url: path, headers: lowerCase(headers) });
    const answered: Record<string, string> = {};
    const response = {
      statusCode: 200,
      setHeader: (name: string, value: string | number) => {
        answered[name.toLowerCase()] = String(value);
      },
      end: (text: string) => {
        resolve({
          response: {
            statusCode: response.statusCode,
            headers: answered,
            body: Readable.from([Buffer.from(text)]),
          },
        });
      },
    };
    server.emit('request', request, response);
    if (body !== undefined) request.emit('data', bytesOf(body));
    request.emit('end');
  });
}

/** The SDK's bytes warn when they are taken for text, which `Buffer.from(body)` tries first. */
const bytesOf = (body: string | Uint8Array): Buffer =>
  typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);

const lowerCase = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
