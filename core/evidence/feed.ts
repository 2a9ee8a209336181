// Complaint feeds: complaint files of others under a name each, such as the FTC's. A feed is listed, refreshed and taken
// back as a whole. Which uploads count stands in one record, so that all of that happens at one moment.
import type { BlockRule } from './complaints.ts';
import type { Listing } from '../lists/listing.ts';
import type { RejectedLine } from '../lists/list-file/line-problems.ts';

/** Lower-case letters, digits and hyphens. */
export const FEED_NAME = /^[a-z0-9-]{1,40}$/;

/** replace: the feed is this file. add: this file comes to what the feed has; a complaint in both counts once. */
export const FEED_MODES = ['replace', 'add'] as const;
export type FeedMode = (typeof FEED_MODES)[number];

/** More are not kept: the record that names them is read with every call. */
export const MOST_FEEDS = 20;
/** Files added to one feed, before it must be refreshed as a whole. */
export const MOST_UPLOADS_OF_A_FEED = 400;

export interface Feed {
  readonly name: string;
  /** The uploads whose complaints count, oldest first. */
  readonly uploads: readonly FeedUpload[];
  /** Words for the `kind` of a complaint. */
  readonly kinds: readonly string[];
  readonly complaints: number;
  readonly numbers: number;
  /** ISO 8601 days of the oldest and the newest complaint. */
  readonly from?: string;
  readonly to?: string;
  readonly dropped: readonly DroppedCount[];
  /** ISO 8601, UTC. */
  readonly refreshedAt: string;
  readonly refreshedBy: string;
  /** Undefined if the complaint file blocks no numbers. */
  readonly block?: BlockRule;
  /** Numbers that it blocks. */
  readonly blocks: number;
}

/** Lines that were left out because of one problem. */
export interface DroppedCount {
  readonly code: RejectedLine['code'];
  readonly count: number;
}

/** The counts of the same problem added, the commonest first. */
export function addDropped(counts: readonly DroppedCount[]): DroppedCount[] {
  const byCode = new Map<DroppedCount['code'], DroppedCount>();
  for (const { code, count } of counts)
    byCode.set(code, { code, count: count + (byCode.get(code)?.count ?? 0) });
  return [...byCode.values()].sort((a, b) => b.count - a.count);
}

/** One file, stored in pieces. */
export interface FeedUpload {
  readonly id: string;
  readonly pieces: number;
}

/** A file whose pieces are being received; nothing of it counts before it is put in force. */
export interface OpenUpload {
  readonly id: string;
  readonly feed: string;
  /** ISO 8601, UTC, of the first piece. */
  readonly at: string;
  /** How many of its pieces have been added to the blocks of their numbers. */
  readonly spread: number;
}

/** A key by which a feed's hashes are matched; the key itself is sealed. */
export interface MatchingKey {
  readonly feed: string;
  /** First 8 hexadecimal digits of the SHA-256 of the key. */
  readonly keyId: string;
  readonly sealed: string;
}

/** What a partner's subscription holds is a feed under this name; people name theirs without a colon. */
export const partnerFeed = (subscription: string): string => `partner:${subscription}`;

/** The subscription behind a feed; undefined where people or nobody in particular filled it. */
export const subscriptionOf = (feed: string): string | undefined =>
  feed.startsWith('partner:') ? feed.slice('partner:'.length) : undefined;

/** Blocks on which two independent partners agree. It holds no complaints of its own. */
export const AGREED_FEED = 'partners:agreed';

/** The lock for changes of the stored complaints, because only one change may run at a time. */
interface FeedLock {
  readonly id: string;
  /** ISO 8601, UTC; then it has been given up. */
  readonly until: string;
}

export interface FeedRegistry {
  /** Raised by each change. */
  readonly version: number;
  readonly feeds: Readonly<Record<string, Feed>>;
  readonly open: readonly OpenUpload[];
  /** Uploads that count no more, or never did, and whose complaints are still to be deleted. */
  readonly leftovers: readonly FeedUpload[];
  /** Keys of the feeds that hold keyed hashes; none where absent. */
  readonly matching?: readonly MatchingKey[];
  /** Feeds whose blocks on the list do not follow it yet. */
  readonly blocksDue: readonly string[];
  readonly lock?: FeedLock;
}

export const NO_FEEDS: FeedRegistry = { version: 0, feeds: {}, open: [], leftovers: [], blocksDue: [] };

/** A feed is taken back at one moment; its blocks on the list are deleted one after the other, after it. */
export const isOfGoneFeed = ({ complaints }: Pick<Listing, 'complaints'>, { feeds }: FeedRegistry): boolean =>
  complaints !== undefined && feeds[complaints.feed]?.block === undefined;

/** Which feed an upload belongs to, among those that count. */
export const feedsByUpload = ({ feeds }: FeedRegistry): ReadonlyMap<string, Feed> =>
  new Map(Object.values(feeds).flatMap((feed) => feed.uploads.map(({ id }) => [id, feed] as const)));
