// Whole calls: members of staff call their own hotline.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';
import { rigForAll } from '../support/rig.ts';
import type { TestHotline } from '../support/hotline.ts';
import type { TestPhone } from '../support/phone.ts';
import { settingsWith } from '../support/settings.ts';
import { saidAtHome } from '../support/spoken-numbers.ts';
import { ADA, GRACE } from '../support/twilio-values.ts';

const rig = rigForAll();
let hotline: TestHotline;
let callers = 0;

const PIN = '482913';

beforeEach(async () => {
  hotline = rig.hotline();
  await setPin(ADA, PIN);
  await hotline.api('DELETE', '/api/do-not-disturb');
  await hotline.api('PUT', '/api/guard', { body: { level: 'normal' } });
});

const setPin = (number: string, pin: string) =>
  hotline.api('PUT', `/api/staff/${encodeURIComponent(number)}/pin`, { body: { pin } });

const nextCaller = (): string => `+1312556${String(1000 + callers++)}`;

/** Behind the PIN, with nothing heard yet. */
async function atTheStaffMenu(from = ADA): Promise<TestPhone> {
  const phone = await hotline.call(from);
  await phone.press(`${PIN}#`);
  return phone;
}

async function pressEach(phone: TestPhone, ...keys: string[]): Promise<string> {
  phone.heard();
  for (const one of keys) await phone.press(one);
  return phone.heard().join(' ');
}

/** A stranger passes the challenge, reaches Ada, talks, and hangs up. */
async function talkWithAda(from: string): Promise<TestPhone> {
  const caller = await hotline.call(from);
  await caller.press(caller.code());
  await caller.press('1');
  await hotline.staff.accept(ADA);
  await caller.wait(20);
  await caller.hangUp();
  return caller;
}

async function leaveMessage(from = nextCaller(), seconds = 5): Promise<string> {
  const phone = await hotline.call(from);
  await phone.press('0');
  await phone.sendMessage(seconds);
  return phone.log.flatMap((event) => (event.type === 'recorded' ? [event.sid] : []))[0] ?? '';
}

const json = async (target: string): Promise<Record<string, unknown>> =>
  (await hotline.api('GET', target)).json();

