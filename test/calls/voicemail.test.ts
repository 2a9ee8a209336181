// Whole calls: messages that are heard again, recorded again, counted, and told to the staff.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { rigForAll } from '../support/rig.ts';
import type { TestHotline } from '../support/hotline.ts';
import type { TestPhone } from '../support/phone.ts';
import { settingsWith } from '../support/settings.ts';
import { noticeVersion } from '../../core/privacy/spoken-notice.ts';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';

const rig = rigForAll();
let hotline: TestHotline;
let callers = 0;
let days = 0;

/** Each story on a day of its own: the mailbox counts by the hour. */
beforeEach(() => {
  hotline = openHotline();
});

function openHotline(voicemail: object = {}): TestHotline {
  const start = new Date(Date.UTC(2026, 10, 24 + 2 * days++, 10));
  const settings = settingsWith({ voicemail: { maxSeconds: 120, ...voicemail } });
  return rig.hotline({ settings, start });
}

const nextCaller = (): string => `+1312555${String(4000 + callers++)}`;

/** Asked for a person, at the beep. */
async function atTheBeep(from = nextCaller()): Promise<TestPhone> {
  const phone = await hotline.call(from);
  phone.heard();
  await phone.press('0');
  return phone;
}

const recordings = (phone: TestPhone): string[] =>
  phone.log.flatMap((event) => (event.type === 'recorded' ? [event.sid] : []));
const played = (phone: TestPhone): string[] =>
  phone.log.flatMap((event) => (event.type === 'played' ? [event.url] : []));

async function messagesOf(phone: TestPhone): Promise<Record<string, unknown>[]> {
  const { items } = (await hotline.api('GET', '/api/voicemails?limit=500')).json<{
    items: Record<string, unknown>[];
  }>();
  return items.filter(({ callSid }) => callSid === phone.sid);
}

describe('after a message', () => {
  test('1 plays it, and anything else ends the call', async () => {
    const phone = await atTheBeep();
    await phone.leaveMessage(5);
    expect(phone.heard().at(-1)).toMatch(/^We have your message\. To listen to it, press 1/);
    await phone.press('1');
    expect(played(phone)).toHaveLength(1);
    expect(phone.heard()).toContain('Here is your message.');
    await phone.wait(6);
    await phone.press('#');
    expect(phone.heard().at(-1)).toBe('Thank you. We have your message. Goodbye.');
    expect(await messagesOf(phone)).toHaveLength(1);
  });

  test('2 records it again: the new one stands for the old one, whose audio is gone everywhere', async () => {
    const phone = await atTheBeep();
    await phone.leaveMessage(5);
    await phone.press('2');
    await phone.sendMessage(8);
    const [first = '', second = ''] = recordings(phone);
    for (let round = 0; round < 3; round++) await hotline.drain();
    expect(await messagesOf(phone)).toMatchObject([{ recordingSid: second, seconds: 8 }]);
    expect([...hotline.recordings.keys()]).toEqual([`voicemail/${second}.wav`]);
    expect(await hotline.runtime.carrier.fetchRecording(first)).toBeUndefined();
    expect((await hotline.api('GET', `/api/voicemails/${first}/audio`)).status).toBe(404);
    // Not taken for a lost message afterwards.
    await hotline.clock.advance(3_600);
    const { createJobsHandler } = await import('../../functions/jobs/jobs-handler.ts');
    await createJobsHandler(hotline.runtime)({ job: 'reconcile' });
    expect(await messagesOf(phone)).toHaveLength(1);
  });

  test('2 and then silence: the first one stands', async () => {
    const phone = await atTheBeep();
    await phone.leaveMessage(5);
    await phone.press('2');
    await phone.wait(8);
    expect(phone.heard().at(-1)).toBe('Thank you. We have your message. Goodbye.');
    expect(await messagesOf(phone)).toMatchObject([{ recordingSid: recordings(phone)[0] }]);
  });

  test('silence or hanging up ends it; the message was kept before the question', async () => {
    const silent = await atTheBeep();
    await silent.leaveMessage(5);
    await silent.wait(9);
    expect(silent.heard().at(-1)).toBe('Thank you. We have your message. Goodbye.');
    const gone = await atTheBeep();
    await gone.leaveMessage(5);
    await gone.hangUp();
    expect(await messagesOf(gone)).toHaveLength(1);
  });

  test('is not asked where the settings say so', async () => {
    hotline = openHotline({ review: false });
    const phone = await atTheBeep();
    await phone.leaveMessage(5);
    expect(phone.heard().at(-1)).toBe('Thank you. We have your message. Goodbye.');
  });

  test('it cannot go on for ever', async () => {
    const phone = await atTheBeep();
    await phone.leaveMessage(3);
    const over = (): boolean => phone.log.some(({ type }) => type === 'ended');
    for (let turn = 0; turn < 20 && !over(); turn++) {
      await phone.press('2');
      if (!over()) await phone.leaveMessage(3);
    }
    expect(phone.outcome?.status).toBe('completed');
    expect(await messagesOf(phone)).toHaveLength(1);
  });

  test('a playback URL is over in minutes, names one recording, and cannot be made up', async () => {
    const phone = await atTheBeep();
    await phone.leaveMessage(5);
    await phone.press('1');
    const url = new URL(played(phone)[0] ?? '');
    const fetchIt = async (query: URLSearchParams) =>
      hotline.request('GET', `${url.pathname}?${query.toString()}`, '', {});
    const fetched = await fetchIt(url.searchParams);
    expect(fetched).toMatchObject({ statusCode: 200, headers: { 'content-type': 'audio/wav' } });
    const other = new URLSearchParams(url.searchParams);
    other.set('recording', `RE${'f'.repeat(32)}`);
    expect((await fetchIt(other)).statusCode).toBe(403);
    const longer = new URLSearchParams(url.searchParams);
    longer.set('expires', String(Number(longer.get('expires')) + 1));
    expect((await fetchIt(longer)).statusCode).toBe(403);
    await hotline.clock.advance(11 * 60);
    expect((await fetchIt(url.searchParams)).statusCode).toBe(403);
  });
});

