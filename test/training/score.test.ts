// The commands as other people's data meets them: lines in, a score a line out, a clear word where a line is wrong.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { numberLines } from '../../training/numbers/score-numbers.ts';
import { textLines } from '../../training/text/score-text.ts';

const TSX = 'node_modules/.bin/tsx';

function score(
  kind: string,
  lines: readonly string[],
): { scores: string[]; error: string; code: number | null } {
  const { stdout, stderr, status } = spawnSync(TSX, ['training/score.ts', kind], {
    input: lines.join('\n'),
    encoding: 'utf8',
  });
  return { scores: stdout.split('\n').slice(0, -1), error: stderr, code: status };
}

const numbersOf = (scores: readonly string[]): number[] => scores.map(Number);

describe('score numbers', () => {
  test('one score for each question, knowing only the lines before it', () => {
    const { scores, code, error } = score('numbers', [
      'score,2020-08-01,+13125550100',
      'learn,2020-08-01,+13125550100',
      'score,2020-08-02,+13125550100',
      'score,2020-08-02,+13125550101',
      'score,2020-08-02T09:30:00Z,+442070313000',
      'learn,2020-08-02T10:00:00Z,+442070313000',
      'score,2020-08-02 10:30:00,+442070313000',
      '',
    ]);
    const [before, own, neighbour, stranger, foreign] = numbersOf(scores);
    expect({ code, error, count: scores.length }).toEqual({ code: 0, error: '', count: 5 });
    expect([before, stranger]).toEqual([0, 0]);
    expect(own).toBeGreaterThan(neighbour!);
    expect(neighbour).toBeGreaterThan(0.2);
    expect(foreign).toBeGreaterThan(0.5);
  });

  test('a learn line without a number is counted, a score line without one is answered', () => {
    const { scores, code, error } = score('numbers', [
      'learn,2020-08-01,',
      'learn,2020-08-01,3125550100',
      'learn,2020-08-01,Anonymous',
      'score,2020-08-02,banana',
      'score,2020-08-02,+10125550100',
      'score,2020-08-02,',
      'score,2020-08-02,anonymous',
    ]);
    const [none, unassignable, empty, withheld] = numbersOf(scores);
    expect(code).toBe(0);
    expect(error).toContain('3 learn lines were skipped');
    expect(none).toBe(unassignable);
    expect(none).toBeGreaterThan(0.5);
    expect([empty, withheld]).toEqual([0, 0]);
  });

  test('a wrong line ends the run; what was answered before it stays answered', () => {
    const good = 'score,2020-08-01,+13125550100';
    const { scores, code, error } = score('numbers', [good, 'lern,2020-08-01,+13125550100', good]);
    expect({ scores, code }).toEqual({ scores: ['0.000000'], code: 1 });
    expect(error).toBe(
      'line 2: "lern,2020-08-01,+13125550100" is not learn,<date>,<number> or score,<date>,<number>\n',
    );
  });

  test.each([
    ['learn,2020-08-01', 'is not learn,<date>,<number>'],
    ['learn,2020-08-01,+13125550100,more', 'is not learn,<date>,<number>'],
    ['score,yesterday,+13125550100', '"yesterday" is not a date or time'],
    ['score,2020-02-30,+13125550100', '"2020-02-30" is not a date or time'],
    ['score,2020-02-28T25:00:00Z,+13125550100', 'is not a date or time'],
  ])('%s: %s', (line, problem) => {
    expect(() => numberLines().answer(line)).toThrow(problem);
  });

  test('answers each line before the next one is there', async () => {
    const child = spawn(TSX, ['training/score.ts', 'numbers']);
    for (const _ of [1, 2, 3]) {
      child.stdin.write('score,2020-08-01,+13125550100\n');
      const [answer] = (await once(child.stdout, 'data')) as [Buffer];
      expect(answer.toString()).toBe('0.000000\n');
    }
    child.stdin.end();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});

describe('score text', () => {
  test('one score a line, and the shipped thresholds', () => {
    const { scores, code, error } = score('text', [
      '{"language":"en","text":"This is the legal department of the IRS. A lawsuit is filed against you and you will be arrested today. Press 1 now to speak to an officer."}',
      '{"language":"zh","text":"请问怎么改还款日？"}',
      '{"threshold":"1%"}',
      '{"threshold":"5%"}',
    ]);
    const [scam, question, one, five] = numbersOf(scores);
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(one).toBeGreaterThan(five!);
    expect(scam).toBeGreaterThan(one!);
    expect(question).toBeLessThan(five!);
  });

  test.each([
    ['{"language":"en"', 'is not JSON'],
    ['["en"]', 'is not {"language"'],
    ['{"language":"de","text":"x"}', 'language is "de"; it is one of en, zh'],
    ['{"language":"en"}', 'text is missing'],
    ['{"threshold":"2%"}', 'threshold is "2%"; the shipped ones are 1%, 5%'],
  ])('%s: %s', (line, problem) => {
    expect(() => textLines().answer(line)).toThrow(problem);
  });
});

test('another word is answered with the usage', () => {
  expect(score('pictures', [])).toEqual({
    scores: [],
    error: 'Usage: npm run --silent score -- numbers|text < lines\n',
    code: 2,
  });
});

test.each([
  ['evaluate', [], 'no complaints: '],
  ['train', ['numbers'], 'no complaints: '],
  ['train', ['text'], 'no texts: '],
  ['train', ['pictures'], 'Usage: '],
])('%s without data says what is absent and how to name another folder', (command, more, problem) => {
  const { stderr, status } = spawnSync(TSX, [`training/${command}.ts`, ...more, '--data', 'no-such-folder'], {
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).toContain(problem);
  expect(stderr).toContain('--data');
  expect(stderr).not.toContain('    at ');
});
