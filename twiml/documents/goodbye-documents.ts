// The call ends.
import type { Language } from '../../core/basics/language.ts';
import { departmentOrDefault } from '../../core/departments/department.ts';
import { CATALOGS } from '../prompts/index.ts';
import { inLanguage, say, spokenSite } from '../speak.ts';
import type { PlanOf, RenderContext, Response } from './document.ts';

export function goodbye(
  response: Response,
  { language, after, sms, opened }: PlanOf<'goodbye'>,
  { settings, publicUrl }: RenderContext,
): void {
  const catalog = CATALOGS[language];
  const page = `${publicUrl}/report`;
  const company = inLanguage(settings.hotline.company, language);
  if (sms === true) response.sms({}, catalog.inWritingSms(company, page));
  if (opened !== undefined) say(response, language, openedWords(opened, language, settings));
  const words =
    after === 'in-writing' ? catalog.goodbye[after](spokenSite(page, language)) : catalog.goodbye[after];
  say(response, language, words);
  response.hangup();
}

/** What was asked for about personal data, and until when it is answered, on the calendar of the default department. */
function openedWords(
  { kind, dueAt }: NonNullable<PlanOf<'goodbye'>['opened']>,
  language: Language,
  settings: RenderContext['settings'],
): string {
  const { timeZone } = departmentOrDefault(settings, undefined);
  const date = new Intl.DateTimeFormat(language, { timeZone, month: 'long', day: 'numeric' });
  return CATALOGS[language].requestOpened[kind](date.format(new Date(dueAt)));
}
