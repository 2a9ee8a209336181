// Whole calls: holidays, exceptions, do not disturb, and when it opens again.
import { describe, expect, test } from '@jest/globals';
import type { Settings } from '../../core/settings/settings.ts';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';
import { rigForAll } from '../support/rig.ts';
import { settingsWith } from '../support/settings.ts';
import { ADA, GRACE } from '../support/twilio-values.ts';

const rig = rigForAll();
let callers = 0;

const [desk] = SEED_SETTINGS.departments;
const WORKDAYS = Object.fromEntries(
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [
    day,
    [{ from: '09:00', to: '18:00' }],
  ]),
);

const deskWith = (change: object, more: object = {}): Settings =>
  settingsWith({ ...more, departments: [{ ...desk, timeZone: 'Asia/Shanghai', ...change }] });

/** What a stranger who passes the challenge and asks for staff hears. */
async function askForStaff(settings: Settings, now: string, language: 'en' | 'zh' = 'en') {
  const hotline = rig.hotline({ settings, start: new Date(now) });
  const phone = await hotline.call(`+1312559${String(1000 + callers++)}`);
  await phone.press(phone.code());
  if (language === 'zh') await phone.press('9');
  phone.heard();
  await phone.press('1');
  return { words: phone.heard().join(' '), rung: hotline.staff.rung };
}

test('China’s holidays as seeded, with the working day that is worked instead', async () => {
  const hotline = rig.hotline();
  const seed = (await hotline.api('GET', '/api/holidays?country=CN&year=2026')).json<{
    published: boolean;
    days: { date: string; kind: string }[];
  }>();
  expect(seed.published).toBe(true);
  expect(seed.days).toContainEqual({ date: '2026-10-01', name: '国庆节', kind: 'holiday' });
  expect(seed.days).toContainEqual({ date: '2026-10-10', name: '国庆节', kind: 'workday' });
  const calendars = [{ id: 'CN', years: [2026], days: seed.days }];
  const settings = deskWith({ hours: { weekly: WORKDAYS, calendar: 'CN' } }, { calendars });
  expect((await askForStaff(settings, '2026-10-07T02:00:00Z')).words).toContain(
    'We open again tomorrow at 9 AM.',
  );
  expect((await askForStaff(settings, '2026-10-10T02:00:00Z')).rung).toEqual([ADA, GRACE]);
  expect((await askForStaff(settings, '2026-09-30T11:00:00Z', 'zh')).words).toContain(
    '我们将于10月8日上午9点恢复服务。',
  );
});

test('a year that is not published is named as such', async () => {
  const hotline = rig.hotline();
  const of = async (query: string) => await hotline.api('GET', `/api/holidays?${query}`);
  expect((await of('country=CN&year=2027')).json()).toEqual({
    country: 'CN',
    year: 2027,
    published: false,
    days: [],
    ranges: [],
  });
  expect((await of('country=US&year=2027')).json()).toMatchObject({ published: true });
  expect((await of('country=XX&year=2027')).status).toBe(400);
  expect((await of('country=CN')).status).toBe(400);
});

describe.each([
  ['en' as const, 'We open again today at 9 AM.', 'We open again on Monday at 9 AM.'],
  ['zh' as const, '我们将于今天上午9点恢复服务。', '我们将于后天上午9点恢复服务。'],
])('in %s', (language, today, monday) => {
  test('before opening, and over the weekend', async () => {
    const settings = deskWith({ hours: { weekly: WORKDAYS } });
    expect((await askForStaff(settings, '2026-11-24T00:30:00Z', language)).words).toContain(today);
    expect((await askForStaff(settings, '2026-11-28T02:00:00Z', language)).words).toContain(monday);
  });
});

test('a one-day exception closes, another opens', async () => {
  const exceptions = [
    { date: '2026-11-24', spans: [] },
    { date: '2026-11-28', spans: [{ from: '10:00', to: '12:00' }] },
  ];
  const settings = deskWith({ hours: { weekly: WORKDAYS, exceptions } });
  expect((await askForStaff(settings, '2026-11-24T02:00:00Z')).words).toContain(
    'We open again tomorrow at 9 AM.',
  );
  expect((await askForStaff(settings, '2026-11-28T02:30:00Z')).rung).toEqual([ADA, GRACE]);
});

