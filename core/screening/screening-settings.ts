// What can be set of screening: the challenge, what callers get at each level of the guard, scores and allowances.
import * as z from 'zod';
import { contentSettings } from '../content/content-note.ts';
import { blockSettings } from '../evidence/automatic-block.ts';
import { allowanceSettings, passSettings } from './allowance.ts';
import { CHALLENGE_KINDS } from './challenge-prompt.ts';
import { DEFAULT_LEVELS, levelPolicy } from './levels.ts';
import { reputationSettings } from './treatment.ts';

/** `challenge` in the settings. */
export const challengeSettings = z.strictObject({
  digits: z.int().min(2).max(6),
  attempts: z.int().min(1).max(5),
  answerSeconds: z.int().min(4).max(20),
  /** Codes that one number may answer in a day (UTC) without passing; then its answers are not compared any more. */
  answersPerDay: z.int().min(1).max(50).default(3),
  /** One of these is drawn for each prompt; a language that has none of them names the digits. */
  kinds: z
    .array(z.enum(CHALLENGE_KINDS))
    .min(1)
    .max(CHALLENGE_KINDS.length)
    .default(['digits', 'sum', 'after']),
  verifiedDays: z.int().min(0).max(365),
  /** Where the network does not vouch for the number (no attestation A) it may be anybody's: trust it less long. */
  verifiedDaysUnattested: z.int().min(0).max(365),
  /** What passing is worth until then. */
  pass: passSettings.prefault({}),
});
export type ChallengeSettings = z.output<typeof challengeSettings>;

/** `screening` in the settings. */
export const screeningSettings = z
  .strictObject({
    /** What callers get at each level of the guard. */
    levels: z
      .strictObject({ normal: levelPolicy, elevated: levelPolicy, siege: levelPolicy })
      .default(() => DEFAULT_LEVELS),
    /** What a caller's score leads to, where no listing decides. */
    reputation: reputationSettings.prefault({}),
    /** What one number may have in a while. */
    allowance: allowanceSettings.prefault({}),
    /** What the network says of a number, against what it used to say. */
    attestation: z
      .strictObject({
        /** After so many calls with attestation A, an allowlisted number that calls without is asked for the code; 0: never. */
        usualAfterCalls: z.int().min(0).max(1_000).default(3),
      })
      .prefault({}),
    blocks: blockSettings.prefault({}),
    content: contentSettings.prefault({}),
  })
  .prefault({});
export type ScreeningSettings = z.output<typeof screeningSettings>;
