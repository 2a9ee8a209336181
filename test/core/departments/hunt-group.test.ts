// A hunt group: who rings, and who rings next.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { E164 } from '../../../core/numbers/e164.ts';
import {
  DIAL_CALL_STATUSES,
  type DialCallStatus,
  firstSweep,
  type MemberState,
  nextSweep,
  pickedUpIn,
  ringOrder,
  targetsOf,
} from '../../../core/departments/hunt-group.ts';
import { type Department, RING_WAYS } from '../../../core/departments/department.ts';
import { parseSettings } from '../../../core/settings/settings.ts';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';

describe('a hunt group', () => {
  const member = (index: number) => ({ name: `M${index}`, number: `+1312555${String(1000 + index)}` });
  const department = (ring: Department['ring'], size: number): Department => {
    // Settings from before a department needed people stay in force, so that a group may be empty.
    const checked = parseSettings({
      ...SEED_SETTINGS,
      departments: [
        {
          ...SEED_SETTINGS.departments[0],
          ring,
          members: Array.from({ length: size }, (_, index) => member(index)),
        },
      ],
    });
    if (!checked.ok || checked.settings.departments[0] === undefined) throw new Error('settings');
    return checked.settings.departments[0];
  };
  const now = new Date('2026-11-24T10:00:00Z');
  const order = (group: Department, states: Record<number, Partial<MemberState>> = {}): string => {
    const known = Object.entries(states).map(([place, state]): [E164, MemberState] => [
      member(Number(place)).number as E164,
      { answeredToday: 0, hasPin: false, ...state },
    ]);
    return ringOrder(group, 'members', new Map(known), { now, longestCallSeconds: 3600 });
  };
  const nobody = (): boolean => false;
  const everyRound = (group: Department, places: string, statuses: readonly DialCallStatus[]): string[][] => {
    const rounds: string[][] = [];
    let sweep = firstSweep(group, 'members', places);
    while (sweep !== undefined) {
      rounds.push(targetsOf(group, sweep));
      sweep = nextSweep(sweep, statuses[rounds.length - 1] ?? 'no-answer', nobody);
    }
    return rounds;
  };

  test('ends after at most one round each and one together, whatever happens', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...RING_WAYS),
        fc.integer({ min: 0, max: 10 }),
        fc.array(fc.constantFrom(...DIAL_CALL_STATUSES), { minLength: 12, maxLength: 12 }),
        (ring, size, statuses) => {
          const group = department(ring, size);
          const rounds = everyRound(group, order(group), statuses);
          expect(rounds.length).toBeLessThanOrEqual(size + 1);
          for (const targets of rounds) expect(targets.length).toBeGreaterThan(0);
        },
      ),
    );
  });

  test('whose telephone was picked up in vain is tried again after everybody else', () => {
    const group = department('simultaneous', 4);
    const all = firstSweep(group, 'members', '0123');
    if (all === undefined) throw new Error('nobody rings');
    const states = new Map([
      [member(1).number as E164, { answeredToday: 0, hasPin: false, pickedUp: { callSid: 'CA1', at: '' } }],
    ]);
    const order = (callSid: string) =>
      nextSweep(all, 'completed', pickedUpIn(callSid, group, 'members', states))?.order;
    expect([order('CA1'), order('CA2')]).toEqual(['0231', '0123']);
  });

  test.each(RING_WAYS)('%s: everybody who is free rings before it is given up, and nobody else', (ring) => {
    const group = department(ring, 4);
    const onCall = { callSid: 'CA1', since: '2026-11-24T09:30:00Z' };
    const rung = everyRound(group, order(group, { 1: { onCall } }), []).flat();
    expect(rung.toSorted()).toEqual([0, 2, 3].map((index) => member(index).number));
  });

  test.each<[Department['ring'], Record<number, Partial<MemberState>>, string]>([
    ['sequential', {}, '0123'],
    ['round-robin', {}, '0123'],
    ['round-robin', { 0: { lastAnsweredAt: '2026-11-24T09:00:00Z' } }, '1230'],
    [
      'round-robin',
      { 0: { lastAnsweredAt: '2026-11-24T09:00:00Z' }, 1: { lastAnsweredAt: '2026-11-24T08:00:00Z' } },
      '2310',
    ],
    ['fewest-calls', { 0: { answeredToday: 3 }, 2: { answeredToday: 1 } }, '1320'],
    ['simultaneous', { 0: { answeredToday: 3 } }, '0123'],
    ['sequential', { 0: { onCall: { callSid: 'CA1', since: '2026-11-24T09:30:00Z' } } }, '123'],
    // A call that was never reported over does not silence a member for ever.
    ['sequential', { 0: { onCall: { callSid: 'CA1', since: '2026-11-24T08:59:59Z' } } }, '0123'],
  ])('%s with %j rings in the order %s', (ring, states, expected) => {
    expect(order(department(ring, 4), states)).toBe(expected);
  });
});
