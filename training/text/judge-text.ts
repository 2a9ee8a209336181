// Judges the content score on what it was not trained on: a genuine source left out, and a campaign or source of scams
// left out, in every combination. The threshold comes from the sources that remain, each left out in its turn.
import { contentScore, CONTENT_THRESHOLDS, type ContentModel } from '../../core/content/content.ts';
import type { ContentLanguage } from '../../core/content/content-text.ts';
import { areaUnderCurve, shareAbove } from '../measures.ts';
import { lot, randomFrom } from '../random.ts';
import { HARD_KINDS, hardTexts, type HardKind, type Source } from './text-data.ts';
import { trainContent } from './train-text.ts';
import { anyLength, windowOf } from './windows.ts';

export interface TextTrial {
  readonly language: ContentLanguage;
  /** The genuine source that was left out, or `half of each`. */
  readonly genuine: string;
  /** The scams that were left out. */
  readonly scam: string;
  readonly scams: number;
  /** Against genuine windows of the scams' lengths. */
  readonly area: number;
  /** At the threshold of 1 %. */
  readonly recall: number;
  readonly windowsFlagged: number;
  readonly singlesFlagged: number;
  readonly hardFlagged: Readonly<Record<HardKind, number>>;
  readonly scores: { readonly scam: Float64Array; readonly genuine: Float64Array };
}

const MOST_SCAMS = 800;
const WINDOWS = 2_000;
const CAMPAIGN_FOLDS = 3;

/** One side of a split: the name it goes by, and the texts of each source that are left out. */
interface Fold {
  readonly name: string;
  readonly isOut: (source: Source, text: { readonly text: string; readonly campaign: string }) => boolean;
}

const genuineFolds = (sources: readonly Source[]): Fold[] => [
  ...sources
    .filter(({ wanted }) => wanted === 'genuine')
    .map(({ name }): Fold => ({ name, isOut: (source) => source.name === name })),
  { name: 'half of each', isOut: ({ wanted }, { text }) => wanted === 'genuine' && lot(text) < 0.5 },
];

function scamFolds(sources: readonly Source[]): Fold[] {
  const scams = sources.filter(({ wanted }) => wanted === 'scam');
  const byCampaign = Array.from({ length: CAMPAIGN_FOLDS }, (_, fold): Fold => ({
    name: `campaigns ${fold + 1}/${CAMPAIGN_FOLDS}`,
    isOut: ({ wanted }, { campaign }) =>
      wanted === 'scam' && Math.floor(lot(campaign) * CAMPAIGN_FOLDS) === fold,
  }));
  const bySource = scams.map(({ name }): Fold => ({ name, isOut: (source) => source.name === name }));
  return scams.length > 1 ? [...byCampaign, ...bySource] : byCampaign;
}

export function* judgeTexts(
  language: ContentLanguage,
  recorded: readonly Source[],
  written: readonly Source[],
): Generator<TextTrial> {
  for (const genuine of genuineFolds(recorded))
    for (const scam of scamFolds(recorded)) {
      const isOut: Fold['isOut'] = (source, text) => genuine.isOut(source, text) || scam.isOut(source, text);
      const side = (out: boolean) =>
        recorded
          .map((source) => ({ ...source, texts: source.texts.filter((text) => isOut(source, text) === out) }))
          .filter(({ texts }) => texts.length > 0);
      const model = trainContent(side(false), written, language);
      yield { language, genuine: genuine.name, scam: scam.name, ...judgeModel(model, side(true), language) };
    }
}

function judgeModel(
  model: ContentModel,
  out: readonly Source[],
  language: ContentLanguage,
): Omit<TextTrial, 'language' | 'genuine' | 'scam'> {
  const random = randomFrom(13);
  const score = (text: string) => contentScore(text, language, model).score;
  const textsOf = (wanted: Source['wanted']) =>
    out.filter((source) => source.wanted === wanted).flatMap(({ texts }) => texts);
  const scamTexts = textsOf('scam')
    .map(({ text }) => text)
    .sort((a, b) => lot(a) - lot(b))
    .slice(0, MOST_SCAMS);
  const pools = out.filter(({ wanted }) => wanted === 'genuine');
  const anyPool = () => pools[Math.floor(random() * pools.length)]?.texts ?? [];
  const windows = (count: number, length: (i: number) => number) =>
    Float64Array.from({ length: count }, (_, i) => score(windowOf(anyPool(), length(i), language, random)));
  const scam = Float64Array.from(scamTexts, score);
  const matched = windows(2 * scamTexts.length, (i) => scamTexts[i % scamTexts.length]?.length ?? 0);
  const threshold = CONTENT_THRESHOLDS['1%'];
  const flagged = (texts: readonly string[]) => shareAbove(texts.map(score), threshold);
  return {
    scams: scamTexts.length,
    area: areaUnderCurve(scam, matched),
    recall: shareAbove(scam, threshold),
    windowsFlagged: Math.max(
      shareAbove(matched, threshold),
      shareAbove(
        windows(WINDOWS, () => anyLength(language, random)),
        threshold,
      ),
    ),
    singlesFlagged: flagged(textsOf('genuine').map(({ text }) => text)),
    hardFlagged: {
      hardship: flagged(hardTexts(language, 'hardship', 'test')),
      report: flagged(hardTexts(language, 'report', 'test')),
    },
    scores: { scam, genuine: matched },
  };
}

export const hardFlagged = (
  language: ContentLanguage,
  part: 'train' | 'test',
  model?: ContentModel,
): readonly { readonly kind: HardKind; readonly flagged: number; readonly of: number }[] =>
  HARD_KINDS.map((kind) => {
    const texts = hardTexts(language, kind, part);
    const scores = texts.map((text) => contentScore(text, language, model).score);
    return {
      kind,
      flagged: scores.filter((score) => score > CONTENT_THRESHOLDS['1%']).length,
      of: texts.length,
    };
  });
