// One subscription: fetched, checked, compared with what is in force, and put in force or held for a person.
import { randomUUID } from 'node:crypto';
import { MINUTE_MS } from '../../core/basics/durations.ts';
import { differenceOf, isExpiredEntry, isTooLarge, numbersIn } from '../../core/subscriptions/entry.ts';
import {
  isStale,
  retryAt,
  type HeldContent,
  type Subscription,
  type SubscriptionState,
} from '../../core/subscriptions/subscription.ts';
import type { Content } from '../../store/subscriptions/subscription-items.ts';
import { commit } from '../commit.ts';
import { Problem } from '../http/problem.ts';
import type { JobsRuntime, Runtime } from '../runtime.ts';
import { failureOf, FetchError } from './failure.ts';
import { fetchContent, type Fetched } from './fetch.ts';
import { refOf, replaceContent } from './content.ts';
import { openAnswers } from './put.ts';
import { readingFor } from './reading.ts';
import { openSource } from './source.ts';

/** Longer than a run may take: a job that was killed has stopped by then. */
const BUSY_MS = 3 * MINUTE_MS;
/** The function of the jobs has a minute. */
const PATIENCE_MS = 35_000;
const EMPTY: Content = { entries: [], events: [] };

/** Never throws for what the partner does: that is in the state, for people to read. */
export async function runSubscription(subscription: Subscription, runtime: JobsRuntime): Promise<void> {
  const { name, terms } = subscription;
  const id = randomUUID();
  const begun = await take(name, id, runtime);
  if (begun === undefined) return;
  try {
    const changes = await progress(subscription, begun, runtime);
    await settle(subscription, id, changes, runtime);
  } catch (error) {
    const now = runtime.now();
    const failure = failureOf(error, now);
    runtime.log.warn(`subscription ${name}: ${failure.code}`, { problem: failure.problem });
    await settle(
      subscription,
      id,
      (state) => ({
        ...state,
        failure,
        failures: state.failures + 1,
        dueAt: dueAfter(error) ?? retryAt(state.failures, terms, now),
      }),
      runtime,
    );
    function dueAfter(cause: unknown): string | undefined {
      if (cause instanceof Problem) return new Date(now.getTime() + MINUTE_MS).toISOString();
      return cause instanceof FetchError && cause.retryAfter !== undefined
        ? new Date(now.getTime() + cause.retryAfter * 1_000).toISOString()
        : undefined;
    }
  }
}

/** Undefined where another run has it. */
async function take(
  name: string,
  id: string,
  { store, now }: Runtime,
): Promise<SubscriptionState | undefined> {
  const until = new Date(now().getTime() + BUSY_MS).toISOString();
  const state = await store.subscriptions.changeState(name, (before) =>
    before.busy !== undefined && Date.parse(before.busy.until) > now().getTime()
      ? before
      : { ...before, busy: { id, until } },
  );
  return state.busy?.id === id ? state : undefined;
}

type Change = (state: SubscriptionState) => SubscriptionState;

async function settle(
  { name }: Subscription,
  id: string,
  change: Change,
  { store, now }: Runtime,
): Promise<void> {
  await store.subscriptions.changeState(name, (state) => {
    const { busy, dueAt: _, ...rest } = state;
    const checked = { ...rest, checkedAt: now().toISOString() };
    return change(busy?.id === id ? checked : { ...checked, ...(busy === undefined ? {} : { busy }) });
  });
}

async function progress(
  subscription: Subscription,
  state: SubscriptionState,
  runtime: JobsRuntime,
): Promise<Change> {
  const { subscriptions } = runtime.store;
  if (subscription.terms.kind === 'matching-lookup') {
    await openAnswers(subscription, runtime);
    return isFresh(runtime.now());
  }
  const before = state.content === undefined ? EMPTY : await subscriptions.content(state.content);
  const fetched = await fetchedNow(subscription, state, before, runtime);
  if (fetched === undefined) return unchanged(subscription, state, before, runtime);
  if (numbersIn(fetched.content.entries).size > subscription.terms.mostNumbers)
    throw new FetchError(
      'too-many',
      `The list has more than the ${String(subscription.terms.mostNumbers)} numbers that this subscription may have. Raise mostNumbers, or ask the partner for a smaller list.`,
    );
  const now = runtime.now();
  // What expires by itself is no change of the partner's.
  const comparable = before.entries.filter((entry) => !isExpiredEntry(entry, now));
  const difference = differenceOf(comparable, fetched.content.entries);
  return fetched.isCatchingUp !== true && isTooLarge(difference, subscription.terms.mostChangePercent)
    ? holdContent(subscription, state, { fetched, ...difference }, runtime)
    : putContent(subscription, state, fetched, runtime);
}

