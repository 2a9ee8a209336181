// Trains the reputation: the trees that weigh the evidence, on complaints by day against legitimate and random numbers,
// each scored with what was known that morning. Writes core/evidence/reputation-weights.json.
import { SHARES, calibrate } from '../../core/basics/calibration.ts';
import type { E164 } from '../../core/numbers/e164.ts';
import { FEATURES, featuresOf, type ReputationModel } from '../../core/evidence/reputation.ts';
import { isUnassignable } from '../../core/lists/number-blocks.ts';
import { marginOf } from '../../core/basics/trees.ts';
import { growEnsemble, type GrowthOptions } from '../boosting.ts';
import type { ComplaintDay } from './number-data.ts';
import { PackedEvidence } from './packed-evidence.ts';
import { lot, randomFrom } from '../random.ts';
import { ReferenceNumbers } from './reference-numbers.ts';

/** The first days teach only: with nothing learned there is nothing to weigh. */
const WARM_UP_DAYS = 21;
/** Of each day's complaints; the days resemble each other. */
const COMPLAINTS_SAMPLED = 0.08;
const LEGITIMATE_SAMPLED = 0.4;
const RANDOM_A_DAY = 500;
/** A random number is less surely innocent than a hospital's switchboard, and there are as many as one likes. */
const RANDOM_WEIGHT = 0.3;

const GROWTH: GrowthOptions = { trees: 48, leaves: 8, learningRate: 0.2, leastHessian: 5, lambda: 1 };

/** Half of the legitimate numbers are for training, whatever other numbers are in the file. */
export const isForTraining = (number: E164): boolean => lot(number) < 0.5;

export function trainReputation(
  days: readonly ComplaintDay[],
  legitimate: readonly E164[],
  seed = 7,
): ReputationModel {
  const random = randomFrom(seed);
  const evidence = new PackedEvidence();
  const references = new ReferenceNumbers(random);
  const features: number[][] = [];
  const labels: number[] = [];
  const weights: number[] = [];
  const add = (number: E164, at: Date, label: number, weight: number) => {
    features.push([...featuresOf(evidence.read(number, at), isUnassignable(number))]);
    labels.push(label);
    weights.push(weight);
  };
  days.forEach(({ date, numbers }, day) => {
    const at = new Date(date);
    if (day >= WARM_UP_DAYS) {
      for (const number of numbers) if (random() < COMPLAINTS_SAMPLED) add(number, at, 1, 1);
      for (const number of legitimate) if (random() < LEGITIMATE_SAMPLED) add(number, at, 0, 1);
      for (const number of references.draw(RANDOM_A_DAY)) add(number, at, 0, RANDOM_WEIGHT);
    }
    for (const number of numbers) {
      evidence.learn(number, at);
      references.see(number);
    }
  });
  const ensemble = growEnsemble({ features, width: FEATURES.length, labels, weights }, GROWTH);
  const last = new Date(days.at(-1)?.date ?? 0);
  const margins = references
    .draw(20_000)
    .map((number) => marginOf(ensemble, featuresOf(evidence.read(number, last), false)));
  return { ...ensemble, calibration: calibrate(margins) ?? SHARES.map(() => ensemble.base) };
}
