// What a prepared caller makes of a challenge: the code that was heard, and one that is wrong. For the callers of
// `hotline call`, those of the phone page and those of the traffic lab.

/** What is said instead of a key, in either language, and the key that is meant. */
const CLUES: readonly { readonly words: string; readonly key: (heard: string) => number }[] = [
  {
    words: String.raw`\d (?:plus|加) \d(?: 的和)?`,
    key: (heard) => digitsIn(heard).reduce((sum, digit) => sum + digit, 0),
  },
  {
    words: String.raw`(?:the number )?after \d|\d (?:后面的数|之后)`,
    key: (heard) => (digitsIn(heard)[0] ?? 0) + 1,
  },
  {
    words: 'the letter [A-Z]',
    key: (heard) => 2 + KEYS.findIndex((letters) => letters.includes(heard.slice(-1))),
  },
];

const KEYS = ['ABC', 'DEF', 'GHI', 'JKL', 'MNO', 'PQRS', 'TUV', 'WXYZ'];
const digitsIn = (heard: string): number[] => (heard.match(/\d/g) ?? []).map(Number);

const KEY = `(?:${CLUES.map(({ words }) => words).join('|')}|\\d)`;
/** A code as it is spoken, with commas between its digits. */
export const CODE = new RegExp(String.raw`${KEY}(?:\s*[,，、]\s*(?:(?:then|再按) )?${KEY})+`);

/** The keys of a challenge, out of what was said: "Please press 7, 3, then 2 plus 4." Empty where none is asked for. */
export const codeHeard = (texts: readonly string[]): string =>
  texts.map(codeIn).find((code) => code !== '') ?? '';

export function codeIn(text: string): string {
  const spoken = CODE.exec(text)?.[0] ?? '';
  const digits = CLUES.reduce(
    (rest, { words, key }) => rest.replaceAll(new RegExp(words, 'g'), (heard) => String(key(heard))),
    spoken,
  );
  return digits.replaceAll(/\D/g, '');
}

/** As long as the code, and wrong in every place: its digits are all different, and each stands one place further. */
export const wrongCode = (code: string): string => `${code.slice(1)}${code.slice(0, 1)}`;
