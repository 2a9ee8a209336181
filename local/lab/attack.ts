// The adversary of the traffic lab: somebody who spoofs a victim's number, calls the hotline with it, lets it be reported
// by forged reporters, and hopes that the guard blocks it. Automatic blocks are to cost such victims nothing.
import type { Attestation } from '../../core/attestation.ts';
import type { E164 } from '../../core/e164.ts';
import { chanceOf, oneOf, type Chance } from './chance.ts';
import { mixSchema } from './mix.ts';
import { NumberSource } from './population.ts';
import type { Manner } from './telephone.ts';
import { LabWorld, START } from './world.ts';

/** Whose number is spoofed. */
export const VICTIMS = ['allowlisted', 'never-block', 'recently-bridged', 'customer', 'stranger'] as const;
export type VictimKind = (typeof VICTIMS)[number];
/** Nothing may block these, whatever is done in their name. */
export const PROTECTED: ReadonlySet<VictimKind> = new Set(['allowlisted', 'never-block', 'recently-bridged']);

/** silent: a recording that presses nothing. wrong: presses wrong keys. talk: a person who passes the challenge, talks with staff, and is flagged. */
export const WAYS = ['silent', 'wrong', 'talk'] as const;
export type Way = (typeof WAYS)[number];

export interface Attack {
  /** Spoofed calls in the victim's name. */
  readonly calls: number;
  /** Reports about the victim, each from another forged number. */
  readonly reporters: number;
  /** Over so many days, evenly. */
  readonly days: number;
  readonly way: Way;
}

export interface AttackOptions {
  readonly grid: readonly Attack[];
  /** Of each kind, for each attack. */
  readonly victims: number;
  readonly seed: number;
  /** What the network says of the forged numbers; drawn for each call. */
  readonly attestations: readonly Attestation[];
  readonly progress?: (done: number, total: number) => void;
}

export interface AttackResult {
  readonly attack: Attack;
  /** By kind: blocked, and waiting for a person to approve a block. */
  readonly blocked: Readonly<Record<VictimKind, number>>;
  readonly pending: Readonly<Record<VictimKind, number>>;
}

