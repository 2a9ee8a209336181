// Once a minute: fetches the subscriptions that are due, tells partners what was found out about their numbers, and asks
// about callers. Everything that waits for a partner happens here, so that no call and no other job does.
import { runSubscription, watchAge } from '../subscriptions/run.ts';
import { followCaller } from '../subscriptions/agreed-caller.ts';
import { isLookUp, lookUp } from '../subscriptions/look-up.ts';
import { sendSighting } from '../subscriptions/sightings.ts';
import { isDue, newState, type Subscription } from '../../core/subscriptions/subscription.ts';
import type { JobsRuntime } from '../runtime.ts';

/** What is asked or told in one run; the rest follows in the next. */
const MOST_SIGHTINGS = 50;
const MOST_LOOK_UPS = 50;

export async function tendSubscriptions(runtime: JobsRuntime): Promise<void> {
  const { subscriptions } = runtime.store;
  const all = await subscriptions.all();
  if (all.length === 0) return;
  const outcomes = await Promise.allSettled([
    fetchDue(all, runtime),
    tellPartners(all, runtime),
    askPartners(all, runtime),
  ]);
  const failed = outcomes.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

/** Beside each other: a partner that does not answer keeps no other from being fetched. */
async function fetchDue(all: readonly Subscription[], runtime: JobsRuntime): Promise<void> {
  const states = await runtime.store.subscriptions.states();
  const outcomes = await Promise.allSettled(
    all.map(async (one) => {
      const state = states.get(one.name) ?? newState(one.name);
      if (isDue(one, state, runtime.now())) await runSubscription(one, runtime);
      await watchAge(one, await runtime.store.subscriptions.state(one.name), runtime);
    }),
  );
  const failed = outcomes.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

async function tellPartners(all: readonly Subscription[], runtime: JobsRuntime): Promise<void> {
  const now = runtime.now().getTime();
  const due = (await runtime.store.subscriptions.sightings()).filter(
    ({ notBefore }) => Date.parse(notBefore) <= now,
  );
  await Promise.all(
    due.slice(0, MOST_SIGHTINGS).map((sighting) =>
      sendSighting(
        sighting,
        all.find(({ name }) => name === sighting.subscription),
        runtime,
      ),
    ),
  );
}

async function askPartners(all: readonly Subscription[], runtime: JobsRuntime): Promise<void> {
  const partners = all.filter(isLookUp);
  const { subscriptions } = runtime.store;
  for (const { number } of (await subscriptions.lookUps()).slice(0, MOST_LOOK_UPS)) {
    if (partners.length > 0) await lookUp(number, partners, runtime);
    await followCaller(number, all, runtime);
    await subscriptions.removeLookUp(number);
  }
}
