// Whole calls while things fail: the store slow, silent or gone, webhooks delivered twice, forged, or not answered.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import webhooks from 'twilio/lib/webhooks/webhooks.js';
import { newListing } from '../../core/lists/listing.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import { STORE_LIMITS, type DeferredTask, type Secrets } from '../../functions/runtime.ts';
import { LAST_RESORT_ON_ARRIVAL } from '../../twiml/fallback.ts';
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
  });

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
  });

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
  });

  test('whoever asks for a case is called back', async () => {
    const hotline = new TestHotline({ database: broken() });
    const phone = await hotline.call('+13125550172');
    await phone.press(phone.code());
    await phone.press('3');
    await phone.press('123459#');
    expect(phone.heard().join(' ')).toContain('Someone on our staff will call you back.');
  });

  test('health says degraded, with status 200; the API answers 503 with Retry-After', async () => {
    const hotline = new TestHotline({ database: broken() });
    const health = await hotline.api('GET', '/health', { token: null });
    expect(health.status).toBe(200);
    expect(health.json()).toMatchObject({ status: 'degraded' });
    const listings = await hotline.api('GET', '/api/listings');
    expect(listings.status).toBe(503);
    expect(listings.headers['retry-after']).toBe('5');
    expect(listings.headers['content-type']).toBe('application/problem+json');
  });
});

/** A database that works until it is told otherwise. */
class Breakable {
  #now: Database;
  readonly #whole: Database;

  constructor(whole: Database) {
    this.#whole = whole;
    this.#now = whole;
  }

  readonly database: Database = {
    table: (name) => this.#whole.table(name),
    run: (operation, send) => this.#now.run(operation, send),
    close: () => undefined,
  };

