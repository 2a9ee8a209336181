// Plan -> TwiML. Pure and total; one small function per plan.
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import { assertNever } from '../core/assert-never.ts';
import type { Plan } from '../core/decision.ts';
import { OTHER_LANGUAGE } from '../core/language.ts';
import { departmentOrDefault, type Settings } from '../core/settings.ts';
import { EMPTY_RESPONSE } from './fallback.ts';
import { CATALOGS } from './prompts/index.ts';
import { digitByDigit, inLanguage, pause, say } from './speak.ts';
import { stepUrl } from './step-url.ts';

type Response = InstanceType<typeof VoiceResponse>;

export interface RenderContext {
  readonly settings: Settings;
  /** `https://host[/path]`, no trailing slash. */
  readonly publicUrl: string;
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
      response.reject();
      return;
    case 'challenge':
      challenge(response, plan, context);
      return;
    case 'menu':
      menu(response, plan, context);
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

/**
 * `0` finishes the gather: a caller who wants a person waits for no timeout. It comes back as `FinishedOnKey`, and
 * never among the digits. Silence comes back too (`actionOnEmptyResult`), so every path is a webhook of ours.
 */
function challenge(
  response: Response,
  { opening, code, next }: PlanOf<'challenge'>,
  { settings, publicUrl }: RenderContext,
): void {
  const catalog = CATALOGS[next.language];
  const other = OTHER_LANGUAGE[next.language];
  const gather = response.gather({
    action: stepUrl(publicUrl, next),
    actionOnEmptyResult: true,
    finishOnKey: '0',
    input: ['dtmf'],
    numDigits: code.length,
    timeout: settings.challenge.answerSeconds + (opening === 'slower' ? SLOWER_SECONDS : 0),
  });
  say(
    gather,
    next.language,
    catalog.challengeOpening[opening](inLanguage(settings.hotline.company, next.language)),
  );
  if (opening === 'slower') pause(gather);
  say(gather, next.language, catalog.challenge(digitByDigit(code)));
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
  const gather = response.gather({
    action: stepUrl(publicUrl, next),
    actionOnEmptyResult: true,
    finishOnKey: '',
    input: ['dtmf'],
    numDigits: 1,
    timeout: settings.menu.answerSeconds + (opening === 'silence' ? SLOWER_SECONDS : 0),
  });
  // Half a second to bring the handset back to the ear: the shortest Pause is one.
  if (opening !== 'welcome-back') pause(gather);
  const department = departmentOrDefault(settings, undefined);
  say(
    gather,
    next.language,
    catalog.menuOpening[opening](inLanguage(settings.hotline.company, next.language)),
    catalog.menu(inLanguage(department.name, next.language)),
  );
  say(gather, other, CATALOGS[other].offerThisLanguage('9'));
}

function ring(response: Response, plan: PlanOf<'ring'>, { settings, publicUrl }: RenderContext): void {
  const { next, targets, ringSeconds, callerIdToShow } = plan;
  const { department, language, admission, attestation } = next;
  if (plan.announce) {
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
  const url = stepUrl(publicUrl, { step: 'whisper', department, language, admission, attestation });
  for (const target of targets) dial.number({ url }, target);
}

function offer(
  response: Response,
  { callerId, next }: PlanOf<'offer'>,
  { settings, publicUrl }: RenderContext,
): void {
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
    caller: callerId.kind === 'number' ? digitByDigit(callerId.number) : undefined,
    admission: next.admission,
  });
  // Twice: the phone was still on its way to the ear, or a mailbox is talking over the first.
  say(gather, language, words);
  pause(gather);
  say(gather, language, words);
  // Nothing pressed: a mailbox, or nobody. Never bridge.
  response.hangup();
}

const OFFER_SECONDS = 6;

function voicemail(
  response: Response,
  { next }: PlanOf<'voicemail'>,
  { settings, publicUrl }: RenderContext,
): void {
  const { language } = next;
  const catalog = CATALOGS[language];
  if (next.attempt > 1) {
    say(response, language, catalog.voicemailAgain);
  } else {
    const opening = catalog.voicemailOpening[next.why](inLanguage(settings.hotline.company, language));
    say(response, language, opening, catalog.voicemail);
  }
  const action = stepUrl(publicUrl, next);
  response.record({
    action,
    finishOnKey: '#',
    maxLength: settings.voicemail.maxSeconds,
    playBeep: true,
    recordingStatusCallback: `${publicUrl}/voice/recording`,
    recordingStatusCallbackEvent: ['completed', 'absent'],
    timeout: SILENCE_ENDS_MESSAGE_SECONDS,
  });
  // Twilio's older rule: an empty recording makes no action request and falls through.
  response.redirect(action);
}

const SILENCE_ENDS_MESSAGE_SECONDS = 5;
