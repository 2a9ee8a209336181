// The adversary: a small study in which everything is tried against one victim of each kind.
import { expect, test } from '@jest/globals';
import { attackGoals } from '../../../local/lab/attack-report.ts';
import { studyAttacks, VICTIMS, type AttackStudy } from '../../../local/lab/attack.ts';

test('spoofed calls without a signature that holds block nobody', async () => {
  const study = await studyAttacks({
    grid: [{ way: 'talk', calls: 2, reporters: 1, days: 1 }],
    victims: 1,
    seed: 3,
    attestations: ['failed'],
  });
  expect(study.faults).toEqual([]);
  expect(study.results).toHaveLength(1);
  expect(study.results[0]?.blocked).toEqual(Object.fromEntries(VICTIMS.map((kind) => [kind, 0])));
  expect(attackGoals(study).map(({ passed }) => passed)).toEqual([true, true, true]);
}, 900_000);

test('a protected number that is blocked fails both goals', () => {
  const none = { allowlisted: 0, 'never-block': 0, 'recently-bridged': 0, customer: 0, stranger: 0 };
  const study: AttackStudy = {
    options: { grid: [], victims: 1, seed: 1, attestations: ['B'] },
    results: [
      {
        attack: { way: 'talk', calls: 1, reporters: 1, days: 1 },
        blocked: { ...none, 'never-block': 1 },
        pending: none,
      },
    ],
    faults: [],
  };
  expect(attackGoals(study).map(({ passed }) => passed)).toEqual([false, false, true]);
});