test('do not disturb: nobody rings until it is over', async () => {
  const settings = deskWith({ doNotDisturbUntil: '2026-11-24T06:00:00Z' });
  const before = await askForStaff(settings, '2026-11-24T05:00:00Z');
  expect([before.words, before.rung]).toEqual([expect.stringContaining('We open again today at 2 PM.'), []]);
  expect((await askForStaff(settings, '2026-11-24T06:01:00Z')).rung).toEqual([ADA, GRACE]);
});

test('a calendar that does not exist is refused', async () => {
  const hotline = rig.hotline();
  const weekly = { monday: [{ from: '09:00', to: '17:00' }] };
  const departments = [{ ...desk, hours: { weekly, calendar: 'XX' } }];
  const answer = await hotline.api('PUT', '/api/settings', { body: { ...SEED_SETTINGS, departments } });
  expect(answer.json()).toMatchObject({ problems: [{ at: '/departments/0/hours/calendar' }] });
});

describe('fraud that is happening now, after hours', () => {
  const CAROL = '+13125550113';
  const closed = (more: object = {}, settings: object = {}): Settings =>
    deskWith({ hours: { weekly: {} }, onCall: [{ name: 'Carol', number: CAROL }], ...more }, settings);

  async function afterHours(settings: Settings, speechTakesTime = false) {
    const hotline = rig.hotline({ settings, speechTakesTime });
    const phone = await hotline.call(`+1312559${String(1000 + callers++)}`);
    if (speechTakesTime) await phone.wait(8);
    await phone.press(phone.code());
    phone.heard();
    await phone.press('1');
    return { hotline, phone, words: phone.heard().join(' ') };
  }

  test('1 rings whoever is on call, who hears that it is urgent', async () => {
    const { hotline, phone, words } = await afterHours(closed());
    expect(words).toMatch(/We are closed right now\..*taking your money right now, press 1/);
    await phone.press('1');
    expect(hotline.staff.rung).toEqual([CAROL]);
    const carol = await hotline.staff.pickUp(CAROL);
    await phone.wait(1);
    const whispered = carol.log.flatMap((event) => (event.type === 'said' ? [event.text] : []));
    expect(whispered.join(' ')).toContain('Urgent: the caller says fraud is happening now.');
    carol.press('1');
    await phone.wait(1);
    expect(phone.story()).toContain('bridged');
    await phone.hangUp();
  });

  const EMERGENCY = {
    afterHours: {
      emergencyNumbers: [
        { name: { 'en-US': 'The police', 'zh-CN': '报警电话' }, number: '911' },
        { name: { 'en-US': 'Harbor Bank', 'zh-CN': '海港银行' }, number: '(800) 555-0123' },
      ],
    },
  };
  const ADVICE = [
    'Please stop the transfer. Hang up and call your bank, then the police.',
    'The police: 9 1 1. Again, 9 1 1.',
    'Harbor Bank: 8 0 0, 5 5 5, 0 1 2 3. Again, 8 0 0, 5 5 5, 0 1 2 3.',
    'To speak with us too, please stay on the line.',
  ];

  test('what to do is heard first, with the numbers of the settings; only then a telephone rings', async () => {
    const { hotline, phone } = await afterHours(closed({}, EMERGENCY), true);
    phone.handle.press('1');
    await phone.wait(9);
    expect([phone.heard(), hotline.staff.rung]).toEqual([ADVICE.slice(0, 3), []]);
    await phone.wait(20);
    expect(phone.heard()).toEqual([ADVICE[3], 'Please hold while we connect you with the front desk.']);
    expect(hotline.staff.rung).toEqual([CAROL]);
    await hotline.staff.accept(CAROL);
    expect(phone.story()).toContain('bridged');
    await phone.hangUp();
  });

  test('in Chinese', async () => {
    const settings = closed({}, { ...EMERGENCY, hotline: { ...SEED_SETTINGS.hotline, language: 'zh-CN' } });
    const { phone } = await afterHours(settings);
    phone.handle.press('1');
    await phone.wait(30);
    expect(phone.heard().slice(0, 2)).toEqual([
      '请立即停止转账，马上挂机，联系银行并报警。',
      '报警电话：9 1 1。再说一遍：9 1 1。',
    ]);
    await phone.hangUp();
  });

  test('nobody on call is free: it is heard before another department rings', async () => {
    const day = { ...desk, id: 'day', hours: 'always', members: [{ name: 'Dan', number: '+13125550114' }] };
    const [night] = closed({ overflow: 'day' }).departments;
    const settings = settingsWith({
      ...EMERGENCY,
      departments: [night, day],
      defaultDepartment: 'front-desk',
    });
    const hotline = rig.hotline({ settings });
    // Carol calls herself, and is not rung.
    const phone = await hotline.call(CAROL);
    await phone.press(phone.code());
    await phone.press('1');
    if (phone.heard().join(' ').includes('For the front desk, press 1.')) await phone.press('1');
    phone.heard();
    phone.handle.press('1');
    await phone.wait(30);
    expect(phone.heard().slice(0, 3)).toEqual(ADVICE.slice(0, 3));
    expect(hotline.staff.rung).toEqual(['+13125550114']);
    await phone.hangUp();
  });

  test('nobody answers: what to do at once, and a message that is heard first', async () => {
    const { hotline, phone } = await afterHours(closed());
    await phone.press('1');
    await hotline.staff.refuse(CAROL);
    await phone.wait(1);
    expect(phone.heard().join(' ')).toMatch(/call your bank, then the police\..*records what you say/);
    await phone.sendMessage(4);
    const { items } = (await hotline.api('GET', '/api/voicemails?status=new&limit=500')).json<{
      items: Record<string, unknown>[];
    }>();
    expect(items.find(({ callSid }) => callSid === phone.sid)).toMatchObject({ why: 'fraud-now' });
  });

  test('silence is a message', async () => {
    const { phone } = await afterHours(closed());
    await phone.wait(9);
    expect(phone.heard().join(' ')).toContain('records what you say');
  });

  test('is not offered where the settings say so, or nobody is on call', async () => {
    for (const settings of [closed({}, { afterHours: { fraudNow: false } }), closed({ onCall: [] })]) {
      const { words } = await afterHours(settings);
      expect(words).toContain('records what you say');
      expect(words).not.toContain('press 1');
    }
  });

  test('a listing that rings through rings whoever is on call, one after another', async () => {
    const onCall = [
      { name: 'Carol', number: CAROL },
      { name: 'Ada', number: ADA },
    ];
    const hotline = rig.hotline({ settings: closed({ onCall }) });
    const from = `+1312559${String(1000 + callers++)}`;
    await hotline.api('PUT', `/api/listings/${encodeURIComponent(from)}`, {
      body: { list: 'allow', reason: 'x', ringThrough: true },
    });
    await hotline.call(from);
    expect(hotline.staff.rung).toEqual([CAROL]);
    await hotline.staff.refuse(CAROL);
    expect(hotline.staff.rung).toEqual([CAROL, ADA]);
  });
});

test('do not disturb by the switch: callers hear until when, and the later of switch and settings counts', async () => {
  const settings = deskWith({ hours: 'always', doNotDisturbUntil: '2026-11-24T03:00:00Z' });
  const hotline = rig.hotline({
    settings,
    start: new Date('2026-11-24T02:00:00Z'),
  });
  const put = (until: string) => hotline.api('PUT', '/api/do-not-disturb', { body: { until } });
  expect((await put('2026-11-24T01:00:00Z')).status).toBe(400);
  expect((await put('2026-11-24T04:30:00Z')).status).toBe(200);
  const ask = async (): Promise<string> => {
    const phone = await hotline.call(`+1312559${String(1000 + callers++)}`);
    await phone.press(phone.code());
    phone.heard();
    await phone.press('1');
    return phone.heard().join(' ');
  };
  expect(await ask()).toContain('We open again today at 12:30 PM.');
  expect((await hotline.api('DELETE', '/api/do-not-disturb')).status).toBe(204);
  expect(await ask()).toContain('We open again today at 11 AM.');
});
