// The calls of a run that somebody will want to look into, each with all that is known of it: robocalls that made a
// telephone of the staff ring, and genuine callers whom the guard did not let through.
import type { CallView } from '../functions/admin/contract.ts';
import { groupName, KINDS } from './mix.ts';
import { harmOf, type CallOutcome, type Harm } from './outcome.ts';
import type { PlannedCall } from './population.ts';
import type { Manner } from './telephone.ts';

type Trouble = 'rang-staff' | Harm;

/** What nobody but the lab knows: who really called, and what came of it. */
export interface Notable {
  readonly trouble: Trouble;
  readonly planned: PlannedCall;
}

export interface Story extends Notable {
  /** The guard's own record of the call. */
  readonly call: Pick<CallView, 'callSid' | 'verdict' | 'reasons' | 'scored' | 'timeline'>;
}

export function notableIn(planned: PlannedCall, outcome: CallOutcome): Notable | undefined {
  const { robot, genuine } = KINDS[planned.group.kind];
  if (robot && outcome.reach === 'staff') return { trouble: 'rang-staff', planned };
  const harm = genuine ? harmOf(outcome) : undefined;
  return harm === undefined ? undefined : { trouble: harm, planned };
}

/** What the caller is like, as far as it decides how the call goes. */
export function mannerWords(manner: Manner): string {
  if (manner.kind === 'person') return manner.secondsPerKey > SLOW_SECONDS ? 'slow at the keypad' : 'person';
  return ROBOT_WORDS[manner.keys];
}

/** Twice what people take for a key (`mix.ts`). */
const SLOW_SECONDS = 1.6;
const ROBOT_WORDS = {
  nothing: 'presses nothing',
  random: 'presses keys at random',
  solves: 'reads the code',
} as const;

/** `arrived, wrong, right, staff, talked`: what came of each step, by the guard's own timeline. */
export const stepsOf = ({ call }: Story): string =>
  call.timeline
    .filter(({ step }) => step !== 'recording')
    .map(({ outcome }) => outcome)
    .join(', ');

/** `challenge (unknown-caller)` */
export const decisionOf = ({ call }: Story): string =>
  `${call.verdict ?? 'none'} (${call.reasons.map(({ code }) => code).join(', ')})`;

/** One line for each call, the earliest first. */
export const storyTable = (
  stories: readonly Story[],
): { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] } => ({
  header: [
    'trouble',
    'second',
    'callers',
    'manner',
    'from',
    'attestation',
    'verdict',
    'score',
    'steps',
    'reasons',
    'callSid',
  ],
  rows: stories.map((story) => {
    const { trouble, planned, call } = story;
    return [
      trouble,
      String(Math.round(planned.at / 1_000)),
      groupName(planned.group),
      mannerWords(planned.manner),
      planned.from,
      planned.attestation,
      call.verdict ?? '',
      call.scored?.score.toFixed(3) ?? '',
      stepsOf(story),
      call.reasons.map(({ text }) => text).join('; '),
      call.callSid,
    ];
  }),
});
