// Holidays as the library knows them: no public holiday of any country loses a day on the way into a calendar.
import { describe, expect, test } from '@jest/globals';
import Holidays from 'date-holidays';
import { rangesOf } from '../../../../functions/admin/settings/day-ranges.ts';
import { holidaySeed } from '../../../../functions/admin/settings/holiday-calendar.ts';

const COUNTRIES = Object.keys(new Holidays().getCountries()).filter((country) => country !== 'CN');
const YEARS = [2028];
const DAY_MS = 86_400_000;

async function daysOf(country: string, year: number): Promise<string[]> {
  return (await holidaySeed(country, year))?.days.map(({ date }) => date) ?? [];
}

/** The whole days that a holiday lasts, at least its first; the quarter of a day allows for changing clocks. */
function datesOf({ date, start, end }: ReturnType<Holidays['getHolidays']>[number]): string[] {
  const length = Math.max(1, Math.floor((end.getTime() - start.getTime()) / DAY_MS + 0.06));
  const first = Date.parse(date.slice(0, 10));
  return Array.from({ length }, (_, day) => new Date(first + day * DAY_MS).toISOString().slice(0, 10));
}

test.each(YEARS)(
  'no public holiday of any country loses a day in %d',
  async (year) => {
    const lost: string[] = [];
    for (const country of COUNTRIES) {
      const days = new Set(await daysOf(country, year));
      for (const holiday of new Holidays(country).getHolidays(year).filter(({ type }) => type === 'public')) {
        const missing = datesOf(holiday).filter((date) => date.startsWith(`${year}-`) && !days.has(date));
        if (missing.length > 0) lost.push(`${country} ${holiday.name}: ${missing.join(', ')}`);
      }
    }
    expect(lost).toEqual([]);
  },
  600_000,
);

describe('days that one date a holiday would lose', () => {
  test.each([
    ['Lunar New Year, five days', 'VN', 2026, ['2026-02-16', '2026-02-17', '2026-02-20']],
    ['the Feast of Ramadan, from the day after its eve', 'AE', 2026, ['2026-03-20', '2026-03-22']],
    ['three days of 71 hours: clocks go forward', 'BA', 2025, ['2025-03-30', '2025-04-01']],
    ['what began in December', 'SZ', 2027, ['2027-01-01', '2027-01-02', '2027-12-31']],
    ['the observed Veterans Day, which is of type bank', 'US', 2028, ['2028-11-10', '2028-11-11']],
    ['New Year observed in the year before', 'US', 2027, ['2027-01-01', '2027-12-31']],
    ['St. Stephen’s Day moved to Monday', 'IE', 2026, ['2026-12-26', '2026-12-28']],
    ['a substitute day of type observance', 'ES', 2025, ['2025-10-13']],
    ['a holiday of an afternoon', 'IS', 2026, ['2026-12-24', '2026-12-31']],
  ])('%s: %s %d', async (_, country, year, wanted) => {
    expect(await daysOf(country, year)).toEqual(expect.arrayContaining(wanted));
  });
});

test.each([
  ['the evening on which a holiday begins', 'AE', 2026, '2026-03-19'],
  ['the evening on which a holiday begins', 'IL', 2026, '2026-04-01'],
  ['the morning that is left over of three and a half days', 'TR', 2026, '2026-03-23'],
  ['an extra hour at the end of a day', 'AT', 2025, '2025-10-27'],
  ['a bank holiday that substitutes nothing', 'US', 2028, '2028-02-02'],
  ['a substitute day of what is no public holiday', 'TW', 2027, '2027-04-30'],
])('is no day off: %s (%s %d)', async (_, country, year, date) => {
  expect(await daysOf(country, year)).not.toContain(date);
});

test('days are in order, each once, and their ranges cover just them', async () => {
  for (const country of ['CN', 'VN', 'TR', 'US', 'SZ']) {
    const seed = await holidaySeed(country, 2026);
    const dates = seed?.days.map(({ date }) => date) ?? [];
    expect(dates).toEqual([...new Set(dates)].toSorted());
    const covered = (seed?.ranges ?? []).flatMap(({ from, to }) =>
      dates.filter((date) => from <= date && date <= to),
    );
    expect(covered).toEqual(dates);
  }
});

test('a range ends with the name, with the kind, and at a gap; it goes over the end of a month', () => {
  const holiday = (date: string, name = 'A') => ({ date, name, kind: 'holiday' as const });
  expect(
    rangesOf([
      holiday('2026-09-30'),
      holiday('2026-10-01'),
      holiday('2026-10-03'),
      holiday('2026-10-04', 'B'),
      { date: '2026-10-05', name: 'B', kind: 'workday' },
    ]),
  ).toEqual([
    { from: '2026-09-30', to: '2026-10-01', name: 'A', kind: 'holiday' },
    { from: '2026-10-03', to: '2026-10-03', name: 'A', kind: 'holiday' },
    { from: '2026-10-04', to: '2026-10-04', name: 'B', kind: 'holiday' },
    { from: '2026-10-05', to: '2026-10-05', name: 'B', kind: 'workday' },
  ]);
});
