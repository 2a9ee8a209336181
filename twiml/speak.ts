// Text -> <Say>, in the voice of a language. Nothing from outside is spoken without passing here.
import type VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import { LANGUAGES, type Language } from '../core/language.ts';
import { CATALOGS } from './prompts/index.ts';

/** `<Response>` and `<Gather>` alike. */
export type Speaker = Pick<VoiceResponse, 'say' | 'pause'> | VoiceResponse.Gather;

export function say(speaker: Speaker, language: Language, ...sentences: readonly string[]): void {
  const { voice } = CATALOGS[language];
  const text = sentences.filter((sentence) => sentence !== '').join(' ');
  if (text !== '') speaker.say({ voice: voice.name, language: voice.language }, speakable(text, 600));
}

/** The hotline speaks slowly to whoever said nothing. */
export const pause = (speaker: Speaker, seconds = 1): void => {
  speaker.pause({ length: seconds });
};

/** "73" -> "7, 3": a comma makes the voice read figures one by one, with a breath between. */
export const digitByDigit = (digits: string): string => [...digits.replace(/\D/g, '')].join(', ');

/**
 * Without control characters and lone surrogates, which Twilio's builder throws on, and no longer than `limit`.
 */
export const speakable = (text: string, limit: number): string =>
  // eslint-disable-next-line no-control-regex -- control characters are what this removes
  [...text.replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/g, ' ').replace(LONE_SURROGATE, ' ')]
    .slice(0, limit)
    .join('')
    .trim();

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A name in the caller's language, else in any: a department named in one language only is still named. */
export function inLanguage(
  names: Readonly<Partial<Record<Language, string | undefined>>>,
  language: Language,
): string {
  const name =
    names[language] ?? LANGUAGES.map((other) => names[other]).find((other) => other !== undefined) ?? '';
  return speakable(name, 80);
}
