// A fact is read for an answer at a step: what its reader is told, and what it gives back.
import type { Call } from '../../core/call/call-event.ts';
import type { Facts } from '../../core/call/facts.ts';
import type { Step, StepName, StepNeeding } from '../../core/call/steps/index.ts';
import type { StepFact } from '../../core/call/steps/step.ts';
import type { Keys } from '../../core/screening/challenge-code.ts';
import type { Runtime, Secrets } from '../runtime.ts';

export interface Asked<Name extends StepName> {
  readonly call: Call;
  readonly at: Step<Name>;
  readonly keys: Keys;
}

/** Reads what may be known at a step that names this fact. It never fails: that the store is silent is a fact too. */
export type FactReader<Fact extends StepFact> = (
  asked: Asked<StepNeeding<Fact>>,
  runtime: Runtime,
  secrets: Secrets,
) => Promise<Partial<Facts>>;

/** Readers of these facts, none forgotten. */
export type FactReaders<Some extends StepFact> = { readonly [Fact in Some]: FactReader<Fact> };
