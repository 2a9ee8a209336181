// Complaints in, a score with reasons out: the laws that make it safe to act on, and a few numbers one can check by hand.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  calibrate,
  LEAST_REFERENCES,
  rarity,
  scoreOfRarity,
  SHARES,
} from '../../../core/basics/calibration.ts';
import type { E164 } from '../../../core/numbers/e164.ts';
import { HALF_LIVES, type Reading, type Sums } from '../../../core/evidence/evidence.ts';
import {
  complaintAbout,
  FEATURES,
  featuresOf,
  NO_EVIDENCE,
  readEvidence,
  reputation,
  SHIPPED_MODEL,
  type KeyEvidence,
  type NumberEvidence,
} from '../../../core/evidence/reputation.ts';
import { describeScoreReason } from '../../../core/screening/reasons.ts';
import { marginOf } from '../../../core/basics/trees.ts';

const day = (n: number): Date => new Date(Date.UTC(2026, 0, 1 + n));
const e164 = (text: string) => text as E164;

/** The table `callers`, as far as evidence goes. */
function table() {
  const items = new Map<string, Record<string, number>>();
  const read = (number: E164, at: Date): NumberEvidence =>
    readEvidence(number, (key): Sums | undefined => items.get(key), at);
  const complain = (number: E164, at: Date): void => {
    for (const { key, add } of complaintAbout(number, read(number, at).number, at)) {
      const item = items.get(key) ?? {};
      items.set(key, item);
      for (const [name, amount] of Object.entries(add)) item[name] = (item[name] ?? 0) + amount;
    }
  };
  return { read, complain, scoreOf: (number: E164, at: Date) => reputation(number, read(number, at)) };
}

describe('a number and its neighbours', () => {
  test('nobody has complained: 0, and nothing to say', () => {
    expect(reputation(e164('+13125550177'), table().read(e164('+13125550177'), day(0)))).toMatchObject({
      score: 0,
      reasons: [],
    });
  });

  test('a complaint tells on the number, less on its hundred, less on its thousand, and fades', () => {
    const { complain, scoreOf } = table();
    complain(e164('+13125550100'), day(0));
    const next = ['+13125550100', '+13125550101', '+13125550501', '+13129990501'].map((number) =>
      scoreOf(e164(number), day(1)),
    );
    expect(next.map(({ score }) => score)).toEqual([...next.map(({ score }) => score)].sort((a, b) => b - a));
    expect(new Set(next.map(({ score }) => score)).size).toBe(4);
    expect(next[0]!.score).toBeGreaterThan(0.6);
    expect(next.map(({ reasons }) => reasons[0]?.code)).toEqual([
      'complaints-number',
      'complaints-thousand',
      'complaints-thousand',
      undefined,
    ]);
    expect(scoreOf(e164('+13125550100'), day(365)).score).toBeLessThan(0.2);
  });

  test('many numbers of a block, once each, condemn one that nobody has complained about', () => {
    const { complain, scoreOf } = table();
    for (let i = 0; i < 40; i++) complain(e164(`+131255502${String(i).padStart(2, '0')}`), day(i / 10));
    const fresh = scoreOf(e164('+13125550299'), day(5));
    expect(fresh.score).toBeGreaterThan(0.8);
    expect(fresh.reasons.map(({ code }) => code)).toContain('complaints-hundred');
  });

  test('forty complaints about one number are one complained number', () => {
    const { complain, read } = table();
    for (let i = 0; i < 40; i++) complain(e164('+13125550100'), day(i / 10));
    const { number, thousand } = read(e164('+13125550100'), day(3.9));
    for (const reading of [number.numbers, thousand.numbers])
      for (const value of reading) expect(value).toBeCloseTo(1, 6);
    expect(thousand.complaints[3]).toBeGreaterThan(35);
  });

  test('what cannot be assigned, or is no number, is suspected without any complaint', () => {
    const nobody = table().read(e164('+13121550177'), day(0));
    for (const suspect of [e164('+13121550177'), undefined]) {
      const { score, reasons } = reputation(suspect, nobody);
      expect(score).toBeGreaterThan(0.6);
      expect(reasons.map(({ code }) => code)).toEqual(['unassignable']);
    }
  });
});

const readings: fc.Arbitrary<Reading> = fc.array(fc.double({ min: 0, max: 200, noNaN: true }), {
  minLength: HALF_LIVES.length,
  maxLength: HALF_LIVES.length,
});
const keyEvidence: fc.Arbitrary<KeyEvidence> = fc.record({ complaints: readings, numbers: readings });
const evidences: fc.Arbitrary<NumberEvidence> = fc.record({
  number: keyEvidence,
  hundred: keyEvidence,
  thousand: keyEvidence,
  'ten-thousand': keyEvidence,
});

