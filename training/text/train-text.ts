// Trains the content score: a weight for each group of cues, by logistic regression on windows of matched lengths.
// A weight is expected to be what its group means, and may not take the wrong sign: a cue of fraud never lowers the score, and
// "I lost my job" never raises it. So a kind of scam that the sources lack is heard all the same, and few examples cannot
// teach nonsense. Thresholds come from the worst genuine source, trained without it.
import {
  contentFeatures,
  INNOCENT_GROUPS,
  type ContentGroup,
  type ContentModel,
} from '../../core/content/content.ts';
import type { ContentLanguage } from '../../core/content/content-text.ts';
import { thresholdFor } from '../measures.ts';
import { randomFrom } from '../random.ts';
import { fitLogistic, type Example } from '../regression.ts';
import type { Source, SourceText } from './text-data.ts';
import { anyLength, partOf, windowOf } from './windows.ts';

/** Of each kind, shared equally among its sources. */
const EXAMPLES = 8_000;
/** Shorter parts of a scam are greetings. */
const SHORTEST_SCAM: Readonly<Record<ContentLanguage, number>> = { en: 60, zh: 16 };
/** How firmly a weight is held to what its group means. */
const RIDGE = 3e-3;
/** What a group is expected to weigh. Who is spoken of says less than a phrase does. */
const MEANING: Readonly<Partial<Record<ContentGroup, number>>> = { speaker: 1, listener: 1, company: 1 };
const OTHERS_MEAN = 3;
const SEED = 5;

type Weights = Omit<ContentModel, 'margins'>;

export function trainWeights(
  sources: readonly Source[],
  language: ContentLanguage,
  examples = EXAMPLES,
): Weights {
  const groups = contentFeatures('', language).map(({ group }) => group);
  const drawn = examplesOf(sources, language, examples, randomFrom(SEED));
  const { base, weights } = fitLogistic(drawn, groups.map(expectedWeight), RIDGE);
  return {
    base: rounded(base),
    weights: Object.fromEntries(groups.map((group, i) => [group, rounded(weights[i] ?? 0)])),
  };
}

const expectedWeight = (group: ContentGroup): number =>
  (MEANING[group] ?? OTHERS_MEAN) * (INNOCENT_GROUPS.has(group) ? -1 : 1);

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

const rounded = (value: number): number => Math.round(value * 1e3) / 1e3;

const marginOfText = (text: string, language: ContentLanguage, { base, weights }: Weights): number =>
  contentFeatures(text, language).reduce(
    (sum, { group, value }) => sum + value * (weights[group] ?? 0),
    base,
  );

/** What models say of genuine texts of one source that they were not trained on. */
interface Unseen {
  readonly single: Float64Array;
  /** Of any length: what a voicemail may be. */
  readonly windows: Float64Array;
}

/** Of each source as many single texts, and as many windows. */
const JUDGED = 4_000;

function judged(
  texts: readonly SourceText[],
  language: ContentLanguage,
  model: Weights,
  count: number,
  random: () => number,
): Unseen {
  const margins = (text: () => string) =>
    Float64Array.from({ length: count }, () => marginOfText(text(), language, model));
  return {
    single: margins(() => texts[Math.floor(random() * texts.length)]?.text ?? ''),
    windows: margins(() => windowOf(texts, anyLength(language, random), language, random)),
  };
}

const isGenuine = ({ wanted }: Source): boolean => wanted === 'genuine';

/** Each recorded source is left out whole, in its turn. */
function unseenRecorded(
  recorded: readonly Source[],
  written: readonly Source[],
  language: ContentLanguage,
): Unseen[] {
  const random = randomFrom(9);
  return recorded.filter(isGenuine).map((out) => {
    const rest = [...recorded, ...written].filter((source) => source !== out);
    return judged(out.texts, language, trainWeights(rest, language), JUDGED, random);
  });
}

const WRITTEN_FOLDS = 3;

/**
 * The written sources are left out a third at a time: without all of them nobody has ever called on ordinary business. The
 * thirds of a source are judged as one: a third is too few texts to tell what one in a hundred says.
 */
function unseenWritten(
  recorded: readonly Source[],
  written: readonly Source[],
  language: ContentLanguage,
): Unseen[] {
  const random = randomFrom(9);
  const thirds = Array.from({ length: WRITTEN_FOLDS }, (_, fold) => {
    const isOut = ({ template }: SourceText) => template !== undefined && template % WRITTEN_FOLDS === fold;
    const kept = (source: Source): Source =>
      isGenuine(source) ? { ...source, texts: source.texts.filter((text) => !isOut(text)) } : source;
    const model = trainWeights([...recorded, ...written].map(kept), language);
    const count = Math.ceil(JUDGED / WRITTEN_FOLDS);
    return written
      .filter(isGenuine)
      .map(({ texts }) => judged(texts.filter(isOut), language, model, count, random));
  });
  const together = (source: number, of: keyof Unseen) =>
    Float64Array.from(thirds.flatMap((third) => [...(third[source]?.[of] ?? [])]));
  return written.filter(isGenuine).map((_, source): Unseen => ({
    single: together(source, 'single'),
    windows: together(source, 'windows'),
  }));
}

/** Trains on everything; the thresholds are the highest that any genuine source asks for when it is left out. */
export function trainContent(
  recorded: readonly Source[],
  written: readonly Source[],
  language: ContentLanguage,
): ContentModel {
  const unseen = [
    ...unseenRecorded(recorded, written, language),
    ...unseenWritten(recorded, written, language),
  ];
  const asked = unseen.flatMap(({ single, windows }) =>
    [single, windows].map((margins) => ({
      '5%': thresholdFor(margins, 0.05),
      '1%': thresholdFor(margins, 0.01),
    })),
  );
  return {
    ...trainWeights([...recorded, ...written], language),
    margins: {
      '5%': rounded(Math.max(...asked.map((each) => each['5%']))),
      '1%': rounded(Math.max(...asked.map((each) => each['1%']))),
    },
  };
}
