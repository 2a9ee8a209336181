// A few histories of every kind of weather; `npm run soak` has them by the hundred thousand, `npm run replay` one by its seed.
import { expect, test } from '@jest/globals';
import { runHistory } from './history.ts';

/** Between them they have each kind of weather, and each kind of caller. */
const SEEDS = Array.from({ length: 12 }, (_, index) => index + 1);

test.each(SEEDS)(
  'seed %i: whatever fails, nobody is lost, nothing is lost, and trust is not given away',
  async (seed) => {
    const { calls, violations } = await runHistory(seed);
    expect(
      violations.map((words) => `seed ${String(seed)}: ${words} (npm run replay -- --seed ${String(seed)})`),
    ).toEqual([]);
    expect(calls).toBeGreaterThan(0);
  },
);

test('the same seed is the same history', async () => {
  expect(await runHistory(3)).toEqual(await runHistory(3));
});
