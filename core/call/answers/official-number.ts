// "Was that call really from you?"
import type { CheckedStep, Journey } from '../call-step.ts';
import type { Keys } from '../../screening/challenge-code.ts';
import type { Decision, Plan } from '../decision.ts';
import type { Identity } from '../../numbers/identity.ts';
import { isOfficial, type Settings } from '../../settings/settings.ts';
import { type Context, journeyOf, MOST_TURNS, only } from '../context.ts';
import { askCategory } from '../plans.ts';

export const checked = (journey: Journey, number: Identity, turn: number, settings: Settings): Plan => ({
  kind: 'checked',
  ours: isOfficial(settings, number),
  next: { ...journeyOf(journey), step: 'checked', number, turn },
});

/** 1: report it at once. Star: again. */
export function checkedAnswered(at: CheckedStep, keys: Keys, context: Context): Decision {
  return only(afterwards(at, keys, context));
}

function afterwards(at: CheckedStep, { digits }: Keys, context: Context): Plan {
  if (digits === '1') return askCategory(at, at.number);
  if (digits === '*' && at.turn < MOST_TURNS) return checked(at, at.number, at.turn + 1, context.settings);
  return { kind: 'goodbye', after: 'answer', language: at.language };
}
