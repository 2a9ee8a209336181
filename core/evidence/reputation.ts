// What complaints say about a number: a score from 0 to 1, with what made it. Only the number and its neighbours
// count, never where the called party lives. The weights are made by `npm run train -- numbers`.
import { rarity, scoreOfRarity, type Calibration } from '../basics/calibration.ts';
import type { Identity } from '../numbers/identity.ts';
import { addition, HALF_LIVES, NOTHING, readSum, type Reading, type Sums } from './evidence.ts';
import type { ListingPattern } from '../lists/listing.ts';
import { blockOf, BLOCKS, isUnassignable, keysOf, type Block } from '../lists/number-blocks.ts';
import weights from './reputation-weights.json' with { type: 'json' };
import { marginOf, type Ensemble, type TreeNode } from '../basics/trees.ts';

/** What is kept of a number and of each block: every complaint, and every complained number once, from its latest. */
const EVIDENCE_SUMS = ['complaints', 'numbers'] as const;
type EvidenceSum = (typeof EVIDENCE_SUMS)[number];

export type KeyEvidence = Readonly<Record<EvidenceSum, Reading>>;

export const NO_EVIDENCE: KeyEvidence = { complaints: NOTHING, numbers: NOTHING };

/** Where the evidence lies: the number's own, and that of the blocks around it. */
export const SCOPES = ['number', ...BLOCKS] as const;
export type Scope = (typeof SCOPES)[number];

export type NumberEvidence = Readonly<Record<Scope, KeyEvidence>>;

/** The evidence on a number out of stored items. */
export function readEvidence(
  number: Identity,
  itemOf: (key: ListingPattern) => Sums | undefined,
  now: Date,
): NumberEvidence {
  const read = (key: ListingPattern | undefined): KeyEvidence => {
    const sums = key === undefined ? undefined : itemOf(key);
    if (sums === undefined) return NO_EVIDENCE;
    return { complaints: readSum('complaints', sums, now), numbers: readSum('numbers', sums, now) };
  };
  const block = (name: Block) => read(blockOf(number, name));
  return {
    number: read(number),
    hundred: block('hundred'),
    thousand: block('thousand'),
    'ten-thousand': block('ten-thousand'),
  };
}

/**
 * What a complaint adds to the number and its blocks. In `numbers` each number counts once, fading from its latest
 * complaint: it is lifted back to 1 from what `own` reads just before. Two complaints at the same moment may both
 * lift; the excess fades like everything else.
 */
export function complaintAbout(
  number: Identity,
  own: KeyEvidence,
  at: Date,
): readonly { readonly key: ListingPattern; readonly add: Sums }[] {
  const add = {
    ...addition('complaints', at),
    ...addition('numbers', at, own.numbers.map(liftToOne)),
  };
  return keysOf(number).map((key) => ({ key, add }));
}

export const liftToOne = (value: number): number => Math.max(0, 1 - value);

/** The order in which the trees know the features: for each scope and sum the half-lives, then the plan. */
export const FEATURES: readonly string[] = [
  ...SCOPES.flatMap((scope) =>
    EVIDENCE_SUMS.flatMap((sum) => HALF_LIVES.map((halfLife) => `${scope}.${sum}.${halfLife}d`)),
  ),
  'unassignable',
];

export function featuresOf(evidence: NumberEvidence, unassignable: boolean): readonly number[] {
  const features: number[] = [];
  for (const scope of SCOPES) for (const sum of EVIDENCE_SUMS) features.push(...evidence[scope][sum]);
  features.push(unassignable ? 1 : 0);
  return features;
}

export interface ReputationModel extends Ensemble {
  /** Of the months it was trained on; in force until the first {@link calibrate} of one's own. */
  readonly calibration: Calibration;
}

export const SHIPPED_MODEL: ReputationModel = {
  base: weights.base,
  trees: weights.trees as unknown as readonly (readonly TreeNode[])[],
  calibration: weights.calibration,
};

/** Why a number is suspected; `value` is what was counted, `weight` its part of the log-odds. */
export interface ReputationReason {
  readonly code: `complaints-${Scope}` | 'unassignable';
  readonly value: number;
  readonly weight: number;
}

export interface Reputation {
  readonly score: number;
  readonly margin: number;
  readonly reasons: readonly ReputationReason[];
}

/** Undefined stands for a caller ID that is no number at all: nobody's, like one that cannot be assigned. */
export type Suspect = Identity | undefined;

export const margin = (
  number: Suspect,
  evidence: NumberEvidence,
  model: Ensemble,
  credit?: number[],
): number => marginOf(model, featuresOf(evidence, number === undefined || isUnassignable(number)), credit);

/** Pure: the same evidence, weights and calibration give the same score and reasons. */
export function reputation(
  number: Suspect,
  evidence: NumberEvidence,
  model: ReputationModel = SHIPPED_MODEL,
  calibration: Calibration = model.calibration,
): Reputation {
  const credit = new Array<number>(FEATURES.length).fill(0);
  const value = margin(number, evidence, model, credit);
  return {
    score: scoreOfRarity(rarity(value, calibration)),
    margin: value,
    reasons: reasonsOf(evidence, credit),
  };
}

const LEAST_WEIGHT = 0.1;

function reasonsOf(evidence: NumberEvidence, credit: readonly number[]): readonly ReputationReason[] {
  const width = EVIDENCE_SUMS.length * HALF_LIVES.length;
  const scopes = SCOPES.map((scope, i): ReputationReason => {
    const counted = evidence[scope][scope === 'number' ? 'complaints' : 'numbers'];
    return {
      code: `complaints-${scope}`,
      value: Math.max(...counted),
      weight: credit.slice(i * width, (i + 1) * width).reduce((sum, part) => sum + part, 0),
    };
  });
  const unassignable: ReputationReason = { code: 'unassignable', value: 1, weight: credit.at(-1) ?? 0 };
  return [...scopes, unassignable]
    .filter(({ value, weight }) => value > 0 && weight > LEAST_WEIGHT)
    .sort((a, b) => b.weight - a.weight);
}
