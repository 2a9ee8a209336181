// The sliding limit, and what counts as one network.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judge, WINDOW_MS, type Counted } from '../../../core/basics/limit.ts';
import { networkOf } from '../../../core/basics/network-address.ts';

describe('a sliding limit', () => {
  const times = fc.array(fc.integer({ min: 0, max: 4 * WINDOW_MS }), { maxLength: 60 });

  test('lets through no more than it says in any sixty minutes, wherever they begin', () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 6 }), (when, limit) => {
        const passed: Counted[] = [];
        for (const [index, at] of when.toSorted((a, b) => a - b).entries()) {
          const own = { id: String(index), at };
          if (judge([...passed, own], own, limit).allowed) passed.push(own);
        }
        for (const { at } of passed) {
          const inWindow = passed.filter((one) => one.at > at - WINDOW_MS && one.at <= at);
          expect(inWindow.length).toBeLessThanOrEqual(limit);
        }
      }),
    );
  });

  test('has room again when it said so, and not a second before', () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 6 }), (when, limit) => {
        const counted = when.map((at, index) => ({ id: String(index), at }));
        const now = Math.max(0, ...when) + 1;
        const { allowed, retryAfterSeconds } = judge(counted, { id: 'own', at: now }, limit);
        if (allowed) return;
        const later = now + retryAfterSeconds * 1_000;
        expect(judge(counted, { id: 'own', at: later }, limit).allowed).toBe(true);
        expect(judge(counted, { id: 'own', at: later - 1_001 }, limit).allowed).toBe(false);
      }),
    );
  });

  test('of many in one moment exactly as many pass as there is room for, whatever they are called', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 8, maxLength: 20 }), (ids) => {
        const kept: Counted[] = [];
        const passed = ids.filter((id) => {
          const own = { id, at: 1_000 };
          kept.push(own);
          return judge(kept, own, 7).allowed;
        });
        expect(passed).toEqual(ids.slice(0, 7));
      }),
    );
  });

  test('what comes twice counts once, for itself and for others', () => {
    const twice = [
      { id: 'a', at: 0 },
      { id: 'a', at: 5 },
    ];
    expect(judge(twice, { id: 'a', at: 5 }, 1).allowed).toBe(true);
    expect(judge(twice, { id: 'b', at: 6 }, 2).allowed).toBe(true);
    expect(judge(twice, { id: 'b', at: 6 }, 1).allowed).toBe(false);
  });

  test('the turn of the hour is no second chance', () => {
    const before = Array.from({ length: 5 }, (_, index) => ({
      id: `b${index}`,
      at: WINDOW_MS - 1_000 + index,
    }));
    expect(judge(before, { id: 'own', at: WINDOW_MS + 1_000 }, 5).allowed).toBe(false);
  });

  test('what left the window is named, to be dropped', () => {
    const old = { id: 'old', at: 0 };
    expect(judge([old], { id: 'own', at: WINDOW_MS }, 1)).toEqual({
      allowed: true,
      retryAfterSeconds: 0,
      stale: [old],
    });
  });
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('%s is in the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
