// `npm run evaluate [-- numbers|text] [--data DIR]`: judges the shipped scores on data that they were not made from, prints the tables and
// writes them, with the curves, into docs/screening.md.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CONTENT_LANGUAGES } from '../core/content/content-text.ts';
import { SHIPPED_MODEL } from '../core/evidence/reputation.ts';
import { DataError } from './data-error.ts';
import { hardFlagged, judgeTexts, type TextTrial } from './text/judge-text.ts';
import { judgeNumbers, type NumberTrial, type NumberVerdicts } from './numbers/judge-numbers.ts';
import { curveOf, shareAbove, thresholdFor } from './measures.ts';
import { readComplaints, readLegitimate } from './numbers/number-data.ts';
import { randomFrom } from './random.ts';
import { curvesSvg, decimals, markdownTable, percent, writeSection, type Curve } from './report.ts';
import { readSources, writtenSources } from './text/text-data.ts';
import { isForTraining, trainReputation } from './numbers/train-numbers.ts';

const DOCUMENT = new URL('../docs/screening.md', import.meta.url);
const IMAGES = new URL('../docs/images/', import.meta.url);
const [FROM, SEPTEMBER] = ['2020-08-01', '2020-09-01'];

function publish(name: string, table: string): void {
  process.stdout.write(`\n${table}\n`);
  writeSection(DOCUMENT, name, table);
}

const draw = (name: string, title: string, curves: readonly Curve[]): void => {
  writeFileSync(new URL(`${name}.svg`, IMAGES), curvesSvg(title, curves));
};

/** What others reach on the same days, measured before this score was made. */
const BASELINES = [
  ['exact list of the last 30 days', '.17 at .6 %', '', '', '', ''],
  ['at least 2 complained numbers in the same thousand, 30 days', '.33 at .6 %', '', '', '', ''],
  ['logistic, 59 features', '.38', '.28', '', '', ''],
  ['boosted monotone trees on decaying sums, not calibrated', '.41', '.29', '', '', ''],
] as const;

const NUMBER_HEAD = [
  'score',
  'recall at 0.6 % false positives',
  'recall at 0.1 %',
  'first complaints at 0.6 %',
  'random numbers at 0.6 %',
  'at the fixed scores 0.5 / 0.75: recall, false positives',
];

function numberRow(name: string, verdicts: NumberVerdicts): string[] {
  const { complaints, firstComplaints, legitimate, random } = verdicts;
  const loose = thresholdFor(legitimate, 0.006);
  const strict = thresholdFor(legitimate, 0.001);
  const fixed = [0.5, 0.75].map(
    (score) => `${decimals(shareAbove(complaints, score))} at ${percent(shareAbove(legitimate, score), 2)}`,
  );
  return [
    name,
    decimals(shareAbove(complaints, loose)),
    decimals(shareAbove(complaints, strict)),
    decimals(shareAbove(firstComplaints, loose)),
    percent(shareAbove(random, loose), 2),
    fixed.join(', '),
  ];
}

function evaluateNumbers(data: string): void {
  const days = readComplaints(join(data, 'complaints-us'));
  const all = readLegitimate(join(data, 'legitimate-numbers-us.csv'));
  const legitimate = all.filter((number) => !isForTraining(number));
  const trial = (more: Partial<NumberTrial>) =>
    judgeNumbers({ days, from: FROM, legitimate, model: SHIPPED_MODEL, ...more });
  const shipped = trial({});
  const swapped = trainReputation(
    days.filter(({ date }) => date < FROM),
    all.filter((number) => !isForTraining(number)),
  );
  const rows = [
    ['**this score**, August and September 2020', shipped],
    ['— August', trial({ until: SEPTEMBER })],
    ['— September', trial({ from: SEPTEMBER })],
    [
      '— trained on the other half of the legitimate numbers',
      trial({ model: swapped, legitimate: all.filter(isForTraining) }),
    ],
    ['— only 3 in 10 people complain', trial({ learned: 0.3 })],
    ['— knows nothing before 28 July', trial({ days: days.filter(({ date }) => date >= '2020-07-28') })],
  ] as const;
  publish(
    'numbers',
    markdownTable(NUMBER_HEAD, [...BASELINES, ...rows.map(([name, verdicts]) => numberRow(name, verdicts))]),
  );
  draw('screening-numbers', 'Numbers: recall of complaints over false positives', [
    { name: 'all complaints', points: curveOf(shipped.complaints, shipped.legitimate) },
    { name: 'first complaints', points: curveOf(shipped.firstComplaints, shipped.legitimate) },
    { name: 'over random ones', points: curveOf(shipped.complaints, shipped.random) },
  ]);
}

const TEXT_HEAD = [
  'language',
  'genuine source left out',
  'scams left out',
  'texts',
  'AUC',
  'recall',
  'genuine windows flagged',
  'genuine texts flagged',
  'hardship, reports flagged',
];

const textRow = (trial: TextTrial): string[] => [
  trial.language,
  trial.genuine,
  trial.scam,
  String(trial.scams),
  decimals(trial.area),
  percent(trial.recall),
  percent(trial.windowsFlagged),
  percent(trial.singlesFlagged),
  `${percent(trial.hardFlagged.hardship, 0)}, ${percent(trial.hardFlagged.report, 0)}`,
];

function evaluateTexts(data: string): void {
  const trials = CONTENT_LANGUAGES.flatMap((language) => [
    ...judgeTexts(
      language,
      readSources(join(data, 'speech'), language),
      writtenSources(language, randomFrom(3)),
    ),
  ]);
  publish('texts', markdownTable(TEXT_HEAD, trials.map(textRow)));
  const worst = CONTENT_LANGUAGES.map((language) =>
    trials.filter((trial) => trial.language === language).reduce((a, b) => (b.area < a.area ? b : a)),
  );
  draw(
    'screening-texts',
    'Texts: recall of scams over false positives, worst combinations',
    worst.map(({ language, genuine, scam, scores }) => ({
      name: `${language}: ${scam.replace(/ \(.*/, '')}, ${genuine.replace(/ \(.*/, '')}`,
      points: curveOf(scores.scam, scores.genuine, 1e-3),
    })),
  );
}

function evaluateHardTexts(): void {
  const rows = CONTENT_LANGUAGES.flatMap((language) =>
    (['train', 'test'] as const).flatMap((part) =>
      hardFlagged(language, part).map(({ kind, flagged, of }) => [
        language,
        kind,
        part === 'train' ? 'trained on' : 'only tested',
        `${flagged} of ${of}`,
      ]),
    ),
  );
  publish('hard', markdownTable(['language', 'callers', 'part', 'over the 1 % threshold'], rows));
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { data: { type: 'string', default: '../shared/data' } },
});
const wants = (kind: string): boolean => positionals.length === 0 || positionals.includes(kind);
try {
  if (wants('numbers')) evaluateNumbers(values.data);
  if (wants('text')) {
    evaluateHardTexts();
    evaluateTexts(values.data);
  }
} catch (error) {
  if (!(error instanceof DataError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
