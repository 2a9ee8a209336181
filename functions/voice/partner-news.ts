// What a call means for partners: it is counted for the lists that name its number, and where no partner was asked about
// the number lately, they are asked. All of that happens after the call.
import { subscriptionOf } from '../../core/evidence/feed.ts';
import type { Facts } from '../../core/call/facts.ts';
import type { CallEvent } from '../../core/call/call-event.ts';
import { identityOf } from '../../core/numbers/caller-id.ts';
import { SEAL_SECONDS, defer } from '../commit.ts';
import type { Runtime } from '../runtime.ts';

export async function notePartners(event: CallEvent, facts: Facts, runtime: Runtime): Promise<void> {
  if (event.kind !== 'CallArrived') return;
  const number = identityOf(event.call.callerId);
  const { directory, askPartners = false } = facts;
  if (number === undefined || directory.kind !== 'known') return;
  const subscriptions = (directory.evidence?.feeds?.mentions ?? []).flatMap(
    ({ feed }) => subscriptionOf(feed) ?? [],
  );
  if (subscriptions.length === 0 && !askPartners) return;
  const { callSid } = event.call;
  await defer(
    { kind: 'partner-call', callSid, number, subscriptions, ask: askPartners },
    runtime,
    SEAL_SECONDS,
  );
}
