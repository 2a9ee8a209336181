// The goals of a run. Each line says that the goal was met, was missed, or that the run was too small to tell.
import { KINDS } from './mix.ts';
import type { Simulation } from './simulate.ts';
import { sum, type GroupTally } from './tally.ts';

/** not-shown: nothing speaks against it, and too little was tried to say that it holds. */
export type GoalState = 'passed' | 'failed' | 'not-shown';

export interface Goal {
  readonly text: string;
  /** As printed: `99.4 % of 15,112`. */
  readonly measured: string;
  readonly state: GoalState;
}

export function goalsOf({
  groups,
  disagreements,
}: Pick<Simulation, 'groups' | 'disagreements'>): readonly Goal[] {
  const genuine = groups.filter(({ group }) => KINDS[group.kind].genuine);
  const customers = groups.filter(({ group }) => group.kind === 'customer');
  const robots = groups.filter(({ group }) => KINDS[group.kind].robot);
  const nobodyFree = total(genuine, ({ foundNobodyFree }) => foundNobodyFree);
  const asked = calls(genuine) - nobodyFree;
  const through = total(genuine, ({ reach }) => (reach.menu ?? 0) + (reach.staff ?? 0));
  const refused = total(customers, ({ outcomes }) => (outcomes.refused ?? 0) + (outcomes.engaged ?? 0));
  const rang = total(robots, ({ reach }) => reach.staff ?? 0);
  const broken = total(groups, ({ errors }) => errors);
  return [
    {
      text: 'at least 99 % of genuine callers reach a person or the menu',
      measured: `${shareText(through, asked)}, without ${figure(nobodyFree)} who found no member of staff free`,
      state: passedIf(through >= 0.99 * asked),
    },
    {
      text: 'no known customer is refused',
      measured: `${figure(refused)} of ${figure(calls(customers))}`,
      state: passedIf(refused === 0),
    },
    {
      text: 'under 0.5 % of robocalls make a telephone of the staff ring',
      measured: shareText(rang, calls(robots)),
      state: passedIf(rang < 0.005 * calls(robots) || calls(robots) === 0),
    },
    {
      text: 'the guard’s own list of calls agrees, and no document was at fault',
      measured:
        disagreements.length === 0
          ? `${figure(broken)} errors`
          : `${figure(disagreements.length)} differences, the first: ${disagreements[0] ?? ''}`,
      state: passedIf(disagreements.length === 0 && broken === 0),
    },
  ];
}

export const passedIf = (passed: boolean): GoalState => (passed ? 'passed' : 'failed');

const STATE_WORDS = { passed: 'PASS', failed: 'FAIL', 'not-shown': 'NOT SHOWN' } as const satisfies Record<
  GoalState,
  string
>;

export const goalLine = ({ text, measured, state }: Goal): string =>
  `${STATE_WORDS[state]}  ${text}: ${measured}`;

/** Of a command: 1 when a goal is missed, 2 when none is missed and one was not shown. */
export function exitCodeOf(goals: readonly Goal[]): 0 | 1 | 2 {
  if (goals.some(({ state }) => state === 'failed')) return 1;
  return goals.some(({ state }) => state === 'not-shown') ? 2 : 0;
}

const total = (groups: readonly GroupTally[], of: (group: GroupTally) => number): number =>
  sum(groups.map(of));
const calls = (groups: readonly GroupTally[]): number => total(groups, (group) => group.calls);

export const figure = (value: number): string => Math.round(value).toLocaleString('en-US');

/** Two digits that matter, and never 0 for a few. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '–';
  const value = (100 * part) / whole;
  return `${value.toFixed(value > 0 && value < 1 ? 2 : value > 99 && value < 100 ? 2 : 1)} %`;
}

const shareText = (part: number, whole: number): string =>
  `${percent(part, whole)} (${figure(part)} of ${figure(whole)})`;
