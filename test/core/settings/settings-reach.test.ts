// Settings under which callers would reach nobody: refused where they cannot be meant, told where they may be.
import { describe, expect, test } from '@jest/globals';
import { checkSettings } from '../../../core/settings/settings-check.ts';
import { settingsWarnings } from '../../../core/settings/settings-warnings.ts';
import { problem as inChinese } from '../../../console/words/zh-cn/settings/problems.ts';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';
import { settingsWith } from '../../support/settings.ts';

const NOW = new Date('2026-06-10T15:00:00Z');
const [DESK] = SEED_SETTINGS.departments;
const SPANS = [{ from: '09:00', to: '18:00' }];
const WEEK = { weekly: { monday: SPANS } };

describe('a department that callers would not reach is refused, with its place', () => {
  test.each<[string, object, string]>([
    ['without people', { members: [] }, '/departments/1/members'],
    ['with people on call alone', { members: [], onCall: DESK?.members }, '/departments/1/members'],
    ['that hands over, without people', { members: [], overflow: 'front-desk' }, '/departments/1/members'],
    ['without any name', { name: {} }, '/departments/1/name/en-US'],
    ['without an English name', { name: { 'zh-CN': '贷款部' } }, '/departments/1/name/en-US'],
    ['without a Chinese name', { name: { 'en-US': 'loans' } }, '/departments/1/name/zh-CN'],
    ['with a name of spaces', { name: { 'en-US': 'loans', 'zh-CN': ' ' } }, '/departments/1/name/zh-CN'],
    ['whose week is empty', { hours: { weekly: {} } }, '/departments/1/hours/weekly'],
    ['whose days are empty', { hours: { weekly: { monday: [] } } }, '/departments/1/hours/weekly'],
    [
      'open on a day that is closed',
      { hours: { weekly: {}, exceptions: [{ date: '2026-12-24', spans: [] }] } },
      '/departments/1/hours/weekly',
    ],
  ])('%s', (_what, change, at) => {
    const departments = [DESK, { ...DESK, id: 'loans', ...change }];
    const checked = checkSettings({ ...SEED_SETTINGS, departments });
    expect(checked).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([expect.objectContaining({ at })]),
    });
  });

  test('a department with people, names and one open day is taken', () => {
    const hours = { weekly: {}, exceptions: [{ date: '2026-12-24', spans: SPANS }] };
    expect(checkSettings({ ...SEED_SETTINGS, departments: [{ ...DESK, hours }] }).ok).toBe(true);
  });
});

const desk = (change: object): object => ({ departments: [{ ...DESK, ...change }] });
const menu = (...entries: object[]): object => ({ menu: { answerSeconds: 8, entries } });

describe('what is allowed and leads to nobody is told, with its place', () => {
  test.each<[string, object, string]>([
    [
      'a company without a Chinese name',
      { hotline: { ...SEED_SETTINGS.hotline, company: { 'en-US': 'Harbor' } } },
      '/hotline/company/zh-CN',
    ],
    [
      'do-not-disturb for years',
      desk({ doNotDisturbUntil: '2030-01-01T00:00:00Z' }),
      '/departments/0/doNotDisturbUntil',
    ],
    [
      'open on a day that is over',
      desk({ hours: { weekly: {}, exceptions: [{ date: '2026-06-01', spans: SPANS }] } }),
      '/departments/0/hours',
    ],
    [
      'a member whose number nobody has',
      desk({ members: [{ name: 'Ada', number: '+11125550121' }] }),
      '/departments/0/members/0/number',
    ],
    [
      'a member with a British pager',
      desk({ members: [{ name: 'Ada', number: '+447640123456' }] }),
      '/departments/0/members/0/number',
    ],
    [
      'somebody on call with a Swiss mailbox',
      desk({ onCall: [{ name: 'Ada', number: '+41860211234567' }] }),
      '/departments/0/onCall/0/number',
    ],
    [
      'a key to a department where nobody answers',
      {
        departments: [
          DESK,
          { ...DESK, id: 'loans', inMenu: false, doNotDisturbUntil: '2030-01-01T00:00:00Z' },
        ],
        ...menu({ key: '0', choice: 'person' }, { key: '2', choice: 'staff', department: 'loans' }),
      },
      '/menu/entries/1/department',
    ],
    [
      'a key to a choice with such a department in it',
      {
        departments: [DESK, { ...DESK, id: 'loans', members: [{ name: 'Ada', number: '+11125550121' }] }],
        ...menu({ key: '1', choice: 'staff' }),
      },
      '/menu/entries/0/choice',
    ],
    [
      'a key for cases that cannot exist',
      {
        reports: { web: { on: false } },
        ...menu({ key: '1', choice: 'staff' }, { key: '2', choice: 'case-status' }),
      },
      '/menu/entries/1/choice',
    ],
    [
      'a calendar that does not know the year',
      {
        ...desk({ hours: { ...WEEK, calendar: 'US' } }),
        calendars: [{ id: 'US', years: [2025], days: [] }],
      },
      '/calendars/0/years',
    ],
    // Stored before it would have been refused.
    ['a department without people', desk({ members: [] }), '/departments/0/members'],
  ])('%s', (_what, change, at) => {
    expect(settingsWarnings(settingsWith(change), NOW).map((warning) => warning.at)).toContain(at);
  });

  test('the hotline as it is seeded needs no attention', () => {
    expect(settingsWarnings(SEED_SETTINGS, NOW)).toEqual([]);
  });

  test('an entry that is switched off leads nowhere, and may', () => {
    const settings = settingsWith({
      reports: { web: { on: false } },
      ...menu({ key: '1', choice: 'staff' }, { key: '2', choice: 'case-status', on: false }),
    });
    expect(settingsWarnings(settings, NOW)).toEqual([]);
  });
});

