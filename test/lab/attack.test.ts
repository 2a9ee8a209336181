// The adversary: a small study in which everything is tried against one victim of each kind, many by the judgement alone,
// and what a count may claim.
import { describe, expect, test } from '@jest/globals';
import { planAttack, PROTECTED, VICTIMS, worstFate, type Fate } from '../../lab/attack/attack-plan.ts';
import { attackGoals, stateOfRate } from '../../lab/attack/attack-report.ts';
import { studyAttacks, type AttackStudy } from '../../lab/attack/attack.ts';
import { studyWorst, type WorstStudy } from '../../lab/attack/attack-worst.ts';
import { chanceOf } from '../../lab/chance.ts';
import { upperBound } from '../../lab/confidence.ts';
import { exitCodeOf } from '../../lab/goals.ts';

const NONE = { allowlisted: 0, 'never-block': 0, 'recently-bridged': 0, customer: 0, stranger: 0 };

const states = (guard: AttackStudy, worst: WorstStudy) =>
  attackGoals({ guard, worst }).map(({ state }) => state);

describe('through the whole guard', () => {
  test('spoofed calls without a signature that holds block nobody', async () => {
    const study = await studyAttacks({
      grid: [{ way: 'talk', calls: 2, reporters: 1, days: 1 }],
      victims: 1,
      seed: 3,
      attestations: ['failed'],
    });
    expect(study.faults).toEqual([]);
    expect(study.results).toEqual([
      expect.objectContaining({ blocked: NONE, pending: NONE, asWorst: VICTIMS.length, beyond: [] }),
    ]);
  }, 900_000);

  // The reports come on all days: after a flag or two a score may send the caller to voicemail, where nobody flags them.
  test('a caller for whom the network vouches, flagged and reported day after day, is blocked; one for whom it does not waits', async () => {
    const fates = async (attestation: 'A' | 'B') => {
      const { results } = await studyAttacks({
        grid: [{ way: 'talk', calls: 6, reporters: 9, days: 3 }],
        victims: 1,
        seed: 2,
        attestations: [attestation],
      });
      return results[0];
    };
    expect(await fates('A')).toMatchObject({ blocked: { stranger: 1, allowlisted: 0 }, beyond: [] });
    expect(await fates('B')).toMatchObject({ blocked: NONE, beyond: [] });
  }, 900_000);
});

describe('through the judgement alone', () => {
  const study = (attestations: WorstStudy['options']['attestations'], numbers = 3_000) =>
    studyWorst({ numbers, seed: 1, attestations });
  const count = (of: WorstStudy, fate: Fate, kinds = VICTIMS as readonly (typeof VICTIMS)[number][]) =>
    kinds.reduce((sum, kind) => sum + of.fates[kind][fate], 0);

  test('comes to the same again', () => {
    expect(study(['none', 'A'])).toEqual(study(['none', 'A']));
  });

  test('without attestation A: many wait for a person, nobody is blocked', () => {
    const found = study(['none', 'C', 'B']);
    expect(count(found, 'blocked')).toBe(0);
    expect(count(found, 'pending')).toBeGreaterThan(100);
    expect(count(found, 'free')).toBeGreaterThan(100);
  });

  test('with A it is not the study that is blind: strangers are blocked, protected numbers never', () => {
    const found = study(['A']);
    expect(count(found, 'blocked', ['stranger'])).toBeGreaterThan(100);
    expect(count(found, 'blocked', [...PROTECTED]) + count(found, 'pending', [...PROTECTED])).toBe(0);
    expect(found.cheapest.blocked).toMatchObject({ calls: expect.any(Number), flags: expect.any(Number) });
    expect(found.cheapest.blocked?.days).toBeGreaterThanOrEqual(3);
  });

  test('a failed signature comes to nothing', () => {
    const plan = planAttack({ way: 'mixed', calls: 60, reporters: 20, days: 30 }, ['failed'], chanceOf('x'));
    for (const kind of VICTIMS) expect(worstFate(kind, plan, new Date('2026-01-05'))).toBe('free');
  });
});

describe('what a count shows', () => {
  test.each([
    [0, 300, 'not-shown'],
    [0, 29_900, 'not-shown'],
    [0, 30_000, 'passed'],
    [1, 30_000, 'not-shown'],
    [1, 50_000, 'passed'],
    [1, 5_000, 'failed'],
    [4, 30_000, 'failed'],
    [0, 0, 'not-shown'],
  ] as const)('%d of %d blocked: the rate is %s', (blocked, tried, state) => {
    expect(stateOfRate(blocked, tried)).toBe(state);
  });

  test('the bound is the rule of three for nothing, and above the rate for something', () => {
    expect(upperBound(0, 1_000) * 1_000).toBeCloseTo(2.996, 3);
    expect(upperBound(1, 1_000) * 1_000).toBeCloseTo(4.744, 3);
    expect(upperBound(10, 1_000) * 1_000).toBeCloseTo(16.962, 3);
  });

  test('a protected number that is blocked, and one that fared worse than it could have, fail; status 1', () => {
    const result = {
      attack: { way: 'talk', calls: 1, reporters: 1, days: 1 },
      blocked: { ...NONE, 'never-block': 1 },
      pending: NONE,
      asWorst: 4,
      beyond: ['+13125550177' as never],
    } as const;
    const options = { grid: [], victims: 1, seed: 1, attestations: ['B'] } as const;
    const worst = studyWorst({ numbers: 100, seed: 1, attestations: ['B'] });
    const guard: AttackStudy = { options, results: [result], faults: [] };
    expect(states(guard, worst)).toEqual(['failed', 'not-shown', 'failed', 'passed']);
    expect(exitCodeOf(attackGoals({ guard, worst }))).toBe(1);
  });

  test('too few: not shown, and status 2; enough: status 0', () => {
    const options = { grid: [], victims: 1, seed: 1, attestations: ['none'] } as const;
    const result = {
      attack: { way: 'talk', calls: 1, reporters: 1, days: 1 },
      blocked: NONE,
      pending: NONE,
      asWorst: 5,
      beyond: [],
    } as const;
    const guard: AttackStudy = { options, results: [result], faults: [] };
    const few = studyWorst({ numbers: 100, seed: 1, attestations: ['none'] });
    expect(states(guard, few)).toEqual(['passed', 'not-shown', 'passed', 'passed']);
    expect(exitCodeOf(attackGoals({ guard, worst: few }))).toBe(2);
    const many: WorstStudy = {
      ...few,
      fates: { ...few.fates, stranger: { free: 40_000, pending: 0, blocked: 0 } },
    };
    expect(exitCodeOf(attackGoals({ guard, worst: many }))).toBe(0);
  });
});
