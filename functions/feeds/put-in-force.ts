// Puts a received file in force: its complaints are added to the blocks of their numbers, step by step, and count from the
// one write of the record that names the upload. What stops midway changes nothing that counts, and can be asked again.
import { KindTable, periodOf, isoDay, united, type BlockRule } from '../../core/evidence/complaints.ts';
import {
  addDropped,
  FEED_NAME,
  MOST_FEEDS,
  MOST_UPLOADS_OF_A_FEED,
  type DroppedCount,
  type Feed,
  type FeedMode,
  type FeedRegistry,
  type FeedUpload,
} from '../../core/evidence/feed.ts';
import { BlockFullError } from '../../store/evidence/feed-items.ts';
import { Problem } from '../http/problem.ts';
import type { Runtime } from '../runtime.ts';
import { followBlocks, type FollowedBlocks } from './blocks.ts';
import { locked, unlock, unlocked } from './lock.ts';
import { complaintsOf, droppedIn, piecesOf, withKindsOf, type Pieces } from './pieces.ts';

export interface WantedFeed {
  readonly name: string;
  readonly upload: FeedUpload;
  readonly mode: FeedMode;
  readonly block?: BlockRule | undefined;
  readonly by: string;
}

/** Not finished within the time that a request has; to be asked for again. */
export interface GoingOn {
  readonly kind: 'going-on';
  readonly done: number;
  readonly of: number;
}

export interface InForce extends FollowedBlocks {
  readonly kind: 'in-force';
  readonly feed: Feed;
}

/** A request to the API may take 30 s; what follows the steps takes a few. */
const TIME_FOR_STEPS_MS = 10_000;
const PIECES_A_STEP = 4;

export async function putInForce(wanted: WantedFeed, runtime: Runtime): Promise<GoingOn | InForce> {
  const { name, upload } = wanted;
  const begun = await runtime.store.feeds.change((registry) => begin(registry, wanted, runtime.now()));
  try {
    if (!isInForceAlready(begun, wanted)) {
      const going = await spreadAndName(begun, wanted, runtime);
      if (going !== undefined) return going;
    }
    const followed = await followBlocks(name, runtime);
    const feed = (await runtime.store.feeds.registry()).feeds[name];
    if (feed === undefined) throw new Problem('conflict', `The feed "${name}" was just removed.`);
    return { kind: 'in-force', feed, ...followed };
  } catch (error) {
    await unlock(upload.id, runtime);
    if (error instanceof BlockFullError) throw new Problem('invalid-request', `The file: ${error.message}.`);
    throw error;
  }
}

const isInForceAlready = ({ feeds }: FeedRegistry, { name, upload }: WantedFeed): boolean =>
  feeds[name]?.uploads.some(({ id }) => id === upload.id) ?? false;

function begin(registry: FeedRegistry, wanted: WantedFeed, now: Date): FeedRegistry {
  const { name, upload, mode } = wanted;
  if (isInForceAlready(registry, wanted)) return registry;
  const standing = registry.feeds[name];
  const named = Object.keys(registry.feeds).filter((one) => FEED_NAME.test(one));
  if (standing === undefined && FEED_NAME.test(name) && named.length >= MOST_FEEDS) {
    throw new Problem(
      'conflict',
      `There are ${String(MOST_FEEDS)} complaint files already. Remove one first.`,
    );
  }
  if (mode === 'add' && (standing?.uploads.length ?? 0) >= MOST_UPLOADS_OF_A_FEED) {
    throw new Problem(
      'conflict',
      `The feed "${name}" has ${String(MOST_UPLOADS_OF_A_FEED)} files; refresh it with one file that has them all.`,
    );
  }
  if (!registry.open.some(({ id, feed }) => id === upload.id && feed === name)) {
    throw new Problem('not-found', `No upload "${upload.id}" of the feed "${name}" is being received.`);
  }
  const held = registry.lock?.id === upload.id;
  return {
    ...locked(registry, upload.id, now),
    // Somebody else may have changed the feed since: the kinds have other places then, so everything is added again.
    open: registry.open.map((one) => (one.id === upload.id && !held ? { ...one, spread: 0 } : one)),
  };
}

