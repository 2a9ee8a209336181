// What a text says of whoever spoke or wrote it, as it is noted beside a message, a call or a case: a score with the
// words that made it, and the category that a report sounds like. It sorts and suggests; it never drops or refuses.
import * as z from 'zod';
import { CONTENT_THRESHOLDS, contentFeatures, contentScore, type ContentGroup } from './content.ts';
import type { ContentLanguage } from './content-text.ts';

/** `screening.content` in the settings: what callers say, scored; it sorts messages and suggests a report's category, and refuses nobody. */
export const contentSettings = z.strictObject({ on: z.boolean().default(true) });

export interface ContentNote {
  /** 0 to 1; above 0.5 is rarer than one genuine text in a hundred. */
  readonly score: number;
  /** What raised it, the heaviest first. */
  readonly words: readonly string[];
}

const MOST_WORDS = 12;
const LONGEST_WORD = 40;

export function contentNote(text: string): ContentNote {
  const { score, reasons } = contentScore(text, languageOf(text));
  const words = reasons.flatMap(({ words: found }) => found.map((word) => word.slice(0, LONGEST_WORD)));
  return { score: Math.round(score * 1_000) / 1_000, words: [...new Set(words)].slice(0, MOST_WORDS) };
}

/** By its script: what was said or written need not be in the language of the menu or of the page. */
function languageOf(text: string): ContentLanguage {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const chinese = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return chinese * 2 > letters ? 'zh' : 'en';
}

/** Rarer than one genuine text in a hundred, of the worst source. */
export const soundsLikeNuisance = ({ score }: ContentNote): boolean => score > CONTENT_THRESHOLDS['1%'];

/** What a call of each category says, by the groups of cues. From what is asked for to what is only said. */
const GROUPS_OF = {
  'advance-fee': ['payment', 'emergency'],
  impersonation: ['authority', 'credentials', 'remote', 'alarm', 'secrecy'],
  harassment: ['threat'],
  advertising: ['offer', 'sale', 'property', 'loan', 'riches', 'gambling', 'illicit', 'prize'],
} as const satisfies Readonly<Record<string, readonly ContentGroup[]>>;

/** A category of fraud report that a text can sound like; the categories of cases have the same names. */
export type SuggestedCategory = keyof typeof GROUPS_OF;

/** The category with most of its phrases in a report; undefined where there are none. */
export function suggestedCategory(text: string): SuggestedCategory | undefined {
  const features = contentFeatures(text, languageOf(text));
  const found = Object.entries(GROUPS_OF).map(([category, groups]) => ({
    category: category as SuggestedCategory,
    phrases: features
      .filter(({ group }) => (groups as readonly ContentGroup[]).includes(group))
      .reduce((sum, { words }) => sum + words.length, 0),
  }));
  const most = Math.max(...found.map(({ phrases }) => phrases));
  return most === 0 ? undefined : found.find(({ phrases }) => phrases === most)?.category;
}
