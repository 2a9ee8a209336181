// Whether a webhook is decided with the store or without: with it where there is room in time and the store keeps up, else on
// the copy of the lists, with its writes by way of the queue.
import type { CallEvent } from '../../core/call/call-event.ts';
import { isInForce } from '../../core/lists/listing.ts';
import { identityOf } from '../../core/numbers/caller-id.ts';
import { commit, commitLater } from '../commit.ts';
import type { VoiceRouteId } from '../routes.ts';
import type { Secrets, VoiceRuntime } from '../runtime.ts';
import { within } from '../within.ts';
import type { Admission, Standing } from './admission.ts';
import { decideWebhook, type DecidedWebhook, type Means, type SignedWebhook } from './decide-webhook.ts';
import { loadFacts, loadFactsWithoutStore } from './facts.ts';
import { isCallback } from './last-resort.ts';
import { withoutStore } from './without-store.ts';

// Time limits, from the arrival of a webhook.

/** Whoever has not begun to use the store by then is answered without it. */
const BEGIN_WITHIN_MS = 600;
/** A decision that the store has not allowed by then is made without it: the caller has waited long enough. */
const DECIDE_WITHIN_MS = 1_600;

/** What every webhook is answered with. */
export interface Hotline {
  readonly runtime: VoiceRuntime;
  readonly admission: Admission;
  /** The same without its store. */
  readonly storeless: Means;
}

export const hotlineOf = (runtime: VoiceRuntime, admission: Admission): Hotline => ({
  runtime,
  admission,
  storeless: { runtime: withoutStore(runtime), load: loadFactsWithoutStore, write: commitLater },
});

/** @param arrived on the clock of `performance.now` */
export async function decideAdmitted(
  id: VoiceRouteId,
  webhook: SignedWebhook,
  secrets: Secrets,
  arrived: number,
  { runtime, admission, storeless }: Hotline,
): Promise<DecidedWebhook> {
  const left = (milliseconds: number): number => arrived + milliseconds - performance.now();
  const without = (why: string): Promise<DecidedWebhook> => {
    runtime.log.warn(`answered without the store: ${why}`, { route: id });
    return decideWebhook(id, webhook, secrets, storeless);
  };
  const leave = await admission.enter(standingOf(id, webhook.event, runtime), left(BEGIN_WITHIN_MS));
  if (leave === undefined) return without('it has too much to do');
  const means = { runtime, load: loadFacts, write: commit };
  const asked = decideWebhook(id, webhook, secrets, means).catch((error: unknown) => {
    leave();
    throw error;
  });
  const decided = await within(left(DECIDE_WITHIN_MS), asked, () => undefined);
  if (decided !== undefined) return { ...decided, write: () => decided.write().finally(leave) };
  void asked.then(leave, leave);
  return without('it is too slow');
}

function standingOf(id: VoiceRouteId, event: CallEvent, { snapshot, now }: VoiceRuntime): Standing {
  if (isCallback(id)) return 'callback';
  if (event.kind !== 'CallArrived') return 'under-way';
  const number = identityOf(event.call.callerId);
  const { listings = [] } = (number === undefined ? undefined : snapshot.look(number)) ?? {};
  return listings.some((listing) => listing.list !== 'block' && isInForce(listing, now()))
    ? 'known'
    : 'stranger';
}
