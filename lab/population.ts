// The calls of a run: who calls when, from which number, and how they behave on the telephone. Nothing has happened yet.
import { HOUR_MS } from '../core/basics/durations.ts';
import type { Attestation } from '../core/numbers/attestation.ts';
import type { E164 } from '../core/numbers/e164.ts';
import { around, between, chanceOf, happens, oneOf, weighted, type Chance } from './chance.ts';
import { arrivalTimes, stormStart, type Curve } from './curve.ts';
import type { Group, Mix, PersonGroup, RobotGroup } from './mix.ts';
import type { Manner } from './telephone.ts';

export interface PlannedCall {
  /** Milliseconds after the start of the run. */
  readonly at: number;
  readonly group: Group;
  /** As a carrier sends it. */
  readonly from: string;
  readonly attestation: Attestation;
  readonly manner: Manner;
}

export interface Customer {
  readonly number: E164;
  readonly known: 'allowlisted' | 'verified';
  readonly attestation: Attestation;
  readonly callsBefore: number;
}

export interface Population {
  /** In the order of their time. */
  readonly calls: readonly PlannedCall[];
  readonly customers: readonly Customer[];
}

export interface Plan {
  readonly mix: Mix;
  readonly calls: number;
  readonly days: number;
  readonly curve: Curve;
  readonly seed: number;
}

export function populate(plan: Plan): Population {
  const counts = shareOut(
    plan.calls,
    plan.mix.callers.map(({ share }) => share),
  );
  const numbers = new NumberSource(chanceOf(`${plan.seed} numbers`));
  const customers = new Map<Group, readonly Customer[]>();
  for (const [index, group] of plan.mix.callers.entries())
    if (group.kind === 'customer')
      customers.set(group, customersOf(group, numbers, chanceOf(`${plan.seed} customers ${index}`)));
  const everybody = [...customers.values()].flat();
  const calls = plan.mix.callers.flatMap((group, index) => {
    const chance = chanceOf(`${plan.seed} group ${index}`);
    const times = timesOf(group, counts[index] ?? 0, plan, index);
    const next = CALLERS[group.kind]({
      group: group as never,
      numbers,
      customers: everybody,
      own: customers.get(group) ?? [],
      chance,
    });
    return times.map((at) => ({ at, group, ...next(at) }));
  });
  return { calls: calls.sort((a, b) => a.at - b.at), customers: everybody };
}

/** Whole calls that add up, the largest remainders rounded up. */
function shareOut(total: number, shares: readonly number[]): number[] {
  const sum = shares.reduce((a, b) => a + b, 0);
  const exact = shares.map((share) => (share / sum) * total);
  const counts = exact.map(Math.floor);
  const missing = total - counts.reduce((a, b) => a + b, 0);
  const byRemainder = exact.map((value, index) => ({ index, rest: value - Math.floor(value) }));
  for (const { index } of byRemainder.sort((a, b) => b.rest - a.rest || a.index - b.index).slice(0, missing))
    counts[index] = (counts[index] ?? 0) + 1;
  return counts;
}

function timesOf(group: Group, count: number, { days, curve, seed }: Plan, index: number): number[] {
  if (group.kind !== 'storm') return arrivalTimes(count, days, curve, `${seed} times ${index}`);
  const chance = chanceOf(`${seed} storms ${index}`);
  const starts = Array.from({ length: group.waves }, () => stormStart(days, chance));
  return Array.from(
    { length: count },
    (_, call) => (starts[call % starts.length] ?? 0) + Math.floor(chance() * group.hours * HOUR_MS),
  ).sort((a, b) => a - b);
}

type NextCaller = (at: number) => Omit<PlannedCall, 'at' | 'group'>;

interface Casting<Kind extends Group['kind']> {
  readonly group: Extract<Group, { kind: Kind }>;
  readonly numbers: NumberSource;
  /** All of the run, and those of this group. */
  readonly customers: readonly Customer[];
  readonly own: readonly Customer[];
  readonly chance: Chance;
}

