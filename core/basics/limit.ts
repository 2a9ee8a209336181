// A sliding limit: so many in any sixty minutes. By the clock's hours, twice as many would get through at the turn.
import { HOUR_MS } from './durations.ts';

export const WINDOW_MS = HOUR_MS;

/** One that was counted. A request that comes twice has the same id, and counts once. */
export interface Counted {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface Judgement {
  readonly allowed: boolean;
  /** Until there is room again; 0 where there is. */
  readonly retryAfterSeconds: number;
  /** Older than any window, to be dropped. */
  readonly stale: readonly Counted[];
}

/** @param counted everything under the name, in the state that the store had when `own` was added to it */
export function judge(counted: readonly Counted[], own: Counted, limit: number): Judgement {
  const isLive = ({ at }: Counted): boolean => at > own.at - WINDOW_MS;
  const byAge = counted.filter((one) => isLive(one) && one.id !== own.id).toSorted((a, b) => a.at - b.at);
  const ahead = byAge.filter(({ id }, index) => byAge.findIndex((one) => one.id === id) === index);
  const inTheWay = ahead[ahead.length - limit];
  return {
    allowed: inTheWay === undefined,
    retryAfterSeconds:
      inTheWay === undefined ? 0 : Math.max(1, Math.ceil((inTheWay.at + WINDOW_MS - own.at) / 1_000)),
    stale: counted.filter((one) => !isLive(one)),
  };
}