describe('the PIN', () => {
  test('from a member’s number, and right: the staff menu', async () => {
    const phone = await hotline.call(ADA);
    await phone.wait(1);
    expect(phone.heard().join(' ')).toMatch(/enter your PIN/);
    expect(await pressEach(phone, `${PIN}#`)).toMatch(/^Thank you\. To flag your last caller, press 1\./);
    expect(await json(`/api/calls/${phone.sid}`)).toMatchObject({
      verdict: 'pin',
      reasons: [{ code: 'staff-number' }],
    });
  });

  test('wrong three times: a spoken goodbye; the digits are kept nowhere', async () => {
    const phone = await hotline.call(ADA);
    for (const wrong of ['9999#', '8888#']) {
      expect(await pressEach(phone, wrong)).toContain('Sorry, we didn’t get that.');
    }
    expect(await pressEach(phone, '7777#')).toBe('Goodbye.');
    const { timeline } = await json(`/api/calls/${phone.sid}`);
    expect(JSON.stringify(timeline)).not.toMatch(/9999|8888|7777/);
  });

  test('wrong five times: locked, even for the right one, until the time is over or an admin sets another', async () => {
    await setPin(GRACE, PIN);
    const first = await hotline.call(GRACE);
    await pressEach(first, '9999#', '9998#', '9997#');
    const second = await hotline.call(GRACE);
    await pressEach(second, '9996#', '9995#');
    expect(await pressEach(second, `${PIN}#`)).toContain('The staff menu is locked');
    await hotline.clock.advance(31 * 60);
    const later = await hotline.call(GRACE);
    expect(await pressEach(later, `${PIN}#`)).toContain('To flag your last caller');
    // The right one has wiped the slate.
    const again = await hotline.call(GRACE);
    expect(await pressEach(again, '9999#')).toContain('Sorry, we didn’t get that.');
  });

  test('the time of the lock is a setting', async () => {
    hotline = rig.hotline({
      settings: settingsWith({ staffMenu: { lockMinutes: 2 } }),
    });
    await setPin(GRACE, PIN);
    const wrong = async () => pressEach(await hotline.call(GRACE), '9999#', '9998#', '9997#');
    await wrong();
    await wrong();
    expect(await pressEach(await hotline.call(GRACE), `${PIN}#`)).toContain('The staff menu is locked');
    await hotline.clock.advance(150);
    expect(await pressEach(await hotline.call(GRACE), `${PIN}#`)).toContain('To flag your last caller');
  });

  test('hash alone goes on as a caller like any other', async () => {
    const phone = await hotline.call(ADA);
    expect(await pressEach(phone, '#')).toContain('Please press');
  });

  test('a member without a PIN, a forged number, or the menu switched off: a caller like any other', async () => {
    const challenged = (phone: TestPhone): void => {
      expect(phone.heard().join(' ')).toContain('Please press');
    };
    await hotline.api('DELETE', `/api/staff/${encodeURIComponent(GRACE)}/pin`);
    challenged(await hotline.call(GRACE));
    challenged(await hotline.call(ADA, { stirVerstat: 'TN-Validation-Failed' }));
    hotline = rig.hotline({
      settings: settingsWith({ staffMenu: { on: false } }),
    });
    challenged(await hotline.call(ADA));
  });

  test.each(['1111', '1234', '8765', '12', '123456789', 'abcd'])('%s is no PIN', async (pin) => {
    const refused = await setPin(ADA, pin);
    expect(refused.status).toBe(400);
    expect(refused.json()).toMatchObject({ detail: expect.stringContaining('/pin') });
  });

  test('is not given out, and only to members', async () => {
    const { items } = await json('/api/staff');
    expect(items).toContainEqual(expect.objectContaining({ number: ADA, hasPin: true, name: 'Ada' }));
    expect(JSON.stringify(items)).not.toContain(PIN);
    expect((await setPin('+13125550999', PIN)).status).toBe(404);
  });
});

describe('1: the last caller', () => {
  test('is flagged, and challenged again', async () => {
    const from = nextCaller();
    const call = await talkWithAda(from);
    const phone = await atTheStaffMenu();
    expect(await pressEach(phone, '1')).toContain(saidAtHome(from));
    expect(await pressEach(phone, '1')).toContain('The caller is flagged');
    expect(await json(`/api/calls/${call.sid}`)).toMatchObject({ flag: { by: `staff:${ADA}` } });
    expect(await json(`/api/lookup/${encodeURIComponent(from)}`)).toMatchObject({
      verdict: 'challenge',
      flaggedCalls: 1,
    });
    const { items } = await json('/api/audit?limit=500');
    expect(items).toContainEqual(
      expect.objectContaining({ by: `staff:${ADA}`, action: 'staff-menu.flag', record: call.sid }),
    );
  });

  test('anything but 1 flags nobody', async () => {
    const call = await talkWithAda(nextCaller());
    const phone = await atTheStaffMenu();
    expect(await pressEach(phone, '1', '2')).toContain('Nothing was changed.');
    expect(await json(`/api/calls/${call.sid}`)).not.toHaveProperty('flag');
  });

  test('a member who has spoken to nobody is told so', async () => {
    await setPin(GRACE, PIN);
    expect(await pressEach(await atTheStaffMenu(GRACE), '1')).toContain('You have no recent call to flag.');
  });
});

