// Who calls in a history, and what each of them does: people, robots, and adversaries of each kind.
import type { Attestation } from '../../core/numbers/attestation.ts';
import { oneOf, weighted, type Chance } from '../../lab/chance.ts';
import type { Manner } from '../../lab/telephone.ts';

/** One call that is to be placed. */
export interface Planned {
  readonly kind: Kind;
  /** Seconds after the start. */
  readonly at: number;
  readonly from: string;
  readonly attestation: Attestation;
  readonly manner: Manner;
  /** Hangs up after so many seconds, whatever happens. */
  readonly hangsUpAfter?: number;
}

/** Numbers that stand on a list from the first minute. */
export const ALLOWED = ['+13125556001', '+13125556002', '+13125556003'];
export const BLOCKED = ['+13125557001', '+13125557002', '+13125557003'];
export const PROTECTED = '+13125558001';
const STAFF_NUMBER = '+13125550111';
const WITHHELD = 'anonymous';

type Person = Extract<Manner, { kind: 'person' }>;
const person = (more: Partial<Person> = {}): Manner => ({
  kind: 'person',
  wrongKey: 0.02,
  hangsUp: 0,
  asksForPerson: 0,
  secondsPerKey: 0.6,
  talkSeconds: 40,
  leavesMessage: 0.8,
  wants: 'staff',
  ...more,
});
const robot = (keys: 'nothing' | 'random' | 'solves', seconds = 25): Manner => ({
  kind: 'robot',
  keys,
  seconds,
  solvesRightly: 1,
});

const ATTESTATIONS: readonly Attestation[] = ['A', 'B', 'C', 'none', 'failed'];

/** Draws numbers that nobody has used yet. */
interface Draw {
  readonly chance: Chance;
  readonly fresh: () => string;
  readonly at: number;
}
type Cast = (draw: Draw) => readonly Omit<Planned, 'kind'>[];

const single =
  (call: (draw: Draw) => Partial<Planned> & { readonly manner: Manner }): Cast =>
  (draw) => [
    { at: draw.at, from: draw.fresh(), attestation: oneOf(ATTESTATIONS, draw.chance), ...call(draw) },
  ];

const several =
  (
    count: number,
    apart: number,
    call: (draw: Draw) => Partial<Planned> & { readonly manner: Manner },
  ): Cast =>
  (draw) =>
    Array.from({ length: count }, (_, index) => index).flatMap((index) =>
      single(call)({ ...draw, at: draw.at + index * apart }).map((one) => ({ ...one, kind: undefined })),
    );

/** A kind, how often it is drawn, and the calls that it makes. */
const KINDS = {
  human: [6, single(() => ({ manner: person() }))],
  reporter: [4, single(({ fresh }) => ({ manner: person({ wants: { report: fresh() } }) }))],
  messenger: [4, single(() => ({ manner: person({ asksForPerson: 1, leavesMessage: 1 }) }))],
  miskeying: [2, single(() => ({ manner: person({ wrongKey: 0.5 }) }))],
  slow: [2, single(() => ({ manner: person({ secondsPerKey: 4 }) }))],
  silent: [1, single(() => ({ manner: robot('nothing') }))],
  leaving: [3, single(({ chance }) => ({ manner: person(), hangsUpAfter: chance() * 60 }))],
  withheld: [
    2,
    single(() => ({ from: WITHHELD, attestation: 'none', manner: person({ leavesMessage: 1 }) })),
  ],
  allowed: [
    3,
    single(({ chance }) => ({ from: oneOf(ALLOWED, chance), attestation: 'A', manner: person() })),
  ],
  blocked: [
    3,
    single(({ chance }) => ({ from: oneOf(BLOCKED, chance), attestation: 'A', manner: person() })),
  ],
  guesser: [2, single(() => ({ manner: robot('random') }))],
  solver: [2, single(() => ({ manner: robot('solves') }))],
  spoofer: [
    2,
    single(({ chance }) => ({
      from: oneOf([...ALLOWED, PROTECTED, STAFF_NUMBER], chance),
      attestation: 'failed',
      manner: robot('random'),
    })),
  ],
  impostor: [1, single(() => ({ from: STAFF_NUMBER, attestation: 'none', manner: robot('random') }))],
  flooder: [1, several(4, 1, () => ({ manner: robot('nothing', 2) }))],
  besieger: [1, several(8, 5, () => ({ manner: robot('nothing', 2), attestation: 'none' }))],
  bomber: [
    1,
    (draw: Draw) => {
      const victim = oneOf([...ALLOWED, PROTECTED, draw.fresh()], draw.chance);
      return several(3, 90, () => ({ manner: person({ wants: { report: victim }, wrongKey: 0 }) }))(draw);
    },
  ],
  buyer: [
    1,
    (draw: Draw) => {
      const from = draw.fresh();
      return several(4, 120, () => ({ from, attestation: 'none', manner: robot('solves') }))(draw);
    },
  ],
} as const satisfies Record<string, readonly [number, Cast]>;

type Kind = keyof typeof KINDS;
const NAMES = Object.keys(KINDS) as Kind[];
const WEIGHTS = NAMES.map((name) => KINDS[name][0]);

/** @param seconds the time in which they begin to call */
export function castOf(groups: number, seconds: number, chance: Chance): Planned[] {
  let drawn = 0;
  // The seed decides where the numbers begin, so that histories do not share them.
  const first = Math.floor(chance() * 1_000);
  const fresh = (): string => `+1773${String(2_000_000 + first * 1_000 + drawn++)}`;
  return Array.from({ length: groups }, () => NAMES[weighted(WEIGHTS, chance)] ?? 'human')
    .flatMap((kind) =>
      KINDS[kind][1]({ chance, fresh, at: chance() * seconds }).map((call) => ({ ...call, kind })),
    )
    .sort((a, b) => a.at - b.at);
}