  breaks(broken: Database): void {
    if (this.#now === this.#whole) this.#now = broken;
    else broken.close();
  }

  heals(): void {
    this.#now = this.#whole;
  }
}

const DAY = 86_400;
const SIGNED_A = { stirVerstat: 'TN-Validation-Passed-A' };

describe.each([
  ['refuses', refusing],
  ['accepts and never answers', blackHole],
])('a store that %s, when the lists have been copied', (_how, broken) => {
  let hotline: TestHotline;
  let store: Breakable;
  const [allowed, blocked, automatic, usual] = [
    '+13125550601',
    '+13125550602',
    '+13125550603',
    '+13125550604',
  ] as const;

  const list = async (pattern: string, body: Record<string, unknown>): Promise<void> => {
    const target = `/api/listings/${encodeURIComponent(pattern)}`;
    const { status } = await hotline.api('PUT', target, { body: { reason: 'a reason', ...body } });
    expect([200, 201]).toContain(status);
  };
  /** From a number with these words of the network: what the caller's call came to. */
  const comesTo = async (from: string, more = {}): Promise<'staff' | 'rejected' | 'code'> => {
    const rung = hotline.staff.rung.length;
    const phone = await hotline.call(from, more);
    const reached = hotline.staff.rung.length > rung;
    if (phone.outcome?.answered === false) return 'rejected';
    const asked = phone.heard().join(' ').includes('Please press');
    await phone.hangUp();
    expect(asked).toBe(!reached);
    return reached ? 'staff' : 'code';
  };
  const copy = async (): Promise<void> => {
    await hotline.runJob('snapshot');
    await hotline.runtime.snapshot.renew();
  };

  beforeEach(async () => {
    store = new Breakable(engine.database);
    hotline = new TestHotline({ database: store.database });
    await list(allowed, { list: 'allow' });
    await list(blocked, { list: 'block' });
    await list('+1312555061*', { list: 'allow' });
    await list('+1312555062*', { list: 'block' });
    await list('+13125550621', { list: 'never-block' });
    const at = hotline.clock.now().toISOString();
    await hotline.store.listings.putMany([
      newListing({
        ...{ pattern: automatic as Identity, list: 'block', source: 'automatic' },
        ...{ reason: 'flagged', addedBy: 'guard', addedAt: at },
      }),
    ]);
  });

  test('allowed callers reach staff, blocked ones are rejected, strangers get the challenge; each says why', async () => {
    await copy();
    store.breaks(broken());
    expect(await comesTo(allowed)).toBe('staff');
    expect(await comesTo(blocked)).toBe('rejected');
    expect(await comesTo('+13125550605')).toBe('code');
    expect(await comesTo('+13125550620')).toBe('rejected');
    expect(await comesTo('+13125550621')).toBe('staff');
    store.heals();
    for (let round = 0; round < 3; round++) await hotline.drain();
    const { items } = (await hotline.api('GET', `/api/calls?caller=${encodeURIComponent(allowed)}`)).json<{
      items: { verdict: string; reasons: { code: string }[] }[];
    }>();
    expect(items[0]?.verdict).toBe('staff');
    expect(items[0]?.reasons.map(({ code }) => code)).toEqual(['listed', 'copied-lists']);
  });

  test('no trust is granted that the store would refuse', async () => {
    for (const callSid of ['CA1', 'CA2', 'CA3', 'CA4']) {
      for (const habit of ['calls', 'vouched'] as const)
        await hotline.store.evidence.addHabit({
          kind: 'add-habit',
          number: usual as Identity,
          habit,
          amount: 1,
          callSid,
          at: hotline.clock.now().toISOString(),
        });
    }
    await list(usual, { list: 'allow' });
    await list('+13125550606', { list: 'allow', expiresAt: '2026-11-25T00:00:00Z' });
    await copy();
    store.breaks(broken());
    const spoofed = { stirVerstat: 'TN-Validation-Failed' };
    expect(await comesTo(allowed, spoofed)).toBe('code');
    expect(await comesTo(usual)).toBe('code');
    expect(await comesTo(usual, SIGNED_A)).toBe('staff');
    expect(await comesTo('+13125550610')).toBe('code');
    expect(await comesTo('+13125550610', SIGNED_A)).toBe('staff');
    expect(await comesTo('+13125550606')).toBe('staff');
    await hotline.clock.advance(DAY - 3_600);
    expect(await comesTo('+13125550606')).toBe('code');
  });

  test('a copy grants for a day, and refuses for a week', async () => {
    await copy();
    store.breaks(broken());
    await hotline.clock.advance(DAY - 60);
    expect(await comesTo(allowed)).toBe('staff');
    await hotline.clock.advance(120);
    expect(await comesTo(allowed)).toBe('code');
    // Protected, though no longer trusted: the rule that blocks its range does not get it.
    expect(await comesTo('+13125550621')).toBe('code');
    expect(await comesTo(blocked)).toBe('rejected');
    await hotline.clock.advance(6 * DAY);
    expect(await comesTo(blocked)).toBe('code');
  });

  test('no appeal is offered, since nobody can tell to whom one was offered before', async () => {
    await copy();
    store.breaks(broken());
    expect(await comesTo(automatic)).toBe('rejected');
  });

  test('the level of the guard is the one that was seen last', async () => {
    await copy();
    const state = { level: 'siege', since: hotline.clock.now().toISOString(), by: 'grace' } as const;
    await hotline.store.guard.set(state);
    const before = await hotline.call('+13125550607');
    store.breaks(broken());
    const after = await hotline.call('+13125550608');
    store.heals();
    await hotline.store.guard.set({ ...state, level: 'normal' });
    expect(before.code().length).toBeGreaterThan(2);
    expect(after.code()).toHaveLength(before.code().length);
  });
});

/** Calls that come in at the same moment: of ten one is allowed and one is blocked. */
async function callAtOnce(hotline: TestHotline, calls: number): Promise<Record<string, number>> {
  const kindOf = (index: number): string =>
    index % 10 === 3 ? 'allowed' : index % 10 === 7 ? 'blocked' : 'stranger';
  const numberOf = (index: number): string => `+1312${String(5_560_000 + index)}`;
  const at = hotline.clock.now().toISOString();
  const listed = Array.from({ length: calls }, (_, index) => index).filter(
    (index) => kindOf(index) !== 'stranger',
  );
  await hotline.store.listings.putMany(
    listed.map((index) =>
      newListing({
        pattern: numberOf(index) as Identity,
        list: kindOf(index) === 'allowed' ? 'allow' : 'block',
        ...{ source: 'admin', reason: 'a reason', addedBy: 'grace', addedAt: at },
      }),
    ),
  );
  await hotline.runJob('snapshot');
  await hotline.runtime.snapshot.renew();
  const documents = await Promise.all(
    Array.from({ length: calls }, (_, index) => arrives(hotline, numberOf(index), index)),
  );
  const counts: Record<string, number> = {};
  for (const [index, document] of documents.entries()) {
    const got = /<(Dial|Reject|Gather|Record)/.exec(document)?.[1] ?? document;
    const name = `${kindOf(index)}: ${got}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

async function arrives(hotline: TestHotline, from: string, index: number): Promise<string> {
  const form = {
    AccountSid: ACCOUNT_SID,
    ApiVersion: '2010-04-01',
    CallSid: `CA${index.toString(16).padStart(32, '0')}`,
    CallStatus: 'ringing',
    Direction: 'inbound',
    From: from,
    To: HOTLINE,
  };
  const url = `${PUBLIC_URL}/voice/incoming`;
  const { body = '' } = await hotline.request(
    'POST',
    '/voice/incoming',
    new URLSearchParams(form).toString(),
    {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': webhooks.getExpectedTwilioSignature(AUTH_TOKEN, url, form),
    },
  );
  return body;
}

const callsOpenedBy = (task: DeferredTask): number =>
  task.kind === 'commit' ? task.effects.filter(({ kind }) => kind === 'open-call').length : 0;

describe('very many calls at once', () => {
  test('200: each gets what the lists say, and each is written down', async () => {
    const hotline = new TestHotline({ database: engine.database });
    expect(await callAtOnce(hotline, 200)).toEqual({
      'allowed: Dial': 20,
      'blocked: Reject': 20,
      'stranger: Gather': 160,
    });
    expect(hotline.queue.filter((task) => callsOpenedBy(task) > 0).length).toBeGreaterThan(0);
    // As the queue does it: few at a time.
    for (const tasks = hotline.queue.splice(0); tasks.length > 0;) {
      hotline.queue.push(...tasks.splice(0, 5));
      await hotline.drain();
    }
    const sids = Array.from({ length: 200 }, (_, index) => `CA${index.toString(16).padStart(32, '0')}`);
    const found: unknown[] = [];
    for (const sid of sids) found.push((await hotline.store.calls.get(sid))?.verdict);
    expect(found.filter((verdict) => verdict !== undefined)).toHaveLength(200);
  });

  test('1,000, and the store hangs: each gets what the lists say, nobody the last resort, and nothing is lost', async () => {
    const store = new Breakable(engine.database);
    const hotline = new TestHotline({ database: store.database });
    hotline.intercept = (event) => {
      if (event.rawPath.startsWith('/voice/')) store.breaks(blackHole());
      return Promise.resolve(undefined);
    };
    expect(await callAtOnce(hotline, 1_000)).toEqual({
      'allowed: Dial': 100,
      'blocked: Reject': 100,
      'stranger: Gather': 800,
    });
    const kept = (): number => hotline.queue.reduce((sum, task) => sum + callsOpenedBy(task), 0);
    // Writes go on behind an answer.
    while (kept() < 1_000) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(kept()).toBe(1_000);
  });
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

describe('secrets', () => {
  const arrival = {
    AccountSid: ACCOUNT_SID,
    CallSid: `CA${'2'.repeat(32)}`,
    From: CALLER,
    To: HOTLINE,
    CallStatus: 'ringing',
    Direction: 'inbound',
    ApiVersion: '2010-04-01',
  };
  const post = async (hotline: TestHotline, path: string, token: string) => {
    const signature = webhooks.getExpectedTwilioSignature(token, `${PUBLIC_URL}${path}`, arrival);
    return hotline.request('POST', path, new URLSearchParams(arrival).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signature,
    });
  };
  const withTokens = (hotline: TestHotline, tokens: () => readonly string[]): void => {
    const { secrets } = hotline.runtime;
    Object.assign(hotline.runtime, {
      secrets: async (): Promise<Secrets> => ({ ...(await secrets()), twilioAuthTokens: tokens() }),
    });
  };

  test.each([
    ['signed', AUTH_TOKEN],
    ['forged', 'guessed'],
  ])(
    'there are none: a message is taken of a %s call, and nothing of the request is used',
    async (_, token) => {
      const hotline = new TestHotline({ database: engine.database });
      Object.assign(hotline.runtime, { secrets: () => Promise.reject(new Error('no answer')) });
      const { statusCode, body } = await post(hotline, '/voice/incoming', token);
      expect([statusCode, body]).toEqual([200, LAST_RESORT_ON_ARRIVAL]);
      expect((await post(hotline, '/voice/status', token)).statusCode).toBe(503);
      expect((await post(hotline, '/voice/recording', token)).statusCode).toBe(503);
      expect(await hotline.store.calls.get(arrival.CallSid)).toBeUndefined();
      expect(hotline.queue).toEqual([]);
    },
  );

  test('there are none: the caller hears the document, and the message is found at the carrier', async () => {
    const hotline = new TestHotline({ database: engine.database });
    Object.assign(hotline.runtime, { secrets: () => Promise.reject(new Error('no answer')) });
    const phone = await hotline.call(CALLER);
    expect(phone.heard().join(' ')).toContain('Our system is not working right now.');
    await phone.leaveMessage(4);
    expect(phone.heard().join(' ')).toContain('Goodbye');
    expect(phone.outcome?.status).toBe('completed');
  });

  test('a rotation: both tokens are good, then the old one is not', async () => {
    const hotline = new TestHotline({ database: engine.database });
    let tokens = ['new-token', AUTH_TOKEN];
    withTokens(hotline, () => tokens);
    const statusOf = async (token: string) => (await post(hotline, '/voice/incoming', token)).statusCode;
    expect([await statusOf(AUTH_TOKEN), await statusOf('new-token')]).toEqual([200, 200]);
    tokens = ['new-token'];
    expect([await statusOf(AUTH_TOKEN), await statusOf('new-token')]).toEqual([403, 200]);
  });

  test('a token that came since the copy was taken is looked for before its signature is refused', async () => {
    const hotline = new TestHotline({ database: engine.database });
    const { secrets } = hotline.runtime;
    let asked = 0;
    Object.assign(hotline.runtime, {
      newerSecrets: async (): Promise<Secrets> => {
        asked += 1;
        return { ...(await secrets()), twilioAuthTokens: ['new-token'] };
      },
    });
    const statusOf = async (token: string) => (await post(hotline, '/voice/incoming', token)).statusCode;
    expect(await statusOf(AUTH_TOKEN)).toBe(200);
    expect(asked).toBe(0);
    expect([await statusOf('new-token'), await statusOf('guessed')]).toEqual([200, 403]);
    expect(asked).toBe(2);
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
