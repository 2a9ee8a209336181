// What a document says, as text: for people who want to read a prompt, or hear it, before a caller does.
import { LANGUAGES, type Language } from '../core/basics/language.ts';
import { CATALOGS } from './prompts/index.ts';

export interface SpokenPart {
  readonly language: Language;
  readonly words: string;
}

const SAY = /<Say\b[^>]*\blanguage="([^"]+)"[^>]*>([^<]*)<\/Say>/g;

/** Of a document that `render` has written, in the order in which it is heard; twice the same is once. */
export function spokenIn(twiml: string): SpokenPart[] {
  const parts = Array.from(twiml.matchAll(SAY), ([, voice = '', words = '']) => ({
    language: LANGUAGES.find((language) => CATALOGS[language].voice.language === voice) ?? 'en-US',
    words: words.replaceAll(/&(amp|lt|gt|quot|apos|#\w+);/g, (_, name: string) => ENTITIES[name] ?? ' '),
  }));
  return parts.filter(
    (part, index) => parts.findIndex(({ words }) => words === part.words) === index && part.words !== '',
  );
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
