// Whole calls while things fail: the store slow, silent or gone, webhooks delivered twice, forged, or not answered.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import webhooks from 'twilio/lib/webhooks/webhooks.js';
import { STORE_LIMITS } from '../../functions/runtime.ts';
import { openDatabase, type Database } from '../../store/database/database.ts';
import { checkTwiml } from '../../carrier/twiml/check-twiml.ts';
import { startTestEngine, type TestEngine } from '../support/engine.ts';
import { TestHotline } from '../support/hotline.ts';
import { startSilentPeer, type SilentPeer } from '../support/silent-peer.ts';
import { ACCOUNT_SID, ADA, AUTH_TOKEN, CALLER, HOTLINE, PUBLIC_URL } from '../support/twilio-values.ts';

let engine: TestEngine;
let silent: SilentPeer;
const opened: Database[] = [];

beforeAll(async () => {
  engine = await startTestEngine();
  silent = await startSilentPeer();
});
afterEach(() => {
  for (const database of opened.splice(0)) database.close();
});
afterAll(async () => {
  silent.close();
  await engine.stop();
});

/** With the limits that the voice function has on AWS. */
function databaseAt(endpoint: string): Database {
  const database = openDatabase({
    tables: engine.tables,
    endpoint,
    region: 'us-east-1',
    ...STORE_LIMITS.voice,
  });
  opened.push(database);
  return database;
}

const refusing = (): Database => databaseAt('http://127.0.0.1:9');
const blackHole = (): Database => databaseAt(silent.url);

describe.each([
  ['refuses', refusing],
  ['accepts and never answers', blackHole],
])('a store that %s', (_how, broken) => {
  test('an unknown caller passes the challenge and reaches staff; each answer within 2.5 s; nothing is lost', async () => {
    const hotline = new TestHotline({ database: broken() });
    const durations: number[] = [];
    hotline.intercept = async (event) => {
      const started = performance.now();
      const result = await hotline.handlers.voice(event);
      durations.push(performance.now() - started);
      return result;
    };
    const phone = await hotline.call(CALLER);
    expect(phone.heard().join(' ')).toContain('Please press');
    await phone.press(phone.code());
    await phone.press('1');
    const ada = await hotline.staff.accept(ADA);
    expect(phone.story()).toContain('bridged');
    ada.hangUp();
    await hotline.clock.settle();
    expect(phone.outcome?.status).toBe('completed');
    expect(Math.max(...durations)).toBeLessThan(2_500);
    expect(hotline.documents.every((document) => checkTwiml(document).length === 0)).toBe(true);
    // The store comes back: what was put off is written.
    const healed = new TestHotline({ database: engine.database });
    healed.queue.push(...hotline.queue);
    await healed.drain();
    expect(healed.queue).toEqual([]);
    expect((await healed.api('GET', `/api/calls/${phone.sid}`)).json()).toMatchObject({
      caller: CALLER,
      verdict: 'challenge',
      reasons: [{ code: 'store-unavailable' }],
      disposition: 'talked-to-staff',
    });
  }, 60_000);

  test('a voicemail is not lost', async () => {
    const hotline = new TestHotline({ database: broken() });
    const phone = await hotline.call(CALLER);
    await phone.press('0');
    await phone.sendMessage(6);
    expect(phone.heard().at(-1)).toBe('Thank you. We have your message. Goodbye.');
    const healed = new TestHotline({ database: engine.database });
    healed.queue.push(...hotline.queue);
    const carrier = hotline.runtime.carrier;
    Object.assign(healed.runtime, { carrier });
    await healed.drain();
    await healed.drain();
    const sid = phone.log.flatMap((event) => (event.type === 'recorded' ? [event.sid] : []))[0] ?? '';
    expect((await healed.api('GET', `/api/voicemails/${sid}/audio`)).status).toBe(200);
  }, 60_000);

  test('a report is taken, its case number is told, and it is kept under that number', async () => {
    const hotline = new TestHotline({ database: broken() });
    const phone = await hotline.call('+13125550171');
    await phone.press(phone.code());
    for (const keys of ['2', '13125550199#', '1', '2']) await phone.press(keys);
    await phone.leaveMessage(5);
    const spoken = /case number is (\d(?:, \d){5})\./.exec(phone.heard().join(' '))?.[1] ?? '';
    await phone.hangUp();
    const healed = new TestHotline({ database: engine.database });
    healed.queue.push(...hotline.queue);
    Object.assign(healed.runtime, { carrier: hotline.runtime.carrier });
    // The description waits for its case, and the recording for its message.
    for (let round = 0; round < 4; round++) await healed.drain();
    expect(healed.queue).toEqual([]);
    const found = await healed.api('GET', `/api/cases/${spoken.replaceAll(/\D/g, '')}`);
    expect(found.json()).toMatchObject({
      reported: '+13125550199',
      reporter: '+13125550171',
      callSid: phone.sid,
    });
    expect(found.json()).toHaveProperty('recordingSid');
  }, 60_000);

  test('whoever asks for a case is called back', async () => {
    const hotline = new TestHotline({ database: broken() });
    const phone = await hotline.call('+13125550172');
    await phone.press(phone.code());
    await phone.press('3');
    await phone.press('123459#');
    expect(phone.heard().join(' ')).toContain('Someone on our staff will call you back.');
  }, 60_000);

  test('health says degraded, with status 200; the API answers 503 with Retry-After', async () => {
    const hotline = new TestHotline({ database: broken() });
    const health = await hotline.api('GET', '/health', { token: null });
    expect(health.status).toBe(200);
    expect(health.json()).toMatchObject({ status: 'degraded' });
    const listings = await hotline.api('GET', '/api/listings');
    expect(listings.status).toBe(503);
    expect(listings.headers['retry-after']).toBe('5');
    expect(listings.headers['content-type']).toBe('application/problem+json');
  }, 60_000);
});

