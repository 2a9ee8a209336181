// A number that is erased on request leaves no plain copy in what partners and complaint files have told, and does not
// come back with their next list.
import { partnerFeed } from '../../core/evidence/feed.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import type { Subscription } from '../../core/subscriptions/subscription.ts';
import { hashesOf } from '../keyed/matching.ts';
import { tidyFeeds } from '../jobs/tidy-feeds.ts';
import type { Runtime } from '../runtime.ts';
import { leaveOutForEver } from './left-out.ts';
import { replaceContent } from './content.ts';

/** Safe to repeat, as after a failure midway. */
export async function forgetNumber(number: Identity, runtime: Runtime): Promise<void> {
  const { subscriptions, feeds } = runtime.store;
  const all = await subscriptions.all();
  for (const subscription of all) {
    const names = await namesUnder(number, subscription, runtime);
    for (const name of names) await leaveOutForEver(name, runtime);
    await forgetIn(subscription, new Set(names), runtime);
  }
  await leaveOutForEver(number, runtime);
  await subscriptions.removeLookUp(number);
  // What was replaced above is deleted now, and not when the schedule comes to it.
  await tidyFeeds(runtime);
  await feeds.forget(number);
}

/** The number itself, and what it is under the keys of this subscription. */
export async function namesUnder(
  number: Identity,
  { name, keys }: Subscription,
  runtime: Runtime,
): Promise<readonly string[]> {
  const feed = partnerFeed(name);
  const secrets = await runtime.secrets();
  return [
    number,
    ...hashesOf(
      number,
      keys.map((key) => ({ ...key, feed })),
      secrets,
    ),
  ];
}

async function forgetIn(
  subscription: Subscription,
  names: ReadonlySet<string>,
  runtime: Runtime,
): Promise<void> {
  const { subscriptions } = runtime.store;
  const { content, held } = await subscriptions.state(subscription.name);
  if (content !== undefined) {
    const now = await subscriptions.content(content);
    const entries = now.entries.filter(({ about }) => !names.has(about));
    if (entries.length < now.entries.length)
      await replaceContent(subscription, content, { ...now, entries }, runtime);
  }
  if (held === undefined) return;
  const waiting = await subscriptions.content(held);
  const entries = waiting.entries.filter(({ about }) => !names.has(about));
  if (entries.length === waiting.entries.length) return;
  const stored = await subscriptions.putContent(`${held.id}-again`, { ...waiting, entries });
  await subscriptions.changeState(subscription.name, (state) => ({ ...state, held: { ...held, ...stored } }));
  await subscriptions.removeContent(held);
}
