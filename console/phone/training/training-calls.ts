// The calls of training mode: who calls, how they come to the staff, and what they say once somebody has answered.
import type { ExerciseId } from '../../../functions/admin/contract.ts';
import type { CallerId } from '../line/callers.ts';
import type { Step } from '../scenes/scenes.ts';

export interface TrainingCall {
  readonly caller: CallerId;
  /** Until the telephones of the staff ring. */
  readonly steps: readonly Step[];
  /** Sentences that the caller says, by their place in the words of this call. */
  readonly lines: number;
  /** A recording goes on without an answer; a person waits for one. */
  readonly waits: boolean;
  /** Seconds that the caller stays on the line after the last sentence. */
  readonly stays: number;
}

/** Through the keypad check, then to the front desk. */
const TO_STAFF: readonly Step[] = [{ do: 'code' }, { do: 'press', digits: '1' }];

const PERSON = { waits: true, stays: 15 } as const;

export const TRAINING_CALLS: Readonly<Record<ExerciseId, TrainingCall>> = {
  robot: { caller: 'stranger', steps: TO_STAFF, lines: 4, waits: false, stays: 30 },
  forger: { caller: 'forged', steps: TO_STAFF, lines: 3, ...PERSON },
  'frightened-customer': { caller: 'stranger', steps: TO_STAFF, lines: 3, ...PERSON },
  nuisance: { caller: 'stranger', steps: TO_STAFF, lines: 3, waits: true, stays: 60 },
  'wrongly-blocked': { caller: 'vouched', steps: TO_STAFF, lines: 3, ...PERSON },
  police: { caller: 'vouched', steps: TO_STAFF, lines: 3, ...PERSON },
  // On the allowlist: the telephones ring at once.
  'partner-bank': { caller: 'customer', steps: [], lines: 3, ...PERSON },
  'elderly-caller': { caller: 'stranger', steps: TO_STAFF, lines: 4, ...PERSON },
};
