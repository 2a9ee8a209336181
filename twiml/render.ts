// Plan -> TwiML. Pure and total; one small function per plan.
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import { assertNever } from '../core/basics/assert-never.ts';
import type { CaseNews } from '../core/cases/case.ts';
import { identityOf } from '../core/numbers/caller-id.ts';
import type { Plan } from '../core/call/plan.ts';
import { isNumber, type Identity } from '../core/numbers/identity.ts';
import { OTHER_LANGUAGE, type Language } from '../core/basics/language.ts';
import { roomOf } from '../core/messages/mailbox.ts';
import { menuEntries, type MenuEntry } from '../core/departments/menu-entries.ts';
import type { Settings } from '../core/settings/settings.ts';
import { departmentOrDefault, departmentsInMenu } from '../core/departments/department.ts';
import { carrierTranscribes } from '../core/messages/transcriber.ts';
import { kindOfMessage } from '../core/messages/message.ts';
import { challengeVoice, challengeWords } from './challenge-words.ts';
import { EMPTY_RESPONSE } from './fallback.ts';
import { QUESTIONS_OF_PARTS, type PlainQuestion, type StaffFlagged } from './prompts/catalog.ts';
import { CATALOGS } from './prompts/index.ts';
import {
  digitByDigit,
  inLanguage,
  pause,
  say,
  sayIn,
  speakable,
  spokenCaller,
  spokenDialed,
} from './speak.ts';
import { stepUrl } from './step-url.ts';
import { journeyOf } from '../core/call/steps/journey.ts';
import {
  keypadOf,
  keypadRowOf,
  type KeypadStep,
  type QuestionStep,
  type Step,
} from '../core/call/steps/index.ts';
import { ONE_KEY } from '../core/call/steps/step.ts';

type Response = InstanceType<typeof VoiceResponse>;

export interface RenderContext {
  readonly settings: Settings;
  /** `https://host[/path]`, no trailing slash. */
  readonly publicUrl: string;
  /** Where the carrier gets the audio of a message from; valid for minutes, and for this one alone. */
  readonly playbackUrl: (recordingSid: string) => string;
}

/** A whole TwiML document. */
export function render(plan: Plan, context: RenderContext): string {
  if (plan.kind === 'noted') return EMPTY_RESPONSE;
  const response = new VoiceResponse();
  write(response, plan, context);
  return response.toString();
}

function write(response: Response, plan: Exclude<Plan, { kind: 'noted' }>, context: RenderContext): void {
  switch (plan.kind) {
    case 'reject':
      // The only verb that leaves the call unanswered and unbilled, and only as the first one.
      response.reject(plan.busy === true ? { reason: 'busy' } : {});
      return;
    case 'challenge':
      challenge(response, plan, context);
      return;
    case 'menu':
      menu(response, plan, context);
      return;
    case 'question':
      question(response, plan, context);
      return;
    case 'review':
      review(response, plan, context);
      return;
    case 'after-hours':
      afterHours(response, plan, context);
      return;
    case 'staff-menu':
      staffMenu(response, plan, context);
      return;
    case 'staff-flag':
      staffFlag(response, plan, context);
      return;
    case 'staff-voicemail':
      staffVoicemail(response, plan, context);
      return;
    case 'describe':
      describe(response, plan, context);
      return;
    case 'case-opened':
      caseOpened(response, plan, context);
      return;
    case 'case-told':
      caseTold(response, plan, context);
      return;
    case 'checked':
      checked(response, plan, context);
      return;
    case 'ring':
      ring(response, plan, context);
      return;
    case 'offer':
      offer(response, plan, context);
      return;
    case 'bridge':
      // A whisper document that runs out of verbs joins the two legs.
      return;
    case 'decline':
      response.hangup();
      return;
    case 'voicemail':
      voicemail(response, plan, context);
      return;
    case 'goodbye':
      say(response, plan.language, CATALOGS[plan.language].goodbye[plan.after]);
      response.hangup();
      return;
    default:
      assertNever(plan, 'plan');
  }
}

