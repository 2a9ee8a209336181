// Is this an attack? Calls of the last minutes against what is usual at this hour of the week.
import type { GuardLevel, GuardState } from './guard-level.ts';
import { GUARD_LEVELS, levelInForce } from './guard-level.ts';
import type { Settings } from './settings.ts';

/** Both for the same span of time. */
export interface CallRate {
  readonly recent: number;
  /** Mean over the weeks before; 0 where there were none. */
  readonly usual: number;
}

/** Few calls are no attack, however few are usual. */
export function judgeRate({ recent, usual }: CallRate, attack: Settings['attack']): GuardLevel {
  if (recent < attack.fewestCalls) return 'normal';
  const times = recent / Math.max(usual, 1);
  if (times >= attack.siegeTimes) return 'siege';
  return times >= attack.elevatedTimes ? 'elevated' : 'normal';
}

/** Who sets the level when nobody does. */
export const WATCH = 'watch';

/**
 * What the watch does: raises the level, keeps it up while the calls go on, and lets it run out by itself. A level
 * that a person has set is not touched.
 * @returns undefined for nothing
 */
export function watch(
  rate: CallRate,
  before: GuardState | undefined,
  { attack }: Settings,
  now: Date,
): GuardState | undefined {
  const current = levelInForce(before, now);
  const wanted = judgeRate(rate, attack);
  const byPerson = current !== 'normal' && before?.by !== WATCH;
  if (!attack.automatic || byPerson || rank(wanted) < rank(current) || wanted === 'normal') return undefined;
  return {
    level: wanted,
    since: current === wanted && before !== undefined ? before.since : now.toISOString(),
    until: new Date(now.getTime() + attack.holdMinutes * 60_000).toISOString(),
    by: WATCH,
  };
}

const rank = (level: GuardLevel): number => GUARD_LEVELS.indexOf(level);
