// The time of the caller whose webhook is being answered. A scripted call runs faster than the world, on a clock of its
// own: what is noted of it is noted by that clock, so that figures say how long the caller waited.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '../carrier/clock.ts';

const CLOCKS = new AsyncLocalStorage<Clock>();

/** Everything that `work` does, and waits for, is done at that clock's time; at the world's where there is none. */
export const atCallTime = <Result>(clock: Clock | undefined, work: () => Result): Result =>
  clock === undefined ? work() : CLOCKS.run(clock, work);

export const callTime = (): Date => CLOCKS.getStore()?.now() ?? new Date();
