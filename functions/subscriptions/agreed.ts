// Numbers on which independent partners agree, out of everything that their subscriptions hold.
import type { NumberCount } from '../../core/evidence/complaints.ts';
import { agreedNumbers } from '../../core/subscriptions/agreement.ts';
import { originKey } from '../../core/subscriptions/entry.ts';
import type { Subscription } from '../../core/subscriptions/subscription.ts';
import type { Runtime } from '../runtime.ts';
import { ownOrigins } from './own-origins.ts';
import { withoutLeft } from './left-out.ts';

/** Hashes name no number, and a partner of low trust has no voice. */
export const hasVoice = ({ terms }: Subscription): boolean =>
  terms.trust !== 'low' && terms.kind !== 'matching-list' && terms.kind !== 'matching-lookup';

export async function numbersAgreedOn(runtime: Runtime): Promise<readonly NumberCount[]> {
  const { subscriptions } = runtime.store;
  const [all, states] = await Promise.all([subscriptions.all(), subscriptions.states()]);
  const lists = [];
  for (const { name, terms } of all.filter(hasVoice)) {
    const content = states.get(name)?.content;
    if (content === undefined) continue;
    const { entries } = await subscriptions.content(content);
    lists.push({ partner: terms.partner, entries: await withoutLeft(entries, runtime) });
  }
  return agreedNumbers(lists, (await ownOrigins(runtime)).map(originKey));
}
