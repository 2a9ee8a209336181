// Very many attacks, each with a budget of its own, through the guard's own judgement and nothing else: what they come to
// where everything goes as the attacker wishes. The running guard (`attack.ts`) only ever comes to less.
import { ATTESTATIONS, type Attestation } from '../../core/numbers/attestation.ts';
import {
  FATES,
  planAttack,
  VICTIMS,
  WAYS,
  worstFate,
  type Attack,
  type Fate,
  type PlannedAttack,
  type VictimKind,
} from './attack-plan.ts';
import { chanceOf, oneOf, type Chance } from '../chance.ts';
import { START } from '../world.ts';

export interface WorstOptions {
  /** Numbers attacked, of every kind as many. */
  readonly numbers: number;
  readonly seed: number;
  /** What the network says of the forged numbers; drawn for each call. */
  readonly attestations: readonly Attestation[];
}

/** What an attack costs whoever makes it; flags are the time of staff who have to be talked with. */
export interface Price {
  readonly calls: number;
  readonly days: number;
  readonly reporters: number;
  readonly flags: number;
}

export interface WorstStudy {
  readonly options: WorstOptions;
  readonly fates: Readonly<Record<VictimKind, Readonly<Record<Fate, number>>>>;
  /** Of the attacks that came to this, the one with the fewest calls. */
  readonly cheapest: Readonly<Partial<Record<Exclude<Fate, 'free'>, Price>>>;
}

/** What an attacker may be ready to spend on one number. */
const MOST = { calls: 60, days: 30, reporters: 20 } as const;

export function studyWorst(options: WorstOptions): WorstStudy {
  const chance = chanceOf(`${options.seed} worst ${options.attestations.join(' ')}`);
  const fates = Object.fromEntries(
    VICTIMS.map((kind) => [kind, Object.fromEntries(FATES.map((fate) => [fate, 0]))]),
  ) as Record<VictimKind, Record<Fate, number>>;
  const cheapest: Partial<Record<Exclude<Fate, 'free'>, Price>> = {};
  for (let number = 0; number < options.numbers; number++) {
    const kind = VICTIMS[number % VICTIMS.length] ?? 'stranger';
    const attack = drawAttack(chance);
    const plan = planAttack(attack, options.attestations, chance);
    const fate = worstFate(kind, plan, START);
    fates[kind][fate] += 1;
    if (fate === 'free') continue;
    const price = priceOf(attack, plan);
    if (price.calls < (cheapest[fate]?.calls ?? Number.POSITIVE_INFINITY)) cheapest[fate] = price;
  }
  return { options, fates, cheapest };
}

/** The network says one and the same of all forged numbers. */
export const studyEachAttestation = (options: Omit<WorstOptions, 'attestations'>): readonly WorstStudy[] =>
  ATTESTATIONS.map((level) => studyWorst({ ...options, attestations: [level] }));

const upTo = (most: number, chance: Chance): number => 1 + Math.floor(chance() * most);

const drawAttack = (chance: Chance): Attack => ({
  way: oneOf(WAYS, chance),
  calls: upTo(MOST.calls, chance),
  days: upTo(MOST.days, chance),
  reporters: upTo(MOST.reporters + 1, chance) - 1,
});

const priceOf = ({ calls, days, reporters }: Attack, plan: PlannedAttack): Price => ({
  calls,
  days,
  reporters,
  flags: plan.calls.filter(({ act }) => act === 'talk').length,
});
