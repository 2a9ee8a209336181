// Whole calls: messages that are heard again, recorded again, counted, and told to the staff.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestEngine, type TestEngine } from '../support/engine.ts';
import { TestHotline } from '../support/hotline.ts';
import type { TestPhone } from '../support/phone.ts';
import { settingsWith } from '../support/settings.ts';

let engine: TestEngine;
let hotline: TestHotline;
let callers = 0;
let days = 0;

beforeAll(async () => {
  engine = await startTestEngine();
});
afterAll(() => engine.stop());
/** Each story on a day of its own: the mailbox counts by the hour. */
beforeEach(() => {
  hotline = openHotline();
});

function openHotline(voicemail: object = {}): TestHotline {
  const start = new Date(Date.UTC(2026, 10, 24 + 2 * days++, 10));
  const settings = settingsWith({ voicemail: { maxSeconds: 120, ...voicemail } });
  return new TestHotline({ database: engine.database, settings, start });
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
    expect(phone.heard().at(-1)).toMatch(/^To hear your message, press 1/);
    await phone.press('1');
    expect(played(phone)).toHaveLength(1);
    expect(phone.heard()).toContain('Your message:');
    await phone.wait(6);
    await phone.press('#');
    expect(phone.heard().at(-1)).toBe('Thank you, we have your message. Goodbye.');
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
    expect(phone.heard().at(-1)).toBe('Thank you, we have your message. Goodbye.');
    expect(await messagesOf(phone)).toMatchObject([{ recordingSid: recordings(phone)[0] }]);
  });

  test('silence or hanging up ends it; the message was kept before the question', async () => {
    const silent = await atTheBeep();
    await silent.leaveMessage(5);
    await silent.wait(9);
    expect(silent.heard().at(-1)).toBe('Thank you, we have your message. Goodbye.');
    const gone = await atTheBeep();
    await gone.leaveMessage(5);
    await gone.hangUp();
    expect(await messagesOf(gone)).toHaveLength(1);
  });

  test('is not asked where the settings say so', async () => {
    hotline = openHotline({ review: false });
    const phone = await atTheBeep();
    await phone.leaveMessage(5);
    expect(phone.heard().at(-1)).toBe('Thank you, we have your message. Goodbye.');
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
    expect(third.heard().join(' ')).toBe('We have your messages, and will call you back. Goodbye.');
    expect(third.outcome?.status).toBe('completed');
    const other = await atTheBeep();
    expect(other.heard().join(' ')).toContain('will be recorded');
    await hotline.clock.advance(86_400);
    expect((await atTheBeep(from)).heard().join(' ')).toContain('will be recorded');
  });

  test('midnight does not double the cap', async () => {
    hotline = openHotline({ mostPerCallerPerDay: 2 });
    const from = nextCaller();
    await hotline.clock.advance(13.8 * 3_600);
    await (await atTheBeep(from)).sendMessage(3);
    await (await atTheBeep(from)).sendMessage(3);
    await hotline.clock.advance(900);
    expect(hotline.clock.now().getUTCHours()).toBe(0);
    expect((await atTheBeep(from)).heard().join(' ')).toContain('We have your messages');
  });

  test('so many from everybody in an hour, wherever the hour begins', async () => {
    hotline = openHotline({ mostPerHour: 3 });
    await hotline.clock.advance(50 * 60);
    for (let calls = 0; calls < 3; calls++) await (await atTheBeep()).sendMessage(3);
    await hotline.clock.advance(15 * 60);
    const late = await atTheBeep();
    expect(late.heard().join(' ')).toBe(
      'We cannot take messages just now. Please call again later. Goodbye.',
    );
    await hotline.clock.advance(61 * 60);
    expect((await atTheBeep()).heard().join(' ')).toContain('will be recorded');
  });

  test('a report is taken all the same, without its description', async () => {
    hotline = openHotline({ mostPerCallerPerDay: 1 });
    const from = nextCaller();
    await (await atTheBeep(from)).sendMessage(3);
    const phone = await hotline.call(from);
    await phone.press(phone.code());
    phone.heard();
    for (const keys of ['2', '13125550199#', '1', '2']) await phone.press(keys);
    expect(phone.heard().join(' ')).toMatch(/Your case number is \d/);
    expect(recordings(phone)).toEqual([]);
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
    expect((await atTheBeep(from)).heard().join(' ')).toContain('will be recorded');
  });
});
