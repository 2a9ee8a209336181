// The body of a request, up to a number of bytes.
import type { IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** Undefined where there is more of it, of which the rest is not kept. @throws where the sender goes away */
export function readBody(request: IncomingMessage, mostBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    if (declaredBytes(request) > mostBytes) {
      resolve(undefined);
      return;
    }
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.byteLength;
      if (bytes > mostBytes) resolve(undefined);
      else chunks.push(chunk);
    });
    request.once('end', () => {
      resolve(Buffer.concat(chunks));
    });
    request.once('error', reject);
    request.once('close', () => {
      reject(new Error('the sender went away before the end of the body'));
    });
  });
}

/** Zero where the sender does not say. */
export const declaredBytes = ({ headers }: IncomingMessage): number => Number(headers['content-length'] ?? 0);

/** Most programs read no answer before they have sent everything, so they are given a moment to do so. */
const DISCARD_WITHIN_MS = 3_000;

/** Reads what is left of a body that is not wanted, for a moment. */
export async function discardBody(request: IncomingMessage): Promise<void> {
  if (request.readableEnded || request.destroyed) return;
  const ended = new Promise((resolve) => {
    for (const event of ['end', 'error', 'close']) request.once(event, resolve);
  });
  request.resume();
  await Promise.race([ended, delay(DISCARD_WITHIN_MS, undefined, { ref: false })]);
}
