// What a score says: how rarely a good number has one as high (`core/basics/calibration.ts` has the way there).

/** One good number in how many, to two digits; 1 is every number. Undefined where no number has such a score. */
export function oneIn(score: number): number | undefined {
  if (score >= 1) return undefined;
  const rare = score < 0.5 ? Math.max(0, score) * 4 : 1 - Math.log2(1 - score);
  return Number((10 ** rare).toPrecision(2));
}
