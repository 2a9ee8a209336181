// Reports back to partners, as MISP sightings: a number of theirs was found to be no nuisance, or has called. What a
// partner does not take is tried again, ever later. A report names the partner's entry and holds no number.
import { MINUTE_MS } from '../../core/basics/durations.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import type { Entry } from '../../core/subscriptions/entry.ts';
import type { Subscription } from '../../core/subscriptions/subscription.ts';
import type { PendingSighting } from '../../store/subscriptions/subscription-items.ts';
import { decrypt } from '../keyed/secret-box.ts';
import { namesUnder } from './forget.ts';
import { hostOf } from '../outgoing/outgoing.ts';
import type { JobsRuntime, Runtime } from '../runtime.ts';
import { authorizationOf, CREDENTIAL } from './source.ts';
import { leaveOutForNow } from './left-out.ts';

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 100_000;
const LATEST_RETRY_MINUTES = 1_440;

/** Entries of a subscription about this number. */
export async function entriesAbout(
  subscription: Subscription,
  number: Identity,
  runtime: Runtime,
): Promise<readonly Entry[]> {
  const { subscriptions } = runtime.store;
  const { content } = await subscriptions.state(subscription.name);
  if (content === undefined) return [];
  const names = new Set(await namesUnder(number, subscription, runtime));
  return (await subscriptions.content(content)).entries.filter(({ about }) => names.has(about));
}

/**
 * A person here has found the number to be no nuisance: partners' lists say nothing of it any more, and those that have
 * it are told.
 */
export async function clearNumber(number: Identity, at: string, runtime: Runtime): Promise<void> {
  const { subscriptions } = runtime.store;
  for (const subscription of await subscriptions.all()) {
    const entries = await entriesAbout(subscription, number, runtime);
    if (entries.length === 0) continue;
    for (const { about } of entries) await leaveOutForNow(about, runtime);
    await subscriptions.count(subscription.name, 'falsePositives', { id: entries[0]?.id ?? '', at });
    await report(subscription, entries, { type: '1', at }, runtime);
    await putAgainSoon(subscription.name, runtime);
  }
}

/** What the subscription holds is put in force again by its next run, without what is left out by then. */
export async function putAgainSoon(name: string, { store, now }: Runtime): Promise<void> {
  const at = now().toISOString();
  await store.subscriptions.changeState(name, (state) =>
    state.content === undefined
      ? state
      : { ...state, dueAt: at, content: { ...state.content, nextExpiry: at } },
  );
}

export async function report(
  { name, terms }: Subscription,
  entries: readonly Entry[],
  { type, at }: Pick<PendingSighting, 'type' | 'at'>,
  { store }: Runtime,
): Promise<void> {
  if (terms.sightingsUrl === undefined) return;
  for (const { id } of entries)
    await store.subscriptions.putSighting({
      subscription: name,
      entry: sightedId(id),
      type,
      at,
      tries: 0,
      notBefore: at,
    });
}

/** STIX has the same identifier behind the object's type. */
const sightedId = (id: string): string => id.replace(/^indicator--/, '').split(' ')[0] ?? id;

/** A number of which only a hash is known is named by that. */
const named = (entry: string) => (/^[0-9a-f]{64}$/.test(entry) ? { hmac: entry } : { uuid: entry });

export async function sendSighting(
  sighting: PendingSighting,
  subscription: Subscription | undefined,
  runtime: JobsRuntime,
): Promise<void> {
  const { subscriptions } = runtime.store;
  const url = subscription?.terms.sightingsUrl;
  // The subscription was removed since.
  if (subscription === undefined || url === undefined) return subscriptions.removeSighting(sighting);
  try {
    const status = await post(sighting, url, subscription, runtime);
    if (status < 200 || status > 299)
      throw new Error(`${hostOf(url)} answered HTTP ${String(status)} to a sighting`);
  } catch (error) {
    runtime.log.warn(`subscription ${subscription.name}: a sighting was not taken`, { error });
    return subscriptions.putSighting(later(sighting, runtime.now()));
  }
  await subscriptions.removeSighting(sighting);
  if (sighting.type === '1')
    await subscriptions.count(subscription.name, 'reported', { id: sighting.entry, at: sighting.at });
}

async function post(
  { entry, type, at }: PendingSighting,
  url: string,
  { terms, credential }: Subscription,
  runtime: JobsRuntime,
): Promise<number> {
  const Sighting = [
    {
      ...named(entry),
      type,
      date_sighting: String(Math.floor(Date.parse(at) / 1_000)),
      source: 'hotline-guard',
    },
  ];
  const isSameOrigin = new URL(url).origin === new URL(terms.url).origin;
  const { status } = await runtime.outgoing({
    flow: 'sightings',
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    credentials:
      credential !== undefined && isSameOrigin
        ? { authorization: authorizationOf(decrypt(CREDENTIAL, credential, await runtime.secrets())) }
        : undefined,
    body: JSON.stringify({ Sighting }),
    timeoutMs: TIMEOUT_MS,
    mostBytes: MOST_BYTES,
  });
  return status;
}

/** After 1 minute, 2, 4, … and a day at most; after two weeks it is given up. */
function later(sighting: PendingSighting, now: Date): PendingSighting {
  const minutes = Math.min(LATEST_RETRY_MINUTES, 2 ** Math.min(sighting.tries, 20));
  return {
    ...sighting,
    tries: sighting.tries + 1,
    notBefore: new Date(now.getTime() + minutes * MINUTE_MS).toISOString(),
  };
}