/** Who makes the next call of a group. */
const CALLERS: { readonly [Kind in Group['kind']]: (casting: Casting<Kind>) => NextCaller } = {
  customer:
    ({ group, own, chance }) =>
    (at) => {
      const { number, attestation: usual } = oneOf(own, chance);
      const attestation = routed(usual, group, `${number} ${at}`);
      return { from: number, attestation, manner: personIn(group, number, chance) };
    },

  newcomer: ({ group, numbers, chance }) => {
    const before: { from: E164; attestation: Attestation }[] = [];
    return (at) => {
      const again = before.length > 0 && happens(group.callsAgain, chance);
      const caller = again
        ? oneOf(before, chance)
        : { from: numbers.next('home'), attestation: attestationIn(group, chance) };
      if (!again) before.push(caller);
      const attestation = routed(caller.attestation, group, `${caller.from} ${at}`);
      return { ...caller, attestation, manner: personIn(group, caller.from, chance) };
    };
  },

  withheld:
    ({ group, chance }) =>
    () => ({ from: 'anonymous', attestation: 'none', manner: personIn(group, String(chance()), chance) }),

  nuisance: ({ group, numbers, chance }) => {
    const people = Array.from({ length: group.people }, () => ({
      from: numbers.next('home'),
      attestation: attestationIn(group, chance),
    }));
    return (at) => {
      const caller = oneOf(people, chance);
      const attestation = routed(caller.attestation, group, `${caller.from} ${at}`);
      return { ...caller, attestation, manner: personIn(group, caller.from, chance) };
    };
  },

  robocaller: ({ group, numbers, chance }) => {
    const pool = Array.from({ length: group.numbers }, () => ({
      from: numbers.next(happens(group.neighbours, chance) ? 'home' : 'away'),
      attestation: attestationIn(group, chance),
    }));
    return () => ({ ...oneOf(pool, chance), manner: robotIn(group, chance) });
  },

  storm: ({ group, numbers, chance }) => {
    const waves = new Map<number, readonly string[]>();
    return (at) => {
      const wave = Math.floor(at / (24 * HOUR_MS));
      const blocks = waves.get(wave) ?? numbers.blocks(group.blocks);
      waves.set(wave, blocks);
      const from = `${oneOf(blocks, chance)}${digits(3, chance)}`;
      return { from, attestation: attestationIn(group, chance), manner: robotIn(group, chance) };
    };
  },

  spoofer:
    ({ group, numbers, customers, chance }) =>
    () => ({
      from: customers.length === 0 ? numbers.next('home') : oneOf(customers, chance).number,
      attestation: attestationIn(group, chance),
      manner: robotIn(group, chance),
    }),
};

function customersOf(
  group: Extract<Group, { kind: 'customer' }>,
  numbers: NumberSource,
  chance: Chance,
): readonly Customer[] {
  return Array.from({ length: group.people }, () => ({
    number: numbers.next('home'),
    known: group.known,
    attestation: attestationIn(group, chance),
    callsBefore: group.callsBefore,
  }));
}

function attestationIn({ attestation }: Exclude<Group, { kind: 'withheld' }>, chance: Chance): Attestation {
  const levels = Object.entries(attestation) as [Attestation, number][];
  const weights = levels.map(([, weight]) => weight);
  return levels[weighted(weights, chance)]?.[0] ?? 'none';
}

/** Dice of the call's own, so that a lost signature moves nobody else's. */
const routed = (
  usual: Attestation,
  { otherRoute }: { readonly otherRoute: number },
  call: string,
): Attestation => (happens(otherRoute, chanceOf(`route ${call}`)) ? 'none' : usual);

/** Slowness belongs to the person and stays; how long the talk is changes from call to call. */
function personIn(group: PersonGroup, who: string, chance: Chance): Manner {
  const slow = happens(group.slow, chanceOf(`slow ${who}`));
  return {
    kind: 'person',
    wrongKey: Math.min(1, group.wrongKey * (slow ? 2 : 1)),
    hangsUp: group.hangsUp,
    asksForPerson: group.asksForPerson,
    secondsPerKey: group.secondsPerKey * (slow ? 4 : 1),
    talkSeconds: Math.min(5_400, Math.max(5, around(group.talkSeconds, 0.7, chance))),
    leavesMessage: group.leavesMessage,
    wants: 'staff',
  };
}

function robotIn(group: RobotGroup, chance: Chance): Manner {
  const keys = happens(group.solves, chance)
    ? 'solves'
    : happens(group.pressesRandomly, chance)
      ? 'random'
      : 'nothing';
  const seconds = between([group.seconds * 0.6, group.seconds * 1.6], chance);
  return { kind: 'robot', keys, seconds, solvesRightly: group.solvesRightly };
}

/** Area codes: those of the hotline's town, and others. */
const HOME = ['312', '773', '872', '847', '708', '630'];
const AWAY = [
  '202',
  '206',
  '213',
  '305',
  '404',
  '512',
  '602',
  '617',
  '702',
  '713',
  '786',
  '813',
  '904',
  '916',
];

/** North American numbers, each once. */
export class NumberSource {
  readonly #chance: Chance;
  readonly #taken = new Set<string>();

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  next(where: 'home' | 'away'): E164 {
    const area = where === 'home' ? HOME : AWAY;
    for (;;) {
      const number = `+1${oneOf(area, this.#chance)}${this.#exchange()}${digits(4, this.#chance)}` as E164;
      if (this.#taken.has(number)) continue;
      this.#taken.add(number);
      return number;
    }
  }

  /** Beginnings of numbers: 1,000-blocks side by side. */
  blocks(count: number): readonly string[] {
    const first = Number(`${oneOf(AWAY, this.#chance)}${this.#exchange()}0`);
    return Array.from({ length: count }, (_, index) => `+1${first + index}`);
  }

  /** 555 is left to the hotline and its staff. */
  #exchange(): string {
    for (;;) {
      const exchange = `${2 + Math.floor(this.#chance() * 8)}${digits(2, this.#chance)}`;
      if (exchange !== '555' && !exchange.endsWith('11')) return exchange;
    }
  }
}

const digits = (count: number, chance: Chance): string =>
  Array.from({ length: count }, () => Math.floor(chance() * 10)).join('');
