// The sentence that asks for a code, in the wording that was drawn for it.
import type { ChallengePrompt } from '../core/screening/challenge-prompt.ts';
import type { Language } from '../core/basics/language.ts';
import type { Spoken, Voice } from './prompts/catalog.ts';
import { CATALOGS } from './prompts/index.ts';
import { digitByDigit } from './speak.ts';

/** The list is never empty: every catalog has at least one wording and one voice. */
const pick = <One>(all: readonly [One, ...One[]], number: number): One => all[number % all.length] ?? all[0];

export const challengeVoice = ({ voice }: ChallengePrompt, language: Language): Voice =>
  pick(CATALOGS[language].challenge.voices, voice);

/** Where a language has no words for the clue, all keys of the code are named. */
export function challengeWords(code: string, prompt: ChallengePrompt, language: Language): string {
  const { wordings } = CATALOGS[language].challenge;
  const [keys, again] = keysInWords(prompt, language) ?? [digitByDigit(code), digitByDigit(code)];
  return pick(wordings, prompt.wording)(keys, again);
}

/** The keys in full, and a shorter form of the same for the second time. */
function keysInWords(
  { named, clue }: ChallengePrompt,
  language: Language,
): readonly [Spoken, Spoken] | undefined {
  const { clues, then } = CATALOGS[language].challenge;
  const [full, short] = clueWords(clue, clues) ?? [];
  if (full === undefined || short === undefined) return undefined;
  const digits = digitByDigit(named);
  return clue?.at === 'first'
    ? [then(full, digits), then(short, digits)]
    : [then(digits, full), then(digits, short)];
}

function clueWords(
  clue: ChallengePrompt['clue'],
  words: (typeof CATALOGS)[Language]['challenge']['clues'],
): readonly [Spoken, Spoken] | undefined {
  switch (clue?.kind) {
    case undefined:
      return undefined;
    case 'sum':
      return words.sum(...clue.of);
    case 'after':
      return words.after(clue.number);
    case 'letters':
      return words.letters?.(clue.letter);
  }
}
