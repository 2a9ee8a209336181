// How hard the hotline is guarded: three levels, each a row in the settings that says what each kind of caller gets.
// Which level is in force, and who set it, is known to `core/guard`.
import * as z from 'zod';
import type { GuardLevel } from './guard-levels.ts';

export { GUARD_LEVELS, type GuardLevel } from './guard-levels.ts';

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
