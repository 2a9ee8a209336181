// The measures of a judge: shares above a threshold, the threshold for a share, the area under the curve.

export const shareAbove = (scores: Iterable<number>, threshold: number): number => {
  let [above, all] = [0, 0];
  for (const score of scores) {
    all++;
    if (score > threshold) above++;
  }
  return all === 0 ? 0 : above / all;
};

/** The lowest threshold that at most this share of the scores exceeds. */
export function thresholdFor(scores: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(scores).sort().reverse();
  return sorted[Math.floor(share * sorted.length)] ?? Number.POSITIVE_INFINITY;
}

/** The chance that a guilty one scores above an innocent one; equal scores count half. */
export function areaUnderCurve(
  guilty: readonly number[] | Float64Array,
  innocent: ArrayLike<number>,
): number {
  const below = Float64Array.from(innocent).sort();
  const rank = (score: number, included: boolean): number => {
    let [low, high] = [0, below.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const value = below[middle] ?? 0;
      if (value < score || (included && value === score)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  let sum = 0;
  for (const score of guilty) {
    sum += (rank(score, false) + rank(score, true)) / 2;
  }
  return sum / (guilty.length * below.length);
}

/** False positives and recall at thresholds from the strictest on, evenly spread over the decades of false positives. */
export function curveOf(
  guilty: ArrayLike<number>,
  innocent: ArrayLike<number>,
  least = 1e-4,
): [number, number][] {
  const steps = 80;
  const sorted = Float64Array.from(guilty).sort();
  const above = (threshold: number) => {
    const first = sorted.findIndex((score) => score > threshold);
    return first < 0 ? 0 : (sorted.length - first) / sorted.length;
  };
  return Array.from({ length: steps + 1 }, (_, i) => {
    const share = least ** (1 - i / steps);
    return [share, above(thresholdFor(innocent, share))];
  });
}
