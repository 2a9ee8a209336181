// The caller's menu: every key, and silence, leads somewhere.
import { assertNever } from '../../../basics/assert-never.ts';
import type { Call } from '../../call-event.ts';
import type { Answer, Decision } from '../../decision.ts';
import type { MenuOpening, Plan } from '../../plan.ts';
import { OTHER_LANGUAGE } from '../../../basics/language.ts';
import {
  MENU_MAX_MISSES,
  MENU_MAX_TURNS,
  readMenuAnswer,
  type MenuEntry,
} from '../../../departments/menu-entries.ts';
import { departmentsInMenu } from '../../../departments/department.ts';
import { type Context, type EventOf, journeyOf, only } from '../../context.ts';
import { FROM_MENU, person, ringOrAfterHours } from './department-answers.ts';
import { menu, question, rememberLanguage } from '../asking.ts';
import { voicemail } from '../messages/message-answers.ts';
import type { Step } from '../../steps/index.ts';

export function menuAnswered({ call, at, keys }: EventOf<'MenuAnswered'>, context: Context): Decision {
  const answer = readMenuAnswer(keys.digits, context.settings);
  if (answer === 'unknown-key' || answer === 'silence') {
    return { ...only(menuAgain(answer, { ...at, misses: at.misses + 1 }, context)), outcome: answer };
  }
  return { ...chosen(answer, call, { ...at, misses: 0 }, context), outcome: answer.choice };
}

function chosen(entry: MenuEntry, call: Call, at: Step<'menu'>, context: Context): Answer {
  const journey = journeyOf(at);
  switch (entry.choice) {
    case 'staff':
      return only(toStaff(entry, call, at, context));
    case 'report':
      return only(question('first', { ...journey, step: 'number', purpose: 'report', attempt: 1 }));
    case 'case-status':
      return only(question('first', { ...journey, step: 'case-number', attempt: 1 }));
    case 'official-number':
      return only(question('first', { ...journey, step: 'number', purpose: 'check', attempt: 1 }));
    case 'person':
      return only(person(call, at, context));
    case 'message':
      return only(voicemail('chosen', at, undefined, context));
    case 'personal-data':
      return only(question('first', { ...journey, step: 'personal-data', attempt: 1 }));
    case 'other-language': {
      const language = OTHER_LANGUAGE[at.language];
      return {
        plan: menuAgain('other-language', { ...at, language }, context),
        effects: rememberLanguage(call, language, context),
      };
    }
    case 'repeat':
      return only(menuAgain('none', at, context));
    default:
      return assertNever(entry.choice, 'menu choice');
  }
}

/** Asked for one by name only where there is a choice. */
function toStaff({ department }: MenuEntry, call: Call, at: Step<'menu'>, context: Context): Plan {
  const choices = departmentsInMenu(context.settings);
  if (department === undefined && choices.length > 1) {
    return question('first', { ...journeyOf(at), step: 'department', attempt: 1 });
  }
  return ringOrAfterHours(call, journeyOf(at), { ...FROM_MENU, department }, context);
}

function menuAgain(opening: MenuOpening, at: Step<'menu'>, context: Context): Plan {
  const next: Step<'menu'> = { ...at, turn: at.turn + 1 };
  const lost = next.turn > MENU_MAX_TURNS || next.misses >= MENU_MAX_MISSES;
  return lost ? voicemail('menu-unanswered', at, undefined, context) : menu(opening, next);
}
