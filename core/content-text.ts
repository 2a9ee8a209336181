// What a caller said, made comparable: capped, lower case, without punctuation, every run of digits one 0.

export const CONTENT_LANGUAGES = ['en', 'zh'] as const;
export type ContentLanguage = (typeof CONTENT_LANGUAGES)[number];

/** Two minutes of speech. Outside text is capped, and what a caller wants is said by then. */
const MOST_CHARACTERS = 2_000;

/** English: words with a space before and after each. Chinese: no spaces or signs at all. */
export function plainText(text: string, language: ContentLanguage): string {
  const lower = text.slice(0, MOST_CHARACTERS).normalize('NFKC').toLowerCase();
  return language === 'en'
    ? ` ${lower
        .replaceAll(/[^\p{L}\d]+/gu, ' ')
        .replaceAll(/\d[\d ]*/g, '0 ')
        .trim()} `
    : lower.replaceAll(/[^\p{L}\d]+/gu, '').replaceAll(/\d+/g, '0');
}
