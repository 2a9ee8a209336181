// `hotline evidence download`: the file of a package, checked while it is written.
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CommandError, type Connection } from '../connection.ts';

/** The file has its name only once its sum is right. @throws {CommandError} */
export async function downloadPackage(
  { api }: Pick<Connection, 'api'>,
  id: string,
  { out, why }: { readonly out?: string; readonly why: string },
): Promise<void> {
  const { body: link } = await api.call('evidence.link', { params: { package: id }, why });
  const file = out ?? link.fileName;
  const unfinished = `${file}.part`;
  try {
    const sha256 = await save(link.url, unfinished);
    if (sha256 !== link.sha256)
      throw new CommandError(
        `The file differs from the package that was made, and was removed.\n  expected SHA-256 ${link.sha256}\n  received SHA-256 ${sha256}\nDownload it again. If it still differs, have the package made again: hotline evidence make ${id}`,
      );
    await rename(unfinished, file);
    process.stdout.write(`${file}\nSHA-256 ${sha256}\nOK\n`);
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** However large the file is, it is never in memory as a whole. @returns its SHA-256 in hexadecimal digits */
async function save(url: string, file: string): Promise<string> {
  const body = await bodyOf(url);
  const hash = createHash('sha256');
  const hashed = new Transform({
    transform: (chunk: Buffer, _, done) => {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await pipeline(Readable.fromWeb(body), hashed, createWriteStream(file));
  } catch (error) {
    throw new CommandError(`The download was interrupted (${messageOf(error)}). Try again.`);
  }
  return hash.digest('hex');
}

/** The link is its own permission: no token goes along. @throws {CommandError} */
async function bodyOf(url: string): Promise<NonNullable<Response['body']>> {
  const { origin } = new URL(url);
  const response = await fetch(url).catch((error: unknown) => {
    throw new CommandError(`Can’t reach ${origin} (${messageOf(error)}). Try again.`);
  });
  if (!response.ok || response.body === null)
    throw new CommandError(`${origin} answered HTTP ${String(response.status)} instead of the file.`);
  return response.body;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
