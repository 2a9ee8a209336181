// The study of attacks as tables and goals.
import { figure } from './goals.ts';
import { PROTECTED, VICTIMS, type AttackStudy, type VictimKind } from './attack.ts';
import type { Goal } from './goals.ts';
import type { Section } from './report.ts';
import { sum } from './tally.ts';

/** Of attacked numbers that are not protected, at most so many may be blocked. */
const MOST_BLOCKED = 1 / 10_000;

export function attackReport(study: AttackStudy): readonly Section[] {
  const { options, results } = study;
  return [
    {
      title: 'The attacks',
      body: [
        `Each row: ${figure(options.victims)} victims of each kind, seed ${options.seed}; attestation of the forged numbers drawn from ${options.attestations.join(', ')}.`,
        'Every call that staff talk with is flagged. Blocked, and in brackets held back for a person to approve:',
      ],
    },
    {
      title: 'Blocked',
      body: {
        header: ['way', 'calls', 'reporters', 'days', ...VICTIMS],
        rows: results.map(({ attack, blocked, pending }) => [
          attack.way,
          String(attack.calls),
          String(attack.reporters),
          String(attack.days),
          ...VICTIMS.map(
            (kind) =>
              `${blocked[kind]}${pending[kind] > 0 ? ` (${pending[kind]})` : ''} of ${options.victims}`,
          ),
        ]),
      },
    },
    {
      title: 'Goals',
      body: attackGoals(study).map(
        ({ text, measured, passed }) => `${passed ? 'PASS' : 'FAIL'}  ${text}: ${measured}`,
      ),
    },
  ];
}

export function attackGoals({ options, results, faults }: AttackStudy): readonly Goal[] {
  const count = (kinds: readonly VictimKind[]): number =>
    sum(results.flatMap(({ blocked }) => kinds.map((kind) => blocked[kind])));
  const safe = VICTIMS.filter((kind) => PROTECTED.has(kind));
  const attacked = results.length * options.victims * VICTIMS.length;
  const blocked = count(VICTIMS);
  return [
    {
      text: 'no protected number is blocked',
      measured: `${figure(count(safe))} of ${figure(results.length * options.victims * safe.length)}`,
      passed: count(safe) === 0,
    },
    {
      text: 'at most 1 in 10,000 attacked numbers is blocked',
      measured: `${figure(blocked)} of ${figure(attacked)}${blocked === 0 ? `; with 95 % confidence fewer than 1 in ${figure(attacked / 3)}` : ''}`,
      passed: blocked <= MOST_BLOCKED * attacked,
    },
    {
      text: 'the guard was at no fault meanwhile',
      measured: faults.length === 0 ? 'no errors' : faults.join('; '),
      passed: faults.length === 0,
    },
  ];
}