type PlanOf<Kind extends Plan['kind']> = Extract<Plan, { kind: Kind }>;

/** Silence comes back too (`actionOnEmptyResult`), so every path is a webhook of ours. */
const gatherKeys = (
  response: Response,
  action: string,
  {
    finishOnKey,
    input = ['dtmf'],
    ...rest
  }: VoiceResponse.GatherAttributes & { readonly finishOnKey: string },
): VoiceResponse.Gather =>
  response.gather({ action, actionOnEmptyResult: true, finishOnKey, input, ...rest });

/**
 * `0` finishes the gather: a caller who wants a person waits for no timeout. It comes back as `FinishedOnKey`, and
 * never among the digits.
 */
function challenge(
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

/** Somebody who said nothing gets that much longer to find the keypad. */
const SLOWER_SECONDS = 4;

function menu(
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
    ...menuEntries(settings).map((entry) => menuOption(entry, next.language, settings)),
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

function question(
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

/** What is said ends with a pause; any key skips it. */
const speechIn = (language: Language): VoiceResponse.GatherAttributes => ({
  input: ['speech', 'dtmf'],
  language: CATALOGS[language].speech,
  speechTimeout: 'auto',
});

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

function describe(response: Response, { next }: PlanOf<'describe'>, context: RenderContext): void {
  const { settings } = context;
  say(response, next.language, CATALOGS[next.language].describe[next.about]);
  recordMessage(response, next, settings.reports.maxSeconds, context);
}

/** Waits for one key after half a second to bring the handset back to the ear. */
function oneKey(
  response: Response,
  next: KeypadStep,
  { settings, publicUrl }: RenderContext,
  moreSeconds = 0,
): VoiceResponse.Gather {
  const timeout = settings.menu.answerSeconds + moreSeconds;
  const gather = gatherKeys(response, stepUrl(publicUrl, next), { ...keypadOf(next), timeout });
  pause(gather);
  return gather;
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

function caseOpened(response: Response, plan: PlanOf<'case-opened'>, context: RenderContext): void {
  const { caseNumber, pin, sms, next } = plan;
  const catalog = CATALOGS[next.language];
  const company = inLanguage(context.settings.hotline.company, next.language);
  if (sms) response.sms({}, catalog.caseSms[next.about](company, caseNumber, pin));
  const words = catalog.caseOpened[next.about](digitByDigit(caseNumber), digitByDigit(pin));
  const afterwards = next.about === 'report' ? 'again-or-stay' : 'again';
  tell(response, next, [words, catalog.afterwards[afterwards]], context);
}

function caseTold(
  response: Response,
  { told, feedback, next }: PlanOf<'case-told'>,
  context: RenderContext,
): void {
  const catalog = CATALOGS[next.language];
  const words = feedback === undefined ? [] : [catalog.feedback(speakable(feedback, 400))];
  tell(
    response,
    next,
    [caseNewsWords(told, next.language), ...words, catalog.afterwards['again-or-person']],
    context,
  );
}

/** How a case stands, in words of its kind. */
export const caseNewsWords = (told: CaseNews, language: Language): string =>
  told.kind === 'report'
    ? CATALOGS[language].caseTold.report[told.news]
    : CATALOGS[language].caseTold.appeal[told.news];

function checked(response: Response, { ours, next }: PlanOf<'checked'>, context: RenderContext): void {
  const catalog = CATALOGS[next.language];
  const words = [catalog.checked[ours ? 'ours' : 'not-ours'], catalog.afterwards['report-or-again']];
  tell(response, next, words, context);
}

function review(response: Response, { next, played }: PlanOf<'review'>, context: RenderContext): void {
  const catalog = CATALOGS[next.language];
  const gather = oneKey(response, next, context);
  if (played) {
    say(gather, next.language, catalog.yourMessage);
    gather.play({}, context.playbackUrl(next.recording));
  }
  say(gather, next.language, catalog.review);
}

function afterHours(
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

function staffMenu(
  response: Response,
  { opening, next }: PlanOf<'staff-menu'>,
  context: RenderContext,
): void {
  const catalog = CATALOGS[next.language];
  const on = { doNotDisturb: next.doNotDisturb === 'yes', attackMode: next.attackMode === 'yes' };
  say(oneKey(response, next, context), next.language, catalog.staffOpening[opening], catalog.staffMenu(on));
}

/** Undefined for a caller who shows nothing that could be said. */
const callerWords = (
  caller: Identity | undefined,
  language: Language,
  { settings }: RenderContext,
): string | undefined =>
  caller === undefined ? undefined : spokenCaller(caller, language, settings.hotline.region);

function staffFlag(
  response: Response,
  { caller, flagged, next }: PlanOf<'staff-flag'>,
  context: RenderContext,
): void {
  const { language } = next;
  const { staffFlag: words } = CATALOGS[language];
  const spoken = words(callerWords(caller, language, context), flaggedWords(flagged));
  say(oneKey(response, next, context), language, spoken);
}

const ENDING_DIGITS = 3;

function flaggedWords(flagged: PlanOf<'staff-flag'>['flagged']): StaffFlagged {
  if (flagged?.on !== 'earlier-call') return { on: flagged?.on ?? 'no-call' };
  const { caller } = flagged;
  const ending =
    caller === undefined || !isNumber(caller) ? undefined : digitByDigit(caller.slice(-ENDING_DIGITS));
  return { on: 'earlier-call', ending };
}

function staffVoicemail(
  response: Response,
  { message, more, say: part, next }: PlanOf<'staff-voicemail'>,
  context: RenderContext,
): void {
  const catalog = CATALOGS[next.language];
  const from = message.callBack ?? message.caller;
  const caller = callerWords(from, next.language, context);
  const gather = oneKey(response, next, context);
  if (part === 'call-back-number') {
    const byAddress = caller !== undefined && from !== undefined && !isNumber(from);
    const words = byAddress ? catalog.noCallBackNumber(caller) : catalog.callBackNumber(caller);
    say(gather, next.language, words);
  } else if (caller !== undefined && kindOfMessage(message) === 'call-back') {
    say(gather, next.language, catalog.staffCallBack(caller, more));
  } else {
    say(gather, next.language, catalog.staffMessage(caller, more));
    gather.play({}, context.playbackUrl(message.recordingSid));
  }
  say(gather, next.language, catalog.staffMessageKeys);
}

function ring(response: Response, plan: PlanOf<'ring'>, { settings, publicUrl }: RenderContext): void {
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

const emergencyWords = (language: Language, { afterHours, hotline }: Settings): string[] =>
  afterHours.emergencyNumbers.map(({ name, number }) =>
    CATALOGS[language].emergencyNumber(inLanguage(name, language), spokenDialed(number, language, hotline)),
  );

function offer(response: Response, { callerId, next }: PlanOf<'offer'>, context: RenderContext): void {
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

function voicemail(response: Response, { next, opens }: PlanOf<'voicemail'>, context: RenderContext): void {
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

function recordMessage(
  response: Response,
  next: Step<'voicemail'> | Step<'description'>,
  maxLength: number,
  { settings, publicUrl }: RenderContext,
): void {
  const action = stepUrl(publicUrl, next);
  response.record({
    action,
    finishOnKey: '#',
    maxLength,
    playBeep: true,
    recordingStatusCallback: `${publicUrl}/voice/recording`,
    recordingStatusCallbackEvent: ['completed', 'absent'],
    timeout: SILENCE_ENDS_MESSAGE_SECONDS,
    ...(carrierTranscribes(next.language, maxLength, settings)
      ? { transcribe: true, transcribeCallback: `${publicUrl}/voice/transcript` }
      : {}),
  });
  // Twilio's older rule: an empty recording makes no action request and falls through.
  response.redirect(action);
}

const SILENCE_ENDS_MESSAGE_SECONDS = 5;
