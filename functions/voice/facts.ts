// Step 3: the facts a decision needs, in one round trip under a deadline. A failure is a fact too.
import type { CallEvent } from '../../core/call-event.ts';
import type { Facts } from '../../core/decision.ts';
import type { Runtime } from '../runtime.ts';

/** Only an incoming call asks who the caller is; later steps carry what was decided then. */
export async function loadFacts(event: CallEvent, runtime: Runtime): Promise<Facts> {
  if (event.kind !== 'CallArrived') {
    return { settings: await runtime.settings.current(), directory: { kind: 'unavailable' } };
  }
  const { callerId, callSid } = event.call;
  try {
    const incoming = await runtime.store.incoming(callerId.kind === 'number' ? callerId.number : undefined);
    runtime.settings.accept(incoming.settings?.settings);
    return { settings: runtime.settings.lastGood(), directory: incoming.directory };
  } catch (error) {
    runtime.log.error('facts unavailable, the caller is unknown', { callSid, error });
    return { settings: runtime.settings.lastGood(), directory: { kind: 'unavailable' } };
  }
}
