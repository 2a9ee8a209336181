// Before staff are rung, the call takes its rings and its conversation out of the allowance of its number. That is one
// write more than other steps wait for; where it is refused the call is decided once more, with the refusal as a fact.
import { lifetimes, type RingRefusal } from '../../core/allowance.ts';
import type { CallEvent } from '../../core/call-event.ts';
import { decide, type Circumstances } from '../../core/decide.ts';
import type { Decision, Facts } from '../../core/decision.ts';
import { ringLimitsOf } from '../../core/flow/allowance.ts';
import type { Runtime } from '../runtime.ts';

export async function decidePermitted(
  event: CallEvent,
  facts: Facts,
  circumstances: Circumstances,
  runtime: Runtime,
): Promise<Decision> {
  const decision = decide(event, facts, circumstances);
  const ringRefused = await askPermit(event, decision, facts, runtime);
  return ringRefused === undefined ? decision : decide(event, { ...facts, ringRefused }, circumstances);
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
