// What a decision is: a plan, the effects, and what happened. All are plain values.
import type { Outcome } from './outcome.ts';
import type { Plan } from './plan.ts';
import type { Effect } from './effect.ts';

/** What a function answers: what the carrier is told to do, and what is written. */
export interface Answer {
  readonly plan: Plan;
  readonly effects: readonly Effect[];
  /** The outcome of the step, if the keys or the callback do not already say it. */
  readonly outcome?: Outcome;
}

export type Decision = Required<Answer>;
