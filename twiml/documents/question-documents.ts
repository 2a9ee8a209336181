// A question of the keypad.
import { assertNever } from '../../core/basics/assert-never.ts';
import { roomOf } from '../../core/messages/mailbox.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { departmentsInMenu } from '../../core/departments/department.ts';
import { QUESTIONS_OF_PARTS, type PlainQuestion } from '../prompts/catalog.ts';
import { CATALOGS } from '../prompts/index.ts';
import { inLanguage, pause, say, spokenCaller } from '../speak.ts';
import { stepUrl } from '../step-url.ts';
import { keypadOf, keypadRowOf, type QuestionStep, type Step } from '../../core/call/steps/index.ts';
import {
  type Response,
  type RenderContext,
  type PlanOf,
  SLOWER_SECONDS,
  gatherKeys,
  speechIn,
} from './document.ts';

export function question(
  response: Response,
  { opening, next }: PlanOf<'question'>,
  { settings, publicUrl }: RenderContext,
): void {
  const gather = gatherKeys(response, stepUrl(publicUrl, next), {
    ...keypadOf(next),
    ...(keypadRowOf(next.step).speech === true ? speechIn(next.language) : {}),
    timeout: settings.menu.answerSeconds + (opening === 'silence' ? SLOWER_SECONDS : 0),
  });
  pause(gather);
  const { language } = next;
  say(gather, language, CATALOGS[language].questionOpening[opening], questionWords(next, settings));
}

const isPlain = (next: QuestionStep): next is Step<PlainQuestion> =>
  !(QUESTIONS_OF_PARTS as readonly string[]).includes(next.step);

function questionWords(next: QuestionStep, settings: Settings): string {
  const catalog = CATALOGS[next.language];
  if (isPlain(next)) return catalog.question[next.step];
  switch (next.step) {
    case 'department':
      return departmentsInMenu(settings)
        .map(({ name }, index) =>
          catalog.departmentOption(String(index + 1), inLanguage(name, next.language)),
        )
        .join(' ');
    case 'number':
      return catalog.question.number[next.purpose];
    case 'confirm':
    case 'staff-confirm':
      return catalog.question.confirm(spokenCaller(next.number, next.language, settings.hotline.region));
    case 'call-back':
      return callBackWords(next, settings);
    case 'proof-call':
      return catalog.question['proof-call'](inLanguage(settings.hotline.company, next.language));
    default:
      return assertNever(next, 'question');
  }
}

function callBackWords(next: Step<'call-back'>, settings: Settings): string {
  const { callBack } = CATALOGS[next.language];
  switch (next.asks) {
    case 'offer': {
      const known = roomOf(next, true) === 'known';
      return callBack.offer[next.mailbox === 'caller-full' ? 'caller-full' : 'full'](known);
    }
    case 'number':
      return callBack.number;
    case 'confirm':
      return callBack.confirm(
        next.number === 'none' ? '' : spokenCaller(next.number, next.language, settings.hotline.region),
      );
  }
}
