// What every fuzzer is told, and what it has found.

export interface Fuzz {
  readonly seed: number;
  /** Whether one more is tried. @param done so many were */
  readonly goesOn: (done: number) => boolean;
}

export interface Found {
  readonly done: number;
  /** In words, each with what was sent. */
  readonly violations: readonly string[];
}

export const times =
  (count: number): Fuzz['goesOn'] =>
  (done) =>
    done < count;
