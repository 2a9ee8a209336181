// Which changes of the settings wait for a second person, and what a day may use.
import { describe, expect, test } from '@jest/globals';
import { problem as inChinese } from '../../../console/words/zh-cn/settings/problems.ts';
import { rebaseSettings } from '../../../core/settings/settings-rebase.ts';
import { dayWarnings, furtherMinutes, minutesFor } from '../../../core/departments/day-limit.ts';
import { GUARDED_KINDS } from '../../../core/settings/guarded-kinds.ts';
import { guardedChanges } from '../../../core/settings/second-approver.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import { merged } from '../../../functions/admin/settings/merged-settings.ts';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';
import { settingsWith } from '../../support/settings.ts';

/** A part of the settings over the seeded ones. */
const changed = (part: object): Settings => settingsWith(merged(SEED_SETTINGS, part) as object);
const ALL = { security: { secondApprover: [...GUARDED_KINDS] } };
const guarded = changed(ALL);
const desk = guarded.departments[0];
const withDesk = (change: object): Settings => changed({ ...ALL, departments: [{ ...desk, ...change }] });
const withinChina = (more: object): Settings =>
  changed({ ...ALL, privacy: { residency: { within: 'CN', ...more } } });
const NEW = { name: 'Mallory', number: '+13125550999' };

describe('a change waits for a second person', () => {
  test.each<[string, Settings, string[]]>([
    ['nothing changed', guarded, []],
    ['another length of the code', changed({ ...ALL, challenge: { digits: 4 } }), []],
    ['a new member', withDesk({ members: [...(desk?.members ?? []), NEW] }), ['dial-targets']],
    ['somebody new on call', withDesk({ onCall: [NEW] }), ['dial-targets']],
    ['a member fewer', withDesk({ members: desk?.members.slice(1) }), []],
    [
      'a new target of texts',
      changed({ ...ALL, notifications: [{ on: ['case'], by: { sms: '+13125550999' } }] }),
      ['dial-targets'],
    ],
    [
      'a new webhook',
      changed({ ...ALL, notifications: [{ on: ['case'], by: { webhook: 'https://example.org/' } }] }),
      ['dial-targets'],
    ],
    [
      'another level',
      changed({ ...ALL, screening: { levels: { siege: { unknown: 'challenge', extraDigits: 0 } } } }),
      ['levels'],
    ],
    [
      'a new official number',
      changed({ ...ALL, hotline: { officialNumbers: ['+13125550999'] } }),
      ['official-numbers'],
    ],
    ['residency switched on', withinChina({}), []],
    ['one kind off the list', changed({ security: { secondApprover: ['levels'] } }), ['second-approver']],
    ['the setting switched off', changed({}), ['second-approver']],
  ])('%s', (_, after, changes) => {
    expect(guardedChanges(guarded, after)).toEqual(changes);
  });

  test.each<[string, Settings, string[]]>([
    ['switched off', guarded, ['data-residency']],
    ['another country', withinChina({ within: 'EEA' }), ['data-residency']],
    [
      'a place that counts as inside',
      withinChina({ places: [{ name: 'hooks.example.org', country: 'CN' }] }),
      ['data-residency'],
    ],
    [
      'an exception',
      withinChina({
        exceptions: [{ flow: 'carrier', basis: 'standard-contract', reference: 'filing 2026/17' }],
      }),
      ['data-residency'],
    ],
    ['nothing changed', withinChina({}), []],
  ])('data residency: %s', (_, after, changes) => {
    expect(guardedChanges(withinChina({}), after)).toEqual(changes);
  });

  test('only where the setting asks for it; asking for it needs nobody else', () => {
    const before = changed({});
    const after = changed({ ...ALL, hotline: { officialNumbers: ['+13125550999'] } });
    expect(guardedChanges(before, after)).toEqual([]);
  });
});