describe('2: new messages', () => {
  const played = (phone: TestPhone): number => phone.log.filter(({ type }) => type === 'played').length;

  test('are played oldest first, kept or deleted, and the number to call back is read', async () => {
    for (const { recordingSid } of (await json('/api/voicemails?status=new&limit=500')).items as {
      recordingSid: string;
    }[])
      await hotline.api('PATCH', `/api/voicemails/${recordingSid}`, { body: { status: 'done' } });
    const from = nextCaller();
    const [first, second] = [await leaveMessage(from), await leaveMessage()];
    await hotline.drain();
    const phone = await atTheStaffMenu();
    expect(await pressEach(phone, '2')).toContain('You have 1 more after this.');
    expect(played(phone)).toBe(1);
    await phone.wait(6);
    expect(await pressEach(phone, '3')).toContain(saidAtHome(from));
    expect(await pressEach(phone, '1')).toMatch(/^New message from/);
    expect(await json('/api/voicemails?status=heard&limit=500')).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ recordingSid: first, heardBy: `staff:${ADA}` }),
      ]),
    });
    expect(played(phone)).toBe(2);
    expect(await pressEach(phone, '2')).toContain('There are no more new messages.');
    await hotline.drain();
    expect((await hotline.api('GET', `/api/voicemails/${second}/audio`)).status).toBe(404);
    expect(hotline.recordings.has(`voicemail/${second}.wav`)).toBe(false);
    expect(hotline.recordings.has(`voicemail/${first}.wav`)).toBe(true);
    expect(await hotline.runtime.carrier.fetchRecording(second)).toBeUndefined();
  });

  test('of another department are not told', async () => {
    const [desk] = SEED_SETTINGS.departments;
    hotline = rig.hotline({
      settings: settingsWith({
        departments: [
          { ...desk, members: [{ name: 'Carol', number: '+13125550113' }] },
          { ...desk, id: 'night', members: [{ name: 'Ada', number: ADA }] },
        ],
      }),
    });
    await leaveMessage();
    expect(await pressEach(await atTheStaffMenu(), '2')).toContain('There are no more new messages.');
  });

  test('what a reporter said about a case stays with the case', async () => {
    const reporter = await hotline.call(nextCaller());
    await reporter.press(reporter.code());
    for (const keys of ['2', '13125550199#', '1', '2']) await reporter.press(keys);
    await reporter.leaveMessage(5);
    await reporter.hangUp();
    const sid = reporter.log.flatMap((event) => (event.type === 'recorded' ? [event.sid] : []))[0] ?? '';
    const phone = await atTheStaffMenu();
    await pressEach(phone, '2', '1', '1', '1', '1', '1', '1', '1');
    const urls = phone.log.flatMap((event) => (event.type === 'played' ? [event.url] : []));
    expect(urls.join(' ')).not.toContain(sid);
  });
});

describe('3: do not disturb', () => {
  test('for so many hours nobody is rung and callers hear when; then calls ring again', async () => {
    const phone = await atTheStaffMenu();
    expect(await pressEach(phone, '3')).toContain('For how many hours');
    expect(await pressEach(phone, '2')).toMatch(/Staff phones won’t ring\..*do not disturb off, press 3/);
    expect(await json('/api/do-not-disturb')).toMatchObject({ by: `staff:${ADA}` });
    const caller = await hotline.call(nextCaller());
    await caller.press(caller.code());
    expect(await pressEach(caller, '1')).toContain('We open again today at');
    expect(hotline.staff.rung).toEqual([]);
    await caller.hangUp();
    expect(await pressEach(phone, '3')).toContain('Do not disturb is off. Staff phones will ring again.');
    const next = await hotline.call(nextCaller());
    await next.press(next.code());
    await next.press('1');
    expect(hotline.staff.rung).toEqual([ADA, GRACE]);
  });

  test('ends by itself', async () => {
    const phone = await atTheStaffMenu();
    await pressEach(phone, '3', '1');
    await phone.hangUp();
    await hotline.clock.advance(3_601);
    expect(await json('/api/do-not-disturb')).toEqual({ version: expect.any(Number) as unknown });
    expect(await pressEach(await hotline.call(ADA), `${PIN}#`)).toContain('do not disturb on, press 3');
  });
});