describe('redelivery', () => {
  test('every webhook of a call twice: the same answers, the same record', async () => {
    const hotline = new TestHotline({ database: engine.database });
    const answers: [string | undefined, string | undefined][] = [];
    hotline.intercept = async (event) => {
      if (!event.rawPath.startsWith('/voice/')) return undefined;
      const first = await hotline.handlers.voice(event);
      const second = await hotline.handlers.voice(event);
      answers.push([first.body, second.body]);
      return second;
    };
    const phone = await hotline.call('+13125550501');
    await phone.press(phone.wrongCode());
    await phone.press('0');
    await phone.sendMessage(5);
    expect(answers.length).toBeGreaterThan(5);
    for (const [first, second] of answers) expect(second).toBe(first);
    const { timeline } = (await hotline.api('GET', `/api/calls/${phone.sid}`)).json<{
      timeline: { key: string }[];
    }>();
    const keys = timeline.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    const { items } = (await hotline.api('GET', '/api/voicemails?limit=500')).json<{
      items: { callSid: string }[];
    }>();
    expect(items.filter(({ callSid }) => callSid === phone.sid)).toHaveLength(1);
  });

  test('a report, its status and a wrong PIN twice: one case, one reporter, one wrong answer', async () => {
    const hotline = new TestHotline({ database: engine.database });
    const [from, reported] = ['+13125550503', '+13125550504'];
    hotline.intercept = async (event) => {
      if (!event.rawPath.startsWith('/voice/')) return undefined;
      const first = await hotline.handlers.voice(event);
      const second = await hotline.handlers.voice(event);
      expect(second.body).toBe(first.body);
      return second;
    };
    const phone = await hotline.call(from, { stirVerstat: 'TN-Validation-Passed-A' });
    await phone.press(phone.code());
    for (const keys of ['2', `${reported.slice(1)}#`, '1', '2']) await phone.press(keys);
    await phone.leaveMessage(5);
    await phone.hangUp();
    const { items } = (await hotline.api('GET', `/api/cases?reported=%2B${reported.slice(1)}`)).json<{
      items: { caseNumber: string }[];
    }>();
    expect(items).toHaveLength(1);
    expect((await hotline.api('GET', `/api/lookup/${reported}`)).json()).toMatchObject({ reporters: 1 });
    const stranger = await hotline.call('+13125550505');
    await stranger.press(stranger.code());
    for (const keys of ['3', `${items[0]?.caseNumber ?? ''}#`, '0001']) await stranger.press(keys);
    expect((await hotline.store.cases.get(items[0]?.caseNumber ?? ''))?.wrongPins).toHaveLength(1);
  });

  test('an old answer of the challenge, sent again after the flag, does not buy trust back', async () => {
    const hotline = new TestHotline({ database: engine.database });
    const phone = await hotline.call('+13125550502');
    await phone.press(phone.code());
    await phone.hangUp();
    const answer = hotline.webhooks.find(({ event }) => event.rawPath === '/voice/challenge');
    await hotline.api('POST', `/api/calls/${phone.sid}/flag`, { body: {} });
    if (answer === undefined) throw new Error('no answer');
    await hotline.handlers.voice(answer.event);
    const again = await hotline.call('+13125550502');
    expect(again.heard().join(' ')).toContain('Please press');
  });
});

