// Which names of time zones are warned about, and what is suggested instead.
import { describe, expect, test } from '@jest/globals';
import { settingsWarnings } from '../../../core/settings/settings-warnings.ts';
import { timeZoneWarning } from '../../../core/hours/time-zone-names.ts';
import { problem as inChinese } from '../../../console/words/zh-cn/settings/problems.ts';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';

const WINTER = new Date('2026-11-27T12:26:00Z');
const SUMMER = new Date('2026-07-27T12:26:00Z');

describe('names that are taken for another clock', () => {
  test.each([
    [
      'Etc/GMT+8',
      'CN',
      'Etc/GMT+8 is 8 hours west of Greenwich (UTC-8), where it is 04:26 now: the sign in these names is reversed. For China choose Asia/Shanghai (20:26 now).',
    ],
    [
      'Etc/GMT-9',
      'JP',
      'Etc/GMT-9 is 9 hours east of Greenwich (UTC+9), where it is 21:26 now: the sign in these names is reversed. For Japan choose Asia/Tokyo (21:26 now).',
    ],
    [
      'Etc/GMT+1',
      'DE',
      'Etc/GMT+1 is 1 hour west of Greenwich (UTC-1), where it is 11:26 now: the sign in these names is reversed. For Germany choose Europe/Berlin (13:26 now).',
    ],
    [
      'EST',
      'US',
      'EST is UTC-5 all year, without daylight saving time, and it is 07:26 there now. For the United States choose America/New_York (07:26 now).',
    ],
    [
      'GMT',
      'GB',
      'GMT is UTC all year, without daylight saving time, and it is 12:26 there now. For the United Kingdom choose Europe/London (12:26 now).',
    ],
    [
      'EST5EDT',
      'US',
      'EST5EDT is an outdated name of a time zone, and it is 07:26 there now. For the United States choose America/New_York (07:26 now).',
    ],
  ])('%s in %s', (name, region, words) => {
    expect(timeZoneWarning(name, region, WINTER)).toBe(words);
  });

  test.each([
    ['MST', 'US', /UTC-7 all year.*America\/Denver/],
    ['HST', 'US', /UTC-10 all year.*Pacific\/Honolulu/],
    ['UTC', 'CN', /UTC all year.*Asia\/Shanghai \(20:26 now\)\.$/],
    ['Etc/UTC', 'US', /America\/New_York .*America\/Chicago .*America\/Denver .*America\/Los_Angeles/],
    ['Zulu', 'CN', /UTC all year/],
    ['etc/gmt+8', 'CN', /8 hours west/],
    ['Etc/GMT+5', 'US', /UTC-5.*America\/New_York \(08:26 now\)\.$/],
    ['Etc/GMT0', 'CN', /UTC all year/],
    ['PRC', 'CN', /outdated.*Asia\/Shanghai/],
    ['CET', 'DE', /outdated.*Europe\/Berlin/],
    ['EST', 'CA', /America\/Toronto/],
    ['US/Pacific', 'US', /outdated.*America\/Los_Angeles/],
    ['PST8PDT', 'US', /outdated.*America\/Los_Angeles/],
  ])('%s in %s, in summer', (name, region, words) => {
    expect(timeZoneWarning(name, region, SUMMER)).toMatch(words);
  });
});

test('names of places are not warned about', () => {
  const named = Intl.supportedValuesOf('timeZone').filter((name) => timeZoneWarning(name, 'US', WINTER));
  expect(named).toEqual([]);
  for (const name of ['Asia/Kolkata', 'Asia/Shanghai', 'America/Argentina/Buenos_Aires', 'Europe/Kyiv'])
    expect([name, timeZoneWarning(name, 'US', WINTER)]).toEqual([name, undefined]);
});

test('the warning stands at the time zone of its department', () => {
  const [desk] = SEED_SETTINGS.departments;
  const departments = [
    desk,
    { ...desk, id: 'night', timeZone: 'Etc/GMT+8' },
  ] as typeof SEED_SETTINGS.departments;
  expect(settingsWarnings({ ...SEED_SETTINGS, departments }, WINTER)).toEqual([
    {
      at: '/departments/1/timeZone',
      problem: timeZoneWarning('Etc/GMT+8', 'US', WINTER),
    },
  ]);
});

test.each([
  [
    'Etc/GMT+8',
    'Etc/GMT+8 是 UTC-8（这类名称的正负号与通常相反），当地现在是 04:26。建议选用：Asia/Shanghai（现在 20:26）',
  ],
  ['GMT', 'GMT 全年为 UTC，不实行夏令时，当地现在是 12:26。建议选用：Asia/Shanghai（现在 20:26）'],
  ['PRC', 'PRC 是已废弃的时区名称，当地现在是 20:26。建议选用：Asia/Shanghai（现在 20:26）'],
])('in Chinese: %s', (name, words) => {
  expect(inChinese(timeZoneWarning(name, 'CN', WINTER) ?? '')).toBe(words);
});
