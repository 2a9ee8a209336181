// Puts what a subscription holds in force: as a feed of complaints that replaces the one before, and whose blocks follow.
import { complaintsOf, type Entry } from '../../core/subscriptions/entry.ts';
import type { Subscription } from '../../core/subscriptions/subscription.ts';
import { AGREED_FEED, partnerFeed, type FeedRegistry, type MatchingKey } from '../../core/evidence/feed.ts';
import { answersOf } from '../../core/evidence/feed-evidence.ts';
import { DEFAULT_EXPIRES_DAYS } from '../../core/evidence/complaints.ts';
import { followBlocks } from '../feeds/blocks.ts';
import { putInForce } from '../feeds/put-in-force.ts';
import { storeUpload } from '../feeds/receive.ts';
import { takeBack } from '../feeds/take-back.ts';
import type { E164 } from '../../core/numbers/e164.ts';
import type { Runtime } from '../runtime.ts';
import { hasVoice } from './agreed.ts';
import { withoutLeft } from './left-out.ts';

/** Who stands behind what a job does. */
const BY = 'subscriptions';

/** @throws {Problem} conflict, while another file is being put in force */
export async function putEntries(
  subscription: Subscription,
  entries: readonly Entry[],
  runtime: Runtime,
): Promise<void> {
  const { terms } = subscription;
  const name = partnerFeed(subscription.name);
  const file = complaintsOf(await withoutLeft(entries, runtime), terms.trust);
  const upload = await storeUpload({ ...file, dropped: [] }, name, runtime);
  await nameKeys(subscription, runtime);
  const wanted = { name, upload, mode: 'replace', block: terms.block, by: BY } as const;
  let put = await putInForce(wanted, runtime);
  while (put.kind === 'going-on') put = await putInForce(wanted, runtime);
  await followAgreement(runtime);
}

/** From now on nothing of the subscription counts. */
export async function takeEntriesBack(subscription: Subscription, runtime: Runtime): Promise<void> {
  const name = partnerFeed(subscription.name);
  const { feeds } = await runtime.store.feeds.change((registry) => withKeys(registry, name, []));
  if (feeds[name] !== undefined) await takeBack(name, runtime);
  await followAgreement(runtime);
}

/** A look-up holds no list, but its answers count as a feed too. */
export async function openAnswers(subscription: Subscription, runtime: Runtime): Promise<void> {
  const name = partnerFeed(subscription.name);
  const { feeds } = await runtime.store.feeds.registry();
  if (feeds[name] !== undefined) return;
  const feed = emptyFeed(name, runtime.now(), [{ id: answersOf(subscription.name), pieces: 0 }]);
  await runtime.store.feeds.change((registry) => ({
    ...registry,
    feeds: { ...registry.feeds, [name]: registry.feeds[name] ?? feed },
  }));
}

const emptyFeed = (name: string, now: Date, uploads: readonly { id: string; pieces: number }[]) => ({
  name,
  uploads,
  kinds: [''],
  complaints: 0,
  numbers: 0,
  dropped: [],
  refreshedAt: now.toISOString(),
  refreshedBy: BY,
  blocks: 0,
});

async function nameKeys({ name, keys, terms }: Subscription, runtime: Runtime): Promise<void> {
  if (terms.kind !== 'matching-list') return;
  const feed = partnerFeed(name);
  await runtime.store.feeds.change((registry) =>
    withKeys(
      registry,
      feed,
      keys.map(({ keyId, sealed }) => ({ feed, keyId, sealed })),
    ),
  );
}

const withKeys = (
  { matching = [], ...registry }: FeedRegistry,
  name: string,
  keys: readonly MatchingKey[],
): FeedRegistry => ({ ...registry, matching: [...matching.filter(({ feed }) => feed !== name), ...keys] });

/**
 * Brings the blocks on which partners agree up to date.
 * @param known callers of whom partners may hold a hash
 */
export async function followAgreement(runtime: Runtime, known: readonly E164[] = []): Promise<void> {
  const voices = (await runtime.store.subscriptions.all()).filter(hasVoice);
  const block = { atLeast: 2, withinDays: 3_650, expiresDays: DEFAULT_EXPIRES_DAYS };
  const feed = { ...emptyFeed(AGREED_FEED, runtime.now(), []), block };
  await runtime.store.feeds.change((registry) => {
    const { [AGREED_FEED]: standing, ...feeds } = registry.feeds;
    return {
      ...registry,
      feeds:
        voices.length < 2 ? feeds : { ...feeds, [AGREED_FEED]: { ...feed, blocks: standing?.blocks ?? 0 } },
      blocksDue: [...new Set([...registry.blocksDue, AGREED_FEED])],
    };
  });
  await followBlocks(AGREED_FEED, runtime, known);
}
