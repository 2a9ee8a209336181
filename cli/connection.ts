// The hotline that a command talks to: the one that runs here, or any other by --url and --token.
import { resolve } from 'node:path';
import { createClient, type ApiClient } from '../api-client/client.ts';
import type { Reading } from '../functions/admin/contract.ts';
import { readRunning } from '../local/running.ts';

export interface Connection {
  /** No trailing slash. */
  readonly url: string;
  readonly token: string;
  /** Whatever is not granted ends the command with a {@link RefusedError}. */
  readonly api: ApiClient;
}

export interface ConnectionOptions {
  readonly url?: string;
  readonly token?: string;
}

/** Said to whoever typed the command; never a stack trace. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** The answer of a hotline that does not do what is asked (RFC 9457), as far as commands read it. */
export interface Refusal {
  readonly title?: string;
  readonly detail?: string;
  readonly problem?: string;
  readonly message?: string;
  /** The ways in which the numbers of a file can be read. */
  readonly readings?: readonly Reading[];
}

export class RefusedError extends CommandError {
  readonly status: number;
  readonly refusal: Refusal;

  constructor(status: number, refusal: Refusal, otherwise: string) {
    const { title, detail, problem, message } = refusal;
    super([title, detail, problem, message].filter(Boolean).join(': ') || otherwise);
    this.status = status;
    this.refusal = refusal;
  }
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
  const place = { url: url.replace(/\/+$/, ''), token };
  return {
    ...place,
    api: createClient({ send: ({ target, signal: _, ...rest }) => request(place, target, rest) }),
  };
}

type Place = Pick<Connection, 'url' | 'token'>;

export interface HttpRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer> | undefined;
}

/** Statuses that the caller understands itself are its own; all others end the command. @throws {RefusedError} */
export async function request(
  { url, token }: Place,
  target: string,
  { method = 'GET', headers = {}, body }: HttpRequest = {},
  understood: readonly number[] = [],
): Promise<Response> {
  const response = await reach(`${url}${target}`, {
    method,
    headers: { ...headers, authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body }),
  });
  if (response.ok || understood.includes(response.status)) return response;
  throw await refusedBy(response);
}

/** A document to send, as the parts of one machine take it that are no routes of the API: telephones and people. */
export const document = (content: object): Pick<HttpRequest, 'headers' | 'body'> => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(content),
});

/** The version of a record that is about to be replaced; undefined where there is none yet. */
export async function versionIfThere(
  read: Promise<{ readonly version: number | undefined }>,
): Promise<number | undefined> {
  try {
    return (await read).version;
  } catch (error) {
    if (error instanceof RefusedError && error.status === 404) return undefined;
    throw error;
  }
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
async function refusedBy(response: Response): Promise<RefusedError> {
  const text = await response.text();
  const otherwise = `HTTP ${response.status} ${text.slice(0, 200)}`.trim();
  try {
    return new RefusedError(response.status, JSON.parse(text) as Refusal, otherwise);
  } catch {
    return new RefusedError(response.status, {}, otherwise);
  }
}
