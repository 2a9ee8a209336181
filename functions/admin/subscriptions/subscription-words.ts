// What a subscription does, as the audit log tells it. The path and the query of an address can be passwords, so that
// only its host is named.
import { counted } from '../../../core/basics/counted.ts';
import {
  isFolder,
  type Subscription,
  type SubscriptionProposal,
  type SubscriptionTerms,
} from '../../../core/subscriptions/subscription.ts';
import { hostOf } from '../../outgoing/outgoing.ts';

export const termsInWords = ({ kind, partner, url, trust, block }: SubscriptionTerms): string =>
  [
    `${kind} of ${partner}`,
    isFolder(url) ? 'from a folder' : `from ${hostOf(url)}`,
    `trust ${trust}`,
    ...(block === undefined ? [] : [`blocks from ${counted(block.atLeast, 'complaint')}`]),
  ].join(', ');

export const proposalInWords = ({ proposed }: Subscription, { terms }: SubscriptionProposal): string =>
  `${proposed === true ? 'a new list' : 'a change'}: ${termsInWords(terms)}`;
