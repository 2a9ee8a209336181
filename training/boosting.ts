// Grows gradient-boosted trees for a yes-or-no question. Monotone: more of a feature never lowers the margin.
// Newton steps on the logistic loss, histograms of 64 bins a feature, the best leaf split first (LightGBM's way,
// https://lightgbm.readthedocs.io/en/stable/Features.html; its "basic" method of keeping a tree monotone).
import type { Ensemble, TreeNode } from '../core/basics/trees.ts';

export interface Examples {
  readonly features: readonly (readonly number[])[];
  readonly width: number;
  /** 1 or 0. */
  readonly labels: readonly number[];
  readonly weights: readonly number[];
}

export interface GrowthOptions {
  readonly trees: number;
  /** Of each tree, at most. */
  readonly leaves: number;
  readonly learningRate: number;
  /** Least second derivative in a leaf: how much it must rest on. */
  readonly leastHessian: number;
  /** Ridge on the worth of a leaf. */
  readonly lambda: number;
}

const BINS = 64;
/** Of the rows, for finding the borders of the bins. */
const ROWS_FOR_BORDERS = 50_000;

/** First and second derivatives of the loss, summed by feature and bin. */
type Histogram = Float64Array;

interface Split {
  readonly feature: number;
  /** The last bin that goes below. */
  readonly bin: number;
  readonly gain: number;
  readonly below: number;
  readonly above: number;
}

/** A leaf that may still grow, with the bounds that keep the tree monotone. */
interface Leaf {
  readonly node: number;
  readonly rows: Int32Array;
  readonly histogram: Histogram;
  readonly low: number;
  readonly high: number;
  readonly split: Split | undefined;
}

export function growEnsemble(examples: Examples, options: GrowthOptions): Ensemble {
  const { labels, weights } = examples;
  const borders = Array.from({ length: examples.width }, (_, feature) => bordersOf(examples, feature));
  const bins = binned(examples, borders);
  const sum = (of: (row: number) => number) => labels.reduce((total, _, row) => total + of(row), 0);
  const yes = sum((row) => (weights[row] ?? 0) * (labels[row] ?? 0));
  const base = round(Math.log(yes / (sum((row) => weights[row] ?? 0) - yes)));

  const margins = new Float64Array(labels.length).fill(base);
  const gradients = new Float64Array(labels.length);
  const hessians = new Float64Array(labels.length);
  const trees: TreeNode[][] = [];
  for (let i = 0; i < options.trees; i++) {
    for (let row = 0; row < labels.length; row++) {
      const likely = 1 / (1 + Math.exp(-(margins[row] ?? 0)));
      gradients[row] = (weights[row] ?? 0) * (likely - (labels[row] ?? 0));
      hessians[row] = (weights[row] ?? 0) * likely * (1 - likely);
    }
    const { nodes, leaves } = growTree({ bins, borders, gradients, hessians, options });
    for (const { node, rows } of leaves)
      for (const row of rows) margins[row] = (margins[row] ?? 0) + (nodes[node]?.[4] ?? 0);
    trees.push(nodes);
  }
  return { base, trees };
}

/** Four decimals: the file is read by people. */
const round = (value: number): number => Math.round(value * 1e4) / 1e4;

/** Borders at the quantiles of the different values: most sums are 0, and the rest is what matters. */
function bordersOf({ features }: Examples, feature: number): readonly number[] {
  const step = Math.ceil(features.length / ROWS_FOR_BORDERS);
  const values = new Set<number>();
  for (let row = 0; row < features.length; row += step) values.add(features[row]?.[feature] ?? 0);
  const sorted = [...values].sort((a, b) => a - b);
  const borders = Array.from({ length: BINS - 1 }, (_, i) =>
    round(sorted[Math.floor(((i + 1) * sorted.length) / BINS)] ?? 0),
  );
  return [...new Set(borders)].filter((border) => border > (sorted[0] ?? 0));
}

/** Bin b of a feature lies below its border b; the last one below none. */
function binned({ features, width }: Examples, borders: readonly (readonly number[])[]): Uint8Array {
  const bins = new Uint8Array(features.length * width);
  features.forEach((values, row) => {
    for (let feature = 0; feature < width; feature++) {
      const of = borders[feature] ?? [];
      let low = 0;
      let high = of.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((values[feature] ?? 0) < (of[middle] ?? 0)) high = middle;
        else low = middle + 1;
      }
      bins[row * width + feature] = low;
    }
  });
  return bins;
}

interface Ground {
  readonly bins: Uint8Array;
  readonly borders: readonly (readonly number[])[];
  readonly gradients: Float64Array;
  readonly hessians: Float64Array;
  readonly options: GrowthOptions;
}

