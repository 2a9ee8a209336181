// How long a text takes to say, roughly: 14 letters a second (150 words a minute), 4.5 Chinese characters a second.

const LETTERS_PER_SECOND = 14;
const CHARACTERS_PER_SECOND = 4.5;

export function speechSeconds(text: string): number {
  const characters = (text.match(/\p{Script=Han}/gu) ?? []).length;
  return characters / CHARACTERS_PER_SECOND + (text.length - characters) / LETTERS_PER_SECOND;
}

/** Seconds for older listeners: 130 characters a minute in Chinese, 150 words in English; a figure counts as one of either. */
export function slowSpeechSeconds(text: string): number {
  const chinese = /\p{Script=Han}/u.test(text);
  const units = text.match(chinese ? /[\p{Script=Han}\d]/gu : /[\p{L}\d’]+/gu) ?? [];
  return (units.length / (chinese ? 130 : 150)) * 60;
}
