// How many webhooks may use the store at a time, and who is next. A store that is asked for more than it can do answers
// nobody in time; what cannot be served within its deadline is told so at once, and is decided without the store.

/** The first in the line comes first; within one kind, who came first. */
export const STANDINGS = ['known', 'under-way', 'stranger', 'callback'] as const;
/**
 * `known`: a call from a number that the lists admit. `under-way`: a later step of a call. `stranger`: any other call that
 * comes in. `callback`: the carrier reports something, and nobody waits on the line.
 */
export type Standing = (typeof STANDINGS)[number];

export interface Admission {
  /**
   * @param withinMs how long may be waited
   * @returns gives the place back, when called; undefined where there will be none in time
   */
  readonly enter: (standing: Standing, withinMs: number) => Promise<(() => void) | undefined>;
}

export interface AdmissionOptions {
  /** Webhooks that use the store at a time. */
  readonly places: number;
  /** How long a place is used, milliseconds, until that has been seen. */
  readonly usualMs: number;
  /** Milliseconds, of this process. */
  readonly clock: () => number;
}

/** A share of the latest use in the estimate of the next. */
const WEIGHT = 0.1;

interface Waiting {
  readonly standing: Standing;
  /** On a busy machine its timer may be late. */
  readonly until: number;
  readonly admit: (leave: (() => void) | undefined) => void;
}

export function openAdmission({ places, usualMs, clock }: AdmissionOptions): Admission {
  const waiting: Waiting[] = [];
  let used = 0;
  let usual = usualMs;

  const take = (): (() => void) => {
    const since = clock();
    used += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      used -= 1;
      usual += WEIGHT * (clock() - since - usual);
      admitNext();
    };
  };
  const admitNext = (): void => {
    const next = waiting.shift();
    if (next === undefined) return;
    if (clock() < next.until) {
      next.admit(take());
      return;
    }
    next.admit(undefined);
    admitNext();
  };
  const placeOf = (standing: Standing): number => {
    const behind = waiting.findIndex((other) => rankOf(other.standing) > rankOf(standing));
    return behind < 0 ? waiting.length : behind;
  };
  const wait = (standing: Standing, place: number, withinMs: number): Promise<(() => void) | undefined> =>
    new Promise((resolve) => {
      const one: Waiting = {
        standing,
        until: clock() + withinMs,
        admit: (leave) => {
          clearTimeout(timer);
          resolve(leave);
        },
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(one), 1);
        resolve(undefined);
      }, withinMs);
      waiting.splice(place, 0, one);
    });

  return {
    enter: (standing, withinMs) => {
      if (withinMs <= 0) return Promise.resolve(undefined);
      if (used < places) return Promise.resolve(take());
      const place = placeOf(standing);
      const expected = (Math.floor(place / places) + 1) * usual;
      return expected > withinMs ? Promise.resolve(undefined) : wait(standing, place, withinMs);
    },
  };
}

const rankOf = (standing: Standing): number => STANDINGS.indexOf(standing);
