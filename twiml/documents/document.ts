// What the documents are made of: keys to be gathered, a message to be recorded.
import type VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import type { Plan } from '../../core/call/plan.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import type { Language } from '../../core/basics/language.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { carrierTranscribes } from '../../core/messages/transcriber.ts';
import { CATALOGS } from '../prompts/index.ts';
import { pause, spokenCaller } from '../speak.ts';
import { stepUrl } from '../step-url.ts';
import { keypadOf, type KeypadStep, type Step } from '../../core/call/steps/index.ts';

export type Response = InstanceType<typeof VoiceResponse>;

export interface RenderContext {
  readonly settings: Settings;
  /** `https://host[/path]`, no trailing slash. */
  readonly publicUrl: string;
  /** Where the carrier gets the audio of a message from; valid for minutes, and for this one alone. */
  readonly playbackUrl: (recordingSid: string) => string;
}

export type PlanOf<Kind extends Plan['kind']> = Extract<Plan, { kind: Kind }>;

/** Somebody who said nothing gets that much longer to find the keypad. */
export const SLOWER_SECONDS = 4;

/** Silence comes back too (`actionOnEmptyResult`), so every path is a webhook of ours. */
export const gatherKeys = (
  response: Response,
  action: string,
  {
    finishOnKey,
    input = ['dtmf'],
    ...rest
  }: VoiceResponse.GatherAttributes & { readonly finishOnKey: string },
): VoiceResponse.Gather =>
  response.gather({ action, actionOnEmptyResult: true, finishOnKey, input, ...rest });

/** Waits for one key after half a second to bring the handset back to the ear. */
export function oneKey(
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

/** What is said ends with a pause; any key skips it. */
export const speechIn = (language: Language): VoiceResponse.GatherAttributes => ({
  input: ['speech', 'dtmf'],
  language: CATALOGS[language].speech,
  speechTimeout: 'auto',
});

/** Undefined for a caller who shows nothing that could be said. */
export const callerWords = (
  caller: Identity | undefined,
  language: Language,
  { settings }: RenderContext,
): string | undefined =>
  caller === undefined ? undefined : spokenCaller(caller, language, settings.hotline.region);

export function recordMessage(
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
