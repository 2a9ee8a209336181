// What is done about a score: the thresholds in the settings, and the mode that says whether the score acts or is only
// written down.
import { DAY_MS } from '../basics/durations.ts';
import * as z from 'zod';

/** From the mildest. `challenge`: also whoever has passed one lately. `harder`: with a longer code, and one attempt less. */
export const TREATMENTS = ['none', 'challenge', 'harder', 'voicemail', 'reject'] as const;
export type Treatment = (typeof TREATMENTS)[number];

/** Of calls; 0: never. */
const limit = (usual: number) => z.int().min(0).max(1_000).default(usual);
const limits = (harder: number, voicemail: number) =>
  z.strictObject({ harder: limit(harder), voicemail: limit(voicemail) }).prefault({});

const threshold = z.number().min(0).max(1);

export const reputationSettings = z.strictObject({
  /** auto: the first days are shadow mode, then it acts. shadow: decided and kept, not acted on. */
  mode: z.enum(['auto', 'shadow', 'act', 'off']).default('auto'),
  shadowDays: z.int().min(0).max(90).default(14),
  /** From these scores on; 0.5 is as rare as one good number in 100, 0.75 one in 1,000, 0.875 one in 10,000; 1 is never reached. */
  challenge: threshold.default(0.5),
  harder: threshold.default(0.6),
  voicemail: threshold.default(0.9),
  reject: threshold.default(1),
  /** After so many calls that left the challenge unanswered: from the number itself, from others of its thousand in a day. */
  unanswered: z.strictObject({ own: limits(1, 2), neighbours: limits(3, 6) }).prefault({}),
});
export type ReputationSettings = z.output<typeof reputationSettings>;

export function treatmentOf(score: number, settings: ReputationSettings): Treatment {
  const fitting = (['reject', 'voicemail', 'harder', 'challenge'] as const).find(
    (treatment) => score >= settings[treatment] && settings[treatment] < 1,
  );
  return fitting ?? 'none';
}

/** @param installedAt ISO 8601; undefined counts as today */
export function modeInForce(
  { mode, shadowDays }: ReputationSettings,
  installedAt: string | undefined,
  now: Date,
): 'shadow' | 'act' | 'off' {
  if (mode !== 'auto') return mode;
  const since = installedAt === undefined ? now.getTime() : Date.parse(installedAt);
  return now.getTime() - since >= shadowDays * DAY_MS ? 'act' : 'shadow';
}

export const strictness = (treatment: Treatment): number => TREATMENTS.indexOf(treatment);
