// What speaks for an attack, and how hard the hotline is guarded then.
import { describe, expect, test } from '@jest/globals';
import type { E164 } from '../../../core/numbers/e164.ts';
import { judgeRate } from '../../../core/guard/attack.ts';
import { attackEvidence } from '../../../core/guard/attack-evidence.ts';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';

describe('what speaks for an attack', () => {
  type Seen = Parameters<typeof attackEvidence>[0][number];
  const silent = { step: 'challenge', outcome: 'silence', then: 'challenge', at: '', key: '' } as const;
  const wrong = { ...silent, outcome: 'wrong' } as const;
  const number = (index: number, block = '312555'): E164 => `+1${block}${String(1000 + index)}` as E164;
  const call = (caller: E164 | undefined, more: Partial<Seen> = {}): Seen => ({
    ...(caller === undefined ? {} : { caller }),
    verdict: 'challenge',
    status: 'completed',
    seconds: 40,
    timeline: [silent],
    ...more,
  });
  const many = (count: number, make: (index: number) => Seen): Seen[] =>
    Array.from({ length: count }, (_, index) => make(index));
  const apart = (index: number): E164 => number(0, String(212200 + index));
  const level = (calls: readonly Seen[], usual: number): string =>
    judgeRate({ recent: attackEvidence(calls), usual }, SEED_SETTINGS.attack);

  test.each<[string, Seen[], number, string]>([
    ['nothing', [], 0, 'normal'],
    ['one number a hundred times', many(100, () => call(number(1))), 0, 'normal'],
    ['29 numbers', many(29, (index) => call(apart(index))), 0, 'normal'],
    ['30 numbers at a small hotline', many(30, (index) => call(apart(index))), 0, 'elevated'],
    ['30 numbers where 20 calls are usual', many(30, (index) => call(apart(index))), 20, 'normal'],
    ['90 numbers at a small hotline', many(90, (index) => call(apart(index))), 0, 'siege'],
    ['90 numbers where ten calls are usual', many(90, (index) => call(apart(index))), 10, 'elevated'],
    [
      'one wrong code from each of 30 numbers, and no second attempt',
      many(30, (index) => call(apart(index), { timeline: [wrong] })),
      0,
      'elevated',
    ],
    [
      'wrong codes from 90 numbers',
      many(90, (index) => call(apart(index), { timeline: [wrong, { ...wrong, outcome: 'failed' }] })),
      0,
      'siege',
    ],
    [
      'customers who get it right the second time, however many',
      many(90, (index) => call(apart(index), { timeline: [wrong, { ...wrong, outcome: 'right' }] })),
      0,
      'normal',
    ],
    ['wrong codes of one number', many(90, () => call(apart(1), { timeline: [wrong] })), 0, 'normal'],
    [
      'short calls alone, however many',
      many(500, (index) => call(apart(index), { seconds: 2, timeline: [] })),
      0,
      'elevated',
    ],
    [
      'new neighbours alone, however many',
      many(500, (index) => call(number(index), { timeline: [] })),
      0,
      'elevated',
    ],
    ['hidden callers alone, however many', many(500, () => call(undefined)), 0, 'elevated'],
    [
      'known callers who hang up at once',
      many(500, (index) => call(apart(index), { verdict: 'menu', seconds: 2, timeline: [] })),
      0,
      'normal',
    ],
  ])('%s', (_, calls, usual, expected) => {
    expect(level(calls, usual)).toBe(expected);
  });
});
