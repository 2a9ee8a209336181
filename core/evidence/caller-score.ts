// The reputation of a caller at this hotline: what complaints say of the number and its neighbours, moved by what the
// hotline itself has seen. Both are log-odds and add up; the sum is calibrated like the complaints alone.
import type { Attestation } from '../numbers/attestation.ts';
import { rarity, scoreOfRarity, type Calibration } from '../basics/calibration.ts';
import type { Identity } from '../numbers/identity.ts';
import { HALF_LIVES, type Reading } from './evidence.ts';
import { addFeeds, type FeedEvidence, type FeedMention } from './feed-evidence.ts';
import { quarterOfDay, type Habit, type Habits } from './habits.ts';
import weights from './habit-weights.json' with { type: 'json' };
import {
  liftToOne,
  reputation,
  SCOPES,
  SHIPPED_MODEL,
  type NumberEvidence,
  type ReputationReason,
} from './reputation.ts';

/** What is stored of a number and its neighbours, read at one moment. */
export interface CallerEvidence {
  /** From the hotline's own reporters and staff. */
  readonly complaints: NumberEvidence;
  /** From complaint feeds; absent where they have nothing on the number and its neighbours. */
  readonly feeds?: FeedEvidence;
  readonly habits: Habits;
  /** Other numbers of its thousand that left the challenge unanswered. */
  readonly unansweredNearby: Reading;
}

type HabitCode =
  | 'flagged'
  | 'claimed'
  | 'failed'
  | 'silent'
  | 'short'
  | 'words'
  | 'rate'
  | 'unusual-hour'
  | 'forged'
  | 'passed'
  | 'bridged'
  | 'attestation';

/** `value`: what was counted. `weight`: its part of the log-odds, negative where it speaks for the caller. */
export type ScoreReason =
  | ReputationReason
  | FeedReason
  | { readonly code: HabitCode; readonly value: number; readonly weight: number };

/** Complaints about the number itself, some of which are known from feeds. */
interface FeedReason extends ReputationReason {
  /** Of them, those made at this hotline. */
  readonly own: number;
  readonly feeds: readonly FeedCount[];
}

/** Complaints about the number in one feed, in the last so many days. */
export interface FeedCount {
  readonly feed: string;
  readonly complaints: number;
  readonly days: number;
}

export interface CallerScore {
  /** 0 to 1: 0.5 is as rare as one good number in 100, 0.75 as one in 1,000, 0.875 as one in 10,000. */
  readonly score: number;
  /** The heaviest first. */
  readonly reasons: readonly ScoreReason[];
  /**
   * The score including unconfirmed reports, which lead to the usual code at most. Undefined if there are no such
   * reports.
   */
  readonly claimed?: number;
}

export interface ScoredCall {
  readonly number: Identity;
  readonly evidence: CallerEvidence;
  readonly attestation: Attestation;
  readonly now: Date;
  /** Renewed daily on known-good numbers; the shipped one where absent. */
  readonly calibration?: Calibration | undefined;
}

/** Pure: the same evidence gives the same score and reasons. */
export function scoreCaller(call: ScoredCall): CallerScore {
  const { evidence } = call;
  const believed = withClaims(evidence);
  if (believed === evidence) return scoreOf(call).result;
  if (isCorroborated(evidence)) return scoreOf({ ...call, evidence: believed }).result;
  const [without, all] = [scoreOf(call), scoreOf({ ...call, evidence: believed })];
  const claims: ScoreReason = {
    code: 'claimed',
    value: Math.max(...evidence.habits.claimed),
    weight: all.margin - without.margin,
  };
  return {
    score: without.result.score,
    reasons: [...without.result.reasons, claims].sort(byWeight),
    claimed: all.result.score,
  };
}

function scoreOf({ number, evidence, attestation, now, calibration }: ScoredCall) {
  const scale = calibration ?? SHIPPED_MODEL.calibration;
  const complaints = reputation(number, complaintsOn(evidence), SHIPPED_MODEL, scale);
  const own = habitReasons(evidence.habits, attestation, now);
  const margin = own.reduce((sum, { weight }) => sum + weight, complaints.margin);
  const reasons = [...complaints.reasons.map((reason) => withFeeds(reason, evidence)), ...own].sort(byWeight);
  const result: CallerScore = { score: scoreOfRarity(rarity(margin, scale)), reasons };
  return { margin, result };
}

const byWeight = (a: ScoreReason, b: ScoreReason): number => Math.abs(b.weight) - Math.abs(a.weight);

/** As if every claim about this very number had been confirmed. */
function withClaims(evidence: CallerEvidence): CallerEvidence {
  const { complaints, habits } = evidence;
  if (Math.max(...habits.claimed) < LEAST_CLAIMED) return evidence;
  const claimed = habits.claimed.map((count) => Math.max(0, count));
  const plus = (before: Reading, more: Reading): Reading => before.map((count, i) => count + (more[i] ?? 0));
  const lifted = claimed.map((count, i) =>
    Math.min(Math.min(1, count), liftToOne(complaints.number.numbers[i] ?? 0)),
  );
  const believed = Object.fromEntries(
    SCOPES.map((scope) => {
      const { complaints: counts, numbers } = complaints[scope];
      return [scope, { complaints: plus(counts, claimed), numbers: plus(numbers, lifted) }];
    }),
  ) as NumberEvidence;
  return { ...evidence, complaints: believed };
}