async function fetchedNow(
  subscription: Subscription,
  { marks, held }: SubscriptionState,
  before: Content,
  runtime: JobsRuntime,
): Promise<Fetched | undefined> {
  const settings = await runtime.settings.current();
  return fetchContent({
    subscription,
    // While content waits for a person, the partner's next version may take its place.
    marks: held?.marks.etag === undefined ? marks : { ...marks, etag: held.marks.etag },
    before,
    source: await openSource(subscription, runtime),
    reading: readingFor(subscription.terms, settings, runtime.now()),
    deadline: performance.now() + PATIENCE_MS,
  });
}

const isFresh =
  (now: Date): Change =>
  ({ failure: _, staleSince: __, ...state }) => ({ ...state, failures: 0, freshAt: now.toISOString() });

/** Nothing new; entries may have expired, or been left out by a person, since. */
async function unchanged(
  subscription: Subscription,
  { content }: SubscriptionState,
  before: Content,
  runtime: JobsRuntime,
): Promise<Change> {
  const now = runtime.now();
  const isDue = content?.nextExpiry !== undefined && Date.parse(content.nextExpiry) <= now.getTime();
  if (!isDue) return isFresh(now);
  const kept = { ...before, entries: before.entries.filter((entry) => !isExpiredEntry(entry, now)) };
  const put = await replaceContent(subscription, content, kept, runtime);
  return (state) => ({ ...isFresh(now)(state), content: put });
}

async function putContent(
  subscription: Subscription,
  { content: before, held }: SubscriptionState,
  { content, dropped, marks }: Fetched,
  runtime: Runtime,
): Promise<Change> {
  const put = await replaceContent(subscription, before, content, runtime);
  if (held !== undefined) await runtime.store.subscriptions.removeContent(held);
  const now = runtime.now();
  return ({ held: _, ...state }) => ({
    ...isFresh(now)(state),
    content: put,
    marks,
    dropped,
    changedAt: now.toISOString(),
  });
}

interface TooLarge {
  readonly fetched: Fetched;
  readonly added: number;
  readonly removed: number;
}

/** What was in force stays. A person is asked once for each version of the partner's content. */
async function holdContent(
  subscription: Subscription,
  { held: earlier }: SubscriptionState,
  { fetched, added, removed }: TooLarge,
  runtime: Runtime,
): Promise<Change> {
  const { subscriptions } = runtime.store;
  const now = runtime.now();
  const at = now.toISOString();
  const stored = await subscriptions.putContent(`${subscription.name}:${randomUUID()}`, fetched.content);
  const held: HeldContent = {
    ...refOf(stored, fetched.content),
    at: earlier?.at ?? at,
    added,
    removed,
    marks: fetched.marks,
  };
  if (earlier !== undefined) await subscriptions.removeContent(earlier);
  else await alarm(subscription, 'held', at, runtime);
  return (state) => ({ ...isFresh(now)(state), held });
}

/** @throws {Problem} where nothing waits */
export async function decideHeld(
  subscription: Subscription,
  decision: 'accept' | 'refuse',
  runtime: Runtime,
): Promise<HeldContent> {
  const { subscriptions } = runtime.store;
  const { held, content: before } = await subscriptions.state(subscription.name);
  if (held === undefined)
    throw new Problem('nothing-to-approve', `No content of "${subscription.name}" waits for a decision.`);
  if (decision === 'refuse') {
    await subscriptions.changeState(subscription.name, ({ held: _, ...state }) => ({
      ...state,
      // The same version is not fetched again; the next one is compared anew.
      marks: { ...state.marks, ...held.marks },
    }));
    await subscriptions.removeContent(held);
    return held;
  }
  const content = await subscriptions.content(held);
  const put = await replaceContent(subscription, before, content, runtime);
  const at = runtime.now().toISOString();
  await subscriptions.changeState(subscription.name, ({ held: _, ...state }) => ({
    ...state,
    content: put,
    marks: held.marks,
    changedAt: at,
  }));
  await subscriptions.removeContent(held);
  return held;
}

/** Once for each spell without news. */
export async function watchAge(
  subscription: Subscription,
  state: SubscriptionState,
  runtime: Runtime,
): Promise<void> {
  const now = runtime.now();
  if (state.staleSince !== undefined || !isStale(subscription, state, now)) return;
  const at = now.toISOString();
  await runtime.store.subscriptions.changeState(subscription.name, (before) => ({
    ...before,
    staleSince: at,
  }));
  await alarm(subscription, 'stale', at, runtime);
}

const alarm = (
  { name, terms }: Subscription,
  about: 'held' | 'stale',
  at: string,
  runtime: Runtime,
): Promise<void> =>
  commit(
    [{ kind: 'notify', notice: { kind: 'subscription', at, about, name, partner: terms.partner } }],
    runtime,
  );
