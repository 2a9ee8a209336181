// A message is recorded, and heard again.
import { CATALOGS } from '../prompts/index.ts';
import { fullNotice, shortNotice } from '../../core/privacy/spoken-notice.ts';
import { noticeStepOf } from '../../core/call/notice-step.ts';
import { keypadOf, type Step } from '../../core/call/steps/index.ts';
import type { Opening } from '../../core/hours/hours.ts';
import { stepUrl } from '../step-url.ts';
import { inLanguage, say, type Speaker } from '../speak.ts';
import { type Response, type RenderContext, type PlanOf, oneKey, recordMessage } from './document.ts';
import { emergencyWords } from './emergency-words.ts';

export function describe(response: Response, plan: PlanOf<'describe'>, context: RenderContext): void {
  const { settings } = context;
  const { next, told } = plan;
  const speaker = beforeRecording(response, plan, context);
  if (told !== true) say(speaker, next.language, CATALOGS[next.language].describe[next.about]);
  recordMessage(response, next, settings.reports.maxSeconds, context);
}

/**
 * The notice before a recording, and a key to answer it. Whoever presses none is recorded after a second of silence.
 * @returns what speaks all that is left to say before the recording: keys count there too
 */
function beforeRecording(
  response: Response,
  plan: PlanOf<'voicemail' | 'describe'>,
  { settings, publicUrl }: RenderContext,
): Speaker {
  const step = noticeStepOf(plan);
  if (step === undefined) return response;
  const action = stepUrl(publicUrl, step);
  const gather = response.gather({ action, ...keypadOf(step), input: ['dtmf'], timeout: 1 });
  const { language } = step;
  if (plan.notice?.words === 'full') say(gather, language, fullNotice(settings, language));
  say(gather, language, shortNotice(settings, language));
  return gather;
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

export function voicemail(response: Response, plan: PlanOf<'voicemail'>, context: RenderContext): void {
  const { settings } = context;
  const { next, opens, notice, told } = plan;
  const { language } = next;
  const catalog = CATALOGS[language];
  if (next.replaces !== '') {
    say(response, language, catalog.voicemailReplacement);
  } else if (next.attempt > 1) {
    say(response, language, catalog.voicemailAgain);
  } else if (told !== true) {
    if (notice?.words !== 'full') sayOpening(response, next, opens, context);
    say(beforeRecording(response, plan, context), language, catalog.voicemail);
  }
  recordMessage(response, next, settings.voicemail.maxSeconds, context);
}

/** Why a message is asked for, and what helps now. */
function sayOpening(
  response: Response,
  { language, why }: Step<'voicemail'>,
  opens: Opening | undefined,
  { settings }: RenderContext,
): void {
  const catalog = CATALOGS[language];
  const opening = catalog.voicemailOpening[why](inLanguage(settings.hotline.company, language));
  say(response, language, opening, opens === undefined ? '' : catalog.opens(opens));
  if (why === 'fraud-now')
    for (const words of emergencyWords(language, settings)) say(response, language, words);
}
