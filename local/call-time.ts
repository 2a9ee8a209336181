// The time of the caller whose webhook is being answered. A scripted call runs faster than the world, on a clock of its
// own: what is noted of it is noted by that clock, so that figures say how long the caller waited.
import { AsyncLocalStorage } from 'node:async_hooks';

const AHEAD = new AsyncLocalStorage<number>();

/**
 * Everything that `work` does, and waits for, is done at that clock's time. The clock of a call runs ahead only while its
 * caller listens or presses keys, not while a webhook is answered: hence a number says all.
 * @param aheadMs undefined where the call runs on the world's clock
 */
export const atCallTime = <Result>(aheadMs: number | undefined, work: () => Result): Result =>
  aheadMs === undefined ? work() : AHEAD.run(aheadMs, work);

export const callTime = (): Date => new Date(Date.now() + (AHEAD.getStore() ?? 0));
