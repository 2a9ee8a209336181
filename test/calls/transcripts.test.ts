// Whole calls: messages in writing, what they sound like, and the folder that they are sorted into.
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Challenge } from 'altcha-lib';
import { folderOf } from '../../core/messages/message.ts';
import { createJobsHandler } from '../../functions/jobs/jobs-handler.ts';
import { signedRequest } from '../../carrier/http/signed-request.ts';
import { rigForAll } from '../support/rig.ts';
import type { TestHotline } from '../support/hotline.ts';
import type { TestPhone } from '../support/phone.ts';
import { solve } from '../support/proof-of-work.ts';
import { settingsWith } from '../support/settings.ts';
import { HARDSHIP_EN, HARDSHIP_ZH, NUISANCE_EN, NUISANCE_ZH, REPORT_EN } from '../support/texts.ts';
import { ACCOUNT_SID, ADA, AUTH_TOKEN, HOTLINE, PUBLIC_URL } from '../support/twilio-values.ts';

const rig = rigForAll();
let hotline: TestHotline;
let callers = 0;
let days = 0;

beforeEach(() => {
  hotline = openHotline();
});

/** On a day of its own: the mailbox counts by the hour. */
function openHotline(change: object = {}, voicemail: object = {}): TestHotline {
  const start = new Date(Date.UTC(2027, 2, 1 + 2 * days++, 10));
  const settings = settingsWith({
    voicemail: { maxSeconds: 120, transcribe: true, ...voicemail },
    ...change,
  });
  return rig.hotline({ settings, start });
}

const nextCaller = (): string => `+1312557${String(1000 + callers++)}`;

type Message = Record<string, unknown> & { readonly recordingSid: string };

/** Asks for a person, and leaves a message; in Chinese by the star key. */
async function leave(text: string, keys = ['0'], from = nextCaller()): Promise<TestPhone> {
  const phone = await hotline.call(from);
  for (const key of keys) await phone.press(key);
  await phone.sendMessage(8, text);
  return phone;
}
const IN_CHINESE = ['****', '0'];

const sidOf = (phone: TestPhone): string =>
  phone.log.flatMap((event) => (event.type === 'recorded' ? [event.sid] : [])).at(-1) ?? '';

async function messagesIn(query: string, phone: TestPhone): Promise<Message[]> {
  const answer = await hotline.api('GET', `/api/voicemails?limit=500${query}`);
  return answer.json<{ items: Message[] }>().items.filter(({ callSid }) => callSid === phone.sid);
}
const messageOf = async (phone: TestPhone): Promise<Message> =>
  (await hotline.api('GET', `/api/voicemails/${sidOf(phone)}`)).json();

async function drainAll(): Promise<void> {
  for (let round = 0; round < 3; round++) await hotline.drain();
}

const atCarrier = async (phone: TestPhone): Promise<boolean> =>
  (await hotline.runtime.carrier.fetchRecording(sidOf(phone))) !== undefined;

const lastRecord = (): string => hotline.documents.findLast((document) => document.includes('<Record')) ?? '';

