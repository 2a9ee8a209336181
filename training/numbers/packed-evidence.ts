// The evidence of millions of numbers in memory: the sums of core/evidence/evidence.ts, one row of a large array for each key
// instead of an item of the table, and the same weights. A test holds the two together.
import type { E164 } from '../../core/numbers/e164.ts';
import {
  epochOf,
  HALF_LIVES,
  HALF_LIVES_PER_EPOCH,
  weightAt,
  type Reading,
} from '../../core/evidence/evidence.ts';
import { blockOf, keysOf } from '../../core/lists/number-blocks.ts';
import {
  liftToOne,
  NO_EVIDENCE,
  type KeyEvidence,
  type NumberEvidence,
  type Suspect,
} from '../../core/evidence/reputation.ts';

const SUMS = HALF_LIVES.length;
const ROW = 2 * SUMS;

export class PackedEvidence {
  readonly #rows = new Map<string, number>();
  #sums = new Float64Array(ROW * 4_096);
  #epochs: number[] | undefined;
  #at = Number.NaN;
  #weights: readonly number[] = [];

  /** A complaint. */
  learn(number: E164, at: Date): void {
    const weights = this.#weightsAt(at);
    const own = this.#read(number).numbers.map(liftToOne);
    for (const key of keysOf(number)) {
      const row = this.#rowOf(key);
      for (let i = 0; i < SUMS; i++) {
        const weight = weights[i] ?? 0;
        this.#sums[row + i] = (this.#sums[row + i] ?? 0) + weight;
        this.#sums[row + SUMS + i] = (this.#sums[row + SUMS + i] ?? 0) + weight * (own[i] ?? 0);
      }
    }
  }

  read(number: Suspect, now: Date): NumberEvidence {
    this.#weightsAt(now);
    const read = (key: string | undefined) => (key === undefined ? NO_EVIDENCE : this.#read(key));
    return {
      number: read(number),
      hundred: read(number && blockOf(number, 'hundred')),
      thousand: read(number && blockOf(number, 'thousand')),
      'ten-thousand': read(number && blockOf(number, 'ten-thousand')),
    };
  }

  #read(key: string): KeyEvidence {
    const row = this.#rows.get(key);
    if (row === undefined) return NO_EVIDENCE;
    return { complaints: this.#readingAt(row), numbers: this.#readingAt(row + SUMS) };
  }

  #readingAt(start: number): Reading {
    const reading = new Array<number>(SUMS);
    for (let i = 0; i < SUMS; i++) reading[i] = (this.#sums[start + i] ?? 0) / (this.#weights[i] ?? 1);
    return reading;
  }

  #rowOf(key: string): number {
    const known = this.#rows.get(key);
    if (known !== undefined) return known;
    const row = this.#rows.size * ROW;
    this.#rows.set(key, row);
    if (row + ROW > this.#sums.length) {
      const larger = new Float64Array(this.#sums.length * 2);
      larger.set(this.#sums);
      this.#sums = larger;
    }
    return row;
  }

  /** What an event weighs at that time, for each half-life. */
  #weightsAt(at: Date): readonly number[] {
    if (at.getTime() === this.#at) return this.#weights;
    this.#at = at.getTime();
    this.#epochs ??= HALF_LIVES.map((halfLife) => epochOf(at, halfLife));
    const epochs = this.#epochs;
    HALF_LIVES.forEach((halfLife, i) => {
      const passed = epochOf(at, halfLife) - (epochs[i] ?? 0);
      if (passed > 0) this.#rebase(i, passed);
      epochs[i] = (epochs[i] ?? 0) + Math.max(0, passed);
    });
    this.#weights = HALF_LIVES.map((halfLife, i) => weightAt(at, halfLife, epochs[i] ?? 0));
    return this.#weights;
  }

  /** A new epoch: what there is counts 2^-32 in its terms, once for each that passed. */
  #rebase(halfLife: number, passed: number): void {
    const factor = 2 ** (-HALF_LIVES_PER_EPOCH * passed);
    for (let i = halfLife; i < this.#rows.size * ROW; i += SUMS)
      this.#sums[i] = (this.#sums[i] ?? 0) * factor;
  }
}
