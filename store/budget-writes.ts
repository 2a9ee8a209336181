// Effects on what a number or a day has used, apart from the other writes of a call.
import { trustOf } from '../core/screening/allowance.ts';
import { assertNever } from '../core/basics/assert-never.ts';
import type { CallRecord } from '../core/records/call-record.ts';
import type { Effect } from '../core/call/decision.ts';
import { SHORT_CALL_SECONDS } from '../core/evidence/habits.ts';
import type { Callers } from './callers.ts';
import type { Database } from './database.ts';
import { createDayUse } from './day-use.ts';
import { createUsageLog } from './usage.ts';

const KINDS = ['count-use', 'count-rings', 'add-minutes', 'block-number', 'end-pass'] as const;
export type BudgetEffect = Extract<Effect, { kind: (typeof KINDS)[number] }>;
export const isBudgetEffect = (effect: Effect): effect is BudgetEffect =>
  (KINDS as readonly string[]).includes(effect.kind);

export interface BudgetWrites {
  readonly write: (effect: BudgetEffect) => Promise<void>;
  /** After several conversations that were short, or that nobody answered, the code is asked for again. */
  readonly notePass: (record: CallRecord, ending: Extract<Effect, { kind: 'finish-call' }>) => Promise<void>;
}

export function createBudgetWrites(database: Database, callers: Pick<Callers, 'endPass'>): BudgetWrites {
  const dayUse = createDayUse(database);
  const usage = createUsageLog(database);
  return {
    write: async (effect) => {
      switch (effect.kind) {
        case 'count-use':
          return usage.count(effect);
        case 'count-rings':
          return usage.countRings(effect);
        case 'add-minutes':
          return dayUse.addMinutes(effect);
        case 'block-number':
          return usage.block(effect);
        case 'end-pass':
          return callers.endPass(effect.number);
        default:
          return assertNever(effect, 'budget effect');
      }
    },

    notePass: async (
      { caller, attestation = 'none', timeline, talkSeconds = 0 },
      { callSid, passEndsAfter = 0 },
    ) => {
      if (caller === undefined || !timeline.some(({ then }) => then === 'ring')) return;
      const conversation = talkSeconds > SHORT_CALL_SECONDS ? 'good' : 'poor';
      const of = { number: caller, trust: trustOf(attestation) };
      const poor = await usage.endCall(of, callSid, conversation);
      if (passEndsAfter > 0 && poor >= passEndsAfter) await callers.endPass(caller);
    },
  };
}
