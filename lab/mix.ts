// Who calls in a run of the traffic lab, and what the staff are like: one JSON file, checked before the first call.
import * as z from 'zod';
import { ATTESTATIONS } from '../core/numbers/attestation.ts';

const chance = z.number({ error: 'must be a number from 0 to 1' }).min(0).max(1);
const seconds = z.number().min(0).max(7_200);
const range = z
  .tuple([seconds, seconds])
  .refine(([low, high]) => low <= high, { error: 'must be [least, most]' });
const attestation = z
  .partialRecord(z.enum(ATTESTATIONS), z.number().min(0))
  .refine((weights) => Object.values(weights).some((weight) => weight > 0), {
    error: 'must give at least one level a weight above 0',
  });
type AttestationWeights = z.output<typeof attestation>;

const group = {
  /** Of all calls, relative to the other groups. */
  share: z.number().min(0).max(1_000_000),
  /** Shown in the tables; the kind's own name where absent. */
  name: z.string().min(1).max(40).optional(),
};
const numbers = (usual: number) => z.int().min(1).max(1_000_000).default(usual);
const attested = (usual: AttestationWeights) => attestation.default(usual);

/** How a person deals with the keypad. */
const person = {
  /** Keys a wrong digit in one attempt at a code of two; a longer code has more digits to get wrong. */
  wrongKey: chance.default(0.04),
  /** Hangs up as soon as it is clear that a machine has answered with a task. */
  hangsUp: chance.default(0.01),
  /** Presses 0 for a person. */
  asksForPerson: chance.default(0.01),
  /** Of these people; four times as slow at the keypad, twice the wrong keys. */
  slow: chance.default(0.1),
  secondsPerKey: z.number().min(0.1).max(30).default(0.8),
  /** Half of the conversations are longer. */
  talkSeconds: seconds.default(150),
  /** Leaves a message where only that is offered. */
  leavesMessage: chance.default(0.6),
};

/** Their calls usually come with the same attestation. */
const route = {
  /** Of calls: another way through the networks, on which the signature is lost. */
  otherRoute: chance.default(0.05),
};

const robot = {
  /** Length of the recording that they play. */
  seconds: seconds.default(28),
  /** Of those that press keys: at random, or after listening to the code by speech recognition. */
  pressesRandomly: chance.default(0.05),
  solves: chance.default(0),
  /** How often speech recognition gets a code of two digits right; a longer code has more to mishear. */
  solvesRightly: chance.default(0.6),
};

const callers = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('customer'),
    ...group,
    ...person,
    ...route,
    people: numbers(4_000),
    known: z.enum(['allowlisted', 'verified']),
    /** Of allowlisted customers: calls in the month before the run, which the guard has seen. */
    callsBefore: z.int().min(0).max(100).default(4),
    attestation: attested({ A: 70, B: 15, none: 15 }),
  }),
  z.strictObject({
    kind: z.literal('newcomer'),
    ...group,
    ...person,
    ...route,
    /** Calls are made by somebody who has called in this run before. */
    callsAgain: chance.default(0.3),
    attestation: attested({ A: 70, B: 15, none: 15 }),
  }),
  z.strictObject({
    kind: z.literal('withheld'),
    ...group,
    ...person,
  }),
  z.strictObject({
    kind: z.literal('robocaller'),
    ...group,
    ...robot,
    numbers: numbers(400),
    /** Numbers out of the blocks in which the hotline's own neighbours have theirs. */
    neighbours: chance.default(0.45),
    attestation: attested({ A: 10, B: 25, C: 25, failed: 10, none: 30 }),
  }),
  z.strictObject({
    kind: z.literal('nuisance'),
    ...group,
    ...person,
    ...route,
    people: numbers(40),
    attestation: attested({ A: 60, B: 20, none: 20 }),
  }),
  z.strictObject({
    kind: z.literal('storm'),
    ...group,
    ...robot,
    /** Waves in the run. */
    waves: z.int().min(1).max(1_000).default(2),
    hours: z.number().min(0.05).max(48).default(1),
    /** Blocks of 1,000 numbers beside each other, out of which each wave calls. */
    blocks: z.int().min(1).max(50).default(3),
    attestation: attested({ B: 40, C: 30, none: 30 }),
  }),
  z.strictObject({
    kind: z.literal('spoofer'),
    ...group,
    ...robot,
    attestation: attested({ failed: 50, none: 40, C: 10 }),
  }),
]);

export const mixSchema = z
  .strictObject({
    description: z.string().max(400).optional(),
    callers: z.array(callers).min(1).max(50),
    staff: z
      .strictObject({
        /** Twilio rings ten numbers at most. */
        members: z.int().min(1).max(10).default(10),
        /** A free member takes the call. */
        answers: chance.default(0.85),
        answerSeconds: range.default([2, 9]),
        /** Flags a nuisance call after talking with it. */
        flags: chance.default(0.6),
      })
      .prefault({}),
    money: z
      .strictObject({
        currency: z
          .string()
          .regex(/^[A-Z]{3}$/)
          .default('USD'),
        /** For a started minute of a call that was answered. */
        callMinute: z.number().min(0).max(1_000).default(0.0085),
        /** For a started minute of a leg to a staff member. */
        legMinute: z.number().min(0).max(1_000).default(0.014),
        staffHour: z.number().min(0).max(100_000).default(25),
      })
      .prefault({}),
  })
  .refine(({ callers: groups }) => groups.some(({ share }) => share > 0), {
    path: ['callers'],
    error: 'must have a group with a share above 0',
  });

export type Mix = z.output<typeof mixSchema>;
export type Group = Mix['callers'][number];
export type GroupKind = Group['kind'];
export type PersonGroup = Extract<Group, { talkSeconds: number }>;
export type RobotGroup = Extract<Group, { seconds: number }>;
/** What a robot does when it is asked for keys. */
export type RobotKeys = 'nothing' | 'random' | 'solves';

/** Who of them the hotline is there for. */
export const KINDS = {
  customer: { genuine: true, robot: false },
  newcomer: { genuine: true, robot: false },
  withheld: { genuine: true, robot: false },
  nuisance: { genuine: false, robot: false },
  robocaller: { genuine: false, robot: true },
  storm: { genuine: false, robot: true },
  spoofer: { genuine: false, robot: true },
} as const satisfies Record<GroupKind, { readonly genuine: boolean; readonly robot: boolean }>;

export const groupName = (group: Group): string =>
  group.name ?? (group.kind === 'customer' ? `customer, ${group.known}` : group.kind);

/** Says what is wrong with a file and where in it. */
export class MixError extends Error {
  override readonly name = 'MixError';
}

/** @throws {MixError} naming every problem */
export function readMix(text: string, file: string): Mix {
  const parsed = mixSchema.safeParse(jsonOf(text, file));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `  ${path.map((key) => `/${String(key)}`).join('') || '/'}: ${message}`,
  );
  throw new MixError(`${file} is no mix of callers:\n${problems.join('\n')}`);
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new MixError(`${file} is no JSON: ${placed(error instanceof Error ? error.message : '', text)}`);
  }
}

/** `position 12` becomes `line 2, column 5`. */
function placed(message: string, text: string): string {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position === undefined) return message;
  const before = text.slice(0, Number(position)).split('\n');
  return `${message.split(' in JSON')[0] ?? ''}, line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
}
