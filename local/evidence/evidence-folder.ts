// Evidence packages as files in a folder, and the address under which one is fetched: signed, and good for minutes.
import { createHmac, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { equalInConstantTime } from '../../core/basics/constant-time.ts';
import { SECOND_MS } from '../../core/basics/durations.ts';
import type { EvidenceStore } from '../../functions/runtime.ts';

export interface EvidenceFolder extends EvidenceStore {
  /** False for a request that is not about a package. */
  readonly serve: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
}

const PATH = '/evidence-files/';
const KEY = /^(packages|copies)\/[\w-]{1,80}\.zip$/;

/** @param secret signs the addresses */
export function openEvidenceFolder(folder: string, baseUrl: string, secret: string): EvidenceFolder {
  const fileOf = (key: string): string => {
    if (!KEY.test(key)) throw new RangeError('not a key of an evidence package');
    return join(folder, key);
  };
  const signature = (key: string, name: string, expires: string): string =>
    createHmac('sha256', secret)
      .update(JSON.stringify(['evidence', key, name, expires]))
      .digest('base64url');
  return {
    write: async (key, source) => {
      const file = fileOf(key);
      await mkdir(dirname(file), { recursive: true });
      const unfinished = `${file}.${randomUUID()}`;
      try {
        await pipeline(source, createWriteStream(unfinished));
        await rename(unfinished, file);
      } finally {
        await rm(unfinished, { force: true });
      }
    },
    link: (key, name, validSeconds) => {
      const expires = String(Date.now() + validSeconds * SECOND_MS);
      const query = new URLSearchParams({ expires, name, signature: signature(key, name, expires) });
      return Promise.resolve(`${baseUrl}${PATH}${key}?${query.toString()}`);
    },
    remove: (key) => rm(fileOf(key), { force: true }),
    serve: async (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      if (!pathname.startsWith(PATH)) return false;
      const key = pathname.slice(PATH.length);
      const [name, expires, given] = ['name', 'expires', 'signature'].map(
        (one) => searchParams.get(one) ?? '',
      );
      const isGenuine = equalInConstantTime(signature(key, name ?? '', expires ?? ''), given ?? '');
      if (!isGenuine || !(Number(expires) > Date.now())) response.writeHead(403).end();
      else await sendFile(fileOf(key), name ?? '', response);
      return true;
    },
  };
}

async function sendFile(file: string, name: string, response: ServerResponse): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'content-type': 'application/zip',
    'content-length': found.size,
    'content-disposition': `attachment; filename="${name.replaceAll(/[^\w.-]/g, '_')}"`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  });
  await pipeline(createReadStream(file), response);
}
