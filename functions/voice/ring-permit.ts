// Before a call spends anything, it takes it: the rings and the conversation out of the allowance of its number, and
// minutes and texts out of the limits of the day. That is one or two writes more than other steps wait for; where one is
// refused the call is decided once more, with the refusal as a fact.
import { lifetimes, type RingRefusal } from '../../core/screening/allowance.ts';
import type { CallEvent } from '../../core/call/call-event.ts';
import { dayOf, minutesFor } from '../../core/departments/day-limit.ts';
import { decide, type Circumstances } from '../../core/call/decide.ts';
import type { Decision } from '../../core/call/decision.ts';
import type { Facts } from '../../core/call/facts.ts';
import { ringLimitsOf } from '../../core/call/answers/reaching-staff/ring-refused.ts';
import { takeText } from '../carrier/day-texts.ts';
import type { Runtime } from '../runtime.ts';

export async function decidePermitted(
  event: CallEvent,
  facts: Facts,
  circumstances: Circumstances,
  runtime: Runtime,
): Promise<Decision> {
  const decision = decide(event, facts, circumstances);
  const ringRefused =
    (await askPermit(event, decision, facts, runtime)) ?? (await askMinutes(decision, facts, runtime));
  if (ringRefused !== undefined) return decide(event, { ...facts, ringRefused }, circumstances);
  return (await mayText(decision, facts, runtime))
    ? decision
    : decide(event, { ...facts, textRefused: true }, circumstances);
}

async function askPermit(
  event: CallEvent,
  decision: Decision,
  { settings }: Facts,
  { store, now, log }: Runtime,
): Promise<RingRefusal | undefined> {
  const wanted = ringLimitsOf(event, decision, settings);
  if (wanted === undefined || !('call' in event)) return undefined;
  const { callSid } = event.call;
  try {
    return await store.usage.takeRing({
      ...wanted,
      callSid,
      lifetimes: lifetimes(settings.screening.allowance, settings.calls.maxSeconds),
      at: now(),
    });
  } catch (error) {
    // The caller has passed already, and a person who waits is not sent away by an outage.
    log.error('the allowance cannot be counted, staff are rung', { callSid, error });
    return undefined;
  }
}

/** Each telephone takes a minute, in every round of a call. */
async function askMinutes(
  { plan }: Decision,
  { settings }: Facts,
  { store, now, log }: Runtime,
): Promise<RingRefusal | undefined> {
  if (plan.kind !== 'ring') return undefined;
  const most = minutesFor(plan.next, settings);
  if (most === undefined) return undefined;
  try {
    const taken = { count: plan.targets.length, most };
    if (await store.dayUse.take('minutes', dayOf(settings, now()), taken)) return undefined;
    log.warn('the limit of minutes for today is reached, the caller leaves a message');
    return 'day-used';
  } catch (error) {
    log.error('the minutes of the day cannot be counted, staff are rung', { error });
    return undefined;
  }
}

/** The reporter hears case number and PIN in any case: without a count no text goes out. */
async function mayText({ plan }: Decision, { settings }: Facts, runtime: Runtime): Promise<boolean> {
  if ((plan.kind !== 'case-opened' && plan.kind !== 'goodbye') || plan.sms !== true) return true;
  try {
    return await takeText(settings, runtime);
  } catch (error) {
    runtime.log.error('the texts of the day cannot be counted, none is sent', { error });
    return false;
  }
}
