// Text -> <Say>, in the voice of a language. Nothing from outside is spoken without passing here.
import type VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import { readAddress } from '../core/numbers/address.ts';
import { parseE164 } from '../core/numbers/e164.ts';
import { isNumber, type Identity } from '../core/numbers/identity.ts';
import { LANGUAGES, type Language } from '../core/basics/language.ts';
import { groupsOf } from '../core/numbers/number-words.ts';
import { readDigits, type NumberingHome } from '../core/numbers/numbering-plan.ts';
import type { Voice } from './prompts/catalog.ts';
import { CATALOGS } from './prompts/index.ts';

/** `<Response>` and `<Gather>` alike. */
export type Speaker = Pick<VoiceResponse, 'say' | 'pause'> | VoiceResponse.Gather;

export function say(speaker: Speaker, language: Language, ...sentences: readonly string[]): void {
  sayIn(CATALOGS[language].voice, speaker, ...sentences);
}

export function sayIn(voice: Voice, speaker: Speaker, ...sentences: readonly string[]): void {
  const text = sentences.filter((sentence) => sentence !== '').join(' ');
  if (text !== '') speaker.say({ voice: voice.name, language: voice.language }, speakable(text, 600));
}

/** The hotline speaks slowly to whoever said nothing. */
export const pause = (speaker: Speaker, seconds = 1): void => {
  speaker.pause({ length: seconds });
};

/** For codes that are keyed while they are heard: "73" -> "7, 3", figures one by one with a breath between. */
export const digitByDigit = (digits: string): string => [...digits.replace(/\D/g, '')].join(', ');

/** A space between figures makes the voice read them one by one (https://www.twilio.com/docs/voice/twiml/say). */
const spaced = (digits: string): string => [...digits].join(' ');

const PAUSE = { 'en-US': ', ', 'zh-CN': '，' } as const satisfies Record<Language, string>;

/**
 * A number as a person would say it, in the groups of its country with a breath between: `3 1 2, 5 5 5, 0 1 6 6`. Of the
 * hotline's own country without its code. Figures stay figures in Chinese too: whether the voice would read 幺 for 1 as
 * people on the telephone do cannot be heard here, and every voice reads a figure.
 *
 * @param region the hotline's own country, ISO 3166
 */
export function spokenCaller(identity: Identity, language: Language, region: string): string {
  const catalog = CATALOGS[language];
  if (!isNumber(identity)) return spokenAddress(identity, language);
  const { country, groups } = groupsOf(identity, region);
  const number = groups.map(spaced).join(PAUSE[language]);
  return country === undefined ? number : catalog.numberAbroad(spaced(country), number);
}

/** Emergency services and short codes have no groups. */
const LONGEST_SHORT_NUMBER = 6;

/** A number as callers dial it: a short one figure by figure, any other as {@link spokenCaller} says it. */
export function spokenDialed(text: string, language: Language, home: NumberingHome): string {
  const digits = text.replaceAll(/\D/g, '');
  const short = digits.length <= LONGEST_SHORT_NUMBER;
  const number = text.startsWith('+') ? parseE164(`+${digits}`) : readDigits(digits, home);
  return short || number === undefined ? spaced(digits) : spokenCaller(number, language, home.region);
}

/** An address of the web as a person would say it: `hotline dot example dot com slash report`. */
export function spokenSite(url: string, language: Language): string {
  const { dot, slash } = SITE_SIGNS[language];
  return speakable(
    url
      .replace(/^https?:\/\//, '')
      .replaceAll('.', dot)
      .replaceAll('/', slash),
    200,
  );
}

const SITE_SIGNS = {
  'en-US': { dot: ' dot ', slash: ' slash ' },
  'zh-CN': { dot: ' 点 ', slash: ' 斜杠 ' },
} as const satisfies Record<Language, { readonly dot: string; readonly slash: string }>;

/** By the user in it alone: a host is nothing that is said on the telephone. Figures in it are read one by one. */
function spokenAddress(address: string, language: Language): string {
  const { scheme, user } = readAddress(address) ?? { scheme: 'sip', user: '' };
  const words = user.replaceAll(/[._+~-]+/g, ' ').replaceAll(/\d+/g, (digits) => ` ${spaced(digits)} `);
  return CATALOGS[language].callerByAddress[scheme](speakable(words.replaceAll(/ +/g, ' ').trim(), 40));
}

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
