// The job that copies the lists: where they have changed since the last copy, and hourly in any case.
import { HOUR_MS } from '../../core/basics/durations.ts';
import { isOfGoneFeed, type FeedRegistry } from '../../core/evidence/feed.ts';
import { makeListCopy, type CopiedListing, type CopyMaker } from '../../core/lists/copy/make-copy.ts';
import { isNumber, parseIdentity } from '../../core/numbers/identity.ts';
import type { JobsRuntime, Runtime } from '../runtime.ts';
import { pause, readLabel, writeCopy, type CopyLabel } from './list-copies.ts';

/** A copy of an unchanged list is made again so long after the last: an erasure leaves no note of a change. */
const COPY_AGAIN_AFTER_MS = HOUR_MS;

export async function copyLists(runtime: JobsRuntime): Promise<void> {
  const { store, listCopies, log, now } = runtime;
  const takenAt = now();
  const [last, change] = await Promise.all([readLabel(listCopies), store.listings.latestChange()]);
  if (last !== undefined && !isDue(last, change, takenAt)) return;
  const maker = makeListCopy();
  await readLists(maker, runtime, takenAt);
  const settled = last?.change === change;
  const own = { takenAt: takenAt.toISOString(), settled, ...(change === undefined ? {} : { change }) };
  const bytes = await maker.finish(own.takenAt, pause);
  const label = await writeCopy(listCopies, bytes, { ...own, listings: maker.listings() });
  log.info('lists copied', { count: label.listings, milliseconds: now().getTime() - takenAt.getTime() });
}

function isDue(last: CopyLabel, change: string | undefined, now: Date): boolean {
  if (last.change !== change || !last.settled) return true;
  return now.getTime() - Date.parse(last.takenAt) >= COPY_AGAIN_AFTER_MS;
}

async function readLists(maker: CopyMaker, runtime: Runtime, at: Date): Promise<void> {
  const registry = await runtime.store.feeds.registry();
  let damagedItems = 0;
  for await (const { listings, damaged } of runtime.store.listings.toCopy()) {
    damagedItems += damaged;
    await addPage(maker, listings, registry, at, runtime);
    await pause();
  }
  if (damagedItems > 0)
    runtime.log.error('listings that cannot be read are not copied', { count: damagedItems });
}

async function addPage(
  maker: CopyMaker,
  listings: readonly CopiedListing[],
  registry: FeedRegistry,
  at: Date,
  { store }: Runtime,
): Promise<void> {
  for (const listing of listings) if (!isOfGoneFeed(listing, registry)) maker.add(listing);
  const allowed = listings.flatMap(({ list, pattern }) => (list === 'allow' ? [parseIdentity(pattern)] : []));
  const numbers = allowed.filter((number) => number !== undefined && isNumber(number));
  if (numbers.length === 0) return;
  for (const [number, history] of await store.evidence.histories(numbers, at))
    maker.addHistory(number, history);
}
