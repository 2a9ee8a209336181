// A message is recorded, and heard again.
import { CATALOGS } from '../prompts/index.ts';
import { inLanguage, say } from '../speak.ts';
import { type Response, type RenderContext, type PlanOf, oneKey, recordMessage } from './document.ts';
import { emergencyWords } from './emergency-words.ts';

export function describe(response: Response, { next }: PlanOf<'describe'>, context: RenderContext): void {
  const { settings } = context;
  say(response, next.language, CATALOGS[next.language].describe[next.about]);
  recordMessage(response, next, settings.reports.maxSeconds, context);
}

export function review(response: Response, { next, played }: PlanOf<'review'>, context: RenderContext): void {
  const catalog = CATALOGS[next.language];
  const gather = oneKey(response, next, context);
  if (played) {
    say(gather, next.language, catalog.yourMessage);
    gather.play({}, context.playbackUrl(next.recording));
  }
  say(gather, next.language, catalog.review);
}

export function voicemail(
  response: Response,
  { next, opens }: PlanOf<'voicemail'>,
  context: RenderContext,
): void {
  const { settings } = context;
  const { language } = next;
  const catalog = CATALOGS[language];
  if (next.replaces !== '') {
    say(response, language, catalog.voicemail);
  } else if (next.attempt > 1) {
    say(response, language, catalog.voicemailAgain);
  } else {
    const opening = catalog.voicemailOpening[next.why](inLanguage(settings.hotline.company, language));
    say(response, language, opening, opens === undefined ? '' : catalog.opens(opens));
    if (next.why === 'fraud-now')
      for (const words of emergencyWords(language, settings)) say(response, language, words);
    say(response, language, catalog.voicemail);
  }
  recordMessage(response, next, settings.voicemail.maxSeconds, context);
}
