// Windows of texts at lengths of our choosing: a model that sees long scams and short questions learns to measure length.
import type { ContentLanguage } from '../../core/content/content-text.ts';
import type { SourceText } from './text-data.ts';

/** Characters, shortest to longest: a phrase to half a minute of speech. */
const LENGTHS: Readonly<Record<ContentLanguage, readonly [number, number]>> = {
  en: [40, 480],
  zh: [12, 260],
};

/** Each octave as likely as the next. */
export function anyLength(language: ContentLanguage, random: () => number): number {
  const [shortest, longest] = LENGTHS[language];
  return Math.round(shortest * (longest / shortest) ** random());
}

/** A part of the text, beginning and ending between words. */
export function partOf(
  text: string,
  length: number,
  language: ContentLanguage,
  random: () => number,
): string {
  if (text.length <= length) return text;
  const start = Math.floor(random() * (text.length - length));
  const part = text.slice(start, start + length);
  if (language === 'zh') return part;
  return part.replace(start === 0 ? '' : /^\S*\s/, '').replace(/\s\S*$/, '');
}

/** Texts of a source one after another, until there is enough; about as long as asked. */
export function windowOf(
  texts: readonly SourceText[],
  length: number,
  language: ContentLanguage,
  random: () => number,
): string {
  const joined: string[] = [];
  for (let size = 0; size < length;) {
    const { text } = texts[Math.floor(random() * texts.length)] ?? { text: '' };
    joined.push(text);
    size += Math.max(1, text.length);
  }
  const whole = joined.join(language === 'en' ? ' ' : '，');
  return whole.length > length * 1.4 ? partOf(whole, length, language, random) : whole;
}
