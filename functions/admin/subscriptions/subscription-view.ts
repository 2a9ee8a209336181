// A subscription as people see it: what was agreed, what waits for a second person, how it stands, what it is worth.
import { partnerFeed, type FeedRegistry } from '../../../core/evidence/feed.ts';
import { describeGroup } from '../../../core/lists/list-file/line-problems.ts';
import {
  NO_COUNTS,
  type Subscription,
  type SubscriptionCounts,
  type SubscriptionState,
} from '../../../core/subscriptions/subscription.ts';
import type { Runtime } from '../../runtime.ts';
import type { SubscriptionView } from '../contract.ts';

const MINUTE_MS = 60_000;

export async function viewNow(subscription: Subscription, { store }: Runtime): Promise<SubscriptionView> {
  const { name } = subscription;
  const [state, counts, registry] = await Promise.all([
    store.subscriptions.state(name),
    store.subscriptions.counts(),
    store.feeds.registry(),
  ]);
  return viewOf(subscription, state, counts.get(name), registry);
}

export function viewOf(
  subscription: Subscription,
  state: SubscriptionState | undefined,
  counts: SubscriptionCounts = NO_COUNTS,
  { feeds }: FeedRegistry,
): SubscriptionView {
  const { name, terms, credential, keys, addedBy, addedAt, approvedBy, version } = subscription;
  const { checkedAt, freshAt, changedAt, failure, held, content, dropped = [] } = state ?? {};
  return {
    name,
    terms,
    hasCredential: credential !== undefined,
    keyIds: keys.map(({ keyId }) => keyId),
    addedBy,
    addedAt,
    approvedBy,
    proposal: proposalView(subscription),
    state: subscription.proposed === true ? 'proposed' : standingOf(state),
    checkedAt,
    freshAt,
    changedAt,
    nextAt: subscription.proposed === true ? undefined : nextOf(terms.everyMinutes, state),
    numbers: content?.numbers ?? 0,
    blocks: feeds[partnerFeed(name)]?.blocks ?? 0,
    held:
      held === undefined
        ? undefined
        : { at: held.at, numbers: held.numbers, added: held.added, removed: held.removed },
    failure,
    dropped: dropped.map(({ code, count }) => ({ code, count, problem: describeGroup(code, count) })),
    counts: { ...counts },
    version,
  };
}

/** Secrets are named by their presence alone. */
function proposalView({ proposal, proposed, credential }: Subscription): SubscriptionView['proposal'] {
  if (proposal === undefined) return undefined;
  const { terms, by, at, why } = proposal;
  const kind = proposed === true ? 'create' : 'change';
  return { kind, terms, newCredential: proposal.credential !== credential, by, at, why };
}

function standingOf(state: SubscriptionState | undefined): SubscriptionView['state'] {
  if (state?.checkedAt === undefined) return 'waiting';
  if (state.held !== undefined) return 'held';
  if (state.staleSince !== undefined) return 'stale';
  return state.failure === undefined ? 'in-force' : 'failing';
}

const nextOf = (everyMinutes: number, state: SubscriptionState | undefined): string | undefined =>
  state?.dueAt ??
  (state?.checkedAt === undefined
    ? undefined
    : new Date(Date.parse(state.checkedAt) + everyMinutes * MINUTE_MS).toISOString());
