// What a subscription holds: stored in pieces, and put in force.
import { randomUUID } from 'node:crypto';
import { nextExpiryOf, numbersIn } from '../../core/subscriptions/entry.ts';
import type { ContentRef, Subscription } from '../../core/subscriptions/subscription.ts';
import type { Content } from '../../store/subscriptions/subscription-items.ts';
import type { Runtime } from '../runtime.ts';
import { putEntries } from './put.ts';

/** The old pieces go last: until the state names the new ones, nothing is lost. */
export async function replaceContent(
  subscription: Subscription,
  before: ContentRef | undefined,
  content: Content,
  runtime: Runtime,
): Promise<ContentRef> {
  const { subscriptions } = runtime.store;
  const { name } = subscription;
  const stored = await subscriptions.putContent(`${name}:${randomUUID()}`, content);
  const ref = refOf(stored, content);
  // Agreement with other partners is computed from what the state names.
  await subscriptions.changeState(name, (state) => ({ ...state, content: ref }));
  try {
    await putEntries(subscription, content.entries, runtime);
  } catch (error) {
    await subscriptions.changeState(name, ({ content: _, ...state }) =>
      before === undefined ? state : { ...state, content: before },
    );
    await subscriptions.removeContent(stored);
    throw error;
  }
  if (before !== undefined) await subscriptions.removeContent(before);
  return ref;
}

export function refOf(stored: Pick<ContentRef, 'id' | 'pieces'>, { entries }: Content): ContentRef {
  const nextExpiry = nextExpiryOf(entries);
  return {
    ...stored,
    numbers: numbersIn(entries).size,
    ...(nextExpiry === undefined ? {} : { nextExpiry }),
  };
}
