// What is refused in settings, and where.
import { describe, expect, test } from '@jest/globals';
import { checkSettings } from '../../../core/settings/settings-check.ts';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';

describe('settings', () => {
  const [desk] = SEED_SETTINGS.departments;
  test.each<[string, unknown, string]>([
    ['not an object', 42, ''],
    ['an unknown key', { ...SEED_SETTINGS, colour: 'red' }, ''],
    ['no departments', { ...SEED_SETTINGS, departments: [] }, '/departments'],
    [
      'a number that is none',
      { ...SEED_SETTINGS, hotline: { ...SEED_SETTINGS.hotline, number: '312' } },
      '/hotline/number',
    ],
    [
      'an unknown country',
      { ...SEED_SETTINGS, hotline: { ...SEED_SETTINGS.hotline, region: 'XX' } },
      '/hotline/region',
    ],
    [
      'a time zone on Mars',
      { ...SEED_SETTINGS, departments: [{ ...desk, timeZone: 'Mars/X' }] },
      '/departments/0/timeZone',
    ],
    [
      'a span that ends before it begins',
      {
        ...SEED_SETTINGS,
        departments: [{ ...desk, hours: { weekly: { monday: [{ from: '18:00', to: '09:00' }] } } }],
      },
      '/departments/0/hours',
    ],
    [
      'the hotline as its own staff',
      { ...SEED_SETTINGS, departments: [{ ...desk, members: [{ name: 'x', number: '+13125550100' }] }] },
      '/departments/0/members/0/number',
    ],
    [
      'a member twice',
      { ...SEED_SETTINGS, departments: [{ ...desk, members: [desk?.members[0], desk?.members[0]] }] },
      '/departments/0/members/1/number',
    ],
    [
      'a default department that is not there',
      { ...SEED_SETTINGS, defaultDepartment: 'gone' },
      '/defaultDepartment',
    ],
    [
      'a challenge of one digit',
      { ...SEED_SETTINGS, challenge: { ...SEED_SETTINGS.challenge, digits: 1 } },
      '/challenge/digits',
    ],
  ])('%s is refused, with the place', (_what, document, at) => {
    const checked = checkSettings(document);
    expect(checked.ok).toBe(false);
    if (!checked.ok) expect(checked.problems.some((problem) => problem.at.startsWith(at))).toBe(true);
  });

  test('every problem is told, not only the first', () => {
    const checked = checkSettings({
      ...SEED_SETTINGS,
      menu: { answerSeconds: 0 },
      voicemail: { maxSeconds: 0 },
    });
    expect(checked).toMatchObject({
      ok: false,
      problems: [{ at: '/menu/answerSeconds' }, { at: '/voicemail/maxSeconds' }],
    });
  });
});
