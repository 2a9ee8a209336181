// The stored complaints of a block are read, changed and written back, so only one request at a time may change them.
import { MINUTE_MS } from '../../core/basics/durations.ts';
import type { FeedRegistry } from '../../core/evidence/feed.ts';
import { Problem } from '../http/problem.ts';
import type { Runtime } from '../runtime.ts';

/** Longer than any request of the API or step of a job may take: a holder that was killed has stopped by then. */
const HELD_MS = MINUTE_MS;

/**
 * The record with the lock held by `id`, for another minute.
 * @throws {Problem} if another request holds the lock
 */
export function locked(registry: FeedRegistry, id: string, now: Date): FeedRegistry {
  const { lock } = registry;
  if (lock !== undefined && lock.id !== id && Date.parse(lock.until) > now.getTime()) {
    throw new Problem(
      'conflict',
      'Another complaint file is being put in force at this moment. Try again in a minute.',
      { retryAfter: 60 },
    );
  }
  return { ...registry, lock: { id, until: new Date(now.getTime() + HELD_MS).toISOString() } };
}

export function unlocked({ lock, ...registry }: FeedRegistry, id: string): FeedRegistry {
  return lock === undefined || lock.id === id ? registry : { ...registry, lock };
}

/** Frees the lock also where its holder has failed, so that the next try need not wait. */
export async function unlock(id: string, runtime: Runtime): Promise<void> {
  await runtime.store.feeds.change((registry) => unlocked(registry, id));
}
