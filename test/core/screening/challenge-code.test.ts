// The code of the challenge: its digits, how it is asked for, how an answer is graded.
import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { codeOfDraw, drawCode, gradeAnswer } from '../../../core/screening/challenge-code.ts';
import {
  CHALLENGE_KINDS,
  drawPrompt,
  type ChallengeKind,
  type ChallengePrompt,
} from '../../../core/screening/challenge-prompt.ts';
import type { Language } from '../../../core/basics/language.ts';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';

const seedOf =
  (key: string) =>
  (draw: number): Uint8Array =>
    createHmac('sha256', key).update(String(draw)).digest();

describe('the code', () => {
  test('different digits from 1 to 9, as many as asked for', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 24, maxLength: 64 }),
        fc.integer({ min: 2, max: 6 }),
        (seed, length) => {
          const code = drawCode(seed, length);
          expect(code).toMatch(/^[1-9]+$/);
          expect(new Set(code).size).toBe(length);
        },
      ),
    );
  });

  test('no draw of a call repeats an earlier one', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 2, max: 6 }), (key, length) => {
        const codes = Array.from({ length: 18 }, (_, draw) => codeOfDraw(seedOf(key), draw, length));
        expect(new Set(codes).size).toBe(codes.length);
      }),
    );
  });

  test('the default is guessed in less than 0.5 % of calls, 0.1 % of days, and 0.03 % under attack', () => {
    const { digits, attempts, answersPerDay } = SEED_SETTINGS.challenge;
    const codes = (length: number): number =>
      Array.from({ length }, (_, index) => 9 - index).reduce((product, left) => product * left, 1);
    expect(attempts / codes(digits)).toBeLessThan(0.005);
    expect(answersPerDay / codes(digits)).toBeLessThan(0.001);
    for (const level of ['elevated', 'siege'] as const) {
      const { extraDigits } = SEED_SETTINGS.screening.levels[level];
      expect(attempts / codes(Math.min(6, digits + extraDigits))).toBeLessThan(0.0003);
    }
  });

  describe('how it is asked for', () => {
    const ALL = CHALLENGE_KINDS;
    const drawn = (choice: { kinds?: readonly ChallengeKind[]; language?: Language; plain?: boolean }) =>
      Array.from({ length: 3_000 }, (_, round) => {
        const seed = seedOf('prompt')(round);
        const all = { kinds: ALL, language: 'en-US', plain: false, ...choice } as const;
        return drawPrompt(drawCode(seed, 4), seed, 0, all);
      });
    const kindsOf = (prompts: readonly ChallengePrompt[]) =>
      [...new Set(prompts.map(({ clue }) => clue?.kind ?? 'digits'))].toSorted();

    test.each<[string, Parameters<typeof drawn>[0], readonly ChallengeKind[]]>([
      ['all that are allowed', {}, ['after', 'digits', 'letters', 'sum']],
      ['of the settings', { kinds: ['sum', 'after'] }, ['after', 'sum']],
      ['no letters in Chinese', { language: 'zh-CN' }, ['after', 'digits', 'sum']],
      ['digits where a language has none of them', { language: 'zh-CN', kinds: ['letters'] }, ['digits']],
      ['digits once a prompt was not managed', { plain: true }, ['digits']],
      ['where the settings allow digits', { plain: true, kinds: ['sum'] }, ['sum']],
    ])('kinds: %s', (_, choice, kinds) => {
      expect(kindsOf(drawn(choice))).toEqual(kinds);
    });

    test('kinds, the place of the clue and the wordings are about equally likely', () => {
      const prompts = drawn({ kinds: ['digits', 'sum', 'after'] });
      const share = (found: (prompt: ChallengePrompt) => boolean) => prompts.filter(found).length / 3_000;
      for (const kind of ['digits', 'sum', 'after'])
        expect(share(({ clue }) => (clue?.kind ?? 'digits') === kind)).toBeCloseTo(1 / 3, 1);
      expect(share(({ clue }) => clue?.at === 'first')).toBeCloseTo(1 / 3, 1);
      for (const wording of [0, 1, 2])
        expect(share((prompt) => prompt.wording % 3 === wording)).toBeCloseTo(1 / 3, 1);
    });

    test('the kind says nothing of the code: every code has the same kinds', () => {
      fc.assert(
        fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (seed) => {
          const kinds = ['digits', 'sum', 'after'] as const;
          const of = (code: string) =>
            drawPrompt(code, seed, 0, { kinds, language: 'en-US', plain: false }).clue?.kind;
          expect(of('1234')).toBe(of('9871'));
        }),
      );
    });
  });

  test('every code of two digits is about equally likely', () => {
    const counts = new Map<string, number>();
    const rounds = 14_400;
    for (let round = 0; round < rounds; round++) {
      const code = drawCode(seedOf('even')(round), 2);
      counts.set(code, (counts.get(code) ?? 0) + 1);
    }
    expect(counts.size).toBe(72);
    // 200 each; six standard deviations are 85.
    for (const count of counts.values()) expect(Math.abs(count - rounds / 72)).toBeLessThan(85);
  });

  test.each([
    ['73', {}, 'right'],
    ['37', {}, 'wrong'],
    ['7', {}, 'wrong'],
    ['', {}, 'silence'],
    ['', { finishedOn: '0' }, 'person'],
    ['7', { finishedOn: '0' }, 'person'],
    ['0', {}, 'person'],
    ['*', {}, 'other-language'],
    ['**', {}, 'other-language'],
    ['7#', {}, 'wrong'],
  ])('of 73, the keys %j with %j are %s', (digits, rest, expected) => {
    expect(gradeAnswer('73', { digits, ...rest })).toBe(expected);
  });
});
