// What is told of a case, and whether a number is ours.
import type { CaseNews, Extension } from '../../core/cases/case.ts';
import { departmentOrDefault } from '../../core/departments/department.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { Language } from '../../core/basics/language.ts';
import { CATALOGS } from '../prompts/index.ts';
import { digitByDigit, inLanguage, say, speakable } from '../speak.ts';
import type { Step } from '../../core/call/steps/index.ts';
import { type Response, type RenderContext, type PlanOf, oneKey } from './document.ts';

export function caseOpened(response: Response, plan: PlanOf<'case-opened'>, context: RenderContext): void {
  const { caseNumber, pin, sms, next } = plan;
  const catalog = CATALOGS[next.language];
  const company = inLanguage(context.settings.hotline.company, next.language);
  if (sms) response.sms({}, catalog.caseSms[next.about](company, caseNumber, pin));
  const words = catalog.caseOpened[next.about](digitByDigit(caseNumber), digitByDigit(pin));
  const afterwards = next.about === 'report' ? 'again-or-stay' : 'again';
  tell(response, next, [words, catalog.afterwards[afterwards]], context);
}

/** Something is told; star tells it again, and silence goes on. */
function tell(
  response: Response,
  next: Step<'case-opened'> | Step<'case-told'> | Step<'checked'>,
  words: readonly string[],
  context: RenderContext,
): void {
  const gather = oneKey(response, next, context);
  // Each part in a verb of its own: a breath between what is told and what can be done.
  for (const part of words) say(gather, next.language, part);
}

export function caseTold(
  response: Response,
  { told, extension, feedback, next }: PlanOf<'case-told'>,
  context: RenderContext,
): void {
  const { language } = next;
  const catalog = CATALOGS[language];
  const words = [
    caseNewsWords(told, language),
    ...(extension === undefined ? [] : [extensionWords(extension, language, context.settings)]),
    ...(feedback === undefined ? [] : [catalog.feedback(speakable(feedback, 400))]),
    catalog.afterwards['again-or-person'],
  ];
  tell(response, next, words, context);
}

/** Until when, on the calendar of the default department, and why. */
export function extensionWords(
  { until, reason }: Extension,
  language: Language,
  settings: Pick<Settings, 'departments' | 'defaultDepartment'>,
): string {
  const { timeZone } = departmentOrDefault(settings, undefined);
  const date = new Intl.DateTimeFormat(language, { timeZone, month: 'long', day: 'numeric' });
  return CATALOGS[language].extended(date.format(new Date(until)), speakable(reason, 400));
}

/** How a case stands, in words of its kind. */
export const caseNewsWords = (told: CaseNews, language: Language): string =>
  told.kind === 'report'
    ? CATALOGS[language].caseTold.report[told.news]
    : CATALOGS[language].caseTold.appeal[told.news];

export function checked(response: Response, { ours, next }: PlanOf<'checked'>, context: RenderContext): void {
  const catalog = CATALOGS[next.language];
  const words = [catalog.checked[ours ? 'ours' : 'not-ours'], catalog.afterwards['report-or-again']];
  tell(response, next, words, context);
}
