// The laws of sums that fade: an addition needs to know nothing, and cutting time into epochs changes nothing.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addition, HALF_LIVES, outlived, readSum, type Sums } from '../../../core/evidence/evidence.ts';

const DAY = 86_400_000;
const NOW = new Date('2026-11-24T02:00:00Z');
const ago = (days: number): Date => new Date(NOW.getTime() - days * DAY);

/** What the table does with each `ADD` and `REMOVE`. */
function stored(times: readonly Date[], forgets = false): Sums {
  const item: Record<string, number> = {};
  for (const at of times) {
    for (const [name, amount] of Object.entries(addition('complaints', at)))
      item[name] = (item[name] ?? 0) + amount;
    if (forgets) for (const name of outlived('complaints', at)) Reflect.deleteProperty(item, name);
  }
  return item;
}

const decayed = (times: readonly Date[], halfLife: number): number =>
  times.reduce((sum, at) => sum + 2 ** -((NOW.getTime() - at.getTime()) / DAY / halfLife), 0);

/** Up to three years back: more than a dozen epochs of the shortest half-life. */
const moments = fc.array(
  fc.double({ min: 0, max: 1_100, noNaN: true }).map((days) => ago(days)),
  { maxLength: 40 },
);

describe('a sum that fades', () => {
  test('counts 1 at once, a half after a half-life, a quarter after two', () => {
    for (const [i, halfLife] of HALF_LIVES.entries()) {
      for (const [lives, value] of [
        [0, 1],
        [1, 0.5],
        [2, 0.25],
      ] as const)
        expect(readSum('complaints', stored([ago(lives * halfLife)]), NOW)[i]).toBeCloseTo(value, 9);
    }
  });

  test('reads what the definition says, whatever the times', () => {
    fc.assert(
      fc.property(moments, (times) => {
        const read = readSum('complaints', stored(times), NOW);
        for (const [i, halfLife] of HALF_LIVES.entries())
          expect(read[i]).toBeCloseTo(decayed(times, halfLife), 8);
      }),
    );
  });

  test('does not care in what order the events came', () => {
    fc.assert(
      fc.property(moments, (times) => {
        const forwards = readSum('complaints', stored(times), NOW);
        const backwards = readSum('complaints', stored([...times].reverse()), NOW);
        for (const i of HALF_LIVES.keys()) expect(backwards[i]).toBeCloseTo(forwards[i]!, 9);
      }),
    );
  });

  test('loses nothing by forgetting what is outlived', () => {
    fc.assert(
      fc.property(moments, (times) => {
        const inOrder = [...times].sort((a, b) => a.getTime() - b.getTime());
        const all = readSum('complaints', stored(inOrder), NOW);
        const kept = readSum('complaints', stored(inOrder, true), NOW);
        for (const i of HALF_LIVES.keys()) expect(kept[i]).toBeCloseTo(all[i]!, 12);
      }),
    );
  });

  test('keeps the ratio of two events across the border of an epoch', () => {
    const border = new Date(64 * 300 * DAY);
    const before = new Date(border.getTime() - 1);
    const [one] = readSum('complaints', stored([before]), border);
    const [two] = readSum('complaints', stored([border]), border);
    expect(one! / two!).toBeCloseTo(1, 7);
    expect(Object.keys(stored([before]))[0]).not.toBe(Object.keys(stored([border]))[0]);
  });

  test('never leaves the range and the precision of a DynamoDB number', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true }), (at) => {
        for (const amount of Object.values(addition('complaints', at))) {
          expect(amount).toBeGreaterThanOrEqual(1);
          expect(amount).toBeLessThan(2 ** 64);
        }
      }),
    );
  });
});
