// The caller's menu: every key, and silence, leads somewhere.
import { assertNever } from '../assert-never.ts';
import type { MenuStep } from '../call-step.ts';
import type { Decision, MenuOpening, Plan } from '../decision.ts';
import { OTHER_LANGUAGE } from '../language.ts';
import { MENU_MAX_MISSES, MENU_MAX_TURNS, readMenuAnswer, type MenuAnswer } from '../menu.ts';
import { journeyOf, type Context, type EventOf } from './context.ts';
import { FROM_MENU, ringOrAfterHours } from './department.ts';
import { menu, rememberLanguage } from './plans.ts';
import { voicemail } from './voicemail.ts';

export function menuAnswered({ call, at, keys }: EventOf<'MenuAnswered'>, context: Context): Decision {
  const choice = readMenuAnswer(keys.digits);
  switch (choice) {
    case 'staff':
      return { plan: ringOrAfterHours(call, journeyOf(at), FROM_MENU, context), effects: [] };
    case 'message':
      return { plan: voicemail('chosen', at, undefined, context), effects: [] };
    case 'other-language': {
      const language = OTHER_LANGUAGE[at.language];
      return {
        plan: menuAgain('other-language', { ...at, language }, choice, context),
        effects: rememberLanguage(call, language, context),
      };
    }
    case 'repeat':
      return { plan: menuAgain('none', at, choice, context), effects: [] };
    case 'unknown-key':
    case 'silence':
      return { plan: menuAgain(choice, at, choice, context), effects: [] };
    default:
      return assertNever(choice, 'menu answer');
  }
}

function menuAgain(opening: MenuOpening, at: MenuStep, choice: MenuAnswer, context: Context): Plan {
  const missed = choice === 'silence' || choice === 'unknown-key';
  const next: MenuStep = { ...at, turn: at.turn + 1, misses: missed ? at.misses + 1 : 0 };
  const lost = next.turn > MENU_MAX_TURNS || next.misses >= MENU_MAX_MISSES;
  return lost ? voicemail('menu-unanswered', at, undefined, context) : menu(opening, next);
}