export interface AttackStudy {
  readonly options: Omit<AttackOptions, 'progress'>;
  readonly results: readonly AttackResult[];
  /** From the guard's own log. */
  readonly faults: readonly string[];
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Everybody flags whom they talk with: the worst that staff can do to a victim. */
const STAFF = mixSchema.shape.staff.parse({ answers: 1, flags: 1, answerSeconds: [2, 4] });

export async function studyAttacks({ progress, ...options }: AttackOptions): Promise<AttackStudy> {
  const results: AttackResult[] = [];
  const faults: string[] = [];
  for (const [index, attack] of options.grid.entries()) {
    progress?.(index, options.grid.length);
    const world = await LabWorld.open({ seed: options.seed + index, staff: STAFF });
    try {
      results.push(await runAttack(attack, options, world));
      faults.push(...world.faults.keys());
    } finally {
      await world.close();
    }
  }
  return { options, results, faults };
}

interface Victim {
  readonly kind: VictimKind;
  readonly number: E164;
}

/** One hotline, all victims of one attack at once: what the cap an hour holds back is part of the answer. */
async function runAttack(
  attack: Attack,
  { victims: count, seed, attestations }: AttackOptions,
  world: LabWorld,
): Promise<AttackResult> {
  const chance = chanceOf(`${seed} attack ${Object.values(attack).join(' ')}`);
  const numbers = new NumberSource(chance);
  const victims = VICTIMS.flatMap((kind) =>
    Array.from({ length: count }, (): Victim => ({ kind, number: numbers.next('home') })),
  );
  await introduce(victims, world);
  // The victims' own conversations are over before it begins.
  const begin = HOUR_MS;
  const calls = victims
    .flatMap((victim) => plannedCalls(victim, attack, numbers, attestations, chance))
    .sort((a, b) => a.at - b.at);
  for (const { at, ...call } of calls) {
    await world.runUntil(begin + at);
    world.place(call, () => undefined);
  }
  await world.runUntil(Math.max(world.now, begin + attack.days * DAY_MS) + 2 * HOUR_MS);
  return { attack, ...(await verdictOn(victims, world)) };
}

interface PlannedAttack {
  readonly at: number;
  readonly from: string;
  readonly attestation: Attestation;
  readonly manner: Manner;
  readonly nuisance: boolean;
}

function plannedCalls(
  { number }: Victim,
  { calls, reporters, days, way }: Attack,
  numbers: NumberSource,
  attestations: readonly Attestation[],
  chance: Chance,
): PlannedAttack[] {
  const moment = (index: number, of: number): number =>
    Math.floor(((index + 0.1 + 0.8 * chance()) / of) * days * DAY_MS);
  const spoofed = Array.from({ length: calls }, (_, index) => ({
    at: moment(index, calls),
    from: number,
    attestation: oneOf(attestations, chance),
    manner: MANNERS[way],
    nuisance: true,
  }));
  const reports = Array.from({ length: reporters }, (_, index) => ({
    at: moment(index, reporters),
    from: numbers.next('away'),
    attestation: oneOf(attestations, chance),
    manner: { ...PERSON, wants: { report: number } },
    nuisance: false,
  }));
  return [...spoofed, ...reports];
}

const PERSON = {
  kind: 'person',
  wrongKey: 0,
  hangsUp: 0,
  asksForPerson: 0,
  secondsPerKey: 0.5,
  talkSeconds: 40,
  leavesMessage: 0,
  wants: 'staff',
} as const satisfies Manner;

const MANNERS: Readonly<Record<Way, Manner>> = {
  silent: { kind: 'robot', keys: 'nothing', seconds: 150, solvesRightly: 0 },
  wrong: { ...PERSON, wrongKey: 1 },
  talk: PERSON,
};

/** What the hotline knows of the victims, by its own means: its lists, and calls that they make themselves. */
async function introduce(victims: readonly Victim[], world: LabWorld): Promise<void> {
  const of = (kind: VictimKind): readonly E164[] =>
    victims.filter((victim) => victim.kind === kind).map(({ number }) => number);
  for (const [kind, list] of [
    ['allowlisted', 'allow'],
    ['never-block', 'never-block'],
  ] as const)
    await world.api(
      'POST',
      `/api/listings/import?list=${list}`,
      ['number,reason', ...of(kind).map((number) => `${number},known`)].join('\n'),
    );
  const monthAgo = new Date(START.getTime() - 20 * DAY_MS).toISOString();
  const soon = new Date(START.getTime() + 10 * DAY_MS).toISOString();
  for (const number of of('customer'))
    await world.hotline.store.callers.verify({
      number,
      callSid: `before ${monthAgo}`,
      attestation: 'none',
      until: soon,
      expiresAt: soon,
    });
  for (const [index, number] of of('recently-bridged').entries()) {
    await world.runUntil((index + 1) * 20_000);
    world.place({ from: number, attestation: 'A', manner: PERSON, nuisance: false }, () => undefined);
  }
}

interface BlockListing {
  readonly pattern: string;
  readonly list: string;
  readonly source: string;
  readonly pending?: boolean;
}

async function verdictOn(
  victims: readonly Victim[],
  world: LabWorld,
): Promise<Pick<AttackResult, 'blocked' | 'pending'>> {
  const none = Object.fromEntries(VICTIMS.map((kind) => [kind, 0])) as Record<VictimKind, number>;
  const blocked = { ...none };
  const pending = { ...none };
  for (const { kind, number } of victims) {
    const { listings } = await world.api<{ readonly listings: readonly BlockListing[] }>(
      'GET',
      `/api/lookup/${encodeURIComponent(number)}`,
    );
    const block = listings.find(({ list, source }) => list === 'block' && source === 'automatic');
    if (block !== undefined) (block.pending === true ? pending : blocked)[kind] += 1;
  }
  return { blocked, pending };
}
