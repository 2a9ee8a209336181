// A day as a span of time, in zones where days are no 24 hours and do not begin at midnight.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { endOfDay, localDay, startOfDay } from '../../../core/hours/local-day.ts';

test.each([
  ['Asia/Shanghai', '2026-11-24T15:59:59Z', '2026-11-24', '2026-11-23T16:00', '2026-11-24T16:00'],
  ['Asia/Shanghai', '2026-11-24T16:00:00Z', '2026-11-25', '2026-11-24T16:00', '2026-11-25T16:00'],
  ['Asia/Kolkata', '2026-11-24T12:00:00Z', '2026-11-24', '2026-11-23T18:30', '2026-11-24T18:30'],
  ['America/Chicago', '2026-11-01T12:00:00Z', '2026-11-01', '2026-11-01T05:00', '2026-11-02T06:00'],
  ['America/Chicago', '2026-03-08T12:00:00Z', '2026-03-08', '2026-03-08T06:00', '2026-03-09T05:00'],
  // In Cairo the clocks go from 23:59 to 01:00.
  ['Africa/Cairo', '2024-04-26T12:00:00Z', '2024-04-26', '2024-04-25T22:00', '2024-04-26T21:00'],
])('%s at %s: %s, from %s to %s', (timeZone, now, date, from, to) => {
  expect(localDay(timeZone, new Date(now))).toEqual({
    date,
    from: new Date(`${from}:00Z`),
    to: new Date(`${to}:00Z`),
  });
  expect(startOfDay(date, timeZone)).toEqual(new Date(`${from}:00Z`));
  expect(endOfDay(date, timeZone)).toEqual(new Date(`${to}:00Z`));
});

test('it is in its own day, and the next begins where it ends', () => {
  const zones = fc.constantFrom(
    'Asia/Shanghai',
    'America/Chicago',
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'UTC',
  );
  const times = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(zones, times, (timeZone, now) => {
      const day = localDay(timeZone, now);
      expect(day.from <= now && now < day.to).toBe(true);
      expect(localDay(timeZone, day.from)).toEqual(day);
      expect(localDay(timeZone, day.to).from).toEqual(day.to);
    }),
    { numRuns: 50 },
  );
});
