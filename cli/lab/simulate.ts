// `hotline simulate`: a run of the traffic lab, with its tables and its picture.
import { counted } from '../../core/basics/counted.ts';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Listr } from 'listr2';
import { CurveError, readCurve, SYNTHETIC, type Curve } from '../../lab/curve.ts';
import { exitCodeOf, goalsOf } from '../../lab/goals.ts';
import { MixError, readMix, type Mix } from '../../lab/mix.ts';
import { pictureOf } from '../../lab/picture.ts';
import { isTable, reportOf, type Section } from '../../lab/report.ts';
import { simulate, type Simulation } from '../../lab/simulate.ts';
import { storyTable } from '../../lab/story.ts';
import { CommandError } from '../connection.ts';
import { aboutSoLong, progressLines, say } from './lab-progress.ts';
import { csvOf, table } from '../terminal/tables.ts';

export interface SimulateOptions {
  readonly calls: number;
  readonly days: number;
  readonly seed: number;
  /** A file, or the name of one that is shipped. */
  readonly mix: string;
  readonly arrivals: string | undefined;
  readonly out: string | undefined;
  readonly fresh: boolean;
}

/** Real counts, where whoever runs this has them; they are nobody's to ship. */
const REAL_ARRIVALS = '../shared/data/arrivals/arrivals_nabank_2003_5min.csv';

/** What a run took on a busy server of two cores (28 November 2026), in seconds of one processor; the progress lines go by this machine's own pace. */
const SECONDS = { aCall: 0.13, aDay: 1.5, atStart: 5 } as const;

export const expectedSeconds = ({ calls, days }: Pick<SimulateOptions, 'calls' | 'days'>): number =>
  SECONDS.atStart + calls * SECONDS.aCall + days * SECONDS.aDay;

interface Progress {
  simulation: Simulation | undefined;
}

export async function runSimulation(options: SimulateOptions): Promise<void> {
  const { calls, days, seed, fresh } = options;
  const { mix, curve } = await inputs(options);
  say(announcement(options));
  const began = performance.now();
  const lines = process.stdout.isTTY
    ? undefined
    : progressLines({ total: calls, unit: 'calls', write: say, now: () => performance.now() });
  const tasks = new Listr<Progress, 'default' | 'silent', 'silent'>(
    [
      {
        title: `Calling the hotline ${counted(calls, 'time')}`,
        task: async (state, task) => {
          const progress = (done: number): void => {
            task.title = `Calling the hotline  ${bar(done / calls)}  ${Math.round(done / ((performance.now() - began) / 1_000))} calls/s`;
            lines?.(done);
          };
          state.simulation = await simulate({ mix, curve, calls, days, seed, fresh, progress });
        },
      },
    ],
    { ctx: { simulation: undefined }, fallbackRenderer: 'silent' },
  );
  const { simulation } = await tasks.run();
  if (simulation === undefined) return;
  const seconds = (performance.now() - began) / 1_000;
  say(`${Math.round(seconds)} s, ${(calls / seconds).toFixed(1)} calls/s`);
  await show(simulation, options.out);
}

export const announcement = ({
  calls,
  days,
  seed,
  mix,
}: Omit<SimulateOptions, 'arrivals' | 'out' | 'fresh'>): string =>
  `Simulating ${calls.toLocaleString('en-US')} calls in ${days} ${days === 1 ? 'day' : 'days'} (mix ${mix}, seed ${seed}) on this machine; ` +
  `nothing is sent or kept. This takes ${aboutSoLong(expectedSeconds({ calls, days }))}, longer where other programs need the processor.`;

async function inputs({ mix, arrivals }: SimulateOptions): Promise<{ mix: Mix; curve: Curve }> {
  try {
    return { mix: await readMixFile(mix), curve: await curveFrom(arrivals) };
  } catch (error) {
    if (error instanceof MixError || error instanceof CurveError)
      throw new CommandError(error.message, { cause: error });
    throw error;
  }
}

async function readMixFile(given: string): Promise<Mix> {
  const shipped = new URL(`../lab/mixes/${given}.json`, import.meta.url);
  const file = /^[a-z-]+$/.test(given) && existsSync(shipped) ? shipped : given;
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CommandError(
      `Unknown mix ${given}. Use a file, or default, small, quiet, storm, or new-callers.`,
    );
  });
  return readMix(text, given);
}

function curveFrom(arrivals: string | undefined): Promise<Curve> {
  if (arrivals === 'synthetic') return Promise.resolve(SYNTHETIC);
  if (arrivals !== undefined) return readCurve(arrivals);
  return existsSync(REAL_ARRIVALS) ? readCurve(REAL_ARRIVALS) : Promise.resolve(SYNTHETIC);
}

const BAR_WIDTH = 30;
export const bar = (part: number): string => {
  const filled = Math.round(part * BAR_WIDTH);
  return `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)} ${Math.round(part * 100)} %`;
};

async function show(simulation: Simulation, out: string | undefined): Promise<void> {
  const text = textOf(reportOf(simulation));
  process.stdout.write(text);
  process.exitCode = exitCodeOf(goalsOf(simulation));
  if (out === undefined) return;
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'simulation.txt'), text);
  await writeFile(join(out, 'simulation.svg'), pictureOf(simulation));
  const { header, rows } = storyTable(simulation.stories);
  await writeFile(join(out, 'stories.csv'), csvOf(header, rows));
  say(
    `${join(out, 'simulation.svg')} has the picture, simulation.txt these tables, stories.csv each robocall that rang staff and each genuine caller who was harmed.`,
  );
}

export const textOf = (sections: readonly Section[]): string =>
  sections
    .map(({ title, body }) => {
      const lines = isTable(body) ? table(body.header, body.rows) : body.join('\n');
      return `${title}\n${'─'.repeat(title.length)}\n${lines}\n`;
    })
    .join('\n');
