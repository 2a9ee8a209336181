// Numbers on which independent partners agree, out of everything that their subscriptions hold. A list of hashes speaks of
// a number as soon as that is known: from a plain list, or because it called.
import type { NumberCount } from '../../core/evidence/complaints.ts';
import type { E164 } from '../../core/numbers/e164.ts';
import { agreedNumbers, type PartnerList } from '../../core/subscriptions/agreement.ts';
import { originKey } from '../../core/subscriptions/entry.ts';
import type { Subscription } from '../../core/subscriptions/subscription.ts';
import { hasherUnder } from '../keyed/matching.ts';
import type { Runtime } from '../runtime.ts';
import { ownOrigins } from './own-origins.ts';
import { withoutLeft } from './left-out.ts';

/** A partner of low trust has no voice, and the answer to a look-up does not say who stands behind it. */
export const hasVoice = ({ terms }: Subscription): boolean =>
  terms.trust !== 'low' && terms.kind !== 'matching-lookup';

/** @param known numbers to match hashes with, beside those of plain lists */
export async function numbersAgreedOn(
  known: readonly E164[],
  runtime: Runtime,
): Promise<readonly NumberCount[]> {
  const { subscriptions } = runtime.store;
  const [all, states, secrets] = await Promise.all([
    subscriptions.all(),
    subscriptions.states(),
    runtime.secrets(),
  ]);
  const lists: PartnerList[] = [];
  for (const { name, terms, keys } of all.filter(hasVoice)) {
    const content = states.get(name)?.content;
    if (content === undefined) continue;
    const { entries } = await subscriptions.content(content);
    const list = { partner: terms.partner, entries: await withoutLeft(entries, runtime) };
    lists.push(terms.kind === 'matching-list' ? { ...list, hashesOf: hasherUnder(keys, secrets) } : list);
  }
  return agreedNumbers(lists, (await ownOrigins(runtime)).map(originKey), known);
}
