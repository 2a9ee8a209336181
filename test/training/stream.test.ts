// The stream that others judge with: the same sums as the table's, and no look into the future.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { E164 } from '../../core/numbers/e164.ts';
import { complaintAbout, readEvidence } from '../../core/evidence/reputation.ts';
import { NumberStream } from '../../training/numbers/number-stream.ts';
import { PackedEvidence } from '../../training/numbers/packed-evidence.ts';
import { randomFrom } from '../../training/random.ts';

/** Few enough numbers to meet again. */
const few = fc.integer({ min: 0, max: 400 }).map((n) => `+13125550${String(n).padStart(3, '0')}` as E164);
const START = Date.UTC(2026, 0, 1);

test('packed evidence reads as the items of the table do, across epochs', () => {
  const events = fc.array(fc.tuple(few, fc.double({ min: 0, max: 30, noNaN: true })), { maxLength: 60 });
  fc.assert(
    fc.property(events, few, (steps, asked) => {
      const packed = new PackedEvidence();
      const items = new Map<string, Record<string, number>>();
      let now = START;
      for (const [number, days] of steps) {
        now += days * 86_400_000;
        const at = new Date(now);
        packed.learn(number, at);
        const own = readEvidence(number, (key) => items.get(key), at).number;
        for (const { key, add } of complaintAbout(number, own, at)) {
          const item = items.get(key) ?? {};
          items.set(key, item);
          for (const [name, amount] of Object.entries(add)) item[name] = (item[name] ?? 0) + amount;
        }
      }
      const later = new Date(now + 86_400_000);
      const fromTable = readEvidence(asked, (key) => items.get(key), later);
      const fromArray = packed.read(asked, later);
      for (const scope of ['number', 'hundred', 'thousand', 'ten-thousand'] as const)
        for (const sum of ['complaints', 'numbers'] as const)
          fromArray[scope][sum].forEach((value, i) => {
            expect(value).toBeCloseTo(fromTable[scope][sum][i]!, 8);
          });
    }),
  );
});

/** A campaign of 30 numbers, and complaints all over the country. */
function complaints(day: number, random: () => number): E164[] {
  const anywhere = () => `+1312${String(2_000_000 + Math.floor(random() * 7_999_999))}`.slice(0, 12) as E164;
  const campaign = () => `+13125557${String(Math.floor(random() * 30) + day).padStart(3, '0')}` as E164;
  return Array.from({ length: 3_000 }, (_, i) => (i % 10 === 0 ? campaign() : anywhere()));
}

test('a campaign stands out, one in a hundred random numbers passes 0.5, and the seed decides nothing', () => {
  const run = () => {
    const random = randomFrom(4);
    const stream = new NumberStream();
    for (let day = 0; day < 12; day++) {
      const at = new Date(START + day * 86_400_000);
      stream.score(undefined, at);
      for (const number of complaints(day, random)) stream.learn(number, at);
    }
    const at = new Date(START + 12 * 86_400_000);
    const others = Array.from({ length: 4_000 }, () =>
      stream.score(`+1312${String(2_000_000 + Math.floor(random() * 7_999_999))}` as E164, at),
    );
    return {
      campaign: stream.score('+13125557035' as E164, at),
      over: others.filter((score) => score > 0.5).length,
    };
  };
  const { campaign, over } = run();
  expect(campaign).toBeGreaterThan(0.8);
  expect(over / 4_000).toBeLessThan(0.03);
  expect(run()).toEqual({ campaign, over });
});
