// The adversary of the traffic lab: somebody who spoofs a victim's number, calls the hotline with it, lets it be reported
// by forged reporters, and hopes that the guard blocks it. Automatic blocks are to cost such victims nothing.
import { DAY_MS, HOUR_MS } from '../../core/basics/durations.ts';
import type { Attestation } from '../../core/numbers/attestation.ts';
import type { E164 } from '../../core/numbers/e164.ts';
import {
  FATES,
  planAttack,
  VICTIMS,
  worstFate,
  type Act,
  type Attack,
  type Fate,
  type PlannedAttack,
  type VictimKind,
} from './attack-plan.ts';
import { chanceOf } from '../chance.ts';
import { mixSchema } from '../mix.ts';
import { NumberSource } from '../population.ts';
import type { Manner } from '../telephone.ts';
import { LabWorld, START, type LabCall } from '../world.ts';

export interface AttackOptions {
  readonly grid: readonly Attack[];
  /** Of each kind, for each attack. */
  readonly victims: number;
  readonly seed: number;
  /** What the network says of the forged numbers; drawn for each call. */
  readonly attestations: readonly Attestation[];
  readonly progress?: (done: number, total: number) => void;
}

interface AttackResult {
  readonly attack: Attack;
  /** By kind: blocked, and waiting for a person to approve a block. */
  readonly blocked: Readonly<Record<VictimKind, number>>;
  readonly pending: Readonly<Record<VictimKind, number>>;
  /** Numbers that fared as they would have if everything had gone as the attacker wished; the others fared better. */
  readonly asWorst: number;
  /** Numbers that fared worse than that, which nothing explains. */
  readonly beyond: readonly E164[];
}

export interface AttackStudy {
  readonly options: Omit<AttackOptions, 'progress'>;
  readonly results: readonly AttackResult[];
  /** From the guard's own log. */
  readonly faults: readonly string[];
}

/** Everybody flags whom they talk with: the worst that staff can do to a victim. */
const STAFF = mixSchema.shape.staff.parse({ answers: 1, flags: 1, answerSeconds: [2, 4] });

export async function studyAttacks({ progress, ...options }: AttackOptions): Promise<AttackStudy> {
  const results: AttackResult[] = [];
  const faults: string[] = [];
  for (const [index, attack] of options.grid.entries()) {
    progress?.(index, options.grid.length);
    const world = await LabWorld.open({ seed: options.seed + index, staff: STAFF });
    results.push(await runAttack(attack, options, world));
    faults.push(...world.faults.keys());
  }
  return { options, results, faults };
}

interface Victim {
  readonly kind: VictimKind;
  readonly number: E164;
  readonly plan: PlannedAttack;
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
    Array.from({ length: count }, (): Victim => ({
      kind,
      number: numbers.next('home'),
      plan: planAttack(attack, attestations, chance),
    })),
  );
  await introduce(victims, world);
  // The victims' own conversations are over before it begins.
  const begin = HOUR_MS;
  const calls = victims.flatMap((victim) => callsOf(victim, numbers)).sort((a, b) => a.at - b.at);
  for (const { at, ...call } of calls) {
    await world.runUntil(begin + at);
    world.place(call, () => undefined);
  }
  await world.runUntil(Math.max(world.now, begin + attack.days * DAY_MS) + 2 * HOUR_MS);
  return { attack, ...(await verdictOn(victims, world, new Date(START.getTime() + begin))) };
}

/** The spoofed calls, and those of the forged reporters. */
function callsOf({ number, plan }: Victim, numbers: NumberSource): (LabCall & { readonly at: number })[] {
  const spoofed = plan.calls.map(({ act, ...call }) => ({
    ...call,
    from: number,
    manner: MANNERS[act],
    nuisance: true,
  }));
  const reports = plan.reports.map((call) => ({
    ...call,
    from: numbers.next('away'),
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

const MANNERS: Readonly<Record<Act, Manner>> = {
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
    await world.api.call('listings.import', {
      query: { list },
      body: ['number,reason', ...of(kind).map((number) => `${number},known`)].join('\n'),
    });
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

async function verdictOn(
  victims: readonly Victim[],
  world: LabWorld,
  begin: Date,
): Promise<Omit<AttackResult, 'attack'>> {
  const none = Object.fromEntries(VICTIMS.map((kind) => [kind, 0])) as Record<VictimKind, number>;
  const [blocked, pending] = [{ ...none }, { ...none }];
  const beyond: E164[] = [];
  let asWorst = 0;
  for (const { kind, number, plan } of victims) {
    const fate = await fateOf(number, world);
    if (fate === 'blocked') blocked[kind] += 1;
    if (fate === 'pending') pending[kind] += 1;
    const worst = worstFate(kind, plan, begin);
    if (fate === worst) asWorst += 1;
    if (FATES.indexOf(fate) > FATES.indexOf(worst)) beyond.push(number);
  }
  return { blocked, pending, asWorst, beyond };
}

async function fateOf(number: E164, world: LabWorld): Promise<Fate> {
  const { body } = await world.api.call('lookup', { params: { number }, why: 'traffic lab' });
  const block = body.listings.find(({ list, source }) => list === 'block' && source === 'automatic');
  if (block === undefined) return 'free';
  return block.pending === true ? 'pending' : 'blocked';
}