async function spreadAndName(
  begun: FeedRegistry,
  wanted: WantedFeed,
  runtime: Runtime,
): Promise<GoingOn | undefined> {
  const { name, upload, mode } = wanted;
  const before = mode === 'add' ? begun.feeds[name] : undefined;
  const pieces = await piecesOf(upload, runtime);
  const kinds = new KindTable(before?.kinds);
  const complaints = withKindsOf(pieces, kinds);
  const until = performance.now() + TIME_FOR_STEPS_MS;
  let done = begun.open.find(({ id }) => id === upload.id)?.spread ?? 0;
  while (done < upload.pieces) {
    const step = [...complaints].slice(done, done + PIECES_A_STEP);
    // From now on the pieces stay: without them their complaints could not be found again.
    for (const [index] of step) await keep(upload, index, pieces, runtime);
    await runtime.store.feeds.spread(upload.id, new Map(step), isWanted(begun, upload));
    done += step.length;
    await runtime.store.feeds.change((registry) => advance(registry, upload.id, done, runtime.now()));
    if (done < upload.pieces && performance.now() > until) {
      return { kind: 'going-on', done, of: upload.pieces };
    }
  }
  const uploads = [...(before?.uploads ?? []), upload];
  const earlier = before === undefined ? [] : await complaintsOf(before, runtime);
  const all = united(
    before === undefined ? [[...complaints.values()].flat()] : [earlier, [...complaints.values()].flat()],
  );
  const feed = describe(
    wanted,
    { all, uploads, kinds: kinds.names, dropped: droppedIn(pieces) },
    before,
    runtime,
  );
  await runtime.store.feeds.change((registry) => {
    if (before !== undefined && registry.feeds[name]?.refreshedAt !== before.refreshedAt) {
      throw new Problem('conflict', `The feed "${name}" was changed in the meantime. Send the file again.`);
    }
    return nameInForce(locked(registry, upload.id, runtime.now()), feed, upload);
  });
  return undefined;
}

const isWanted = ({ feeds, open }: FeedRegistry, upload: FeedUpload): ((id: string) => boolean) => {
  const ids = new Set([
    upload.id,
    ...open.map(({ id }) => id),
    ...Object.values(feeds).flatMap(({ uploads }) => uploads.map(({ id }) => id)),
  ]);
  return (id) => ids.has(id);
};

async function keep({ id }: FeedUpload, index: number, pieces: Pieces, runtime: Runtime): Promise<void> {
  const piece = pieces.get(index);
  if (piece !== undefined) await runtime.store.feeds.putPiece(id, index, piece);
}

const advance = (registry: FeedRegistry, id: string, spread: number, now: Date): FeedRegistry => ({
  ...locked(registry, id, now),
  open: registry.open.map((one) => (one.id === id ? { ...one, spread } : one)),
});

interface Contents {
  readonly all: Parameters<typeof united>[0][number];
  readonly uploads: readonly FeedUpload[];
  readonly kinds: readonly string[];
  readonly dropped: readonly DroppedCount[];
}

function describe(
  { name, block, by }: WantedFeed,
  { all, uploads, kinds, dropped }: Contents,
  before: Feed | undefined,
  runtime: Runtime,
): Feed {
  const period = periodOf(all);
  return {
    name,
    uploads,
    kinds,
    complaints: all.reduce((sum, { count }) => sum + count, 0),
    numbers: new Set(all.map(({ number }) => number)).size,
    ...(period === undefined ? {} : { from: isoDay(period.first), to: isoDay(period.last) }),
    dropped: addDropped([...(before?.dropped ?? []), ...dropped]),
    refreshedAt: runtime.now().toISOString(),
    refreshedBy: by,
    ...(block === undefined ? {} : { block }),
    blocks: 0,
  };
}

/** From this one write on the file counts, and what it replaces does not. */
function nameInForce(registry: FeedRegistry, feed: Feed, upload: FeedUpload): FeedRegistry {
  const replaced = (registry.feeds[feed.name]?.uploads ?? []).filter(
    ({ id }) => !feed.uploads.some((kept) => kept.id === id),
  );
  return {
    ...unlocked(registry, upload.id),
    feeds: { ...registry.feeds, [feed.name]: { ...feed, blocks: registry.feeds[feed.name]?.blocks ?? 0 } },
    open: registry.open.filter(({ id }) => id !== upload.id),
    leftovers: [...registry.leftovers, ...replaced],
    blocksDue: [...new Set([...registry.blocksDue, feed.name])],
  };
}
