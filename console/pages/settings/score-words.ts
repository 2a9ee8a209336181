// How rare a risk score is, in a few words: `1 in 100`.
import { oneIn } from '../../words/rarity.ts';
import type { Words } from '../../words/words.ts';

/** The settings that are thresholds of the risk score. */
export const SCORE_FIELDS: readonly string[] = ['challenge', 'harder', 'voicemail', 'reject'].map(
  (name) => `/screening/reputation/${name}`,
);

/** @param score from 0 to 1 */
export function scoreWords(
  score: number,
  { settings: { screening } }: Words,
  number: (value: number) => string,
): string {
  const numbers = oneIn(score);
  if (numbers === undefined) return screening.rareOff;
  return numbers < 2 ? screening.rareEveryone : screening.rareOne(number(numbers));
}