describe('a message that wants something', () => {
  test('in English: the carrier writes it down, it is in the nuisance folder, and nothing of it is gone', async () => {
    const phone = await leave(NUISANCE_EN);
    expect(lastRecord()).toContain(`transcribe="true" transcribeCallback="${PUBLIC_URL}/voice/transcript"`);
    expect(await messagesIn('&folder=inbox', phone)).toEqual([]);
    const [message] = await messagesIn('&folder=nuisance', phone);
    expect(message).toMatchObject({
      folder: 'nuisance',
      status: 'new',
      transcript: { text: NUISANCE_EN, by: 'twilio' },
      nuisance: { words: expect.arrayContaining(['gift cards', 'warrant']) as unknown },
    });
    expect(await messagesIn('&status=new', phone)).toHaveLength(1);
    await drainAll();
    expect((await hotline.api('GET', `/api/voicemails/${sidOf(phone)}/audio`)).status).toBe(200);
    expect(await atCarrier(phone)).toBe(false);
  });

  test('in Chinese: our own copy is written down', async () => {
    const phone = await leave(NUISANCE_ZH, IN_CHINESE);
    expect(lastRecord()).not.toContain('transcribe');
    expect(await messageOf(phone)).not.toHaveProperty('transcript');
    await drainAll();
    expect(await messageOf(phone)).toMatchObject({
      folder: 'nuisance',
      language: 'zh-CN',
      transcript: { text: NUISANCE_ZH, by: 'typed' },
      nuisance: { words: expect.arrayContaining(['公安局', '转账']) as unknown },
    });
    expect(await atCarrier(phone)).toBe(false);
  });

  test('its call says so, with the words, and in its timeline', async () => {
    const phone = await leave(NUISANCE_EN);
    const found = (await hotline.api('GET', `/api/calls/${phone.sid}`)).json<{
      content: { score: number };
      timeline: object[];
    }>();
    expect(found.content.score).toBeGreaterThan(0.9);
    expect(found.timeline).toContainEqual(
      expect.objectContaining({ step: 'transcript', outcome: 'completed', content: found.content }),
    );
    expect(Object.keys(found).filter((name) => name.includes(':'))).toEqual([]);
  });

  test('staff by telephone hear the inbox, however many nuisance messages came after', async () => {
    await hotline.api('PUT', `/api/staff/${encodeURIComponent(ADA)}/pin`, { body: { pin: '482913' } });
    const { items } = (await hotline.api('GET', '/api/voicemails?limit=500&status=new')).json<{
      items: Message[];
    }>();
    for (const { recordingSid } of items)
      await hotline.api('PATCH', `/api/voicemails/${recordingSid}`, { body: { status: 'done' } });
    const genuine = await leave(HARDSHIP_EN);
    for (let calls = 0; calls < 4; calls++) await leave(NUISANCE_EN);
    const staff = await hotline.call(ADA);
    await staff.press('482913#');
    await staff.press('2');
    const played = staff.log.flatMap((event) => (event.type === 'played' ? [event.url] : []));
    expect(played).toEqual([expect.stringContaining(sidOf(genuine))]);
    await staff.wait(10);
    await staff.press('1');
    expect(staff.heard().join(' ')).toContain('There are no more new messages.');
  });

  test('staff put it where it belongs, and it stays there', async () => {
    const phone = await leave(NUISANCE_EN);
    const moved = await hotline.api('PATCH', `/api/voicemails/${sidOf(phone)}`, {
      body: { folder: 'inbox' },
    });
    expect(moved.json()).toMatchObject({ folder: 'inbox' });
    expect(await messagesIn('&folder=inbox', phone)).toHaveLength(1);
    expect(await messagesIn('&folder=nuisance', phone)).toEqual([]);
    const { items } = (await hotline.api('GET', '/api/audit?limit=1')).json<{
      items: { detail: string }[];
    }>();
    expect(items[0]?.detail).toBe('moved to inbox');
  });
});

describe('a message that does not', () => {
  test.each([
    ['in hardship', HARDSHIP_EN, ['0']],
    ['in hardship, in Chinese', HARDSHIP_ZH, IN_CHINESE],
    ['who says what a swindler said', REPORT_EN, ['0']],
  ])('of a caller %s stays in the inbox', async (_who, text, keys) => {
    const phone = await leave(text, keys);
    await drainAll();
    const [message] = await messagesIn('&folder=inbox', phone);
    expect(message).toMatchObject({ folder: 'inbox', transcript: { text } });
  });

  test('of somebody who is being defrauded, or describes a case, is never sorted out', () => {
    const nuisance = { score: 0.99, words: ['warrant'] };
    expect(folderOf({ nuisance, why: 'fraud-now' })).toBe('inbox');
    expect(folderOf({ nuisance, why: 'report' })).toBe('inbox');
    expect(folderOf({ nuisance, why: 'challenge-failed' })).toBe('nuisance');
    expect(folderOf({ nuisance: { ...nuisance, score: 0.5 } })).toBe('inbox');
    expect(folderOf({ nuisance, folder: 'inbox' })).toBe('inbox');
    expect(folderOf({ why: 'report', folder: 'nuisance' })).toBe('nuisance');
  });
});

describe('where the settings do not want it', () => {
  test('nothing is written down', async () => {
    hotline = openHotline({}, { transcribe: false });
    const english = await leave(NUISANCE_EN);
    expect(lastRecord()).not.toContain('transcribe');
    const chinese = await leave(NUISANCE_ZH, IN_CHINESE);
    await drainAll();
    for (const phone of [english, chinese]) {
      const message = await messageOf(phone);
      expect([message.folder, message.transcript]).toEqual(['inbox', undefined]);
      expect(await atCarrier(phone)).toBe(false);
    }
  });

  test('it is written down, and not judged', async () => {
    hotline = openHotline({ screening: { content: { on: false } } });
    const phone = await leave(NUISANCE_EN);
    const message = await messageOf(phone);
    expect(message).toMatchObject({ folder: 'inbox', transcript: { text: NUISANCE_EN } });
    expect(message).not.toHaveProperty('nuisance');
    expect((await hotline.api('GET', `/api/calls/${phone.sid}`)).json()).not.toHaveProperty('content');
  });

  test('a message longer than the carrier writes down is the transcriber’s', async () => {
    hotline = openHotline({}, { maxSeconds: 180 });
    const phone = await leave(HARDSHIP_EN);
    expect(lastRecord()).not.toContain('transcribe');
    await drainAll();
    expect(await messageOf(phone)).toMatchObject({ transcript: { text: HARDSHIP_EN, by: 'typed' } });
  });
});

