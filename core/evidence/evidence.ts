// Evidence that fades: sums in which an event counts half after each half-life, kept by additions alone.
//
// The decayed count of events at times t, read at `now`, is   S(now) = Σ 2^(-(now - t)/h).
// Taking an origin t0 out of the sum gives                    S(now) = 2^(-(now - t0)/h) · Σ 2^((t - t0)/h),
// so an event adds the weight 2^((t - t0)/h) to a stored sum, whatever is in it: one atomic ADD, nothing read first,
// in any order, late ones too. The decay happens when the sum is read.
//
// The weight doubles with each half-life and would leave the range of a DynamoDB number (38 digits, below 1e126) and,
// long before, that of the SDK's document client, which refuses numbers above 2^53. So time is cut into epochs of 32
// half-lives, each with its own origin, and the attribute's name carries the epoch: no weight exceeds 2^32, and a sum
// holds two million events of the heaviest weight. A reading adds the epoch of `now` and the one before, re-based by
// 2^-32; what is older has halved 32 times at least.

/** In days: a wave of calls, a week, a campaign, what a block of numbers is known for. */
export const HALF_LIVES = [1, 4, 16, 64] as const;

export const HALF_LIVES_PER_EPOCH = 32;
const DAY_MS = 86_400_000;

/** One item's sums as they are stored: `complaints4e72` is the sum `complaints`, half-life 4 days, epoch 72. */
export type Sums = Readonly<Record<string, number>>;

/** A sum's value for each of {@link HALF_LIVES}. */
export type Reading = readonly number[];

export const NOTHING: Reading = HALF_LIVES.map(() => 0);

/** What an event in that epoch's terms weighs at `at`; its inverse is the decay of a reading. */
export const weightAt = (at: Date, halfLife: number, epoch: number): number =>
  2 ** (at.getTime() / DAY_MS / halfLife - epoch * HALF_LIVES_PER_EPOCH);

export const epochOf = (at: Date, halfLife: number): number =>
  Math.floor(at.getTime() / DAY_MS / halfLife / HALF_LIVES_PER_EPOCH);

const attribute = (sum: string, halfLife: number, epoch: number): string => `${sum}${halfLife}e${epoch}`;

/** What to `ADD` for an event: an attribute for each half-life. It counts 1, or what `amounts` says for each of them. */
export function addition(sum: string, at: Date, amounts: Reading = HALF_LIVES.map(() => 1)): Sums {
  return Object.fromEntries(
    HALF_LIVES.map((halfLife, i) => {
      const epoch = epochOf(at, halfLife);
      return [attribute(sum, halfLife, epoch), (amounts[i] ?? 0) * weightAt(at, halfLife, epoch)];
    }),
  );
}

/** Attributes that no reading from `at` on needs, for a `REMOVE` in the same update. */
export const outlived = (sum: string, at: Date): readonly string[] =>
  HALF_LIVES.map((halfLife) => attribute(sum, halfLife, epochOf(at, halfLife) - 2));

/** The decayed sum for each half-life. */
export function readSum(sum: string, sums: Sums, now: Date): Reading {
  return HALF_LIVES.map((halfLife) => {
    const last = epochOf(now, halfLife);
    const since = (epoch: number): number =>
      (sums[attribute(sum, halfLife, epoch)] ?? 0) / weightAt(now, halfLife, epoch);
    return since(last) + since(last - 1);
  });
}
