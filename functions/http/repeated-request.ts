// An `Idempotency-Key` stands for one request: sent again with another body, nothing is done
// (https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header section 2.7).
import { DAY_MS } from '../../core/basics/durations.ts';
import { createHash } from 'node:crypto';
import type { Runtime } from '../runtime.ts';
import type { HttpEvent } from './lambda-http.ts';
import { Problem } from './problem.ts';

/** Clients repeat a request within minutes. */
const REMEMBERED_MS = DAY_MS;

/**
 * @param request what names this very request; undefined where it came without a key
 * @param sender whose key it is: two senders may choose the same one
 * @throws {Problem} key-reused
 */
export async function requireSameRequest(
  event: HttpEvent,
  request: string | undefined,
  sender: string,
  { store, now }: Pick<Runtime, 'store' | 'now'>,
): Promise<void> {
  if (request === undefined) return;
  const { headers, routeKey, rawPath } = event;
  const parts = JSON.stringify([sender, headers['idempotency-key'], routeKey, rawPath]);
  const name = `key:${createHash('sha256').update(parts).digest('base64url')}`;
  const expiresAt = new Date(now().getTime() + REMEMBERED_MS).toISOString();
  if (await store.limits.claim(name, request, expiresAt)) return;
  throw new Problem('key-reused', 'Send the same body again, or use another key for another request.');
}