/** Of one faded report. */
const LEAST_CLAIMED = 0.05;

/**
 * Evidence of another kind agrees with the claims: a flag by staff, or a complaint feed. A failed challenge does not:
 * whoever forges the number can fail under it too.
 */
const isCorroborated = ({ habits, feeds }: CallerEvidence): boolean =>
  at(habits, 'flagged', 64) >= LEAST_AGREEING || (feeds?.mentions ?? []).length > 0;

/** One event, until it has faded to half. */
const LEAST_AGREEING = 0.5;

/** The hotline's own evidence and that of the feeds together. */
export const complaintsOn = ({ complaints, feeds }: CallerEvidence): NumberEvidence =>
  addFeeds(complaints, feeds?.complaints);

/** Names the complaint files with recent complaints about the number itself. */
function withFeeds(reason: ReputationReason, { complaints, feeds }: CallerEvidence): ScoreReason {
  const counts = (feeds?.mentions ?? []).flatMap(countLately);
  return reason.code !== 'complaints-number' || counts.length === 0
    ? reason
    : { ...reason, own: Math.max(...complaints.number.complaints), feeds: counts };
}

const countLately = ({ feed, lately }: FeedMention): FeedCount[] =>
  lately === undefined ? [] : [{ feed, ...lately }];

const at = (habits: Habits, habit: Habit, halfLife: number): number =>
  habits[habit][(HALF_LIVES as readonly number[]).indexOf(halfLife)] ?? 0;

/** Each event weighs less than the one before, and from `most` on nothing. */
const amount = (value: number, most: number): number => Math.min(most, Math.log2(1 + Math.max(0, value)));

const COUNTED = ['flagged', 'failed', 'silent', 'short', 'words', 'forged', 'passed', 'bridged'] as const;

function habitReasons(habits: Habits, attestation: Attestation, now: Date): ScoreReason[] {
  const counted = COUNTED.map((code): ScoreReason => {
    const { halfLife, weight, most } = weights[code];
    const value = at(habits, code, halfLife);
    return { code, value, weight: weight * amount(value, most) };
  });
  const reasons = [
    ...counted,
    rateReason(habits),
    hourReason(habits, now),
    { code: 'attestation' as const, value: 1, weight: weights.attestation[attestation] },
  ];
  return reasons.filter(({ weight }) => Math.abs(weight) > LEAST_WEIGHT);
}

const LEAST_WEIGHT = 0.05;

/** Calls of the last days, beyond what anybody may need. */
function rateReason(habits: Habits): ScoreReason {
  const { halfLife, weight, most, freePerDay } = weights.rate;
  const value = at(habits, 'calls', halfLife);
  return { code: 'rate', value, weight: weight * amount(value - freePerDay, most) };
}

/** A number that calls often, but never at this time of day, may be spoofed now. */
function hourReason(habits: Habits, now: Date): ScoreReason {
  const { halfLife, weight, fewestCalls, rareShare } = weights.unusualHour;
  const calls = at(habits, 'calls', halfLife);
  const share = at(habits, quarterOfDay(now), halfLife) / Math.max(calls, 1);
  return {
    code: 'unusual-hour',
    value: share,
    weight: calls >= fewestCalls && share < rareShare ? weight : 0,
  };
}

/** A caller who recently talked with staff without being flagged gets a code at most, whatever the score. */
export const isBridgedLately = ({ habits }: CallerEvidence): boolean =>
  at(habits, 'bridged', 16) >= LEAST_MINUTES && at(habits, 'flagged', 64) < 0.1;

const LEAST_MINUTES = 0.25;

/**
 * A single flag by staff, which may be a mistake, is all that speaks against a number that the network vouches for and
 * under which somebody has passed the challenge or talked with staff.
 */
export function isFlaggedOnce(
  { complaints, feeds, habits }: CallerEvidence,
  attestation: Attestation,
): boolean {
  const flags = at(habits, 'flagged', 64);
  const others = Math.max(
    ...complaints.number.complaints.map((count, i) => count - (habits.flagged[i] ?? 0)),
  );
  const known = at(habits, 'bridged', 64) >= LEAST_MINUTES || at(habits, 'passed', 64) >= LEAST_PASSED;
  const single = flags > 0 && flags < MOST_OF_ONE_FLAG && others < LEAST_OTHER;
  return attestation === 'A' && known && single && (feeds?.mentions ?? []).length === 0;
}

/** A pass of some four months ago. */
const LEAST_PASSED = 0.25;
/** Two flags of which the older one is two months old. */
const MOST_OF_ONE_FLAG = 1.5;
/** Less than half a complaint besides. */
const LEAST_OTHER = 0.5;
