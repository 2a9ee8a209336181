// A call is over whose number stands in partners' lists: it is counted for each of them, and whether it was kept away
// thanks to them. What is to be asked or found out about the number waits for the job.
import type { Subscription } from '../../core/subscriptions/subscription.ts';
import type { CallRecord } from '../../core/records/call-record.ts';
import type { DeferredTask, Runtime } from '../runtime.ts';
import { hasVoice } from './agreed.ts';
import { entriesAbout, report } from './sightings.ts';

type PartnerCall = Extract<DeferredTask, { kind: 'partner-call' }>;

export async function countCall(
  { callSid, number, subscriptions: names, ask }: PartnerCall,
  runtime: Runtime,
): Promise<void> {
  const { subscriptions, calls } = runtime.store;
  const at = runtime.now().toISOString();
  const call = await calls.get(callSid);
  const naming: Subscription[] = [];
  for (const name of names) {
    const subscription = await subscriptions.get(name);
    // It was ended since.
    if (subscription === undefined) continue;
    naming.push(subscription);
    const once = { id: callSid, at };
    await subscriptions.count(name, 'hits', once);
    if (call !== undefined && isKeptAway(call)) await subscriptions.count(name, 'kept', once);
    if (subscription.terms.reportSeen)
      await report(
        subscription,
        await entriesAbout(subscription, number, runtime),
        { type: '0', at },
        runtime,
      );
  }
  if (ask || naming.filter(hasVoice).length > 1) await subscriptions.putLookUp(number, at);
}

/** A block or the score stood before staff; what the caller did then kept them from nobody. */
const isKeptAway = ({ verdict, reasons = [], talkSeconds }: CallRecord): boolean =>
  talkSeconds === undefined &&
  (verdict === 'reject' ||
    reasons.some(({ code }) => code === 'reputation') ||
    reasons.some((reason) => reason.code === 'listed' && reason.complaints !== undefined));