describe('forged requests', () => {
  const form = {
    AccountSid: ACCOUNT_SID,
    CallSid: `CA${'1'.repeat(32)}`,
    From: CALLER,
    To: HOTLINE,
    CallStatus: 'ringing',
    Direction: 'inbound',
    ApiVersion: '2010-04-01',
  };
  const post = (hotline: TestHotline, params: Record<string, string>, headers: Record<string, string>) =>
    hotline.request('POST', '/voice/incoming', new URLSearchParams(params).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    });
  const sign = (
    params: Record<string, string>,
    url = `${PUBLIC_URL}/voice/incoming`,
    token = AUTH_TOKEN,
  ): string => webhooks.getExpectedTwilioSignature(token, url, params);

  test.each([
    ['no signature', () => ({})],
    ['another token', () => ({ 'x-twilio-signature': sign(form, undefined, 'other') })],
    [
      'another host',
      () => ({
        'x-twilio-signature': sign(form, 'https://evil.example.com/voice/incoming'),
        host: 'evil.example.com',
      }),
    ],
    ['another path', () => ({ 'x-twilio-signature': sign(form, `${PUBLIC_URL}/voice/menu`) })],
  ])('%s: 403, and nothing else happens', async (_what, headers) => {
    const hotline = new TestHotline({ database: engine.database });
    const result = await post(hotline, form, headers());
    expect(result.statusCode).toBe(403);
    expect(result.body).toBe('');
    expect(await hotline.store.calls.get(form.CallSid)).toBeUndefined();
  });

  test('a true signature is accepted, whatever the Host header says', async () => {
    const hotline = new TestHotline({ database: engine.database });
    const result = await post(hotline, form, { 'x-twilio-signature': sign(form), host: 'internal.local' });
    expect(result.statusCode).toBe(200);
    expect(result.body).toContain('<Gather');
  });

  test('signed for another account: refused', async () => {
    const hotline = new TestHotline({ database: engine.database });
    const other = { ...form, AccountSid: `AC${'9'.repeat(32)}` };
    expect((await post(hotline, other, { 'x-twilio-signature': sign(other) })).statusCode).toBe(403);
  });

  test('a repeated parameter: refused though signed', async () => {
    const hotline = new TestHotline({ database: engine.database });
    const signature = webhooks.getExpectedTwilioSignature(AUTH_TOKEN, `${PUBLIC_URL}/voice/incoming`, {
      ...form,
      Digits: ['1', '2'],
    });
    const result = await hotline.request(
      'POST',
      '/voice/incoming',
      `${new URLSearchParams(form).toString()}&Digits=1&Digits=2`,
      {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': signature,
      },
    );
    expect(result.statusCode).toBe(403);
  });

  test('attestation added after signing is not believed', async () => {
    const hotline = new TestHotline({ database: engine.database });
    const result = await post(
      hotline,
      { ...form, StirVerstat: 'TN-Validation-Passed-A' },
      { 'x-twilio-signature': sign(form) },
    );
    expect(result.body).toContain('attestation=none');
  });
});

describe('when the functions themselves fail', () => {
  test('the carrier turns to the static documents: a message is taken', async () => {
    const hotline = new TestHotline({ database: engine.database });
    hotline.intercept = (event) =>
      Promise.resolve(event.rawPath.startsWith('/voice/') ? { statusCode: 502, body: '' } : undefined);
    const phone = await hotline.call(CALLER);
    expect(phone.heard().join(' ')).toMatch(/Your message will be recorded.*录音/);
    await phone.leaveMessage(4);
    expect(phone.heard().join(' ')).toContain('Goodbye');
    expect(phone.outcome?.status).toBe('completed');
  });

  test('a fault inside a step: the constant last resort, which takes a message', async () => {
    const hotline = new TestHotline({ database: engine.database });
    Object.assign(hotline.runtime, {
      now: () => {
        throw new Error('a bug');
      },
    });
    const phone = await hotline.call(CALLER);
    expect(phone.heard().join(' ')).toContain('We are sorry. Our system is not working right now.');
    await phone.leaveMessage(4);
    expect(phone.heard().join(' ')).toContain('Goodbye');
    expect(phone.outcome?.status).toBe('completed');
  });

  test('the settings in the store are broken: those that were deployed serve', async () => {
    const hotline = new TestHotline({ database: engine.database });
    await hotline.store.settings.save({
      settings: { broken: true } as never,
      replaces: 0,
      savedAt: 'x',
      savedBy: 'x',
    });
    const phone = await hotline.call('+13125550503');
    expect(phone.heard()[0]).toContain('Harbor Consumer Loans');
  });
});
