// Every half hour: what interrupted imports and feeds that were taken back have left behind is deleted, and blocks that do not
// follow their feed yet are brought up to date. None of it counts in the meantime.
import { DAY_MS } from '../../core/basics/durations.ts';
import type { FeedRegistry, FeedUpload } from '../../core/evidence/feed.ts';
import type { FeedPiece } from '../../store/evidence/feed-items.ts';
import { followBlocks } from '../feeds/blocks.ts';
import { locked, unlock } from '../feeds/lock.ts';
import { Problem } from '../http/problem.ts';
import type { Runtime } from '../runtime.ts';

/** An upload that has not been put in force by then never will be. */
const OPEN_FOR_MS = DAY_MS;
/** Who holds the lock while leftovers are deleted. */
const TIDYING = 'tidying';
const PIECES_A_STEP = 10;
/** An interrupted upload has an unknown number of pieces. It ends where this many pieces in a row are missing. */
const MISSING_IN_A_ROW = 100;

export async function tidyFeeds(runtime: Runtime): Promise<void> {
  const { blocksDue, leftovers } = await runtime.store.feeds.change((registry) =>
    giveUp(registry, runtime.now()),
  );
  for (const name of blocksDue) await followBlocks(name, runtime);
  for (const upload of leftovers) {
    if (!(await removed(upload, runtime))) return;
  }
}

function giveUp(registry: FeedRegistry, now: Date): FeedRegistry {
  const isOld = ({ at }: { at: string }): boolean => now.getTime() - Date.parse(at) > OPEN_FOR_MS;
  const old = registry.open.filter(isOld);
  return {
    ...registry,
    open: registry.open.filter((one) => !isOld(one)),
    leftovers: [...registry.leftovers, ...old.map(({ id }) => ({ id, pieces: 0 }))],
  };
}

/** @returns false if a complaint file is being activated; the next run will do the work */
async function removed(upload: FeedUpload, runtime: Runtime): Promise<boolean> {
  try {
    for (
      let from = 0, missing = 0;
      from < upload.pieces || missing < MISSING_IN_A_ROW;
      from += PIECES_A_STEP
    ) {
      await runtime.store.feeds.change((registry) => locked(registry, TIDYING, runtime.now()));
      const pieces = await piecesFrom(upload.id, from, runtime);
      missing = pieces.size === 0 ? missing + PIECES_A_STEP : 0;
      await runtime.store.feeds.remove(upload.id, pieces);
    }
  } catch (error) {
    if (error instanceof Problem && error.kind === 'conflict') return false;
    await unlock(TIDYING, runtime);
    throw error;
  }
  await unlock(TIDYING, runtime);
  await runtime.store.feeds.change((registry) => ({
    ...registry,
    leftovers: registry.leftovers.filter(({ id }) => id !== upload.id),
  }));
  return true;
}

const piecesFrom = (
  upload: string,
  from: number,
  runtime: Runtime,
): Promise<ReadonlyMap<number, FeedPiece>> =>
  runtime.store.feeds.pieces(
    upload,
    Array.from({ length: PIECES_A_STEP }, (_, index) => from + index),
  );
