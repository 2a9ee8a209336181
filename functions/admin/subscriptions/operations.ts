// Subscriptions to the lists of partners: made, changed, fetched, decided about, ended.
import { counted } from '../../../core/basics/counted.ts';
import { AGREED_FEED, partnerFeed, type FeedRegistry } from '../../../core/evidence/feed.ts';
import { describeGroup } from '../../../core/lists/list-file/line-problems.ts';
import {
  MOST_SUBSCRIPTIONS,
  NO_COUNTS,
  SUBSCRIPTION_NAME,
  type Subscription,
  type SubscriptionCounts,
  type SubscriptionState,
} from '../../../core/subscriptions/subscription.ts';
import { isMatchingKey, sealKey } from '../../keyed/matching.ts';
import { encrypt } from '../../keyed/secret-box.ts';
import { Problem } from '../../http/problem.ts';
import type { Runtime } from '../../runtime.ts';
import { takeEntriesBack } from '../../subscriptions/put.ts';
import { decideHeld } from '../../subscriptions/run.ts';
import { putAgainSoon } from '../../subscriptions/sightings.ts';
import { CREDENTIAL } from '../../subscriptions/source.ts';
import type { BodyOf, SubscriptionView } from '../contract.ts';
import {
  answer,
  pathSegment,
  requireReplacedVersion,
  requireVersion,
  type Operations,
  type Outcome,
} from '../operation.ts';
import type { SUBSCRIPTION_ROUTES } from './routes.ts';

const MINUTE_MS = 60_000;

export const SUBSCRIPTION_OPERATIONS: Operations<keyof typeof SUBSCRIPTION_ROUTES> = {
  'subscriptions.page': async ({ runtime }) => {
    const { subscriptions, feeds } = runtime.store;
    const [all, states, counts, registry] = await Promise.all([
      subscriptions.all(),
      subscriptions.states(),
      subscriptions.counts(),
      feeds.registry(),
    ]);
    const items = all.map((one) => viewOf(one, states.get(one.name), counts.get(one.name), registry));
    return answer('subscriptions.page', { items, agreed: registry.feeds[AGREED_FEED]?.blocks ?? 0 });
  },

  'subscriptions.get': async ({ path, runtime }) => {
    const standing = await required(path, runtime);
    return answer('subscriptions.get', await viewNow(standing, runtime), standing.version);
  },

  'subscriptions.put': async ({ path, body, ifMatch, writeKey, subject, runtime }) => {
    const name = nameIn(path);
    const standing = await runtime.store.subscriptions.get(name);
    // Written already, by the delivery that this one repeats.
    if (standing !== undefined && writeKey !== undefined && standing.writeKey === writeKey)
      return put(standing, await viewNow(standing, runtime));
    if (standing === undefined) requireVersion(ifMatch, 0);
    else requireReplacedVersion(ifMatch, standing.version);
    await requireRoom(name, runtime);
    const next = await changed(name, standing, body, { by: subject.id, writeKey, runtime });
    await runtime.store.subscriptions.put(next);
    // Under the new terms everything is checked anew, and what is in force is put in force again.
    await runtime.store.subscriptions.changeState(name, (state) => ({
      ...state,
      marks: {},
      dueAt: runtime.now().toISOString(),
    }));
    await putAgainSoon(name, runtime);
    return put(next, await viewNow(next, runtime));
  },

  'subscriptions.fetch': async ({ path, runtime }) => {
    const standing = await required(path, runtime);
    await runtime.store.subscriptions.changeState(standing.name, (state) => ({
      ...state,
      dueAt: runtime.now().toISOString(),
    }));
    return {
      ...answer('subscriptions.fetch', await viewNow(standing, runtime)),
      audit: { record: partnerFeed(standing.name) },
    };
  },

  'subscriptions.decide': async ({ path, body, runtime }) => {
    const standing = await required(path, runtime);
    const { added, removed } = await decideHeld(standing, body.decision, runtime);
    return {
      ...answer('subscriptions.decide', await viewNow(standing, runtime)),
      audit: {
        record: partnerFeed(standing.name),
        detail: `${body.decision}: ${counted(added, 'number')} added, ${counted(removed, 'number')} removed`,
      },
    };
  },

  'subscriptions.delete': async ({ path, runtime }) => {
    const standing = await required(path, runtime);
    const view = await viewNow(standing, runtime);
    const { subscriptions } = runtime.store;
    const { content, held } = await subscriptions.state(standing.name);
    await subscriptions.remove(standing.name);
    await takeEntriesBack(standing, runtime);
    for (const ref of [content, held]) if (ref !== undefined) await subscriptions.removeContent(ref);
    return {
      ...answer('subscriptions.delete', view),
      audit: {
        record: partnerFeed(standing.name),
        detail: `${counted(view.numbers, 'number')}, ${counted(view.blocks, 'block')}`,
      },
    };
  },
};

