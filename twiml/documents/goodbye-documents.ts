// The call ends.
import { CATALOGS } from '../prompts/index.ts';
import { inLanguage, say, spokenSite } from '../speak.ts';
import type { PlanOf, RenderContext, Response } from './document.ts';

export function goodbye(
  response: Response,
  { language, after, sms }: PlanOf<'goodbye'>,
  { settings, publicUrl }: RenderContext,
): void {
  const catalog = CATALOGS[language];
  const page = `${publicUrl}/report`;
  const company = inLanguage(settings.hotline.company, language);
  if (sms === true) response.sms({}, catalog.inWritingSms(company, page));
  const words =
    after === 'in-writing' ? catalog.goodbye[after](spokenSite(page, language)) : catalog.goodbye[after];
  say(response, language, words);
  response.hangup();
}
