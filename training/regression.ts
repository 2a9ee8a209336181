// Logistic regression in which each weight has a sign that it may not leave and a value that it is expected to have, from
// which only examples move it. Newton steps: each solves the quadratic that the loss looks like where it stands.

export interface Example {
  readonly values: Float64Array;
  readonly label: 0 | 1;
}

/** Its sign is the sign that the weight must have. */
export type ExpectedWeight = number;

/** The last weight is the base: of any sign, expected nowhere. */
type Weights = Float64Array;

/** By each weight the slope of the loss, and by each two how it bends. */
interface Quadratic {
  readonly slope: Float64Array;
  readonly bend: readonly Float64Array[];
}

const NEWTON_STEPS = 12;
const PASSES = 100;

/** `ridge` is how firmly a weight is held to what is expected, for each example. */
export function fitLogistic(
  examples: readonly Example[],
  expected: readonly ExpectedWeight[],
  ridge: number,
): { readonly base: number; readonly weights: readonly number[] } {
  const at = Float64Array.from([...expected, 0]);
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const quadratic = lossAt(at, examples);
    expected.forEach((value, i) => {
      add(quadratic.slope, i, ridge * ((at[i] ?? 0) - value));
      add(quadratic.bend[i], i, ridge);
    });
    descend(at, quadratic, expected);
  }
  return { base: at[expected.length] ?? 0, weights: [...at.subarray(0, expected.length)] };
}

function lossAt(at: Weights, examples: readonly Example[]): Quadratic {
  const slope = new Float64Array(at.length);
  const bend = Array.from(at, () => new Float64Array(at.length));
  const row = new Float64Array(at.length).fill(1);
  for (const { values, label } of examples) {
    row.set(values);
    const margin = row.reduce((sum, value, i) => sum + value * (at[i] ?? 0), 0);
    const likely = 1 / (1 + Math.exp(-margin));
    const error = (likely - label) / examples.length;
    const doubt = (likely * (1 - likely)) / examples.length;
    row.forEach((value, i) => {
      if (value === 0) return;
      add(slope, i, error * value);
      for (let j = 0; j < row.length; j++) add(bend[i], j, doubt * value * (row[j] ?? 0));
    });
  }
  return { slope, bend };
}

/** One weight after the other to its own best, until none moves. */
function descend(at: Weights, { slope, bend }: Quadratic, expected: readonly ExpectedWeight[]): void {
  for (let pass = 0; pass < PASSES; pass++)
    bend.forEach((row, i) => {
      const now = at[i] ?? 0;
      const next = ofSign(expected[i] ?? 0, now - (slope[i] ?? 0) / (row[i] ?? 1));
      at[i] = next;
      row.forEach((bends, j) => {
        add(slope, j, (next - now) * bends);
      });
    });
}

const ofSign = (sign: number, weight: number): number =>
  sign === 0 ? weight : Math.sign(sign) * Math.max(0, Math.sign(sign) * weight);

const add = (to: Float64Array | undefined, i: number, more: number): void => {
  if (to !== undefined) to[i] = (to[i] ?? 0) + more;
};
