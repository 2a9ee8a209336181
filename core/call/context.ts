// What every part of the flow is given, and the few things that all of them need.
import { DAY_MS } from '../basics/durations.ts';
import type { Call, CallEvent, KeysAt } from './call-event.ts';
import type { KeypadStepName } from './steps/index.ts';
import type { ChallengeSeed } from '../screening/challenge-code.ts';
import type { Answer } from './decision.ts';
import type { Facts } from './facts.ts';
import type { Plan } from './plan.ts';
import { identityOf } from '../numbers/caller-id.ts';
import type { Identity } from '../numbers/identity.ts';
import type { LevelPolicy } from '../screening/levels.ts';

export { journeyOf } from './steps/journey.ts';

/** Time and chance, as arguments. */
export interface Circumstances {
  readonly now: Date;
  readonly challengeSeed: ChallengeSeed;
}

export type Context = Facts & Circumstances;
export type EventOf<Kind extends CallEvent['kind']> = Extract<CallEvent, { kind: Kind }>;

/** A function for each of these steps, which answers the keys that were pressed there. */
export type AnswersAt<Some extends KeypadStepName> = {
  readonly [Name in Some]: (keyed: KeysAt<Name>, context: Context) => Answer;
};

/** The identity that the caller is listed and remembered under; undefined for a withheld or unreadable caller ID. */
export const callerOf = ({ callerId }: Pick<Call, 'callerId'>): Identity | undefined => identityOf(callerId);

export const only = (plan: Plan): Answer => ({ plan, effects: [] });

/** How often a caller can have the same information repeated before the call goes on. */
export const MOST_TURNS = 4;

/** What callers get at the guard's level. */
export const policyOf = ({ settings, level = 'normal' }: Context): LevelPolicy =>
  settings.screening.levels[level];

export const retention = ({ settings, now }: Pick<Context, 'settings' | 'now'>): string =>
  new Date(now.getTime() + settings.calls.retentionDays * DAY_MS).toISOString();

export const laterOf = (a: string, b: string): string => (a > b ? a : b);
