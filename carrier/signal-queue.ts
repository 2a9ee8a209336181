// Where a verb waits for what happens on its line: signals in order, a time limit, and the end of the call.
import type { Clock } from './clock.ts';

export class SignalQueue<Signal> {
  #signals: Signal[] = [];
  #wake: (() => void) | undefined;

  post(signal: Signal): void {
    this.#signals.push(signal);
    this.#wake?.();
  }

  /** The next signal; after `ms` undefined, and at once undefined when `over` aborts. */
  async next(clock: Clock, ms: number, over: AbortSignal): Promise<Signal | undefined> {
    if (this.#signals.length === 0 && !over.aborted) await this.#arrival(clock, ms, over);
    return this.#signals.shift();
  }

  async #arrival(clock: Clock, ms: number, over: AbortSignal): Promise<void> {
    const arrived = new AbortController();
    this.#wake = () => {
      arrived.abort();
    };
    await clock.sleep(ms, AbortSignal.any([over, arrived.signal]));
    this.#wake = undefined;
  }
}
