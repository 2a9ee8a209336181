// How much a count shows: bounds on a rate from rare events among many tries.

/** One-sided. */
const CONFIDENCE = 0.95;
const STEPS = 80;

/** Of `events` in `tries`: with 95 % confidence the true rate is below the result. Nothing tried shows nothing: 1. */
export function upperBound(events: number, tries: number): number {
  if (tries === 0) return 1;
  const mean = solve(
    (candidate) => atMost(events, candidate) > 1 - CONFIDENCE,
    events + 10 * Math.sqrt(events + 1),
  );
  return Math.min(1, mean / tries);
}

/** The largest mean that satisfies `holds`, which holds for small ones only. */
function solve(holds: (mean: number) => boolean, limit: number): number {
  let [low, high] = [0, limit];
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return high;
}

/** Poisson: the chance of no more events than these where `mean` are expected. Close to the binomial while rates are small. */
function atMost(events: number, mean: number): number {
  let log = -mean;
  let sum = Math.exp(log);
  for (let count = 1; count <= events; count++) {
    log += Math.log(mean / count);
    sum += Math.exp(log);
  }
  return sum;
}
