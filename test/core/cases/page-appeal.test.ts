// Which appeals for a number make room for a newer one.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MAX_WAITING_APPEALS, replacedAppeals, type WaitingAppeal } from '../../../core/cases/page-appeal.ts';

const NOW = new Date('2026-06-10T15:00:00Z');

/** @param minutes until its code expires */
const appeal = (id: string, network: string, minutes: number, more: Partial<WaitingAppeal> = {}) => ({
  id,
  network,
  language: 'en-US' as const,
  until: new Date(NOW.getTime() + minutes * 60_000).toISOString(),
  ...more,
});

/** As many as there are places, one of each network, the oldest first. */
const full = Array.from({ length: MAX_WAITING_APPEALS }, (_, index) =>
  appeal(`one of ${String(index)}`, `network ${String(index)}`, 5 + index / 10),
);

describe('of appeals that wait for one number', () => {
  test.each<[string, readonly WaitingAppeal[], readonly string[]]>([
    ['there is room for twenty', full, []],
    [
      'the oldest of the network with the most makes room',
      [...full, appeal('second of 7', 'network 7', 9)],
      ['one of 7'],
    ],
    [
      'an expired one goes first',
      [...full, appeal('second of 7', 'network 7', 9), appeal('expired', 'network 99', 0)],
      ['expired', 'one of 7'],
    ],
    [
      'the oldest of all goes where every network has one',
      [...full, appeal('newest', 'network 99', 9)],
      ['one of 0'],
    ],
    [
      'a proven one takes no place and keeps its own',
      [...full, appeal('proven', 'network 7', 1, { provenBy: 'CA1' })],
      [],
    ],
  ])('%s', (_what, appeals, ids) => {
    expect(replacedAppeals(appeals, NOW)).toEqual(ids);
  });

  test('one of a network that asked once stays against fewer networks than there are places, however often they ask', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: MAX_WAITING_APPEALS - 1 }), { maxLength: 120 }),
        (networks) => {
          let waiting: readonly WaitingAppeal[] = [appeal('own', 'own network', 5)];
          for (const [index, network] of networks.entries()) {
            const next = appeal(String(index), String(network), 5 + index / 100);
            const replaced = replacedAppeals([...waiting, next], NOW);
            waiting = [...waiting, next].filter(({ id }) => !replaced.includes(id));
            expect(waiting.length).toBeLessThanOrEqual(MAX_WAITING_APPEALS);
            expect(waiting).toContainEqual(next);
          }
          expect(waiting.map(({ id }) => id)).toContain('own');
        },
      ),
    );
  });
});