/** Ends the call, and writes nothing down. */
const HANG_UP = '<?xml version="1.0" encoding="UTF-8"?><Response><Hangup/></Response>';

describe('the carrier’s word of it', () => {
  /** As the carrier would send it, with other parameters if need be. */
  function sent(phone: TestPhone, change: Record<string, string> = {}) {
    const { from } = phone.handle;
    return signedRequest(AUTH_TOKEN, {
      method: 'POST',
      url: `${PUBLIC_URL}/voice/transcript`,
      parameters: {
        AccountSid: ACCOUNT_SID,
        ApiVersion: '2010-04-01',
        CallSid: phone.sid,
        CallStatus: 'completed',
        Direction: 'inbound',
        From: from,
        To: HOTLINE,
        RecordingSid: sidOf(phone),
        RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/${ACCOUNT_SID}/Recordings/${sidOf(phone)}`,
        TranscriptionSid: `TR${'a'.repeat(32)}`,
        TranscriptionStatus: 'completed',
        TranscriptionText: 'please call me back',
        TranscriptionType: 'fast',
        ...change,
      },
    });
  }
  async function post({ body, headers }: ReturnType<typeof sent>): Promise<number | undefined> {
    const lower = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    return (await hotline.request('POST', '/voice/transcript', body, lower)).statusCode;
  }
  /** The carrier's own callback is lost. */
  const loseIt = (): void => {
    hotline.intercept = ({ rawPath }) =>
      Promise.resolve(rawPath === '/voice/transcript' ? { statusCode: 500, body: '' } : undefined);
  };
  const findIt = (): void => {
    hotline.intercept = () => Promise.resolve(undefined);
  };

  async function withoutTranscript(): Promise<TestPhone> {
    loseIt();
    const phone = await leave(HARDSHIP_EN);
    findIt();
    return phone;
  }

  test('forged, or about another account: refused, and nothing is kept', async () => {
    const phone = await withoutTranscript();
    const forged = sent(phone);
    expect(await post({ ...forged, headers: { ...forged.headers, 'X-Twilio-Signature': 'AAAA' } })).toBe(403);
    expect(await post({ ...forged, body: forged.body.replace('please', 'never') })).toBe(403);
    expect(await post(sent(phone, { AccountSid: `AC${'9'.repeat(32)}` }))).toBe(403);
    expect(await messageOf(phone)).not.toHaveProperty('transcript');
  });

  test('longer than a message: cut, however long; lines and marks: one line of words', async () => {
    const phone = await withoutTranscript();
    expect(await post(sent(phone, { RecordingSid: 'RE1' }))).toBe(403);
    const TranscriptionText = `one\n two\u202e${' words'.repeat(4_000)}`;
    expect(await post(sent(phone, { TranscriptionText }))).toBe(200);
    const { transcript } = (await messageOf(phone)) as unknown as { transcript: { text: string } };
    expect(transcript.text).toHaveLength(5_000);
    expect(transcript.text.slice(0, 13)).toBe('one two words');
  });

  test('twice: the first one stays', async () => {
    const phone = await withoutTranscript();
    await post(sent(phone));
    await post(sent(phone, { TranscriptionText: NUISANCE_EN }));
    await drainAll();
    expect(await messageOf(phone)).toMatchObject({
      folder: 'inbox',
      transcript: { text: 'please call me back' },
    });
  });

  test('before the message itself: it waits in the queue, and is kept with it', async () => {
    hotline.intercept = ({ rawPath }) =>
      Promise.resolve(
        ['/voice/transcript', '/voice/recording', '/voice/voicemail'].includes(rawPath)
          ? { statusCode: 200, headers: { 'content-type': 'text/xml' }, body: HANG_UP }
          : undefined,
      );
    const phone = await leave(NUISANCE_EN);
    findIt();
    expect(await post(sent(phone))).toBe(200);
    await hotline.drain();
    expect(hotline.queue.map(({ kind }) => kind)).toContain('commit');
    await hotline.clock.advance(16 * 60);
    await createJobsHandler(hotline.runtime)({ job: 'reconcile' });
    await drainAll();
    expect(hotline.queue).toEqual([]);
    expect(await messageOf(phone)).toMatchObject({ transcript: { text: 'please call me back' } });
  });

  test('of a message that was recorded again: no word of it is kept', async () => {
    loseIt();
    const phone = await hotline.call(nextCaller());
    await phone.press('0');
    await phone.leaveMessage(8, NUISANCE_EN);
    const first = sidOf(phone);
    findIt();
    await post(sent(phone));
    await phone.press('2');
    await phone.sendMessage(8);
    expect(await hotline.store.voicemails.get(first)).not.toHaveProperty('transcript');
    await post(sent(phone, { RecordingSid: first }));
    await drainAll();
    const dropped = await hotline.store.voicemails.get(first);
    expect(dropped).toHaveProperty('dropped');
    expect(dropped).not.toHaveProperty('transcript');
    expect(hotline.queue).toEqual([]);
  });

  test('that it failed: our own copy is written down instead', async () => {
    const phone = await withoutTranscript();
    await post(sent(phone, { TranscriptionStatus: 'failed', TranscriptionText: '' }));
    await drainAll();
    expect(await messageOf(phone)).toMatchObject({ transcript: { text: HARDSHIP_EN, by: 'typed' } });
    const { timeline } = (await hotline.api('GET', `/api/calls/${phone.sid}`)).json<{ timeline: object[] }>();
    expect(timeline).toContainEqual(expect.objectContaining({ step: 'transcript', outcome: 'failed' }));
  });

  test('is waited for before the recording is deleted there, but not for ever', async () => {
    const phone = await withoutTranscript();
    await drainAll();
    expect(hotline.recordings.has(`voicemail/${sidOf(phone)}.wav`)).toBe(true);
    expect(await atCarrier(phone)).toBe(true);
    await hotline.clock.advance(16 * 60);
    await createJobsHandler(hotline.runtime)({ job: 'reconcile' });
    await drainAll();
    expect(await atCarrier(phone)).toBe(false);
    expect(await messagesIn('', phone)).toHaveLength(1);
  });
});

describe('what a caller says before staff are rung', () => {
  const ask = (on = true): void => {
    const [desk] = settingsWith({}).departments;
    hotline = openHotline({
      departments: [{ ...desk, askReason: true }],
      screening: { content: { on } },
    });
  };
  async function say(text: string): Promise<Record<string, unknown>> {
    const phone = await hotline.call(nextCaller());
    await phone.press(phone.code());
    await phone.press('1');
    phone.handle.speak({ seconds: 4, text });
    await phone.wait(8);
    expect(hotline.staff.rung).toContain(ADA);
    return (await hotline.api('GET', `/api/calls/${phone.sid}`)).json();
  }

  test('is scored, and staff ring all the same', async () => {
    ask();
    expect(await say(NUISANCE_EN)).toMatchObject({
      content: {
        score: expect.any(Number) as unknown,
        words: expect.arrayContaining(['warrant']) as unknown,
      },
    });
    expect(await say('Mary Smith, my loan of May')).toMatchObject({ content: { words: [] } });
  });

  test('is not, where the settings say so', async () => {
    ask(false);
    expect(await say(NUISANCE_EN)).not.toHaveProperty('content');
  });
});

describe('a report', () => {
  test('by telephone: its spoken description suggests a category, and what the reporter chose stays', async () => {
    const phone = await hotline.call(nextCaller());
    await phone.press(phone.code());
    for (const keys of ['2', '13125550199#', '1', '4']) await phone.press(keys);
    await phone.leaveMessage(8, REPORT_EN);
    const spoken = /case number is (\d(?:, \d){5})\./.exec(phone.heard().join(' '))?.[1] ?? '';
    const caseNumber = spoken.replaceAll(/\D/g, '');
    const found = (await hotline.api('GET', `/api/cases/${caseNumber}`)).json();
    expect(found).toMatchObject({
      category: 'advertising',
      suggestedCategory: 'advance-fee',
      content: { words: expect.arrayContaining(['gift cards']) as unknown },
    });
    expect(await messageOf(phone)).toMatchObject({ why: 'report', folder: 'inbox' });
  });

  test('on the page: in the language in which it is written', async () => {
    const challenge = (await hotline.api('GET', '/api/public/challenge', { token: null })).json<Challenge>();
    const body = {
      number: '+13125550199',
      category: 'other',
      description: '有人自称公安局民警，说我的银行卡号有问题，要我提供验证码。',
      altcha: await solve(challenge),
    };
    const { caseNumber } = (await hotline.api('POST', '/api/public/reports', { token: null, body })).json<{
      caseNumber: string;
    }>();
    const { items } = (await hotline.api('GET', '/api/cases?status=received&limit=500')).json<{
      items: { caseNumber: string }[];
    }>();
    const listed = items.find((one) => one.caseNumber === caseNumber);
    expect(listed).toMatchObject({ category: 'other', suggestedCategory: 'impersonation' });
    expect((await hotline.api('GET', `/api/cases/${caseNumber}`)).json()).toMatchObject({
      suggestedCategory: 'impersonation',
    });
  });
});
