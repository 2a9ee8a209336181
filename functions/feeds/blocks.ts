// The blocks of a complaint feed on the list. They follow from what the feed holds and how many complaints it takes, so
// they can be made again at any time: what is missing is added, what is too much is taken away, the rest is left.
import { type BlockRule, countedWithin, isoDay, type NumberCount } from '../../core/evidence/complaints.ts';
import { DAY_MS } from '../../core/basics/durations.ts';
import { parseE164, type E164 } from '../../core/numbers/e164.ts';
import { AGREED_FEED, type Feed } from '../../core/evidence/feed.ts';
import {
  isInForce,
  type List,
  type Listing,
  type ListingPattern,
  newListing,
  patternsOf,
} from '../../core/lists/listing.ts';
import { listingReason } from '../../core/lists/listing-reason.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { ownNumbers } from '../../core/departments/staff.ts';
import type { Runtime } from '../runtime.ts';
import { numbersAgreedOn } from '../subscriptions/agreed.ts';
import { complaintsOf } from './pieces.ts';

/** Numbers with enough complaints that are not blocked, by what speaks against it. */
interface Spared {
  /** The company's own lines, and those of its staff. */
  readonly own: number;
  readonly allowlisted: number;
  readonly neverBlock: number;
  /** Blocked already by a person, by the guard itself or by another feed. */
  readonly blocked: number;
}

export interface FollowedBlocks {
  readonly blocks: number;
  readonly spared: Spared;
}

type Verdict = keyof Spared | 'block';

/**
 * Brings the blocks of one feed up to date; of a feed that is gone, takes them away.
 * @param known callers on whom partners may agree by hashes; for that feed alone
 */
export async function followBlocks(
  name: string,
  runtime: Runtime,
  known: readonly E164[] = [],
): Promise<FollowedBlocks> {
  const feed = (await runtime.store.feeds.registry()).feeds[name];
  const standing = new Map(
    (await runtime.store.listings.ofFeed(name)).map((listing) => [listing.pattern, listing]),
  );
  // Whoever was agreed on by hashes is known from then on, as long as the partners stay with it.
  const standingNumbers = [...standing.keys()].flatMap((pattern) => parseE164(pattern) ?? []);
  const { wanted, spared } = await wantedBlocks(feed, [...known, ...standingNumbers], runtime);
  const changed = wanted.filter((listing) => differs(listing, standing.get(listing.pattern)));
  await runtime.store.listings.putMany(
    changed.map((one) => ({ ...one, version: (standing.get(one.pattern)?.version ?? 0) + 1 })),
  );
  const kept = new Set(wanted.map(({ pattern }) => pattern));
  await runtime.store.listings.removeMany([...standing.keys()].filter((pattern) => !kept.has(pattern)));
  await runtime.store.feeds.change((registry) => {
    const now = registry.feeds[name];
    // The complaint file was refreshed in the meantime, so its blocks must be made again.
    if (now?.refreshedAt !== feed?.refreshedAt) return registry;
    return {
      ...registry,
      feeds:
        now === undefined ? registry.feeds : { ...registry.feeds, [name]: { ...now, blocks: wanted.length } },
      blocksDue: registry.blocksDue.filter((due) => due !== name),
    };
  });
  return { blocks: wanted.length, spared };
}

const NONE_SPARED: Spared = { own: 0, allowlisted: 0, neverBlock: 0, blocked: 0 };

async function wantedBlocks(
  feed: Feed | undefined,
  known: readonly E164[],
  runtime: Runtime,
): Promise<{ wanted: Listing[]; spared: Spared }> {
  if (feed?.block === undefined) return { wanted: [], spared: NONE_SPARED };
  const { block } = feed;
  const counts =
    feed.name === AGREED_FEED
      ? await numbersAgreedOn(known, runtime)
      : [...countedWithin(await complaintsOf(feed, runtime), block.withinDays).values()];
  const enough = counts.filter(({ count }) => count >= block.atLeast);
  const judge = await judgeFor(feed, enough, runtime);
  const wanted: Listing[] = [];
  const spared = { ...NONE_SPARED };
  for (const one of enough) {
    const verdict = judge(one.number);
    if (verdict === 'block') wanted.push(blockOn(one, feed, block));
    else spared[verdict] += 1;
  }
  const now = runtime.now();
  return { wanted: wanted.filter((listing) => isInForce(listing, now)), spared };
}

async function judgeFor(
  { name }: Feed,
  candidates: readonly NumberCount[],
  runtime: Runtime,
): Promise<(number: E164) => Verdict> {
  const now = runtime.now();
  const [settings, standing, allowed, shielded] = await Promise.all([
    runtime.settings.current(),
    runtime.store.listings.getMany(candidates.map(({ number }) => number)),
    patternsIn('allow', runtime),
    patternsIn('never-block', runtime),
  ]);
  return (number) => {
    if (isOurs(number, settings)) return 'own';
    const patterns = patternsOf(number);
    if (patterns.some((pattern) => shielded.has(pattern))) return 'neverBlock';
    if (patterns.some((pattern) => allowed.has(pattern))) return 'allowlisted';
    const listing = standing.get(number);
    const isFree = listing === undefined || listing.complaints?.feed === name || !isInForce(listing, now);
    return isFree ? 'block' : 'blocked';
  };
}

export const isOurs = (number: E164, settings: Settings): boolean => ownNumbers(settings).includes(number);

const PAGE = 1_000;

/** In force at this moment. */
async function patternsIn(list: List, runtime: Runtime): Promise<ReadonlySet<ListingPattern>> {
  const now = runtime.now();
  const patterns = new Set<ListingPattern>();
  let cursor: string | undefined;
  do {
    const page = await runtime.store.listings.page({ list, limit: PAGE, cursor });
    for (const listing of page.items) if (isInForce(listing, now)) patterns.add(listing.pattern);
    ({ cursor } = page);
  } while (cursor !== undefined);
  return patterns;
}

function blockOn(
  { number, count, first, last }: NumberCount,
  { name, refreshedAt, refreshedBy }: Feed,
  { expiresDays }: BlockRule,
): Listing {
  const [from, to] = [isoDay(first), isoDay(last)];
  const complaints = { feed: name, count, from, to };
  // Whole days, so that the same file twice on one day changes nothing.
  const today = Math.floor(Date.parse(refreshedAt) / DAY_MS);
  return newListing({
    pattern: number,
    list: 'block',
    // In English, for exports, the search, and programs. The console makes the words from the facts.
    reason: listingReason({ reason: '', complaints }, 'en-US'),
    source: `feed:${name}`,
    addedBy: refreshedBy,
    addedAt: refreshedAt,
    expiresAt: new Date((today + expiresDays) * DAY_MS).toISOString(),
    complaints,
  });
}

const differs = (wanted: Listing, standing: Listing | undefined): boolean =>
  standing?.reason !== wanted.reason ||
  standing.expiresAt !== wanted.expiresAt ||
  standing.complaints?.count !== wanted.complaints?.count;