describe('4: attack mode', () => {
  test('on, for a time that is a setting, and off', async () => {
    hotline = rig.hotline({
      settings: settingsWith({ attack: { byPhoneMinutes: 30 } }),
    });
    const phone = await atTheStaffMenu();
    expect(await pressEach(phone, '4', '2')).toContain('Attack mode is on.');
    expect(await json('/api/guard')).toMatchObject({ level: 'siege', by: `staff:${ADA}` });
    expect((await hotline.call(nextCaller())).code()).toHaveLength(6);
    expect(await pressEach(phone, '4')).toContain('Attack mode is off.');
    expect(await json('/api/guard')).toMatchObject({ level: 'normal' });
    await pressEach(phone, '4', '1');
    await phone.hangUp();
    await hotline.clock.advance(29 * 60);
    expect(await json('/api/guard')).toMatchObject({ level: 'elevated' });
    await hotline.clock.advance(2 * 60);
    expect(await json('/api/guard')).toMatchObject({ level: 'normal' });
  });

  test('what was told is what the key does, though somebody else has changed it meanwhile', async () => {
    const phone = await atTheStaffMenu();
    await hotline.api('PUT', '/api/guard', { body: { level: 'siege' } });
    expect(await pressEach(phone, '4')).toContain('To ask unknown callers for a longer code, press 1.');
  });
});

describe('5: allow a number', () => {
  test('read back, then on the allowlist, and put through at once', async () => {
    const from = nextCaller();
    const phone = await atTheStaffMenu();
    expect(await pressEach(phone, '5', `${from.slice(1)}#`)).toContain(saidAtHome(from));
    expect(await pressEach(phone, '1')).toContain('The number is now on the allowlist.');
    expect(await json(`/api/listings/${encodeURIComponent(from)}`)).toMatchObject({
      list: 'allow',
      source: 'staff',
      addedBy: `staff:${ADA}`,
    });
    await hotline.call(from);
    expect(hotline.staff.rung).toEqual([ADA, GRACE]);
  });

  test('2 keys it again; what is no number is said; what is listed already is left alone', async () => {
    const blocked = nextCaller();
    await hotline.api('PUT', `/api/listings/${encodeURIComponent(blocked)}`, {
      body: { list: 'block', reason: 'fraud' },
    });
    const phone = await atTheStaffMenu();
    expect(await pressEach(phone, '5', '12#')).toContain('that isn’t a valid phone number');
    expect(await pressEach(phone, '5', `${blocked.slice(1)}#`, '2')).toContain('Please enter the number');
    expect(await pressEach(phone, `${blocked.slice(1)}#`, '1')).toContain('already on a list');
    expect(await json(`/api/listings/${encodeURIComponent(blocked)}`)).toMatchObject({ list: 'block' });
  });
});

describe('whatever a member presses', () => {
  test('in Chinese too', async () => {
    const settings = settingsWith({ hotline: { ...SEED_SETTINGS.hotline, language: 'zh-CN' } });
    hotline = rig.hotline({ settings });
    const phone = await hotline.call(ADA);
    await phone.wait(1);
    expect(phone.heard().join('')).toContain('请输入员工密码');
    expect(await pressEach(phone, `${PIN}#`)).toContain('标记上一通来电，请按 1。');
  });

  test('silence is asked three times, then a goodbye', async () => {
    const phone = await atTheStaffMenu();
    await phone.wait(60);
    expect(phone.outcome?.status).toBe('completed');
    const heard = phone.heard();
    expect(heard.at(-1)).toBe('Goodbye.');
    // Whoever does not know what to press hears where the guide is.
    expect(heard.join(' ')).toMatch(/staff guide is in the console, under Guides\. To flag your last/);
  });

  test('the menu ends', async () => {
    const phone = await atTheStaffMenu();
    for (let presses = 0; presses < 200 && phone.outcome === undefined; presses++) await phone.press('3');
    expect(phone.outcome?.status).toBe('completed');
  });
});
