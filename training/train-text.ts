// Trains the content score: a weight for each group of cues, by logistic regression on windows of matched lengths.
// A weight may not take the wrong sign: a cue of fraud never lowers the score, and "I lost my job" never raises it, so a
// source with few examples cannot teach nonsense. Thresholds come from the worst genuine source, trained without it.
import { contentFeatures, INNOCENT_GROUPS, type ContentGroup, type ContentModel } from '../core/content.ts';
import type { ContentLanguage } from '../core/content-text.ts';
import { thresholdFor } from './measures.ts';
import { randomFrom } from './random.ts';
import type { Source, SourceText } from './text-data.ts';
import { anyLength, partOf, windowOf } from './windows.ts';

/** Of each kind, shared equally among its sources. */
const EXAMPLES = 8_000;
/** Shorter parts of a scam are greetings. */
const SHORTEST_SCAM: Readonly<Record<ContentLanguage, number>> = { en: 60, zh: 16 };
const ROUNDS = 1_500;
const RIDGE = 2e-4;
const SEED = 5;

interface Example {
  readonly values: Float64Array;
  readonly label: 0 | 1;
}

type Weights = Omit<ContentModel, 'margins'>;

export function trainWeights(
  sources: readonly Source[],
  language: ContentLanguage,
  examples = EXAMPLES,
): Weights {
  return regression(examplesOf(sources, language, examples, randomFrom(SEED)), groupsOf(language));
}

const groupsOf = (language: ContentLanguage): readonly ContentGroup[] =>
  contentFeatures('', language).map(({ group }) => group);

function examplesOf(
  sources: readonly Source[],
  language: ContentLanguage,
  examples: number,
  random: () => number,
): Example[] {
  return (['scam', 'genuine'] as const).flatMap((wanted) => {
    const of = sources.filter((source) => source.wanted === wanted);
    return of.flatMap(({ texts }) => {
      const draw = byCampaign(texts, random);
      return Array.from({ length: Math.floor(examples / of.length) }, (): Example => {
        const length = anyLength(language, random);
        const { text } = draw();
        const part =
          wanted === 'scam' || text.length > length
            ? partOf(text, Math.max(length, SHORTEST_SCAM[language]), language, random)
            : windowOf(texts, length, language, random);
        const values = Float64Array.from(contentFeatures(part, language), ({ value }) => value);
        return { values, label: wanted === 'scam' ? 1 : 0 };
      });
    });
  });
}

/** Draws a campaign by the root of its size, then one of its texts: one campaign has 189 of the 317 robocalls. */
function byCampaign(texts: readonly SourceText[], random: () => number): () => SourceText {
  const campaigns = [...grouped(texts).values()];
  let total = 0;
  const ends = campaigns.map((of) => (total += Math.sqrt(of.length)));
  return () => {
    const at = random() * total;
    const campaign = campaigns[ends.findIndex((end) => at < end)] ?? texts;
    return campaign[Math.floor(random() * campaign.length)] ?? { text: '', campaign: '' };
  };
}

function grouped(texts: readonly SourceText[]): ReadonlyMap<string, SourceText[]> {
  const groups = new Map<string, SourceText[]>();
  for (const text of texts) {
    const group = groups.get(text.campaign);
    if (group === undefined) groups.set(text.campaign, [text]);
    else group.push(text);
  }
  return groups;
}

