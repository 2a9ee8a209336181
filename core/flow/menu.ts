// The caller's menu: every key, and silence, leads somewhere.
import { assertNever } from '../assert-never.ts';
import type { Call } from '../call-event.ts';
import type { MenuStep } from '../call-step.ts';
import type { Decision, MenuOpening, Plan } from '../decision.ts';
import { OTHER_LANGUAGE } from '../language.ts';
import { MENU_MAX_MISSES, MENU_MAX_TURNS, readMenuAnswer, type MenuEntry } from '../menu.ts';
import { departmentsInMenu } from '../settings.ts';
import { journeyOf, type Context, type EventOf } from './context.ts';
import { FROM_MENU, ringOrAfterHours } from './department.ts';
import { menu, question, rememberLanguage } from './plans.ts';
import { voicemail } from './voicemail.ts';

export function menuAnswered({ call, at, keys }: EventOf<'MenuAnswered'>, context: Context): Decision {
  const answer = readMenuAnswer(keys.digits, context.settings);
  if (answer === 'unknown-key' || answer === 'silence') {
    return { plan: menuAgain(answer, { ...at, misses: at.misses + 1 }, context), effects: [] };
  }
  return chosen(answer, call, { ...at, misses: 0 }, context);
}

function chosen(entry: MenuEntry, call: Call, at: MenuStep, context: Context): Decision {
  const journey = journeyOf(at);
  switch (entry.choice) {
    case 'staff':
      return { plan: toStaff(entry, call, at, context), effects: [] };
    case 'report':
      return {
        plan: question('first', { ...journey, step: 'number', purpose: 'report', attempt: 1 }),
        effects: [],
      };
    case 'case-status':
      return { plan: question('first', { ...journey, step: 'case-number', attempt: 1 }), effects: [] };
    case 'official-number':
      return {
        plan: question('first', { ...journey, step: 'number', purpose: 'check', attempt: 1 }),
        effects: [],
      };
    case 'message':
      return { plan: voicemail('chosen', at, undefined, context), effects: [] };
    case 'other-language': {
      const language = OTHER_LANGUAGE[at.language];
      return {
        plan: menuAgain('other-language', { ...at, language }, context),
        effects: rememberLanguage(call, language, context),
      };
    }
    case 'repeat':
      return { plan: menuAgain('none', at, context), effects: [] };
    default:
      return assertNever(entry.choice, 'menu choice');
  }
}

/** Asked for one by name only where there is a choice. */
function toStaff({ department }: MenuEntry, call: Call, at: MenuStep, context: Context): Plan {
  const choices = departmentsInMenu(context.settings);
  if (department === undefined && choices.length > 1) {
    return question('first', { ...journeyOf(at), step: 'department', attempt: 1 });
  }
  return ringOrAfterHours(call, journeyOf(at), { ...FROM_MENU, department }, context);
}

function menuAgain(opening: MenuOpening, at: MenuStep, context: Context): Plan {
  const next: MenuStep = { ...at, turn: at.turn + 1 };
  const lost = next.turn > MENU_MAX_TURNS || next.misses >= MENU_MAX_MISSES;
  return lost ? voicemail('menu-unanswered', at, undefined, context) : menu(opening, next);
}
