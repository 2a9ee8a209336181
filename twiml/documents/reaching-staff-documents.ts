// The way to staff: challenge, menu, after hours, ringing, and what a member hears before accepting.
import { identityOf } from '../../core/numbers/caller-id.ts';
import { OTHER_LANGUAGE, type Language } from '../../core/basics/language.ts';
import { menuEntries, spokenEntries, type MenuEntry } from '../../core/departments/menu-entries.ts';
import type { MenuOpening } from '../../core/call/plan.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { departmentOrDefault, departmentsInMenu } from '../../core/departments/department.ts';
import { challengeVoice, challengeWords } from '../challenge-words.ts';
import { CATALOGS } from '../prompts/index.ts';
import { inLanguage, pause, say, sayIn, speakable } from '../speak.ts';
import { stepUrl } from '../step-url.ts';
import { journeyOf } from '../../core/call/steps/journey.ts';
import { ONE_KEY } from '../../core/call/steps/step.ts';
import {
  type Response,
  type RenderContext,
  type PlanOf,
  SLOWER_SECONDS,
  gatherKeys,
  oneKey,
  callerWords,
} from './document.ts';
import { emergencyWords } from './emergency-words.ts';

/**
 * `0` finishes the gather: a caller who wants a person waits for no timeout. It comes back as `FinishedOnKey`, and
 * never among the digits.
 */
export function challenge(
  response: Response,
  { opening, code, prompt, next }: PlanOf<'challenge'>,
  { settings, publicUrl }: RenderContext,
): void {
  const catalog = CATALOGS[next.language];
  const other = OTHER_LANGUAGE[next.language];
  const gather = gatherKeys(response, stepUrl(publicUrl, next), {
    finishOnKey: '0',
    numDigits: code.length,
    timeout: settings.challenge.answerSeconds + (opening === 'slower' ? SLOWER_SECONDS : 0),
  });
  const voice = challengeVoice(prompt, next.language);
  sayIn(
    voice,
    gather,
    catalog.challengeOpening[opening](inLanguage(settings.hotline.company, next.language)),
  );
  if (opening === 'slower') pause(gather);
  sayIn(voice, gather, challengeWords(code, prompt, next.language));
  if (opening === 'welcome') say(gather, other, CATALOGS[other].offerThisLanguage('*'));
}

/** Before the same words in the same language. */
const AGAIN: ReadonlySet<MenuOpening> = new Set(['none', 'silence', 'unknown-key']);

export function menu(
  response: Response,
  { opening, next }: PlanOf<'menu'>,
  { settings, publicUrl }: RenderContext,
): void {
  const catalog = CATALOGS[next.language];
  const other = OTHER_LANGUAGE[next.language];
  const gather = gatherKeys(response, stepUrl(publicUrl, next), {
    ...ONE_KEY,
    timeout: settings.menu.answerSeconds + (opening === 'silence' ? SLOWER_SECONDS : 0),
  });
  // Half a second to bring the handset back to the ear: the shortest Pause is one.
  if (opening !== 'welcome-back') pause(gather);
  say(
    gather,
    next.language,
    catalog.menuOpening[opening](inLanguage(settings.hotline.company, next.language)),
    ...spokenEntries(settings, AGAIN.has(opening)).map((entry) => menuOption(entry, next.language, settings)),
  );
  const switchKey = menuEntries(settings).find(({ choice }) => choice === 'other-language')?.key;
  if (switchKey !== undefined) say(gather, other, CATALOGS[other].offerThisLanguage(switchKey));
}

/** In the words of the language; the other language is offered in its own. */
function menuOption({ key, choice, department }: MenuEntry, language: Language, settings: Settings): string {
  if (choice === 'other-language') return '';
  const catalog = CATALOGS[language];
  const several = department === undefined && departmentsInMenu(settings).length > 1;
  const { name } = departmentOrDefault(settings, department);
  return catalog.menuOption[choice](key, several ? catalog.ourStaff : inLanguage(name, language));
}

export function afterHours(
  response: Response,
  { opening, opens, next }: PlanOf<'after-hours'>,
  context: RenderContext,
): void {
  const catalog = CATALOGS[next.language];
  const company = inLanguage(context.settings.hotline.company, next.language);
  const gather = oneKey(response, next, context, opening === 'silence' ? SLOWER_SECONDS : 0);
  say(
    gather,
    next.language,
    catalog.questionOpening[opening],
    catalog.voicemailOpening['after-hours'](company),
    opens === undefined ? '' : catalog.opens(opens),
  );
  say(gather, next.language, catalog.afterHours);
}

export function ring(response: Response, plan: PlanOf<'ring'>, { settings, publicUrl }: RenderContext): void {
  const { next, targets, ringSeconds, callerIdToShow } = plan;
  const { department, language } = next;
  if (plan.announce) {
    if (next.urgent === 'yes') sayStopTheTransfer(response, language, settings);
    const { name } = departmentOrDefault(settings, department);
    say(response, language, CATALOGS[language].connecting(inLanguage(name, language)));
  }
  const dial = response.dial({
    action: stepUrl(publicUrl, next),
    answerOnBridge: true,
    ...(callerIdToShow === undefined ? {} : { callerId: callerIdToShow }),
    timeLimit: settings.calls.maxSeconds,
    timeout: ringSeconds,
  });
  const { reason, urgent } = next;
  const url = stepUrl(publicUrl, { ...journeyOf(next), step: 'whisper', department, reason, urgent });
  for (const target of targets) dial.number({ url }, target);
}

/** What to do first, before any telephone rings: whoever answers may be half a minute away. */
function sayStopTheTransfer(response: Response, language: Language, settings: Settings): void {
  const catalog = CATALOGS[language];
  say(response, language, catalog.stopTheTransfer);
  for (const words of emergencyWords(language, settings)) say(response, language, words);
  say(response, language, catalog.stayOnTheLine);
}

export function offer(response: Response, { callerId, next }: PlanOf<'offer'>, context: RenderContext): void {
  const { settings, publicUrl } = context;
  const language = settings.hotline.language;
  const gather = response.gather({
    action: stepUrl(publicUrl, next),
    finishOnKey: '',
    input: ['dtmf'],
    numDigits: 1,
    timeout: OFFER_SECONDS,
  });
  const words = CATALOGS[language].whisper({
    company: inLanguage(settings.hotline.company, language),
    caller: callerWords(identityOf(callerId), language, context),
    admission: next.admission,
    reason: speakable(next.reason, 80),
    urgent: next.urgent === 'yes',
  });
  // Twice: the phone was still on its way to the ear, or a mailbox is talking over the first.
  say(gather, language, words);
  pause(gather);
  say(gather, language, words);
  // Nothing pressed: a mailbox, or nobody. Never bridge.
  response.hangup();
}

const OFFER_SECONDS = 6;
