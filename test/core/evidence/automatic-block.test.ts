// When a number is blocked by itself: rows, and laws that hold whatever an attacker does in somebody's name.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ATTESTATIONS } from '../../../core/numbers/attestation.ts';
import { type BlockFacts, judgeBlock, type Signal } from '../../../core/evidence/automatic-block.ts';
import { SIGNAL_KINDS } from '../../../core/lists/block-basis.ts';

const NOTHING_ELSE = { listings: [], bridgedLately: false, protected: false, before: 0 };
const judged = (signals: readonly Signal[], more: Partial<BlockFacts> = {}) =>
  judgeBlock({ ...NOTHING_ELSE, ...more, signals });

const on = (
  kind: Signal['kind'],
  days: readonly number[],
  attestation: NonNullable<Signal['attestation']>,
): Signal[] => days.map((day) => ({ kind, day: `2026-11-0${day}`, attestation, by: 'ada' }));

describe('the network’s word', () => {
  test.each<[string, Signal[], boolean | 'not-enough']>([
    ['vouched for all of it: at once', [...on('flagged', [1, 2, 3], 'A'), ...on('silent', [1], 'A')], false],
    ['for the flags alone', [...on('flagged', [1, 2, 3], 'A'), ...on('silent', [1], 'none')], true],
    [
      'for none of it',
      [...on('flagged', [1, 2, 3, 4, 5], 'none'), ...on('challenge-failed', [1], 'none')],
      true,
    ],
    [
      'for the carrier’s customer and not the number',
      [...on('flagged', [1, 2, 3, 4], 'B'), ...on('silent', [1], 'B')],
      true,
    ],
    [
      'for the reporters, and not for the number',
      [...on('flagged', [1, 2, 3, 4, 5], 'C'), ...on('reported', [1, 2, 3], 'A')],
      true,
    ],
    [
      'says that the number is forged',
      [...on('flagged', [1, 2, 3, 4, 5], 'failed'), ...on('silent', [1, 2, 3], 'failed')],
      'not-enough',
    ],
    [
      'vouched, on two days',
      [...on('flagged', [1, 2], 'A'), ...on('challenge-failed', [1, 2], 'A')],
      'not-enough',
    ],
    [
      'vouched, never flagged',
      [...on('challenge-failed', [1, 2, 3], 'A'), ...on('reported', [1, 2, 3, 4, 5], 'A')],
      'not-enough',
    ],
  ])('%s', (_who, signals, approval) => {
    expect(judged(signals)).toMatchObject(
      approval === 'not-enough' ? { block: false, why: approval } : { block: true, approval },
    );
  });
});

describe('laws', () => {
  const signals = fc.array(
    fc.record({
      kind: fc.constantFrom(...SIGNAL_KINDS),
      day: fc.constantFrom('2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05'),
      attestation: fc.constantFrom(...ATTESTATIONS),
      by: fc.constantFrom('ada', 'grace', 'linus'),
    }),
    { maxLength: 40 },
  );

  test('whatever is done without attestation A blocks nobody by itself', () => {
    fc.assert(
      fc.property(signals, (all) => {
        const judgement = judged(all.filter(({ attestation }) => attestation !== 'A'));
        expect(judgement.block && !judgement.approval).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  test('nobody is blocked by itself without a flag, two kinds and three days that the network vouched for', () => {
    fc.assert(
      fc.property(signals, (all) => {
        const judgement = judged(all);
        const vouched = all.filter(({ attestation }) => attestation === 'A');
        if (!judgement.block || judgement.approval) return;
        expect(vouched.some(({ kind }) => kind === 'flagged')).toBe(true);
        expect(new Set(vouched.map(({ kind }) => kind)).size).toBeGreaterThan(1);
        expect(new Set(vouched.map(({ day }) => day)).size).toBeGreaterThan(2);
      }),
      { numRuns: 2_000 },
    );
  });

  test('who is listed, talked lately or is protected is never blocked', () => {
    fc.assert(
      fc.property(signals, fc.constantFrom('bridgedLately', 'protected'), (all, shield) => {
        expect(judged(all, { [shield]: true }).block).toBe(false);
      }),
    );
  });
});
