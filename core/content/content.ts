// The domain `content` judges words: how much a text sounds like a nuisance call, and which kind. It knows texts alone, and
// nothing of who spoke or what becomes of them.
//
// This file: how much a text sounds like a call that wants something from you: a score from 0 to 1, with the words that made it.
// It raises a number's score and sorts a voicemail box. Text alone never drops or blocks a call: callers in trouble, and
// callers who report a scam, use the same words. The weights are made by `npm run train -- text`.
import { scoreOfRarity } from '../basics/calibration.ts';
import { CUES } from './content-cues.ts';
import { plainText, type ContentLanguage } from './content-text.ts';
import weights from './content-weights.json' with { type: 'json' };

/** Characters in which one phrase of a group counts fully. Counts are shares of the text: a long one is not worse. */
const REFERENCE_LENGTH: Readonly<Record<ContentLanguage, number>> = { en: 200, zh: 60 };

/** Below this many characters a phrase counts for less: two words prove nothing. */
const ENOUGH_TO_JUDGE: Readonly<Record<ContentLanguage, number>> = { en: 160, zh: 40 };

/** Pronouns. Callers who want to sell something say "you" more often, and callers with a question say "I". */
const PERSONS = {
  en: {
    speaker: /(?<= )(?:i|me|my|mine|im)(?= )/g,
    listener: /(?<= )(?:you|your|yours)(?= )/g,
    company: /(?<= )(?:we|our|us)(?= )/g,
  },
  zh: { speaker: /我(?!们)/g, listener: /[您你]/g, company: /我们|本行|本店|本公司/g },
} as const satisfies Record<ContentLanguage, Record<string, RegExp>>;

type Person = keyof (typeof PERSONS)['en'];
export type ContentGroup = keyof (typeof CUES)['en'] | keyof (typeof CUES)['zh'] | Person;

/** Groups that speak for the caller; all others may only raise the score. */
export const INNOCENT_GROUPS: ReadonlySet<string> = new Set<ContentGroup>([
  'report',
  'hardship',
  'caller',
  'everyday',
  'question',
  'errand',
  'meal',
  'meeting',
  'family',
  'service',
  'shopping',
  'speaker',
]);

const phrasesOf = (language: ContentLanguage): readonly (readonly [ContentGroup, RegExp])[] =>
  Object.entries(CUES[language]).map(([group, phrases]) => [
    group as ContentGroup,
    new RegExp(language === 'en' ? `(?<= )(?:${phrases})(?= )` : phrases, 'g'),
  ]);

const PHRASES = { en: phrasesOf('en'), zh: phrasesOf('zh') } as const;

export interface ContentFeature {
  readonly group: ContentGroup;
  /** 0 to 1. */
  readonly value: number;
  /** The phrases found, each once. */
  readonly words: readonly string[];
}

/** So long that no two places of a text have the same by chance. */
const PIECE = 12;

/** Characters without what was said before: a recording that plays three times has said its phrases once. */
function lengthOnce(plain: string): number {
  const pieces = new Set<string>();
  for (let start = 0; start + PIECE <= plain.length; start++) pieces.add(plain.slice(start, start + PIECE));
  return pieces.size + Math.min(plain.length, PIECE - 1);
}

/** Every group of the language, in the same order always. */
export function contentFeatures(text: string, language: ContentLanguage): readonly ContentFeature[] {
  const plain = plainText(text, language);
  const shareOf = (length: number): number =>
    REFERENCE_LENGTH[language] / Math.max(length, REFERENCE_LENGTH[language]);
  const share = shareOf(lengthOnce(plain));
  const enough = Math.min(1, plain.length / ENOUGH_TO_JUDGE[language]);
  const phrases = PHRASES[language].map(([group, pattern]): ContentFeature => {
    const words = [...new Set(plain.match(pattern) ?? [])];
    return { group, value: (1 - Math.exp(-words.length * share)) * enough, words };
  });
  const persons = Object.entries(PERSONS[language]).map(([group, pattern]): ContentFeature => {
    const count = plain.match(pattern)?.length ?? 0;
    return {
      group: group as Person,
      value: Math.min(1, 0.25 * count * shareOf(plain.length)) * enough,
      words: [],
    };
  });
  return [...phrases, ...persons];
}

export interface ContentModel {
  readonly base: number;
  readonly weights: Readonly<Partial<Record<ContentGroup, number>>>;
  /** The margin that this share of the genuine texts of the worst source exceeds, trained without that source. */
  readonly margins: { readonly '5%': number; readonly '1%': number };
}

export const SHIPPED_CONTENT_MODELS: Readonly<Record<ContentLanguage, ContentModel>> = weights;

interface ContentReason {
  readonly group: ContentGroup;
  readonly words: readonly string[];
  readonly weight: number;
}

export interface ContentScore {
  readonly score: number;
  readonly margin: number;
  /** What raised the score, the heaviest first. */
  readonly reasons: readonly ContentReason[];
}

/** Pure: the same text and weights give the same score and reasons. */
export function contentScore(
  text: string,
  language: ContentLanguage,
  model: ContentModel = SHIPPED_CONTENT_MODELS[language],
): ContentScore {
  const parts = contentFeatures(text, language).map(({ group, value, words }) => ({
    group,
    words,
    weight: value * (model.weights[group] ?? 0),
  }));
  const margin = parts.reduce((sum, { weight }) => sum + weight, model.base);
  const reasons = parts
    .filter(({ weight, words }) => weight > 0.1 && words.length > 0)
    .sort((a, b) => b.weight - a.weight);
  return { score: scoreOfRarity(contentRarity(margin, model)), margin, reasons };
}

const RARITY = { '5%': -Math.log10(0.05), '1%': 2 } as const;

/**
 * The same meaning as of a number's score, so that one threshold serves both languages: how rarely a genuine text sounds
 * so. A line through the two measured points; log-odds above them, a fading tail below, so that the order stays.
 */
function contentRarity(margin: number, { margins }: ContentModel): number {
  const slope = (RARITY['1%'] - RARITY['5%']) / (margins['1%'] - margins['5%']);
  if (margin >= margins['1%']) return RARITY['1%'] + (margin - margins['1%']) / Math.LN10;
  const below = margin - margins['5%'];
  return below >= 0 ? RARITY['5%'] + below * slope : RARITY['5%'] * Math.exp((below * slope) / RARITY['5%']);
}

/** A score above it is as rare among genuine texts of the worst source as its name says. The same in both languages. */
export const CONTENT_THRESHOLDS = {
  '1%': scoreOfRarity(RARITY['1%']),
  '5%': scoreOfRarity(RARITY['5%']),
} as const;
