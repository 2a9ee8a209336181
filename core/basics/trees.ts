// Reads a small ensemble of decision trees: the margin of an example, and what each feature added to it.

/** [feature, threshold, node below it, node from it on, worth]; a leaf has 0 for both nodes, as the root is no child. */
export type TreeNode = readonly [
  feature: number,
  threshold: number,
  below: number,
  above: number,
  worth: number,
];

const [FEATURE, THRESHOLD, BELOW, ABOVE, WORTH] = [0, 1, 2, 3, 4] as const;

export interface Ensemble {
  /** Log-odds before any tree. */
  readonly base: number;
  readonly trees: readonly (readonly TreeNode[])[];
}

/**
 * The log-odds. A tree's leaf is reached by questions; what a question changes is credited to its feature, so the
 * credits and the base add up to the margin.
 */
export function marginOf({ base, trees }: Ensemble, features: readonly number[], credit?: number[]): number {
  let margin = base;
  for (const tree of trees) {
    let node = tree[0];
    // By index: this runs some hundred times a call, and taking the tuple apart costs more than the question.
    while (node !== undefined && node[BELOW] !== 0) {
      const next = tree[(features[node[FEATURE]] ?? 0) < node[THRESHOLD] ? node[BELOW] : node[ABOVE]];
      if (credit !== undefined && next !== undefined)
        credit[node[FEATURE]] = (credit[node[FEATURE]] ?? 0) + next[WORTH] - node[WORTH];
      node = next;
    }
    margin += node?.[WORTH] ?? 0;
  }
  return margin;
}
