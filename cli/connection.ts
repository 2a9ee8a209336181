// The hotline that a command talks to: the one that runs here, or any other by --url and --token.
import { resolve } from 'node:path';
import { readRunning } from '../local/running.ts';

export interface Connection {
  /** No trailing slash. */
  readonly url: string;
  readonly token: string;
}

export interface ConnectionOptions {
  readonly url?: string;
  readonly token?: string;
}

/** Said to whoever typed the command; never a stack trace. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** Of the hotline that runs here. */
export const dataDir = (env = process.env): string => resolve(env.DATA_DIR ?? '.hotline');

export function connectionFrom(options: ConnectionOptions, env = process.env): Connection {
  const running = readRunning(dataDir(env));
  const url = options.url ?? env.HOTLINE_URL ?? running?.url;
  if (url === undefined) {
    throw new CommandError(
      'No hotline is running with this DATA_DIR. Start one with "npm start", or use --url.',
    );
  }
  if (!URL.canParse(url))
    throw new CommandError(`"${url}" is not a valid URL. Example: https://hotline.example.com`);
  const token = options.token ?? env.ADMIN_TOKEN ?? (url === running?.url ? running.token : undefined);
  if (token === undefined) throw new CommandError('Missing token. Use --token or set ADMIN_TOKEN.');
  return { url: url.replace(/\/+$/, ''), token };
}

export interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: string;
  readonly contentType?: string;
  /** The ETag that the change rests on. */
  readonly ifMatch?: string | null;
}

/** Statuses that the caller of `request` understands itself are its own; all others end the command. */
export async function request(
  { url, token }: Connection,
  path: string,
  { method = 'GET', query = {}, body, contentType = 'application/json', ifMatch }: ApiRequest = {},
  understood: readonly number[] = [],
): Promise<Response> {
  // Trimmed: the API reads a space before a number as the plus that a query cannot hold.
  const given = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value).trim()] as [string, string]],
  );
  const search = new URLSearchParams(given).toString();
  const response = await reach(`${url}${path}${search === '' ? '' : `?${search}`}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': contentType }),
      ...(ifMatch === undefined || ifMatch === null ? {} : { 'if-match': ifMatch }),
    },
    ...(body === undefined ? {} : { body }),
  });
  if (response.ok || understood.includes(response.status)) return response;
  throw new CommandError(await problemIn(response));
}

/** The version of a record that is about to be replaced; null where there is none yet. */
export async function versionOf(connection: Connection, path: string): Promise<string | null> {
  const response = await request(connection, path, {}, [404]);
  return response.ok ? response.headers.get('etag') : null;
}

export async function requestJson<Answer>(
  connection: Connection,
  path: string,
  options?: ApiRequest,
): Promise<Answer> {
  return (await (await request(connection, path, options)).json()) as Answer;
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    const cause =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new CommandError(
      `Can’t reach a hotline at ${new URL(url).origin} (${cause}). Start one with "npm start".`,
    );
  }
}

/** RFC 9457, or whatever stood in between. */
async function problemIn(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const { title, detail, problem, message } = JSON.parse(text) as Record<string, string | undefined>;
    return [title, detail, problem, message].filter(Boolean).join(': ');
  } catch {
    return `HTTP ${response.status} ${text.slice(0, 200)}`.trim();
  }
}
