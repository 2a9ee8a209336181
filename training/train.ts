// `npm run train -- numbers|text [--data DIR] [--until DATE]`: makes the weights in core/ again, the same from the same data.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CONTENT_LANGUAGES } from '../core/content/content-text.ts';
import type { ReputationModel } from '../core/evidence/reputation.ts';
import { readComplaints, readLegitimate } from './numbers/number-data.ts';
import { DataError } from './data-error.ts';
import { randomFrom } from './random.ts';
import { readSources, writtenSources } from './text/text-data.ts';
import { isForTraining, trainReputation } from './numbers/train-numbers.ts';
import { trainContent } from './text/train-text.ts';

/** The first day that the shipped reputation must not have seen: the months after judge it. */
const UNTIL = '2020-08-01';

const TRAINERS: Readonly<Record<string, (data: string, until: string) => void>> = {
  numbers: (data, until) => {
    const days = readComplaints(join(data, 'complaints-us')).filter(({ date }) => date < until);
    const legitimate = readLegitimate(join(data, 'legitimate-numbers-us.csv')).filter(isForTraining);
    write('core/evidence/reputation-weights.json', treeByTree(trainReputation(days, legitimate)));
  },
  text: (data) => {
    const models = CONTENT_LANGUAGES.map((language) => {
      const recorded = readSources(join(data, 'speech'), language);
      return [language, trainContent(recorded, writtenSources(language, randomFrom(3)), language)] as const;
    });
    write('core/content/content-weights.json', JSON.stringify(Object.fromEntries(models), undefined, 2));
  },
};

/** A tree a line, so that a change can be read. */
const treeByTree = ({ base, calibration, trees }: ReputationModel): string =>
  `{\n"base": ${base},\n"calibration": ${JSON.stringify(calibration.map((point) => Number(point.toFixed(4))))},\n"trees": [\n${trees
    .map((tree) => JSON.stringify(tree))
    .join(',\n')}\n]\n}`;

function write(path: string, json: string): void {
  writeFileSync(new URL(`../${path}`, import.meta.url), `${json}\n`);
  process.stdout.write(`wrote ${path}\n`);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: '../shared/data' },
    until: { type: 'string', default: UNTIL },
  },
});
const [kind = ''] = positionals;
const trainer = Object.hasOwn(TRAINERS, kind) ? TRAINERS[kind] : undefined;
try {
  if (trainer === undefined)
    throw new DataError('Usage: npm run train -- numbers|text [--data DIR] [--until DATE]');
  trainer(values.data, values.until);
} catch (error) {
  if (!(error instanceof DataError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