describe('the mailbox is not flooded', () => {
  test('so many messages from one caller in a day; more are answered in words, and others are taken', async () => {
    hotline = openHotline({ mostPerCallerPerDay: 2 });
    const from = nextCaller();
    for (let calls = 0; calls < 2; calls++) await (await atTheBeep(from)).sendMessage(3);
    const third = await atTheBeep(from);
    expect(third.heard().join(' ')).toBe(
      'We already have your messages. To get a call back as well, press 1.',
    );
    const other = await atTheBeep();
    expect(other.heard().join(' ')).toContain('records what you say');
    await hotline.clock.advance(86_400);
    expect((await atTheBeep(from)).heard().join(' ')).toContain('records what you say');
  });

  test('midnight does not double the cap', async () => {
    hotline = openHotline({ mostPerCallerPerDay: 2 });
    const from = nextCaller();
    await hotline.clock.advance(13.8 * 3_600);
    await (await atTheBeep(from)).sendMessage(3);
    await (await atTheBeep(from)).sendMessage(3);
    await hotline.clock.advance(900);
    expect(hotline.clock.now().getUTCHours()).toBe(0);
    expect((await atTheBeep(from)).heard().join(' ')).toContain('We already have your messages');
  });

  test('so many from everybody in an hour, wherever the hour begins', async () => {
    hotline = openHotline({ mostPerHour: 3 });
    await hotline.clock.advance(50 * 60);
    for (let calls = 0; calls < 3; calls++) await (await atTheBeep()).sendMessage(3);
    await hotline.clock.advance(15 * 60);
    const late = await atTheBeep();
    expect(late.heard().join(' ')).toBe(
      'Sorry, we can’t record a message right now, but we can call you back. To get a call back, press 1.',
    );
    await hotline.clock.advance(61 * 60);
    expect((await atTheBeep()).heard().join(' ')).toContain('records what you say');
  });

  test('a report keeps its words, though its caller has left as many messages as one may', async () => {
    hotline = openHotline({ mostPerCallerPerDay: 1 });
    const from = nextCaller();
    await (await atTheBeep(from)).sendMessage(3);
    const phone = await hotline.call(from);
    await phone.press(phone.code());
    phone.heard();
    for (const keys of ['2', '13125550199#', '1', '2']) await phone.press(keys);
    await phone.leaveMessage(4);
    expect(phone.heard().join(' ')).toMatch(/Your case number is \d/);
    expect(recordings(phone)).toHaveLength(1);
  });

  test('a webhook that comes twice counts once', async () => {
    hotline = openHotline({ mostPerCallerPerDay: 2 });
    hotline.intercept = async (event) => {
      if (event.rawPath !== '/voice/voicemail') return undefined;
      await hotline.handlers.voice(event);
      await hotline.clock.advance(2);
      return hotline.handlers.voice(event);
    };
    const from = nextCaller();
    await (await atTheBeep(from)).sendMessage(3);
    expect((await atTheBeep(from)).heard().join(' ')).toContain('records what you say');
  });
});

