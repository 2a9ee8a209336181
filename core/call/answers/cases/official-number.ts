// "Was that call really from you?"
import type { Keys } from '../../../screening/challenge-code.ts';
import type { Answer } from '../../decision.ts';
import type { Plan } from '../../plan.ts';
import type { Identity } from '../../../numbers/identity.ts';
import type { Settings } from '../../../settings/settings.ts';
import { isOfficial } from '../../../numbers/hotline-settings.ts';
import { type AnswersAt, type Context, journeyOf, MOST_TURNS, only } from '../../context.ts';
import { askCategory } from '../asking.ts';
import type { KeysAt } from '../../call-event.ts';
import type { Step } from '../../steps/index.ts';
import type { Journey } from '../../steps/journey.ts';

export const OFFICIAL_NUMBER_ANSWERS: AnswersAt<'checked'> = {
  checked: checkedAnswered,
};

export const checked = (journey: Journey, number: Identity, turn: number, settings: Settings): Plan => ({
  kind: 'checked',
  ours: isOfficial(settings, number),
  next: { ...journeyOf(journey), step: 'checked', number, turn },
});

/** 1: report it at once. Star: again. */
function checkedAnswered({ at, keys }: KeysAt<'checked'>, context: Context): Answer {
  return only(afterwards(at, keys, context));
}

function afterwards(at: Step<'checked'>, { digits }: Keys, context: Context): Plan {
  if (digits === '1') return askCategory(at, at.number);
  if (digits === '*' && at.turn < MOST_TURNS) return checked(at, at.number, at.turn + 1, context.settings);
  return { kind: 'goodbye', after: 'answer', language: at.language };
}
