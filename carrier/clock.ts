// The carrier's clocks: real time, real time run faster, and time moved by hand.
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';

export interface Clock {
  now(): Date;
  /** Resolves after `ms`, or at once when `signal` aborts: a waiter looks for itself at what woke it. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Longest wait a Node timer can hold; a call is over long before. */
const LONGEST_MS = 2 ** 31 - 1;

export const realClock: Clock = {
  now: () => new Date(),
  sleep: (ms, signal) => realSleep(ms, signal),
};

/**
 * A clock that runs `factor` times faster while somebody waits for it: scripted calls of minutes take seconds. While
 * nobody does it runs like the world's. So a call begins now, not in a future in which no figures would look for it.
 */
export function scaledClock(factor: number): Clock {
  let ahead = 0;
  let sleepers = 0;
  let since = 0;
  const aheadNow = (): number => ahead + (sleepers > 0 ? (Date.now() - since) * (factor - 1) : 0);
  return {
    now: () => new Date(Date.now() + aheadNow()),
    sleep: async (ms, signal) => {
      if (sleepers === 0) since = Date.now();
      sleepers += 1;
      await realSleep(ms / factor, signal);
      if (sleepers === 1) ahead = aheadNow();
      sleepers -= 1;
    },
  };
}

async function realSleep(ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted === true) return;
  const wait = Math.min(Math.max(0, ms), LONGEST_MS);
  try {
    await delay(wait, undefined, signal ? { signal } : {});
  } catch {
    // woken early
  }
}

interface Timer {
  readonly due: number;
  readonly order: number;
  readonly fire: () => void;
}

export interface VirtualClockOptions {
  readonly start?: Date;
  /** What must come to rest before time moves on: `() => carrier.settled()`. */
  readonly settled?: () => Promise<void>;
  /** How long (real ms) to wait for that, in case something in flight itself waits for this clock. */
  readonly patienceMs?: number;
}

/** Time that stands still until a test advances it; what is due runs in order, webhooks finish in between. */
export class VirtualClock implements Clock {
  #now: number;
  #made = 0;
  #timers: Timer[] = [];
  #settled: () => Promise<void>;
  readonly #patienceMs: number;

  constructor(options: VirtualClockOptions = {}) {
    this.#now = (options.start ?? new Date('2026-11-24T02:00:00Z')).getTime();
    this.#settled = options.settled ?? (() => Promise.resolve());
    this.#patienceMs = options.patienceMs ?? 5000;
  }

  /** The carrier needs the clock and the clock the carrier: the second half of that knot. */
  settleWith(settled: () => Promise<void>): void {
    this.#settled = settled;
  }

  now(): Date {
    return new Date(this.#now);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#timers = this.#timers.filter((other) => other !== timer);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const timer: Timer = { due: this.#now + Math.max(0, ms), order: this.#made++, fire: wake };
      this.#timers.push(timer);
      signal?.addEventListener('abort', wake);
    });
  }

  /** Moves time forward by `seconds`; everything due on the way happens at its own moment. */
  async advance(seconds: number): Promise<void> {
    if (!(seconds >= 0)) throw new RangeError(`time does not go back: advance(${seconds})`);
    const target = this.#now + seconds * 1000;
    await this.settle();
    for (let next = this.#earliest(target); next; next = this.#earliest(target)) {
      this.#now = Math.max(this.#now, next.due);
      next.fire();
      await this.settle();
    }
    this.#now = target;
  }

  /** Lets everything happen that needs no time: promise chains and webhooks in flight. */
  async settle(): Promise<void> {
    await turn();
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, this.#patienceMs);
    });
    await Promise.race([this.#settled(), patience]);
    clearTimeout(timer);
    await turn();
  }

  #earliest(until: number): Timer | undefined {
    return this.#timers
      .filter((timer) => timer.due <= until)
      .sort((a, b) => a.due - b.due || a.order - b.order)
      .at(0);
  }
}