describe('room for the honest', () => {
  const notices: { readonly by: { readonly sms: string }; readonly on: string[] } = {
    on: ['voicemail'],
    by: { sms: '+13125550190' },
  };

  function openWith(mostPerHour: number): void {
    const start = new Date(Date.UTC(2026, 10, 24 + 2 * days++, 10));
    const voicemail = { ...settingsWith({}).voicemail, mostPerHour, mostPerCallerPerDay: 5 };
    const settings = settingsWith({ voicemail, notifications: [notices] as never });
    hotline = rig.hotline({ settings, start });
  }

  const callBacks = async (): Promise<Record<string, unknown>[]> =>
    (await hotline.api('GET', '/api/voicemails?status=new&limit=500'))
      .json<{ items: Record<string, unknown>[] }>()
      .items.filter(({ kind, receivedAt }) => kind === 'call-back' && String(receivedAt) > hotlineDay());
  const hotlineDay = (): string => hotline.clock.now().toISOString().slice(0, 10);

  /** Nobody of the staff answers, and a message is asked for. */
  async function untilAsked(number: string): Promise<TestPhone> {
    const phone = await hotline.call(number);
    for (
      let seconds = 0;
      seconds < 90 && !phone.heard().join(' ').includes('records what you say');
      seconds++
    )
      await phone.wait(1);
    return phone;
  }

  async function customer(): Promise<string> {
    const number = nextCaller();
    await hotline.api('PUT', `/api/listings/${number}`, { body: { list: 'allow', reason: 'a customer' } });
    return number;
  }

  test('sixty messages of strangers in an hour close nothing to a customer, and cut no report off', async () => {
    openWith(60);
    for (let calls = 0; calls < 60; calls++) {
      const stranger = await atTheBeep();
      await stranger.leaveMessage(3);
      await stranger.hangUp();
    }
    const next = await atTheBeep();
    expect(next.heard().join(' ')).toContain('we can’t record a message right now');
    const phone = await untilAsked(await customer());
    await phone.sendMessage(6);
    expect(await messagesOf(phone)).toMatchObject([{ kind: 'message', seconds: 6 }]);
    const reporter = await hotline.call(nextCaller());
    await reporter.press(reporter.code());
    for (const keys of ['2', '13125550199#', '1', '2']) await reporter.press(keys);
    await reporter.leaveMessage(9);
    expect(await messagesOf(reporter)).toMatchObject([{ why: 'report', seconds: 9 }]);
  });

  test('silent, tiny and repeated messages take no room', async () => {
    openWith(2);
    for (const seconds of [0, 1, 2]) {
      const phone = await atTheBeep();
      await phone.leaveMessage(seconds);
      await phone.hangUp();
    }
    const talkative = nextCaller();
    for (let calls = 0; calls < 3; calls++) await (await atTheBeep(talkative)).sendMessage(5);
    expect((await atTheBeep()).heard().join(' ')).toContain('records what you say');
  });

  test('callers without a number fill the room that they have together, and no other', async () => {
    openWith(2);
    const hidden = async (): Promise<TestPhone> => {
      const phone = await hotline.call('anonymous');
      phone.heard();
      await phone.press('0');
      return phone;
    };
    await (await hidden()).sendMessage(5);
    expect((await hidden()).heard().join(' ')).toContain('we can’t record a message right now');
    expect((await atTheBeep()).heard().join(' ')).toContain('records what you say');
  });

  test('a call-back is asked for by key, read back, confirmed, listed and told; one is open for a number', async () => {
    openWith(1);
    await (await atTheBeep()).sendMessage(5);
    const from = nextCaller();
    const ask = async (): Promise<TestPhone> => {
      const phone = await atTheBeep(from);
      phone.heard();
      await phone.press('1');
      expect(phone.heard().join(' ')).toMatch(
        /^We’ll call you back at 3 1 2, .*If that’s right, press 1\. To enter another number, press 2\.$/,
      );
      await phone.press('1');
      expect(phone.heard().join(' ')).toBe('Thank you. We’ll call you back. Goodbye.');
      await hotline.drain();
      return phone;
    };
    const first = await ask();
    expect(await callBacks()).toMatchObject([
      { callBack: from, caller: from, audio: 'none', callSid: first.sid, why: 'asked-for-person' },
    ]);
    await ask();
    expect(await callBacks()).toHaveLength(1);
    const texts = hotline.carrier.messages.filter(({ body }) => body.includes('for a call back'));
    expect(texts).toHaveLength(1);
    const [{ recordingSid }] = (await callBacks()) as [{ recordingSid: string }];
    const target = `/api/voicemails/${recordingSid}`;
    expect((await hotline.api('GET', `${target}/audio`)).status).toBe(404);
    expect((await hotline.api('PATCH', target, { body: { status: 'done' } })).status).toBe(200);
    const again = await ask();
    expect(await callBacks()).toMatchObject([{ callSid: again.sid, status: 'new' }]);
  });

  test('another number is keyed in, in Chinese too, and by callers without a number', async () => {
    openWith(1);
    await (await atTheBeep()).sendMessage(5);
    const phone = await hotline.call(nextCaller());
    await phone.press('****');
    await phone.press('0');
    expect(phone.heard().at(-1)).toBe('抱歉，目前无法录制留言，我们可以给您回电。需要回电，请按 1。');
    for (const keys of ['1', '2', '3125550186#']) await phone.press(keys);
    expect(phone.heard().at(-1)).toBe(
      '我们会给您回电，号码是 3 1 2，5 5 5，0 1 8 6。正确请按 1，更换号码请按 2。',
    );
    await phone.press('1');
    expect(await callBacks()).toMatchObject([{ callBack: '+13125550186', language: 'zh-CN' }]);
  });

  test('a known caller without a keypad is called back for staying on the line', async () => {
    openWith(60);
    const number = await customer();
    const settings = {
      ...settingsWith({}),
      voicemail: { ...settingsWith({}).voicemail, mostPerCallerPerDay: 1 },
    };
    hotline = rig.hotline({ settings, start: hotline.clock.now() });
    await (await untilAsked(number)).sendMessage(5);
    const phone = await hotline.call(number);
    await phone.wait(90);
    expect(phone.heard().at(-1)).toBe('Thank you. We’ll call you back. Goodbye.');
    expect(await callBacks()).toMatchObject([{ callBack: number }]);
  });
});

