// How hard the hotline is guarded just now: three levels, each a row in the settings.
import * as z from 'zod';
import type { AttackEvidence } from './attack-evidence.ts';

export const GUARD_LEVELS = ['normal', 'elevated', 'siege'] as const;
export type GuardLevel = (typeof GUARD_LEVELS)[number];

/** What each kind of caller gets at a level. `busy`: refused unanswered, with an engaged tone. */
export const levelPolicy = z.strictObject({
  unknown: z.enum(['challenge', 'voicemail', 'busy']),
  withheld: z.enum(['challenge', 'voicemail', 'reject', 'busy']),
  verified: z.enum(['menu', 'challenge']),
  allowlisted: z.enum(['staff', 'menu']),
  /** Longer codes: added to the challenge's digits, six in all at most. */
  extraDigits: z.int().min(0).max(4),
  /** What somebody gets who passes the challenge in this call; the next call is that of a verified caller. */
  passed: z.enum(['menu', 'voicemail']).default('menu'),
});
export type LevelPolicy = z.output<typeof levelPolicy>;

export const DEFAULT_LEVELS: Readonly<Record<GuardLevel, LevelPolicy>> = {
  normal: {
    unknown: 'challenge',
    withheld: 'challenge',
    verified: 'menu',
    allowlisted: 'staff',
    extraDigits: 0,
    passed: 'menu',
  },
  elevated: {
    unknown: 'challenge',
    withheld: 'voicemail',
    verified: 'menu',
    allowlisted: 'staff',
    extraDigits: 1,
    passed: 'menu',
  },
  // Strangers have one way in, which costs each of them a longer code and staff no telephone.
  siege: {
    unknown: 'challenge',
    withheld: 'voicemail',
    verified: 'menu',
    allowlisted: 'staff',
    extraDigits: 2,
    passed: 'voicemail',
  },
};

/** Set by a person or by the watch; over by itself. */
export interface GuardState {
  readonly level: GuardLevel;
  /** ISO 8601; for good where absent. */
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
  /** The same for the same change, whoever looks at it and when. */
  readonly id: string;
  readonly level: GuardLevel;
  readonly at: string;
  readonly by: string;
  readonly until?: string;
  /** Nobody set this level: the one before has run out. */
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
