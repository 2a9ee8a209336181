// Where the files of a subscription come from: the partner's server, or a folder of this machine.
import { gunzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { posix } from 'node:path';
import { isFolder, type Marks, type Subscription } from '../../core/subscriptions/subscription.ts';
import { decrypt } from '../keyed/secret-box.ts';
import type { JobsRuntime } from '../runtime.ts';
import { FetchError, requireAnswered } from './failure.ts';

interface SourceFile {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Source {
  /** Undefined where nothing has changed since these marks. @throws {FetchError} {OutgoingError} */
  readonly read: (url: string, options?: ReadOptions) => Promise<SourceFile | undefined>;
  /** A file that need not be there. @param mostBytes those of a sum or a signature where absent */
  readonly find: (url: string, mostBytes?: number) => Promise<Buffer | undefined>;
}

interface ReadOptions {
  readonly unless?: Marks;
  readonly accept?: string;
}

/** A file, as it is sent and once decompressed. */
export const MOST_BYTES = 32_000_000;
/** A sum or a signature. */
const MOST_BYTES_BESIDE = 100_000;
const FILE_MS = 20_000;
const REDIRECTS = 3;
export const CREDENTIAL = 'subscription-credential';

export async function openSource(subscription: Subscription, runtime: JobsRuntime): Promise<Source> {
  const { terms, credential } = subscription;
  if (isFolder(terms.url)) return folderSource(runtime);
  const credentials =
    credential === undefined
      ? undefined
      : { authorization: authorizationOf(decrypt(CREDENTIAL, credential, await runtime.secrets())) };
  const { origin } = new URL(terms.url);
  const ask = (url: string, headers: Readonly<Record<string, string>>, mostBytes: number) =>
    runtime.outgoing({
      flow: 'feeds',
      url,
      headers,
      // The credential belongs to the partner's server, and to no other.
      credentials: new URL(url).origin === origin ? credentials : undefined,
      timeoutMs: FILE_MS,
      mostBytes,
      redirects: REDIRECTS,
    });
  return {
    read: async (url, { unless = {}, accept = '*/*' } = {}) => {
      const answer = await ask(url, { accept, ...conditionsOf(unless) }, MOST_BYTES);
      requireAnswered(answer, terms);
      return answer.status === 304 ? undefined : { body: unpacked(answer.body), headers: answer.headers };
    },
    find: async (url, mostBytes = MOST_BYTES_BESIDE) => {
      const answer = await ask(url, { accept: '*/*' }, mostBytes);
      if (answer.status === 404 || answer.status === 410) return undefined;
      requireAnswered(answer, terms);
      return unpacked(answer.body);
    },
  };
}

/** `name:token` is HTTP Basic, which MISP and TAXII servers take; anything else a bearer token. */
export const authorizationOf = (credential: string): string =>
  credential.includes(':') ? `Basic ${Buffer.from(credential).toString('base64')}` : `Bearer ${credential}`;

const conditionsOf = ({ etag, lastModified }: Marks): Record<string, string> => ({
  ...(etag === undefined ? {} : { 'if-none-match': etag }),
  ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
});

/** A file that is compressed by itself, such as `numbers.csv.gz`. @throws {FetchError} for a bomb */
function unpacked(body: Buffer): Buffer {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body;
  try {
    return gunzipSync(body, { maxOutputLength: MOST_BYTES });
  } catch {
    throw new FetchError(
      'too-large',
      `The compressed file is damaged, or holds more than ${String(MOST_BYTES)} bytes. Ask the partner for a smaller one.`,
    );
  }
}

function folderSource({ readLocalFile }: JobsRuntime): Source {
  if (readLocalFile === undefined)
    throw new FetchError(
      'refused',
      'A folder can be read on one machine only. Give an https address instead.',
    );
  const find = async (url: string): Promise<Buffer | undefined> => {
    try {
      return await readLocalFile(url.startsWith('file:') ? fileURLToPath(url) : url, MOST_BYTES);
    } catch (error) {
      const why = error instanceof Error ? error.message : 'it cannot be read';
      throw new FetchError('unreachable', `A file of the folder cannot be read: ${why}.`);
    }
  };
  return {
    find,
    read: async (url) => {
      const body = await find(url);
      if (body === undefined)
        throw new FetchError(
          'unreachable',
          `There is no file ${posix.basename(url)} in the folder. Check the address, and whether the medium is mounted.`,
        );
      return { body: unpacked(body), headers: {} };
    },
  };
}

/** `…/feed` and `…/feed/` both lead to `…/feed/manifest.json`; a query stays. */
export function inFolder(url: string, file: string): string {
  if (url.startsWith('/')) return posix.join(url.replace(/\/manifest\.json$/, ''), file);
  const base = new URL(url);
  base.pathname = `${base.pathname.replace(/\/(?:manifest\.json)?$/, '')}/${file}`;
  return base.href;
}

/** `…/numbers.csv?x` -> `…/numbers.csv.sha256?x` */
export function beside(url: string, ending: string): string {
  if (url.startsWith('/')) return `${url}${ending}`;
  const base = new URL(url);
  base.pathname += ending;
  return base.href;
}

export const marksOf = (headers: Readonly<Record<string, string>>, since?: string): Marks => ({
  ...(headers.etag === undefined ? {} : { etag: headers.etag }),
  ...(headers['last-modified'] === undefined ? {} : { lastModified: headers['last-modified'] }),
  ...(since === undefined ? {} : { since }),
});