describe('the notice before a recording', () => {
  const NOTICE =
    'To answer you and check reports, Harbor Consumer Loans records what you say and deletes it after 180 days.';
  const MENU = { ...SEED_SETTINGS.menu, entries: [{ key: '1', choice: 'message' }] };

  /** Presses a key, and lets no time pass: what follows is still being said. */
  async function key(phone: TestPhone, digit: string): Promise<void> {
    phone.handle.press(digit);
    await hotline.clock.settle();
  }

  const open = (change: object): void => {
    hotline = rig.hotline({ settings: settingsWith(change), start: new Date('2027-01-05T16:00:00Z') });
  };

  async function chooseMessage(): Promise<TestPhone> {
    const phone = await hotline.call(nextCaller());
    await phone.press(phone.code());
    phone.heard();
    await key(phone, '1');
    return phone;
  }

  test('is told before the beep; its version is kept with the recording and in the call', async () => {
    open({ menu: MENU });
    const phone = await chooseMessage();
    expect(phone.heard().some((words) => words.startsWith(NOTICE))).toBe(true);
    expect(phone.log.map(({ type }) => type)).not.toContain('recording');
    await phone.sendMessage(5);
    await hotline.drain();
    const version = noticeVersion(settingsWith({ menu: MENU }));
    expect(await messagesOf(phone)).toMatchObject([{ notice: version }]);
    const call = (await hotline.api('GET', `/api/calls/${phone.sid}`)).json<{
      timeline: { notice?: string }[];
    }>();
    expect(call.timeline.flatMap(({ notice }) => notice ?? [])).toEqual([version]);
  });

  test('9 leads to a person in hours, and nothing is recorded', async () => {
    open({ menu: MENU });
    const phone = await chooseMessage();
    await key(phone, '9');
    expect(hotline.staff.rung).not.toEqual([]);
    expect(phone.log.map(({ type }) => type)).not.toContain('recording');
  });

  test('9 tells a stranger, and everybody out of hours, where to write; by text too', async () => {
    const [desk] = SEED_SETTINGS.departments;
    for (const closed of [{}, { menu: MENU, departments: [{ ...desk, hours: { weekly: {} } }] }]) {
      open({ ...closed, reports: { sms: true } });
      const stranger = await hotline.call(nextCaller());
      if ('menu' in closed) await stranger.press(stranger.code());
      await key(stranger, 'menu' in closed ? '1' : '0');
      await key(stranger, '9');
      expect(stranger.heard().at(-1)).toMatch(
        /nothing was recorded.*hotline dot example dot com slash report/,
      );
      expect(stranger.log).toContainEqual(
        expect.objectContaining({
          type: 'sms',
          body: expect.stringContaining('https://hotline.example.com/report'),
        }),
      );
      expect(hotline.staff.rung).toEqual([]);
      expect(stranger.log.map(({ type }) => type)).not.toContain('recording');
      expect(stranger.outcome).toBeDefined();
    }
  });

  test('8 tells the rest, then the notice again; any other key begins', async () => {
    open({ menu: MENU, privacy: { officer: 'Li Wei' } });
    const phone = await chooseMessage();
    phone.heard();
    await key(phone, '8');
    const [full = '', short = ''] = phone.heard();
    expect(full).toContain('Our privacy contact is Li Wei.');
    expect(short).toContain(NOTICE);
    await key(phone, '#');
    expect(phone.heard()).toEqual([]);
    expect(phone.log.at(-1)?.type).toBe('recording');
  });

  test('is in the caller’s language', async () => {
    const phone = await hotline.call(nextCaller());
    await phone.press('****');
    phone.heard();
    await phone.press('0');
    expect(phone.heard().join('')).toMatch(/海港消费金融将录音，用于回复和核查，180 天后删除。不录音请按 9/);
  });

  test('a reporter who presses 9 hears the case number, and a person', async () => {
    hotline = rig.hotline({ start: new Date('2027-01-05T16:00:00Z') });
    const phone = await hotline.call(nextCaller());
    await phone.press(phone.code());
    for (const keys of ['2', '13125550199#', '1']) await phone.press(keys);
    await key(phone, '2');
    expect(phone.heard().some((words) => words.startsWith(NOTICE))).toBe(true);
    await phone.press('9');
    expect(phone.heard().join(' ')).toMatch(/case number is \d/);
    await phone.wait(20);
    expect(hotline.staff.rung).not.toEqual([]);
    expect(phone.log.map(({ type }) => type)).not.toContain('recording');
  });
});