function growTree(ground: Ground): { nodes: TreeNode[]; leaves: readonly Leaf[] } {
  const { bins, borders, gradients, options } = ground;
  const width = borders.length;
  const rows = Int32Array.from(gradients.keys());
  const leafOf = (leaf: Omit<Leaf, 'split'>): Leaf => ({ ...leaf, split: bestSplit(ground, leaf) });
  const nodes: TreeNode[] = [[0, 0, 0, 0, 0]];
  const histogram = histogramOf(ground, rows);
  let leaves = [leafOf({ node: 0, rows, histogram, low: -Infinity, high: Infinity })];
  while (leaves.length < options.leaves) {
    const parent = leaves.reduce((a, b) => ((b.split?.gain ?? 0) > (a.split?.gain ?? 0) ? b : a));
    const { split } = parent;
    if (split === undefined) break;
    const { feature, bin } = split;
    const isBelow = (row: number) => (bins[row * width + feature] ?? 0) <= bin;
    const below = parent.rows.filter(isBelow);
    const above = parent.rows.filter((row) => !isBelow(row));
    // Only the smaller side is counted; the other is the difference.
    const smaller = histogramOf(ground, below.length < above.length ? below : above);
    const larger = parent.histogram.map((value, i) => value - (smaller[i] ?? 0));
    const border = (split.below + split.above) / 2;
    const node = nodes.length;
    const worth = nodes[parent.node]?.[4] ?? 0;
    nodes[parent.node] = [feature, borders[feature]?.[bin] ?? 0, node, node + 1, worth];
    nodes.push(leafNode(split.below, options), leafNode(split.above, options));
    const [histogramBelow, histogramAbove] =
      below.length < above.length ? [smaller, larger] : [larger, smaller];
    leaves = [
      ...leaves.filter((leaf) => leaf !== parent),
      leafOf({
        node,
        rows: below,
        histogram: histogramBelow,
        low: parent.low,
        high: Math.min(parent.high, border),
      }),
      leafOf({
        node: node + 1,
        rows: above,
        histogram: histogramAbove,
        low: Math.max(parent.low, border),
        high: parent.high,
      }),
    ];
  }
  return { nodes, leaves };
}

const leafNode = (worth: number, { learningRate }: GrowthOptions): TreeNode => [
  0,
  0,
  0,
  0,
  round(worth * learningRate),
];

function histogramOf({ bins, borders, gradients, hessians }: Ground, rows: Int32Array): Histogram {
  const width = borders.length;
  const histogram = new Float64Array(width * BINS * 2);
  for (const row of rows) {
    const gradient = gradients[row] ?? 0;
    const hessian = hessians[row] ?? 0;
    for (let feature = 0; feature < width; feature++) {
      const cell = (feature * BINS + (bins[row * width + feature] ?? 0)) * 2;
      histogram[cell] = (histogram[cell] ?? 0) + gradient;
      histogram[cell + 1] = (histogram[cell + 1] ?? 0) + hessian;
    }
  }
  return histogram;
}

/** The split that lowers the loss most, of those that leave both sides enough to rest on and the tree monotone. */
function bestSplit({ borders, options }: Ground, leaf: Omit<Leaf, 'split'>): Split | undefined {
  const { histogram, low, high } = leaf;
  const { lambda, leastHessian } = options;
  const worth = (gradient: number, hessian: number) =>
    Math.min(high, Math.max(low, -gradient / (hessian + lambda)));
  const lowered = (gradient: number, hessian: number, value: number) =>
    -(gradient * value + 0.5 * (hessian + lambda) * value * value);
  let [allGradient, allHessian] = [0, 0];
  for (let bin = 0; bin < BINS; bin++) {
    allGradient += histogram[bin * 2] ?? 0;
    allHessian += histogram[bin * 2 + 1] ?? 0;
  }
  const unsplit = lowered(allGradient, allHessian, worth(allGradient, allHessian));
  let best: Split | undefined;
  borders.forEach((of, feature) => {
    let [gradient, hessian] = [0, 0];
    for (let bin = 0; bin < of.length; bin++) {
      const cell = (feature * BINS + bin) * 2;
      gradient += histogram[cell] ?? 0;
      hessian += histogram[cell + 1] ?? 0;
      const [restGradient, restHessian] = [allGradient - gradient, allHessian - hessian];
      if (hessian < leastHessian) continue;
      if (restHessian < leastHessian) break;
      const below = worth(gradient, hessian);
      const above = worth(restGradient, restHessian);
      if (below > above) continue;
      const gain = lowered(gradient, hessian, below) + lowered(restGradient, restHessian, above) - unsplit;
      if (gain > (best?.gain ?? 0)) best = { feature, bin, gain, below, above };
    }
  });
  return best;
}
