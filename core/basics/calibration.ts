// Gives a score a meaning that outlasts a change in the volume of complaints: how rarely a number that nobody has
// complained about scores as high. Renewed each day on known-good and random numbers.

/** Shares of the reference numbers, all of them to one in 1,000. */
export const SHARES = [1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001] as const;

/** For each of {@link SHARES} the margin that this share of the reference numbers reaches. Never falls. */
export type Calibration = readonly number[];

/** Fewer reference numbers than this say nothing about one in 1,000. */
export const LEAST_REFERENCES = 1_000;

/**
 * Undefined where the references say too little: there are too few, or fewer than one in ten has any evidence near it,
 * as in the first days. The calibration before stays in force.
 */
export function calibrate(margins: ArrayLike<number>): Calibration | undefined {
  if (margins.length < LEAST_REFERENCES) return undefined;
  const sorted = Float64Array.from(margins).sort().reverse();
  const points = SHARES.map((share) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
  const [all = 0] = points;
  return (points[SHARES.indexOf(0.1)] ?? 0) > all ? points : undefined;
}

/** How rare: -log10 of the share of reference numbers with such a margin. 2 is one in a hundred, 3 one in a thousand. */
export function rarity(margin: number, calibration: Calibration): number {
  const above = calibration.findIndex((point) => point >= margin);
  const last = SHARES.length - 1;
  // A margin is log-odds: past the last point each ln 10 is ten times rarer.
  if (above < 0) return rarityAt(last) + (margin - (calibration[last] ?? 0)) / Math.LN10;
  if (above === 0) return 0;
  const high = calibration[above] ?? 0;
  const low = calibration[above - 1] ?? 0;
  return rarityAt(above - 1) + ((margin - low) / (high - low)) * (rarityAt(above) - rarityAt(above - 1));
}

const rarityAt = (point: number): number => -Math.log10(SHARES[point] ?? 1);

/** One in 100 is 0.5, one in 1,000 is 0.75, one in 10,000 is 0.875; a number like any other is 0. */
export const scoreOfRarity = (rare: number): number =>
  rare < 2 ? Math.max(0, rare) / 4 : 1 - 2 ** -(rare - 1);