const put = (subscription: Subscription, view: SubscriptionView): Outcome => ({
  ...answer('subscriptions.put', view, subscription.version),
  audit: { record: partnerFeed(subscription.name), detail: inWords(subscription) },
});

const inWords = ({ terms }: Subscription): string =>
  `${terms.kind} of ${terms.partner}, trust ${terms.trust}${terms.block === undefined ? '' : `, blocks from ${counted(terms.block.atLeast, 'complaint')}`}`;

interface Changing {
  readonly by: string;
  readonly writeKey: string | undefined;
  readonly runtime: Runtime;
}

async function changed(
  name: string,
  standing: Subscription | undefined,
  { terms, credential, keys }: BodyOf<'subscriptions.put'>,
  { by, writeKey, runtime }: Changing,
): Promise<Subscription> {
  const secrets = await runtime.secrets();
  const wrong = keys?.findIndex((key) => !isMatchingKey(key)) ?? -1;
  if (wrong >= 0)
    throw new Problem(
      'invalid-request',
      `/keys/${String(wrong)}: must be a key of 32 bytes as base64url, 43 characters. Copy it again from what the partner sent.`,
    );
  const sealed = keys?.map((key) => sealKey(key, secrets)) ?? standing?.keys ?? [];
  if (terms.kind.startsWith('matching') && sealed.length === 0)
    throw new Problem(
      'invalid-request',
      '/keys: hashes are compared under a key that the partner sends. Give it.',
    );
  const kept = credential === undefined ? standing?.credential : undefined;
  const token =
    credential === undefined || credential === null ? kept : encrypt(CREDENTIAL, credential, secrets);
  return {
    name,
    terms,
    ...(token === undefined ? {} : { credential: token }),
    keys: sealed,
    addedBy: standing?.addedBy ?? by,
    addedAt: standing?.addedAt ?? runtime.now().toISOString(),
    version: (standing?.version ?? 0) + 1,
    ...(writeKey === undefined ? {} : { writeKey }),
  };
}

async function requireRoom(name: string, { store }: Runtime): Promise<void> {
  const all = await store.subscriptions.all();
  if (all.length >= MOST_SUBSCRIPTIONS && !all.some((one) => one.name === name))
    throw new Problem(
      'conflict',
      `There are ${String(MOST_SUBSCRIPTIONS)} subscriptions already. End one first.`,
    );
}

async function required(path: Readonly<Record<string, string>>, { store }: Runtime): Promise<Subscription> {
  const name = nameIn(path);
  const standing = await store.subscriptions.get(name);
  if (standing === undefined) throw new Problem('not-found', `There is no subscription "${name}".`);
  return standing;
}

function nameIn(path: Readonly<Record<string, string>>): string {
  const name = pathSegment(path, 'name');
  if (SUBSCRIPTION_NAME.test(name)) return name;
  throw new Problem(
    'invalid-request',
    'path /name: must be 1 to 32 lowercase letters, digits, and hyphens, like first-bank.',
  );
}

async function viewNow(subscription: Subscription, { store }: Runtime): Promise<SubscriptionView> {
  const { name } = subscription;
  const [state, counts, registry] = await Promise.all([
    store.subscriptions.state(name),
    store.subscriptions.counts(),
    store.feeds.registry(),
  ]);
  return viewOf(subscription, state, counts.get(name), registry);
}

function viewOf(
  { name, terms, credential, keys, addedBy, addedAt, version }: Subscription,
  state: SubscriptionState | undefined,
  counts: SubscriptionCounts = NO_COUNTS,
  { feeds }: FeedRegistry,
): SubscriptionView {
  const { checkedAt, freshAt, changedAt, failure, held, content, dropped = [] } = state ?? {};
  const nextAt = nextOf(terms.everyMinutes, state);
  return {
    name,
    terms,
    hasCredential: credential !== undefined,
    keyIds: keys.map(({ keyId }) => keyId),
    addedBy,
    addedAt,
    state: standingOf(state),
    checkedAt,
    freshAt,
    changedAt,
    nextAt,
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
