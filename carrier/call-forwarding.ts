// Call forwarding: a telephone that is rung hands the call on, and follows what becomes of it at the other end.
import type { Leg } from './leg.ts';

/** Networks refuse a call that has been forwarded too often (ITU-T Q.732.2, a counter of redirections). */
export const MOST_FORWARDS = 20;

/** @param leg the call to the telephone. @param onward the call that its carrier places instead of ringing it */
export function connectForwarded(leg: Leg, onward: Leg): void {
  onward.watch((what) => {
    if (what === 'answered') leg.pickUp();
    else if (leg.answered) leg.disconnect();
    else leg.disconnect(onward.finalStatus);
  });
  leg.watch((what) => {
    if (what === 'over') onward.disconnect();
  });
}
