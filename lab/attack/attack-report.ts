// The study of attacks as tables and goals.
import { PROTECTED, VICTIMS, type Fate, type VictimKind } from './attack-plan.ts';
import type { AttackStudy } from './attack.ts';
import type { Price, WorstStudy } from './attack-worst.ts';
import { upperBound } from '../confidence.ts';
import { figure, goalLine, passedIf, percent, type Goal, type GoalState } from '../goals.ts';
import type { Section, Table } from '../report.ts';
import { sum } from '../tally.ts';

/** Of attacked numbers that are not protected, at most so many may be blocked. */
const MOST_BLOCKED = 1 / 10_000;

export interface AttackStudies {
  /** Attacks through the whole running guard. */
  readonly guard: AttackStudy;
  /** Very many through its judgement alone, everything going as the attacker wishes. */
  readonly worst: WorstStudy;
  /** The same for each thing that the network may say; no goal rests on these. */
  readonly byAttestation: readonly WorstStudy[];
}

export function attackReport(studies: AttackStudies): readonly Section[] {
  const { guard, worst, byAttestation } = studies;
  const said = guard.options.attestations.join(', ');
  return [
    {
      title: 'The attacks',
      body: [
        `Attestation of the forged numbers drawn from ${said}; seed ${guard.options.seed}. Every call that staff talk with is flagged.`,
      ],
    },
    {
      title: 'Through the whole guard: blocked, and in brackets held back for a person to approve',
      body: guardTable(guard),
    },
    {
      title: 'Through its judgement alone, everything going as the attacker wishes',
      body: worstTable([worst, ...byAttestation]),
    },
    { title: 'Goals', body: attackGoals(studies).map(goalLine) },
  ];
}

const guardTable = ({ options, results }: AttackStudy): Table => ({
  header: ['way', 'calls', 'reporters', 'days', ...VICTIMS],
  rows: results.map(({ attack, blocked, pending }) => [
    attack.way,
    String(attack.calls),
    String(attack.reporters),
    String(attack.days),
    ...VICTIMS.map(
      (kind) => `${blocked[kind]}${pending[kind] > 0 ? ` (${pending[kind]})` : ''} of ${options.victims}`,
    ),
  ]),
});

const SAFE = VICTIMS.filter((kind) => PROTECTED.has(kind));
const OPEN = VICTIMS.filter((kind) => !PROTECTED.has(kind));

const fated = ({ fates }: WorstStudy, kinds: readonly VictimKind[], fate: Fate): number =>
  sum(kinds.map((kind) => fates[kind][fate]));
const attacked = ({ fates }: WorstStudy, kinds: readonly VictimKind[]): number =>
  sum(kinds.flatMap((kind) => Object.values(fates[kind])));

const worstTable = (studies: readonly WorstStudy[]): Table => ({
  header: [
    'attestation',
    'attacked',
    'blocked',
    'to approve',
    'protected',
    'blocked',
    'cheapest block',
    'cheapest to approve',
  ],
  rows: studies.map((study) => [
    study.options.attestations.join(', '),
    figure(attacked(study, OPEN)),
    percent(fated(study, OPEN, 'blocked'), attacked(study, OPEN)),
    percent(fated(study, OPEN, 'pending'), attacked(study, OPEN)),
    figure(attacked(study, SAFE)),
    figure(fated(study, SAFE, 'blocked')),
    priceText(study.cheapest.blocked),
    priceText(study.cheapest.pending),
  ]),
});

const priceText = (price: Price | undefined): string =>
  price === undefined
    ? '–'
    : `${price.calls} calls, ${price.days} days, ${price.flags} talks flagged, ${price.reporters} reporters`;

export function attackGoals({ guard, worst }: Omit<AttackStudies, 'byAttestation'>): readonly Goal[] {
  const { results, options, faults } = guard;
  const blockedOf = (kinds: readonly VictimKind[]): number =>
    sum(results.flatMap(({ blocked }) => kinds.map((kind) => blocked[kind]))) +
    fated(worst, kinds, 'blocked');
  const triedOf = (kinds: readonly VictimKind[]): number =>
    results.length * options.victims * kinds.length + attacked(worst, kinds);
  const beyond = results.flatMap((result) => result.beyond);
  const numbers = results.length * options.victims * VICTIMS.length;
  return [
    {
      text: 'no protected number is blocked',
      measured: `${figure(blockedOf(SAFE))} of ${figure(triedOf(SAFE))}`,
      state: passedIf(blockedOf(SAFE) === 0),
    },
    {
      text: 'at most 1 in 10,000 attacked numbers is blocked',
      measured: `${figure(blockedOf(OPEN))} of ${figure(triedOf(OPEN))}; with 95 % confidence fewer than 1 in ${figure(1 / upperBound(blockedOf(OPEN), triedOf(OPEN)))}`,
      state: stateOfRate(blockedOf(OPEN), triedOf(OPEN)),
    },
    {
      text: 'no number fared worse in the running guard than by its judgement alone',
      measured: `${figure(beyond.length)} of ${figure(numbers)} did${beyond.length > 0 ? `, the first: ${beyond[0] ?? ''}` : ''}; ${figure(sum(results.map(({ asWorst }) => asWorst)))} fared the same, the others better`,
      state: beyond.length > 0 ? 'failed' : passedIf(numbers > 0),
    },
    {
      text: 'the guard was at no fault meanwhile',
      measured: faults.length === 0 ? 'no errors' : faults.join('; '),
      state: passedIf(faults.length === 0),
    },
  ];
}

/** Shown only where the confidence reaches the goal: no block among too few numbers shows nothing. */
export function stateOfRate(blocked: number, tried: number): GoalState {
  if (blocked > MOST_BLOCKED * tried) return 'failed';
  return upperBound(blocked, tried) <= MOST_BLOCKED ? 'passed' : 'not-shown';
}
