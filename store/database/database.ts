// One DynamoDB client, with time limits that hold: the SDK's own defaults wait over 16 s on a silent peer, and
// `requestTimeout` alone only prints a warning.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { storeError } from './failures.ts';
import type { TableName } from '../tables.ts';

export interface DatabaseOptions {
  readonly tables: Readonly<Record<TableName, string>>;
  /** Another DynamoDB-compatible engine; AWS where absent. */
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  /** For one request, milliseconds. */
  readonly requestTimeoutMs: number;
  /** For everything that one webhook or API call asks of the store, milliseconds; retries included. */
  readonly deadlineMs: number;
}

/** Any document command with its own output; `send` of the document client, with a deadline and our errors. */
export interface Database {
  readonly table: (name: TableName) => string;
  /** What is past its time to live at this time is not read, whether or not it has been removed; all is where absent. */
  readonly now?: () => Date;
  readonly run: <Output>(
    operation: string,
    send: (client: DynamoDBDocumentClient, options: { abortSignal: AbortSignal }) => Promise<Output>,
  ) => Promise<Output>;
  readonly close: () => void;
}

export function openDatabase(options: DatabaseOptions): Database {
  const client = new DynamoDBClient({
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint, credentials: LOCAL_CREDENTIALS }),
    ...(options.region === undefined ? {} : { region: options.region }),
    maxAttempts: 2,
    requestHandler: {
      connectionTimeout: Math.min(options.requestTimeoutMs, 1000),
      requestTimeout: options.requestTimeoutMs,
      throwOnRequestTimeout: true,
    },
  });
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  return {
    table: (name) => options.tables[name],
    close: () => {
      client.destroy();
    },
    run: async (operation, send) => {
      const deadline = new AbortController();
      const timer = setTimeout(() => {
        deadline.abort();
      }, options.deadlineMs);
      try {
        return await send(documents, { abortSignal: deadline.signal });
      } catch (error) {
        throw storeError(operation, error);
      } finally {
        // Thousands of deadlines that nobody waits for any more would each wake the process.
        clearTimeout(timer);
      }
    },
  };
}

/** An engine on this machine checks no credentials, but the SDK refuses to send without. */
const LOCAL_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };
