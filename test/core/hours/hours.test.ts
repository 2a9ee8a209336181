// Opening hours, in their time zone, over holidays and changes of the clock.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isOpen, nextOpening, type Calendar, type Hours, type Timetable } from '../../../core/hours/hours.ts';

describe('opening hours', () => {
  const hours: Hours = {
    weekly: {
      monday: [
        { from: '09:00', to: '12:00' },
        { from: '13:00', to: '18:00' },
      ],
      saturday: [{ from: '20:00', to: '24:00' }],
    },
  };

  const shanghai = (more: Partial<Timetable> = {}): Timetable => ({
    hours,
    timeZone: 'Asia/Shanghai',
    calendar: undefined,
    doNotDisturbUntil: undefined,
    ...more,
  });

  test.each([
    ['2026-11-23T00:59:59Z', false],
    ['2026-11-23T01:00:00Z', true],
    ['2026-11-23T03:59:59Z', true],
    ['2026-11-23T04:00:00Z', false],
    ['2026-11-23T05:00:00Z', true],
    ['2026-11-23T10:00:00Z', false],
    ['2026-11-28T15:59:00Z', true],
    ['2026-11-28T16:00:00Z', false],
    ['2026-11-24T02:00:00Z', false],
  ])('in Shanghai at %s: %s', (now, expected) => {
    expect(isOpen(shanghai(), new Date(now))).toBe(expected);
  });

  test('always is always', () => {
    const always = shanghai({ hours: 'always' });
    fc.assert(fc.property(fc.date({ noInvalidDate: true }), (now) => isOpen(always, now)));
  });

  const workdays: Hours = {
    weekly: Object.fromEntries(
      ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [
        day,
        [{ from: '09:00', to: '18:00' }],
      ]),
    ),
    calendar: 'CN',
    exceptions: [
      { date: '2026-10-09', spans: [] },
      { date: '2026-10-11', spans: [{ from: '10:00', to: '11:00' }] },
    ],
  };
  const calendar: Calendar = {
    id: 'CN',
    years: [2026],
    days: [
      ...[1, 2, 3, 4, 5, 6, 7].map((day) => ({
        date: `2026-10-0${String(day)}`,
        name: '国庆节',
        kind: 'holiday' as const,
      })),
      { date: '2026-10-10', name: '国庆节', kind: 'workday' },
    ],
  };

  test.each([
    [
      '2026-09-30T10:30:00Z',
      false,
      { daysAhead: 8, date: '2026-10-08', weekday: 'thursday', clock: '09:00' },
    ],
    [
      '2026-10-08T00:00:00Z',
      false,
      { daysAhead: 0, date: '2026-10-08', weekday: 'thursday', clock: '09:00' },
    ],
    [
      '2026-10-09T02:00:00Z',
      false,
      { daysAhead: 1, date: '2026-10-10', weekday: 'saturday', clock: '09:00' },
    ],
    ['2026-10-10T02:00:00Z', true, { daysAhead: 0, date: '2026-10-10', weekday: 'saturday', clock: '10:00' }],
    ['2026-10-10T11:00:00Z', false, { daysAhead: 1, date: '2026-10-11', weekday: 'sunday', clock: '10:00' }],
    ['2027-10-01T02:00:00Z', true, { daysAhead: 0, date: '2027-10-01', weekday: 'friday', clock: '10:00' }],
  ])('holidays, the day worked instead, and exceptions: at %s open %s', (now, open, opening) => {
    const timetable = shanghai({ hours: workdays, calendar });
    expect(isOpen(timetable, new Date(now))).toBe(open);
    expect(nextOpening(timetable, new Date(now))).toEqual(opening);
  });

  test('do not disturb closes even what is always open, and opens again by itself', () => {
    const timetable = shanghai({ hours: 'always', doNotDisturbUntil: '2026-11-24T05:30:00Z' });
    expect(isOpen(timetable, new Date('2026-11-24T05:29:59Z'))).toBe(false);
    expect(isOpen(timetable, new Date('2026-11-24T05:30:00Z'))).toBe(true);
    expect(nextOpening(timetable, new Date('2026-11-23T15:00:00Z'))).toMatchObject({
      daysAhead: 1,
      clock: '13:30',
    });
  });

  test.each([
    // New York, 2026-03-08: 2:00 becomes 3:00; 2026-11-01: 2:00 becomes 1:00.
    ['2026-03-08T06:59:00Z', false],
    ['2026-03-08T07:00:00Z', true],
    ['2026-03-08T12:59:00Z', true],
    ['2026-03-08T13:00:00Z', false],
    ['2026-11-01T05:30:00Z', false],
    ['2026-11-01T07:00:00Z', true],
    ['2026-11-01T13:59:00Z', true],
    ['2026-11-01T14:00:00Z', false],
  ])('on the days when the clocks change the posted hours hold: %s %s', (now, open) => {
    const sundays = { weekly: { sunday: [{ from: '02:00', to: '09:00' }] } };
    expect(isOpen(shanghai({ hours: sundays, timeZone: 'America/New_York' }), new Date(now))).toBe(open);
  });

  test('what never opens has no next opening, and any hours have one within reach or none', () => {
    expect(nextOpening(shanghai({ hours: { weekly: {} } }), new Date())).toBeUndefined();
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
        (now) => {
          const opening = nextOpening(shanghai({ hours: workdays, calendar }), now);
          expect(opening?.daysAhead).toBeLessThan(12);
        },
      ),
    );
  });
});
