// A mix with an error is explained with its place; those that are shipped are read.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { arrivalTimes, readCurve, SYNTHETIC } from '../../lab/curve.ts';
import { readMix } from '../../lab/mix.ts';
import { populate } from '../../lab/population.ts';

const FOLDER = 'lab/mixes';

describe('a mix', () => {
  test.each(readdirSync(FOLDER))('%s is read', (file) => {
    const mix = readMix(readFileSync(`${FOLDER}/${file}`, 'utf8'), file);
    expect(mix.callers.length).toBeGreaterThan(2);
  });

  test.each([
    ['{"callers": [', /m.json is no JSON: /],
    ['{"callers": []}', /\/callers: /],
    ['{"callers": [{"kind": "customer", "known": "verified", "share": -1}]}', /\/callers\/0\/share: /],
    ['{"callers": [{"kind": "robot", "share": 1}]}', /\/callers\/0\/kind: /],
    ['{"callers": [{"kind": "newcomer", "share": 1, "wrongKeys": 0.1}]}', /\/callers\/0: .*wrongKeys/],
    [
      '{"callers": [{"kind": "newcomer", "share": 1}], "staff": {"answerSeconds": [9, 2]}}',
      /\/staff\/answerSeconds: must be \[least, most\]/,
    ],
    ['{"callers": [{"kind": "newcomer", "share": 0}]}', /\/callers: must have a group with a share above 0/],
  ])('%s is refused', (text, words) => {
    expect(() => readMix(text, 'm.json')).toThrow(words);
  });
});

describe('a population', () => {
  const mix = readMix(readFileSync(`${FOLDER}/storm.json`, 'utf8'), 'storm');
  const plan = { mix, calls: 997, days: 3, curve: SYNTHETIC, seed: 4 };

  test('has as many calls as were asked for, in the order of their time', () => {
    const { calls } = populate(plan);
    expect(calls).toHaveLength(997);
    expect(calls.every(({ at }, index) => at >= (calls[index - 1]?.at ?? 0))).toBe(true);
  });

  test('is the same for the same seed, and another for another', () => {
    expect(populate(plan)).toEqual(populate(plan));
    expect(populate({ ...plan, seed: 5 })).not.toEqual(populate(plan));
  });

  test('a storm comes within its hours, out of blocks beside each other', () => {
    const storm = populate(plan).calls.filter(({ group }) => group.kind === 'storm');
    const blocks = new Set(storm.map(({ from }) => from.slice(0, -3)));
    expect(blocks.size).toBeLessThanOrEqual(30);
    expect(storm.every(({ from }) => /^\+1\d{10}$/.test(from))).toBe(true);
  });
});

describe('a curve', () => {
  test('puts calls where its weights are', () => {
    const hours = Array.from({ length: 168 }, (_, hour) => (hour === 10 ? 1 : 0));
    const times = arrivalTimes(50, 7, { name: 'one hour', hours }, 'x');
    expect(times.every((at) => Math.floor(at / 3_600_000) === 10)).toBe(true);
  });

  test('that is not there is said so', async () => {
    await expect(readCurve('nowhere.csv')).rejects.toThrow('There is no file nowhere.csv.');
  });

  test('with other columns is refused with its first line', async () => {
    await expect(readCurve('test/core/numbers/example-numbers.csv')).rejects.toThrow(
      /line 1: has the columns/,
    );
  });
});
