// The domain `guard` raises and lowers the level at which the hotline is guarded: what speaks for an attack, what a day
// costs, and what a person has set. It may know how calls were screened, and nothing of departments and messages.
//
// This file: the level that is in force: who set it, why, and until when.
import type { GuardLevel } from '../screening/levels.ts';
import type { AttackEvidence } from './attack-evidence.ts';

/** Set by a person or by the watch; over by itself. */
export interface GuardState {
  readonly level: GuardLevel;
  /** ISO 8601. Undefined if the level stays until somebody changes it. */
  readonly until?: string;
  readonly since: string;
  readonly by: string;
  /** In English, where no person set it. */
  readonly why?: string;
  /** Where the watch set it: what it saw in five minutes, and the calls that are usual. */
  readonly because?: WatchReason;
}

export interface WatchReason extends AttackEvidence {
  readonly usual: number;
}

export const levelInForce = (state: GuardState | undefined, now: Date): GuardLevel =>
  state === undefined || (state.until !== undefined && Date.parse(state.until) <= now.getTime())
    ? 'normal'
    : state.level;

export interface GuardChange {
  /** A key that is equal for two observations of the same change. */
  readonly id: string;
  readonly level: GuardLevel;
  readonly at: string;
  readonly by: string;
  readonly until?: string;
  /** The previous level has expired, and nobody has set this one. */
  readonly relaxed: boolean;
}

/** The last change of the level up to now: that it was set, or that what was set has run out. */
export function lastChange(state: GuardState, now: Date, relaxedBy: string): GuardChange {
  const { level, since, until, by } = state;
  if (until !== undefined && level !== 'normal' && Date.parse(until) <= now.getTime())
    return { id: `${until} normal`, level: 'normal', at: until, by: relaxedBy, relaxed: true };
  return {
    id: `${since} ${level}`,
    level,
    at: since,
    by,
    ...(until === undefined ? {} : { until }),
    relaxed: false,
  };
}
