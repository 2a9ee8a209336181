// Challenges that nobody answered: asked twice for keys, a caller pressed none. That is what recordings do, and what
// hardly anybody does who wants to be put through: such a number is asked more strictly, and then for a message instead.
import { isUnvouched, type Attestation } from '../numbers/attestation.ts';
import type { CallerEvidence } from '../evidence/caller-score.ts';
import type { CallRecord } from '../records/call-record.ts';
import { HALF_LIVES, type Reading } from '../evidence/evidence.ts';
import type { ReputationSettings, Treatment } from './treatment.ts';

/** own: calls from this number. neighbours: other calls out of its thousand, each number once. */
export const UNANSWERED_SCOPES = ['own', 'neighbours'] as const;
export type UnansweredScope = (typeof UNANSWERED_SCOPES)[number];

/** Calls, older ones for less. */
export type Unanswered = Readonly<Record<UnansweredScope, number>>;

/** In days. A number keeps its ways for weeks; a campaign leaves a block of numbers within hours. */
const HALF_LIFE: Readonly<Record<UnansweredScope, (typeof HALF_LIVES)[number]>> = { own: 16, neighbours: 1 };

/** Passed or talked within some four months: a person has this number. */
const LEAST_GOOD = 0.25;

/**
 * What speaks against this call. Nothing where the network vouches for the number: the calls before may have been
 * somebody else's. And nothing where a person has shown up under it.
 */
export function unansweredBefore(
  { habits, unansweredNearby }: CallerEvidence,
  attestation: Attestation,
): Unanswered | undefined {
  if (!isUnvouched(attestation)) return undefined;
  if (Math.max(lasting(habits.passed, 64), lasting(habits.bridged, 64)) >= LEAST_GOOD) return undefined;
  return {
    own: lasting(habits.unanswered, HALF_LIFE.own),
    neighbours: lasting(unansweredNearby, HALF_LIFE.neighbours),
  };
}

const lasting = (reading: Reading, halfLife: number): number =>
  reading[(HALF_LIVES as readonly number[]).indexOf(halfLife)] ?? 0;

export interface UnansweredFinding {
  readonly scope: UnansweredScope;
  readonly calls: number;
  readonly treatment: Treatment;
}

/** The strictest that the limits ask for; the number's own calls before its neighbours'. */
export function treatUnanswered(
  before: Unanswered,
  limits: ReputationSettings['unanswered'],
): UnansweredFinding | undefined {
  for (const treatment of ['voicemail', 'harder'] as const)
    for (const scope of UNANSWERED_SCOPES)
      if (reaches(before[scope], limits[scope][treatment])) return { scope, calls: before[scope], treatment };
  return undefined;
}

/** A call of a half-life ago still counts as one. @param limit 0: never */
const reaches = (calls: number, limit: number): boolean => limit > 0 && calls >= limit - 0.5;

/** The caller pressed nothing at all at the challenge, although it was put to them a second time. */
export function isUnanswered(timeline: CallRecord['timeline']): boolean {
  const answers = timeline.filter(({ step }) => step === 'challenge');
  return answers.length > 0 && answers.every(({ outcome }) => outcome === 'silence');
}
