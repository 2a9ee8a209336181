// `npm run --silent score -- numbers` and `-- text`: lines in, a score a line out, so that anybody can judge the models
// with data of their own. The formats are in docs/screening.md.
import { once } from 'node:events';
import { LineError, type LineScorer } from './line-scorer.ts';
import { numberLines } from './numbers/score-numbers.ts';
import { textLines } from './text/score-text.ts';

const SCORERS: Readonly<Record<string, () => LineScorer>> = { numbers: numberLines, text: textLines };

/** Answers as soon as whole lines have come, so that a program at the other end may wait for each. */
async function run(scorer: LineScorer): Promise<void> {
  let line = 0;
  let rest = '';
  const answer = async (lines: readonly string[]): Promise<void> => {
    const answers: string[] = [];
    try {
      for (const text of lines) {
        line++;
        const said = text === '' ? undefined : scorer.answer(text);
        if (said !== undefined) answers.push(`${said}\n`);
      }
    } catch (error) {
      process.exitCode = 1;
      throw error instanceof LineError ? new LineError(`line ${line}: ${error.message}`) : error;
    } finally {
      if (answers.length > 0 && !process.stdout.write(answers.join(''))) await once(process.stdout, 'drain');
    }
  };
  process.stdin.setEncoding('utf8');
  for await (const chunk of process.stdin) {
    const lines = `${rest}${String(chunk)}`.split(/\r?\n/);
    rest = lines.pop() ?? '';
    await answer(lines);
  }
  await answer([rest.replace(/\r$/, '')]);
  const note = scorer.note();
  if (note !== undefined) process.stderr.write(`${note}\n`);
}

const [kind = ''] = process.argv.slice(2);
const scorer = Object.hasOwn(SCORERS, kind) ? SCORERS[kind] : undefined;
// A reader that has seen enough, like `head`, closes the pipe.
process.stdout.on('error', () => process.exit(0));
if (scorer === undefined) {
  process.stderr.write(`Usage: npm run --silent score -- ${Object.keys(SCORERS).join('|')} < lines\n`);
  process.exitCode = 2;
} else {
  try {
    await run(scorer());
  } catch (error) {
    if (!(error instanceof LineError)) throw error;
    process.stderr.write(`${error.message}\n`);
  }
}