describe('a code that guessing beats in more than 0.5 % of calls is told, with its place and what to set', () => {
  const warningsWith = (challenge: object, extraDigits = 0) => {
    const { levels } = SEED_SETTINGS.screening;
    const normal = { ...levels.normal, extraDigits };
    return settingsWarnings(
      settingsWith({
        challenge: { ...SEED_SETTINGS.challenge, ...challenge },
        screening: { levels: { ...levels, normal } },
      }),
      NOW,
    );
  };

  test('the length that was the default', () => {
    const [warning, ...others] = warningsWith({ digits: 2, attempts: 3 });
    expect(warning).toEqual({
      at: '/challenge/digits',
      problem: 'guessing the code succeeds in 1 call in 24: set at least 4 digits',
    });
    expect(others).toEqual([]);
    expect(inChinese(warning?.problem ?? '')).toBe(
      '不听提示、随意按键时，每 24 通来电就有 1 通能猜中验证码，请设为至少 4 位',
    );
  });

  test('one attempt too many', () => {
    const warnings = warningsWith({ digits: 3, attempts: 3 });
    expect(warnings).toEqual([
      {
        at: '/challenge/digits',
        problem: 'guessing the code succeeds in 1 call in 168: set at least 4 digits',
      },
      {
        at: '/challenge/attempts',
        problem: 'guessing the code succeeds in 1 call in 168: set at most 2 attempts, or more digits',
      },
    ]);
    expect(inChinese(warnings[1]?.problem ?? '')).toBe(
      '不听提示、随意按键时，每 168 通来电就有 1 通能猜中验证码，请设为最多 2 次，或增加位数',
    );
  });

  // 72 codes of two digits, 504 of three, 3,024 of four; at most one of 200 calls may get through.
  test.each([
    [2, 1, 0, ['/challenge/digits']],
    [2, 5, 0, ['/challenge/digits']],
    [2, 3, 1, ['/challenge/digits', '/challenge/attempts']],
    [2, 2, 1, []],
    [2, 5, 2, []],
    [3, 2, 0, []],
    [3, 5, 0, ['/challenge/digits', '/challenge/attempts']],
    [4, 5, 0, []],
    [6, 5, 4, []],
  ])('%i digits, %i attempts, %i more at the normal level: %j', (digits, attempts, extraDigits, places) => {
    expect(warningsWith({ digits, attempts }, extraDigits).map(({ at }) => at)).toEqual(places);
  });

  test('what it says to set ends it', () => {
    for (const digits of [2, 3, 4, 5, 6])
      for (const attempts of [1, 2, 3, 4, 5])
        for (const { at, problem } of warningsWith({ digits, attempts })) {
          const [, given] = /set at (?:least|most) (\d+)/.exec(problem) ?? [];
          const field = at.slice('/challenge/'.length);
          expect(warningsWith({ digits, attempts, [field]: Number(given) })).toEqual([]);
        }
  });
});

describe('a number that is dear to call is no dial target, and its place is named', () => {
  test.each([
    ['premium-rate', '+19005550123'],
    ['an Inmarsat satellite', '+870773111632'],
    ['an Iridium satellite', '+881631555123'],
    ['an international network', '+882162345678'],
    ['international premium-rate', '+979112345678'],
  ])('%s', (_what, number) => {
    const members = [{ name: 'Ada', number }];
    const checked = checkSettings({ ...SEED_SETTINGS, departments: [{ ...DESK, members }] });
    expect(checked).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([expect.objectContaining({ at: '/departments/0/members/0/number' })]),
    });
  });
});
