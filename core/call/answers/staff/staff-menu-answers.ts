// What every part of the staff menu uses: the menu itself, the way out, and who did what.
import type { Act } from '../../audit.ts';
import type { Call } from '../../call-event.ts';
import type { Effect } from '../../effect.ts';
import type { Plan, StaffOpening } from '../../plan.ts';
import { quietUntil } from '../../../departments/do-not-disturb.ts';
import type { E164 } from '../../../numbers/e164.ts';
import { journeyOf, type Context } from '../../context.ts';
import type { Flag } from '../../steps/fields.ts';
import type { Journey } from '../../steps/journey.ts';
import type { Step, StaffStep } from '../../steps/index.ts';

/** A member, what is known, and the call: what every answer here is decided on. */
export interface StaffContext {
  readonly call: Call;
  readonly member: E164;
  readonly context: Context;
}

/** Every step that only the right PIN leads to. */
export type BehindPin = Exclude<StaffStep, Step<'staff-pin'>>;

export const goodbye = (
  { language }: Journey,
  after: 'staff' | 'pin-locked' | 'pin-unavailable' = 'staff',
): Plan => ({
  kind: 'goodbye',
  after,
  language,
});

/** Whatever a member presses, the call ends after so many prompts. */
const MOST_STAFF_TURNS = 40;
const MOST_MISSES = 3;

/** @param now what this call has just changed; the facts were read before and do not have it */
export function staffMenu(
  opening: StaffOpening,
  at: Journey & { readonly turn: number; readonly misses?: number },
  context: Context,
  now: Partial<Pick<Step<'staff-menu'>, 'doNotDisturb' | 'attackMode'>> = {},
): Plan {
  const { turn, misses = 0 } = at;
  if (turn >= MOST_STAFF_TURNS || misses >= MOST_MISSES) return goodbye(at);
  const { doNotDisturb, level = 'normal' } = context;
  const next: Step<'staff-menu'> = {
    ...journeyOf(at),
    step: 'staff-menu',
    turn: turn + 1,
    misses,
    doNotDisturb: flag(quietUntil(doNotDisturb, context.now) !== undefined),
    attackMode: flag(level !== 'normal'),
    ...now,
  };
  return { kind: 'staff-menu', opening, next };
}

export const flag = (value: boolean): Flag => (value ? 'yes' : 'no');

export const byMember = (member: E164): string => `staff:${member}`;

export function audited(
  action: Act,
  at: BehindPin,
  record: string,
  detail: string | undefined,
  { call, member, context }: StaffContext,
): Effect {
  return {
    kind: 'audit',
    entry: {
      key: `${call.callSid}:${at.step}:${at.turn}`,
      at: context.now.toISOString(),
      by: byMember(member),
      action,
      record,
      ...(detail === undefined ? {} : { detail }),
    },
  };
}
