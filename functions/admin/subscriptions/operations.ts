// Subscriptions to the lists of partners: proposed, approved, changed, fetched, decided about, ended.
import { counted } from '../../../core/basics/counted.ts';
import { AGREED_FEED, partnerFeed } from '../../../core/evidence/feed.ts';
import { approvedSubscription } from '../../../core/subscriptions/proposal.ts';
import type { Subscription } from '../../../core/subscriptions/subscription.ts';
import { passagesOfSubscription } from '../../../core/privacy/passages.ts';
import { Problem } from '../../http/problem.ts';
import { requirePassages } from '../../privacy/passages-now.ts';
import type { Runtime } from '../../runtime.ts';
import { takeEntriesBack } from '../../subscriptions/put.ts';
import { decideHeld } from '../../subscriptions/run.ts';
import { putAgainSoon } from '../../subscriptions/sightings.ts';
import {
  answer,
  requireReplacedVersion,
  requireVersion,
  type Operations,
  type Outcome,
} from '../operation.ts';
import { requireOtherPerson } from '../settings/proposals.ts';
import { changed } from './changed.ts';
import { nameIn, required, requiredInForce, requireRoom } from './find.ts';
import type { SUBSCRIPTION_ROUTES } from './routes.ts';
import { proposalInWords, termsInWords } from './subscription-words.ts';
import { viewNow, viewOf } from './subscription-view.ts';

export const SUBSCRIPTION_OPERATIONS: Operations<keyof typeof SUBSCRIPTION_ROUTES> = {
  'subscriptions.page': async ({ runtime }) => {
    const { subscriptions, feeds } = runtime.store;
    const [all, states, counts, registry] = await Promise.all([
      subscriptions.withProposed(),
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
    if (standing !== undefined && isRepeated(standing, writeKey))
      return written('subscriptions.put', standing, runtime);
    if (standing === undefined) requireVersion(ifMatch, 0);
    else requireReplacedVersion(ifMatch, standing.version);
    await requireRoom(name, runtime);
    await requirePassages(passagesOfSubscription(body.terms, '/terms'), runtime);
    const next = await changed(name, standing, body, { by: subject.id, writeKey, runtime });
    await runtime.store.subscriptions.put(next);
    if (next.proposal === undefined) await beginAnew(name, runtime);
    return written('subscriptions.put', next, runtime);
  },

  'subscriptions.approve': async ({ path, ifMatch, writeKey, subject, runtime }) => {
    const standing = await required(path, runtime);
    if (isRepeated(standing, writeKey)) return written('subscriptions.approve', standing, runtime);
    const proposal = proposalOf(standing);
    requireVersion(ifMatch, standing.version);
    requireOtherPerson(proposal.by, subject);
    const approved = approvedSubscription(standing, proposal, subject.id);
    await requirePassages(passagesOfSubscription(approved.terms, '/terms'), runtime);
    await runtime.store.subscriptions.put(withKey(approved, writeKey));
    await beginAnew(standing.name, runtime);
    return {
      ...answer('subscriptions.approve', await viewNow(approved, runtime), approved.version),
      audit: {
        record: partnerFeed(standing.name),
        detail: `approved: ${proposalInWords(standing, proposal)} of ${proposal.by}`,
      },
    };
  },

  'subscriptions.refuse': async ({ path, ifMatch, runtime }) => {
    const standing = await required(path, runtime);
    const proposal = proposalOf(standing);
    requireVersion(ifMatch, standing.version);
    const { proposal: _, ...rest } = standing;
    const refused = { ...rest, version: standing.version + 1 };
    if (standing.proposed === true) await runtime.store.subscriptions.remove(standing.name);
    else await runtime.store.subscriptions.put(refused);
    return {
      ...answer('subscriptions.refuse', await viewNow(refused, runtime), refused.version),
      audit: {
        record: partnerFeed(standing.name),
        detail: `refused: ${proposalInWords(standing, proposal)} of ${proposal.by}`,
      },
    };
  },

  'subscriptions.fetch': async ({ path, runtime }) => {
    const standing = await requiredInForce(path, runtime);
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
    const standing = await requiredInForce(path, runtime);
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

/** Written already, by the delivery that this one repeats. */
const isRepeated = (standing: Subscription, writeKey: string | undefined): boolean =>
  writeKey !== undefined && standing.writeKey === writeKey;

const withKey = (subscription: Subscription, writeKey: string | undefined): Subscription =>
  writeKey === undefined ? subscription : { ...subscription, writeKey };

/** @throws {Problem} nothing-to-approve */
function proposalOf({ name, proposal }: Subscription): NonNullable<Subscription['proposal']> {
  if (proposal === undefined)
    throw new Problem('nothing-to-approve', `Nothing about the list "${name}" waits for approval.`);
  return proposal;
}

/** Under new terms everything is checked anew, and what is in force is put in force again. */
async function beginAnew(name: string, runtime: Runtime): Promise<void> {
  await runtime.store.subscriptions.changeState(name, (state) => ({
    ...state,
    marks: {},
    dueAt: runtime.now().toISOString(),
  }));
  await putAgainSoon(name, runtime);
}

async function written(
  route: 'subscriptions.put' | 'subscriptions.approve',
  subscription: Subscription,
  runtime: Runtime,
): Promise<Outcome> {
  const { proposal, terms } = subscription;
  const detail =
    proposal === undefined
      ? termsInWords(terms)
      : `waits for a second person: ${proposalInWords(subscription, proposal)}`;
  return {
    ...answer(route, await viewNow(subscription, runtime), subscription.version),
    audit: { record: partnerFeed(subscription.name), detail },
  };
}