describe('a limit a day', () => {
  const settings = changed({ calls: { perDay: { minutes: 100, texts: 10 } } });
  const none = changed({ calls: { perDay: { minutes: 0, texts: 0 } } });

  test('the last fifth is kept for known callers and for fraud that is happening now', () => {
    expect(minutesFor({ admission: 'verified', urgent: 'no' }, settings)).toBe(80);
    expect(minutesFor({ admission: 'unverified', urgent: 'yes' }, settings)).toBe(100);
    expect(minutesFor({ admission: 'allowlisted', urgent: 'no' }, settings)).toBe(100);
    expect(minutesFor({ admission: 'verified', urgent: 'no' }, none)).toBeUndefined();
  });

  test.each([
    [0, 0],
    [60, 0],
    [61, 1],
    [600, 9],
  ])('a conversation of %i seconds adds %i minutes to the one that it began with', (seconds, minutes) => {
    expect(furtherMinutes(seconds)).toBe(minutes);
  });

  test.each<[number, number, RegExp[]]>([
    [79, 9, []],
    [80, 0, [/^80 of today’s 100 minutes/]],
    [100, 10, [/^today’s limit of 100 minutes/, /^today’s limit of 10 text messages/]],
  ])('after %i minutes and %i texts the overview says so', (minutes, texts, said) => {
    const problems = dayWarnings({ minutes, texts }, settings).map(({ problem }) => problem);
    expect(problems).toEqual(said.map((one) => expect.stringMatching(one) as unknown));
    expect(dayWarnings({ minutes, texts }, none)).toEqual([]);
    for (const problem of problems) expect(inChinese(problem)).not.toMatch(/[a-z]/);
  });

  test.each([
    [1, '1 text message waits so far', '已有 1 条短信等待'],
    [3, '3 text messages wait so far', '已有 3 条短信等待'],
  ])('%i texts that wait are told', (waitingTexts, english, chinese) => {
    const problem = dayWarnings({ minutes: 0, texts: 10, waitingTexts }, settings)[0]?.problem ?? '';
    expect(problem).toContain(english);
    expect(inChinese(problem)).toContain(chinese);
  });
});

describe('a proposal on top of what was saved meanwhile', () => {
  const desk = (id: string, members: readonly string[] = ['+13125550111'], more: object = {}) => ({
    id,
    members: members.map((number) => ({ name: number.slice(-2), number })),
    ...more,
  });
  type Document = Readonly<Record<string, unknown>>;
  const base: Document = {
    challenge: { digits: 4, attempts: 3 },
    officialNumbers: ['+1', '+2'],
    departments: [desk('front'), desk('back')],
    hours: [{ from: '09:00', to: '17:00' }],
  };
  const joined = (changed: Document, present: Document): [unknown, readonly string[]] => {
    const { value, conflicts } = rebaseSettings({
      base,
      changed: { ...base, ...changed },
      present: { ...base, ...present },
    } as never);
    return [value, conflicts];
  };

  test.each<[string, Document, Document, Document]>([
    [
      'different fields of one part',
      { challenge: { digits: 5, attempts: 3 } },
      { challenge: { digits: 4, attempts: 2 } },
      { challenge: { digits: 5, attempts: 2 } },
    ],
    ['the same change on both sides', { hours: [] }, { hours: [] }, { hours: [] }],
    [
      'entries of one list, added on both sides and taken away on one',
      { officialNumbers: ['+1', '+3'] },
      { officialNumbers: ['+1', '+2', '+4'] },
      { officialNumbers: ['+1', '+3', '+4'] },
    ],
    [
      'a member of one department, a name of another, and a department that was added',
      { departments: [desk('front', ['+13125550111', '+13125550112']), desk('back')] },
      { departments: [desk('front'), desk('back', undefined, { name: 'new' }), desk('night')] },
      {
        departments: [
          desk('front', ['+13125550111', '+13125550112']),
          desk('back', undefined, { name: 'new' }),
          desk('night'),
        ],
      },
    ],
    [
      'a field that is taken away',
      { challenge: { digits: 4 } },
      { hours: [] },
      { challenge: { digits: 4 }, hours: [] },
    ],
  ])('%s', (_, changed, present, expected) => {
    expect(joined(changed, present)).toEqual([{ ...base, ...expected }, []]);
  });

  test.each<[string, Document, Document, string[]]>([
    [
      'one field',
      { challenge: { digits: 5, attempts: 3 } },
      { challenge: { digits: 6, attempts: 3 } },
      ['/challenge/digits'],
    ],
    [
      'a field that the other has taken away',
      { challenge: { digits: 5, attempts: 3 } },
      { challenge: { attempts: 3 } },
      ['/challenge/digits'],
    ],
    ['a list without names', { hours: [] }, { hours: [{ from: '08:00', to: '17:00' }] }, ['/hours']],
    [
      'a department that the other has removed',
      { departments: [desk('front', ['+13125550113']), desk('back')] },
      { departments: [desk('back')] },
      ['/departments/front'],
    ],
    [
      'the order of a list',
      { departments: [desk('back'), desk('front')] },
      { departments: [desk('front'), desk('back'), desk('night')] },
      ['/departments'],
    ],
  ])('is stale where both changed %s', (_, changed, present, places) => {
    expect(joined(changed, present)[1]).toEqual(places);
  });

  test('what one side alone has changed is its own, whichever side', () => {
    const changed = { challenge: { digits: 6, attempts: 1 }, hours: [] };
    expect(joined(changed, {})).toEqual([{ ...base, ...changed }, []]);
    expect(joined({}, changed)).toEqual([{ ...base, ...changed }, []]);
  });
});