describe('the shipped trees', () => {
  test('more of anything never lowers the margin', () => {
    fc.assert(
      fc.property(
        evidences,
        fc.nat(FEATURES.length - 1),
        fc.double({ min: 0, max: 50, noNaN: true }),
        (evidence, feature, more) => {
          const features = featuresOf(evidence, false);
          const raised = features.map((value, i) => (i === feature ? value + more : value));
          expect(marginOf(SHIPPED_MODEL, raised)).toBeGreaterThanOrEqual(
            marginOf(SHIPPED_MODEL, features) - 1e-9,
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  test('the credits and the base add up to the margin', () => {
    fc.assert(
      fc.property(evidences, fc.boolean(), (evidence, unassignable) => {
        const credit = new Array<number>(FEATURES.length).fill(0);
        const features = featuresOf(evidence, unassignable);
        const margin = marginOf(SHIPPED_MODEL, features, credit);
        expect(credit.reduce((a, b) => a + b, SHIPPED_MODEL.base)).toBeCloseTo(margin, 6);
      }),
    );
  });

  test('every node asks about a feature that exists and leads further down', () => {
    expect(SHIPPED_MODEL.trees.length).toBeGreaterThan(10);
    for (const tree of SHIPPED_MODEL.trees)
      for (const [at, [feature, , below, above]] of tree.entries()) {
        expect(feature).toBeLessThan(FEATURES.length);
        if (below !== 0) expect(Math.min(below, above)).toBeGreaterThan(at);
        expect(Math.max(below, above)).toBeLessThan(tree.length);
      }
  });

  test('hold no telephone number', () => {
    expect(/\d{7}/.exec(readFileSync('core/evidence/reputation-weights.json', 'utf8'))?.[0]).toBeUndefined();
  });

  test('have one weight for every feature name', () => {
    expect(
      featuresOf(
        { number: NO_EVIDENCE, hundred: NO_EVIDENCE, thousand: NO_EVIDENCE, 'ten-thousand': NO_EVIDENCE },
        false,
      ),
    ).toHaveLength(FEATURES.length);
  });
});

describe('calibration', () => {
  /** One in ten has evidence, more and more rarely. */
  const references = Array.from({ length: 20_000 }, (_, i) =>
    i % 10 === 0 ? -Math.log(((i / 10) % 1000) / 1000 + 1e-3) : -2,
  );

  test('a score of 0.5 is as rare as it says', () => {
    const calibration = calibrate(references)!;
    const over = references.filter((margin) => scoreOfRarity(rarity(margin, calibration)) > 0.5).length;
    expect(over / references.length).toBeLessThanOrEqual(0.0105);
    expect(over / references.length).toBeGreaterThan(0.008);
  });

  test('a higher margin never scores lower', () => {
    const calibration = calibrate(references)!;
    const margin = fc.double({ min: -5, max: 15, noNaN: true });
    fc.assert(
      fc.property(margin, margin, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(scoreOfRarity(rarity(high, calibration))).toBeGreaterThanOrEqual(
          scoreOfRarity(rarity(low, calibration)),
        );
      }),
    );
  });

  test.each([
    ['too few references', references.slice(0, LEAST_REFERENCES - 1)],
    [
      'references about which hardly anything is known',
      references.map((margin, i) => (i % 20 === 0 ? margin : -2)),
    ],
  ])('says nothing for %s', (_, margins) => {
    expect(calibrate(margins)).toBeUndefined();
  });

  test('the shipped one has a point for each share, and never falls', () => {
    expect(SHIPPED_MODEL.calibration).toHaveLength(SHARES.length);
    expect([...SHIPPED_MODEL.calibration].sort((a, b) => a - b)).toEqual(SHIPPED_MODEL.calibration);
  });

  test.each([
    [0, 0],
    [1, 0.25],
    [2, 0.5],
    [3, 0.75],
    [4, 0.875],
  ])('one in 10^%d scores %d', (rare, score) => {
    expect(scoreOfRarity(rare)).toBe(score);
  });
});

test.each([
  [1, 'about 1 recent complaint about this number'],
  [0.96, 'about 1 recent complaint about this number'],
  [2.5, 'about 2.5 recent complaints about this number'],
  [41.2, 'about 41 recent complaints about this number'],
])('%d complaints are told as "%s"', (value, words) => {
  expect(describeScoreReason({ code: 'complaints-number', value, weight: 1 }, 'en-US')).toBe(words);
});
