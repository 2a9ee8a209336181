// A subscription decides from where a list is fetched and how much it counts, so that two people decide on it, as they do
// on a partner. Nothing of a proposal has an effect before another person has approved it. Pure.
import type { Subscription, SubscriptionProposal, SubscriptionTerms } from './subscription.ts';

/** What one person may change alone: it decides neither where a list comes from nor what it does. */
const FREE_TERMS: readonly (keyof SubscriptionTerms)[] = ['everyMinutes', 'staleAfterHours'];

/** Whether the change waits for a second person. */
export const needsApproval = (before: SubscriptionTerms, after: SubscriptionTerms): boolean =>
  (Object.keys({ ...before, ...after }) as (keyof SubscriptionTerms)[]).some(
    (term) => !FREE_TERMS.includes(term) && JSON.stringify(before[term]) !== JSON.stringify(after[term]),
  );

/** The subscription with what was proposed in force. */
export function approvedSubscription(
  { proposal: _, proposed: __, credential: ___, ...standing }: Subscription,
  { terms, credential, keys }: SubscriptionProposal,
  approvedBy: string,
): Subscription {
  return {
    ...standing,
    terms,
    ...(credential === undefined ? {} : { credential }),
    keys,
    approvedBy,
    version: standing.version + 1,
  };
}