/** Gradient steps over all examples, each weight at its own pace (RMSProp), projected onto the signs allowed. */
function regression(examples: readonly Example[], groups: readonly ContentGroup[]): Weights {
  const weights = new Float64Array(groups.length);
  const pace = new Float64Array(groups.length + 1);
  let base = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = new Float64Array(groups.length + 1);
    for (const { values, label } of examples) {
      let margin = base;
      for (let i = 0; i < values.length; i++) margin += (weights[i] ?? 0) * (values[i] ?? 0);
      const error = (1 / (1 + Math.exp(-margin)) - label) / examples.length;
      for (let i = 0; i < values.length; i++) gradient[i] = (gradient[i] ?? 0) + error * (values[i] ?? 0);
      gradient[groups.length] = (gradient[groups.length] ?? 0) + error;
    }
    const step = (i: number, slope: number): number => {
      pace[i] = 0.9 * (pace[i] ?? 0) + 0.1 * slope * slope;
      return (0.05 * (1 - round / ROUNDS) * slope) / (Math.sqrt(pace[i] ?? 0) + 1e-8);
    };
    groups.forEach((group, i) => {
      const now = weights[i] ?? 0;
      const next = now - step(i, (gradient[i] ?? 0) + RIDGE * now);
      weights[i] = INNOCENT_GROUPS.has(group) ? Math.min(0, next) : Math.max(0, next);
    });
    base -= step(groups.length, gradient[groups.length] ?? 0);
  }
  return {
    base: rounded(base),
    weights: Object.fromEntries(groups.map((group, i) => [group, rounded(weights[i] ?? 0)])),
  };
}

const rounded = (value: number): number => Math.round(value * 1e3) / 1e3;

export const marginOfText = (text: string, language: ContentLanguage, { base, weights }: Weights): number =>
  contentFeatures(text, language).reduce(
    (sum, { group, value }) => sum + value * (weights[group] ?? 0),
    base,
  );

/** Single texts, and windows of any length: what a voicemail may be. */
export function genuineMargins(
  texts: readonly SourceText[],
  language: ContentLanguage,
  model: Weights,
  random: () => number,
): { readonly single: Float64Array; readonly windows: Float64Array } {
  const margins = (count: number, text: () => string) =>
    Float64Array.from({ length: count }, () => marginOfText(text(), language, model));
  return {
    single: margins(4_000, () => texts[Math.floor(random() * texts.length)]?.text ?? ''),
    windows: margins(4_000, () => windowOf(texts, anyLength(language, random), language, random)),
  };
}

/** Written texts are left out a third at a time: without all of them nobody has ever called on ordinary business. */
const WRITTEN_FOLDS = 3;

interface LeftOut {
  readonly texts: readonly SourceText[];
  readonly rest: readonly Source[];
}

function leaveOut(recorded: readonly Source[], written: readonly Source[]): LeftOut[] {
  const genuine = ({ wanted }: Source) => wanted === 'genuine';
  const whole = recorded.filter(genuine).map((out): LeftOut => ({
    texts: out.texts,
    rest: [...recorded, ...written].filter((source) => source !== out),
  }));
  const thirds = Array.from({ length: WRITTEN_FOLDS }, (_, fold): LeftOut => {
    const isOut = ({ template }: SourceText) => template !== undefined && template % WRITTEN_FOLDS === fold;
    return {
      texts: written.filter(genuine).flatMap(({ texts }) => texts.filter(isOut)),
      rest: [
        ...recorded,
        ...written.map((source) =>
          genuine(source) ? { ...source, texts: source.texts.filter((text) => !isOut(text)) } : source,
        ),
      ],
    };
  });
  return [...whole, ...thirds];
}

/** Trains on everything; the thresholds are the highest that any genuine source asks for when it is left out. */
export function trainContent(
  recorded: readonly Source[],
  written: readonly Source[],
  language: ContentLanguage,
): ContentModel {
  const random = randomFrom(9);
  const asked = leaveOut(recorded, written).flatMap(({ texts, rest }) => {
    const { single, windows } = genuineMargins(texts, language, trainWeights(rest, language), random);
    return [single, windows].map((margins) => ({
      '5%': thresholdFor(margins, 0.05),
      '1%': thresholdFor(margins, 0.01),
    }));
  });
  return {
    ...trainWeights([...recorded, ...written], language),
    margins: {
      '5%': rounded(Math.max(...asked.map((each) => each['5%']))),
      '1%': rounded(Math.max(...asked.map((each) => each['1%']))),
    },
  };
}
