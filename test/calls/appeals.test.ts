// Whole calls: an automatic block has a way back.
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Challenge } from 'altcha-lib';
import type { E164 } from '../../core/numbers/e164.ts';
import { parsePattern, type ListingSource } from '../../core/lists/listing.ts';
import type { TestPhone } from '../support/phone.ts';
import { rigForAll } from '../support/rig.ts';
import type { TestHotline } from '../support/hotline.ts';
import { solve } from '../support/proof-of-work.ts';
import { settingsWith } from '../support/settings.ts';

const rig = rigForAll();
let hotline: TestHotline;
let callers = 0;

beforeEach(() => {
  hotline = rig.hotline();
});

/** Blocked, by a machine unless told otherwise. */
async function blocked(
  source: ListingSource = 'automatic',
  addedAt = '2026-11-20T00:00:00.000Z',
): Promise<string> {
  const number = `+1312554${String(1000 + callers++)}`;
  await block(number, source, addedAt);
  return number;
}

async function block(text: string, source: ListingSource, addedAt: string): Promise<void> {
  const pattern = parsePattern(text);
  if (pattern === undefined) throw new Error(text);
  await hotline.store.listings.putMany([
    {
      pattern,
      list: 'block',
      reason: 'five reports on three days',
      source,
      addedBy: 'reputation',
      addedAt,
      version: 1,
    },
  ]);
}

/** A question begins with a breath. */
async function callFrom(number: string, more = {}): Promise<TestPhone> {
  const phone = await hotline.call(number, more);
  await phone.wait(1);
  return phone;
}

const caseOf = async (number: string): Promise<Record<string, unknown> | undefined> =>
  (await hotline.api('GET', `/api/cases?kind=appeal&reported=${encodeURIComponent(number)}`)).json<{
    items: Record<string, unknown>[];
  }>().items[0];

/** The first refused call: hears why, presses 1, says a word. */
async function appeal(number: string): Promise<string> {
  const phone = await callFrom(number);
  await phone.press('1');
  await phone.leaveMessage(5);
  await phone.hangUp();
  return String((await caseOf(number))?.caseNumber);
}

describe('the first refused call of an automatic block', () => {
  test('hears why, leaves a word, and gets a case number; the next is refused unanswered', async () => {
    const number = await blocked();
    const phone = await callFrom(number);
    expect(phone.heard().join(' ')).toContain('Calls from your number are blocked');
    await phone.press('1');
    expect(phone.heard().join(' ')).toContain('why your number should not be blocked');
    await phone.leaveMessage(6);
    expect(phone.heard().join(' ')).toMatch(
      /We have your appeal\. Please write this down\. Your case number is \d(, \d){5}\./,
    );
    await phone.press('#');
    const farewell = phone.heard().join(' ');
    expect(farewell).toContain('Someone on our staff will review your appeal.');
    expect(farewell).toContain('on our report page, or call from another phone');
    expect(farewell).not.toMatch(/have your report|telling us|anytime/);
    expect(await caseOf(number)).toMatchObject({ kind: 'appeal', reporter: number, status: 'received' });
    expect((await callFrom(number)).outcome).toMatchObject({ answered: false });
  });

  test('silence is asked once more, then the call ends with a word', async () => {
    const phone = await callFrom(await blocked());
    await phone.wait(10);
    expect(phone.heard().join(' ')).toContain('No rush. Please take your time.');
    await phone.wait(30);
    expect(phone.heard().join(' ')).toContain('Goodbye.');
    expect(phone.outcome?.answered).toBe(true);
  });

  test('is not for a block by hand, nor for a forged number', async () => {
    expect((await callFrom(await blocked('admin'))).outcome?.answered).toBe(false);
    const forged = await callFrom(await blocked(), { stirVerstat: 'TN-Validation-Failed' });
    expect(forged.outcome?.answered).toBe(false);
  });

  test('a block made anew offers it anew', async () => {
    const number = await blocked();
    await (await callFrom(number)).hangUp();
    expect((await callFrom(number)).outcome?.answered).toBe(false);
    await hotline.store.listings.remove(number as E164, 1);
    await block(number, 'automatic', '2026-11-23T00:00:00.000Z');
    expect((await callFrom(number)).heard().join(' ')).toContain('Calls from your number are blocked');
  });
});

describe('a person decides', () => {
  const decide = (caseNumber: string, body: object) =>
    hotline.api('PATCH', `/api/cases/${caseNumber}`, { body });

  test('accepted: the block is lifted, and no automatic block counts for a while', async () => {
    const number = await blocked();
    const caseNumber = await appeal(number);
    const answer = await decide(caseNumber, { decision: 'accepted', feedback: 'You were right.' });
    expect(answer.json()).toMatchObject({ decision: 'accepted', status: 'closed' });
    expect((await hotline.api('GET', `/api/listings/${encodeURIComponent(number)}`)).status).toBe(404);
    await block(number, 'automatic', '2026-11-24T01:00:00.000Z');
    const { verdict } = (await hotline.api('GET', `/api/lookup/${encodeURIComponent(number)}`)).json();
    expect(verdict).toBe('challenge');
    await hotline.clock.advance(91 * 86_400);
    expect((await callFrom(number)).heard().join(' ')).toContain('Calls from your number are blocked');
  });

  test('refused: with a reason, and the block stays', async () => {
    const number = await blocked();
    const caseNumber = await appeal(number);
    expect((await decide(caseNumber, { decision: 'refused' })).status).toBe(400);
    expect(
      (await decide(caseNumber, { decision: 'refused', feedback: 'Reported again today.' })).status,
    ).toBe(200);
    expect((await decide(caseNumber, { decision: 'accepted' })).status).toBe(409);
    expect((await callFrom(number)).outcome?.answered).toBe(false);
  });

  test('only appeals are decided', async () => {
    const phone = await hotline.call('+13125547999');
    await phone.press(phone.code());
    for (const keys of ['2', '13125550199#', '1', '1']) await phone.press(keys);
    await phone.hangUp();
    const { items } = (await hotline.api('GET', '/api/cases?kind=report')).json<{
      items: { caseNumber: string }[];
    }>();
    expect((await decide(items[0]?.caseNumber ?? '', { decision: 'accepted' })).status).toBe(400);
  });
});

describe('by telephone, whose first refused call may object is a setting', () => {
  test.each([
    ['automatic', 'automatic'],
    ['byHand', 'admin'],
    ['imported', 'feed:list'],
  ] as const)('%s', async (origin, source) => {
    for (const on of [true, false]) {
      const others = { automatic: !on, byHand: !on, imported: !on };
      hotline = rig.hotline({
        settings: settingsWith({ reports: { appealByPhone: { ...others, [origin]: on } } }),
      });
      expect((await callFrom(await blocked(source))).outcome?.answered ?? true).toBe(on);
    }
  });
});

describe('on the page: my number is blocked', () => {
  interface Taken {
    readonly token: string;
    readonly code: string;
  }
  const publicly = (method: string, target: string, body?: object, sourceIp?: string) =>
    hotline.api(method, target, { token: null, body, ...(sourceIp === undefined ? {} : { sourceIp }) });

  async function getCode(number: string, sourceIp?: string, description?: string) {
    const challenge = (await publicly('GET', '/api/public/challenge')).json<Challenge>();
    const body = { number, language: 'en-US', description, altcha: await solve(challenge) };
    return publicly('POST', '/api/public/appeals', body, sourceIp);
  }
  const stateOf = async ({ token }: Taken) => (await publicly('GET', `/api/public/appeals/${token}`)).json();
  const isAnswered = (phone: TestPhone): boolean => phone.outcome?.answered ?? true;

  test.each(['admin', 'feed:list', 'automatic'] as const)(
    'blocked by %s: the code on a call from the number opens the appeal, and the page shows its case',
    async (source) => {
      const number = await blocked(source);
      const taken = (await getCode(number, undefined, 'It is my shop.')).json<Taken>();
      expect(await stateOf(taken)).toEqual({ state: 'waiting' });
      const phone = await callFrom(number);
      expect(phone.heard().join(' ')).toContain('six-digit code from our report page');
      await phone.press(taken.code);
      expect(phone.heard().join(' ')).toContain('We have your appeal.');
      await phone.hangUp();
      const { disposition } = (await hotline.api('GET', `/api/calls/${phone.sid}`)).json();
      expect(disposition).toBe('reported');
      const state = await stateOf(taken);
      expect(state).toMatchObject({ state: 'opened', pin: expect.stringMatching(/^\d{4}$/) });
      const found = await caseOf(number);
      expect(found).toMatchObject({
        caseNumber: state.caseNumber,
        channel: 'web',
        reporter: number,
        description: 'It is my shop.',
      });
      await hotline.api('PATCH', `/api/cases/${String(state.caseNumber)}`, {
        body: { decision: 'accepted' },
      });
      expect((await callFrom(number)).code()).toHaveLength(4);
    },
  );

  test('a rule for a range is questioned too, and lets the accepted number through', async () => {
    const number = `+1312554${String(1000 + callers++)}`;
    const rule = `${number.slice(0, 11)}*`;
    await block(rule, 'admin', '2026-11-20T00:00:00.000Z');
    const taken = (await getCode(number)).json<Taken>();
    const phone = await callFrom(number);
    await phone.press(taken.code);
    await phone.hangUp();
    const { caseNumber } = await stateOf(taken);
    await hotline.api('PATCH', `/api/cases/${String(caseNumber)}`, { body: { decision: 'accepted' } });
    expect((await callFrom(number)).code()).toHaveLength(4);
    await hotline.store.listings.remove(rule as E164, 1);
  });

  test('from a forged number, after ten minutes, or with the code of another number: nothing', async () => {
    const [number, other] = [await blocked('admin'), await blocked('admin')];
    const taken = (await getCode(number)).json<Taken>();
    expect(isAnswered(await callFrom(other))).toBe(false);
    expect(isAnswered(await callFrom(number, { stirVerstat: 'TN-Validation-Failed' }))).toBe(false);
    const theirs = (await getCode(other)).json<Taken>();
    const phone = await callFrom(number);
    await phone.press(theirs.code);
    expect(phone.heard().join(' ')).toContain('Sorry, we didn’t get that.');
    await phone.hangUp();
    await hotline.clock.advance(601);
    expect(isAnswered(await callFrom(number))).toBe(false);
    expect(await stateOf(taken)).toEqual({ state: 'expired' });
    expect(await caseOf(number)).toBeUndefined();
  });

  test('says nothing of whether a number is blocked; one that is not is answered as ever', async () => {
    const number = `+1312554${String(1000 + callers++)}`;
    expect((await getCode(number)).status).toBe(201);
    expect((await callFrom(number)).code()).toHaveLength(4);
  });

  test('of ten calls four are answered, and of their guesses five are looked at', async () => {
    const number = await blocked('admin');
    const taken = (await getCode(number)).json<Taken>();
    const wrong = taken.code === '111111' ? '222222' : '111111';
    const phones: TestPhone[] = [];
    for (let calls = 0; calls < 10; calls++) phones.push(await callFrom(number));
    const answered = phones.filter(isAnswered);
    expect(answered).toHaveLength(4);
    for (const phone of answered) for (let guesses = 0; guesses < 2; guesses++) await phone.press(wrong);
    expect(answered.at(-1)?.heard().join(' ')).toContain('get a new one on our website');
    // The right one comes too late on any of them.
    for (const phone of answered) if (phone.outcome === undefined) await phone.press(taken.code);
    expect(await caseOf(number)).toBeUndefined();
  });

  test('many at once get no more than one after another', async () => {
    const number = (await blocked('admin')) as E164;
    await getCode(number);
    const { appeals } = hotline.store;
    const now = hotline.clock.now();
    // Calls that the network vouches for have counts of their own.
    for (const attestation of ['none', 'A'] as const) {
      const ids = Array.from({ length: 40 }, (_, index) => `${attestation} ${String(index)}`);
      const call = { number, attestation };
      const calls = await Promise.all(ids.map((id) => appeals.takeCall(call, id, now)));
      expect(calls.filter(Boolean)).toHaveLength(4);
      const codes = await Promise.all(ids.map((id) => appeals.tryCode(call, id, now)));
      expect(codes.filter((waiting) => waiting !== undefined)).toHaveLength(5);
    }
  });

  test('four networks ask for all the codes they get: the owner asks, calls and is heard', async () => {
    const number = await blocked('admin');
    const codes: Taken[] = [];
    for (const network of ['198.51.100.7', '198.51.100.8', '203.0.113.7', '2001:db8::7'])
      for (let times = 0; times < 3; times++)
        codes.push((await getCode(number, network, 'It is not mine.')).json<Taken>());
    const own = await getCode(number, '203.0.113.9', 'It is my shop.');
    expect(own.status).toBe(201);
    const taken = own.json<Taken>();
    const phone = await callFrom(number);
    await phone.press(taken.code);
    expect(phone.heard().join(' ')).toContain('We have your appeal.');
    await phone.hangUp();
    // The code proves the request to which it belongs, and no other.
    expect(await stateOf(taken)).toMatchObject({ state: 'opened' });
    expect(await Promise.all(codes.map(stateOf))).toEqual(codes.map(() => ({ state: 'waiting' })));
    expect(await caseOf(number)).toMatchObject({ description: 'It is my shop.', channel: 'web' });
  });

  test('sixty requests of nine networks at once leave the owner a place', async () => {
    const number = (await blocked('admin')) as E164;
    const taken = (await getCode(number, '203.0.113.9')).json<Taken>();
    const now = hotline.clock.now();
    const until = new Date(now.getTime() + 600_000).toISOString();
    const { appeals } = hotline.store;
    const others = Array.from({ length: 60 }, (_, index) => ({
      id: index.toString(16).padStart(32, '0'),
      language: 'en-US' as const,
      until,
      network: `network ${String(index % 9)}`,
    }));
    await Promise.all(others.map((appeal) => appeals.open(number, appeal, now)));
    const waiting = await appeals.tryCode({ number, attestation: 'none' }, 'an answer', now);
    expect(waiting?.length).toBeLessThanOrEqual(20);
    const phone = await callFrom(number);
    await phone.press(taken.code);
    await phone.hangUp();
    expect(await stateOf(taken)).toMatchObject({ state: 'opened' });
  });

  test('who forges the number uses up no call of its vouched-for owner, and nobody’s for more than ten minutes', async () => {
    const number = await blocked('admin');
    await getCode(number, '198.51.100.7');
    for (let calls = 0; calls < 4; calls++) expect(isAnswered(await callFrom(number))).toBe(true);
    expect(isAnswered(await callFrom(number))).toBe(false);
    const vouched = await callFrom(number, { stirVerstat: 'TN-Validation-Passed-A' });
    expect(isAnswered(vouched)).toBe(true);
    await hotline.clock.advance(500);
    // Somebody keeps an appeal waiting all the time.
    await getCode(number, '198.51.100.7');
    expect(isAnswered(await callFrom(number))).toBe(false);
    await hotline.clock.advance(100);
    const taken = (await getCode(number, '203.0.113.9')).json<Taken>();
    const phone = await callFrom(number);
    await phone.press(taken.code);
    expect(phone.heard().join(' ')).toContain('why your number should not be blocked');
    await phone.hangUp();
    expect(await stateOf(taken)).toMatchObject({ state: 'opened' });
  });

  test('one network cannot use up the codes for somebody else’s number', async () => {
    const number = await blocked('admin');
    const statuses = [];
    for (let times = 0; times < 5; times++) statuses.push((await getCode(number, '198.51.100.7')).status);
    expect(statuses).toEqual([201, 201, 201, 429, 429]);
    const taken = (await getCode(number, '203.0.113.9')).json<Taken>();
    const phone = await callFrom(number);
    await phone.press(taken.code);
    await phone.hangUp();
    expect(await stateOf(taken)).toMatchObject({ state: 'opened' });
  });
});

describe('who appealed hears about the appeal', () => {
  /** From another telephone, with case number and PIN, and on the page. */
  async function askFor(number: string, settings: object = {}) {
    hotline = rig.hotline({
      settings: settingsWith({ reports: { sms: true }, ...settings }),
    });
    const phone = await callFrom(number);
    await phone.press('1');
    await phone.leaveMessage(5);
    const [caseNumber = '', , pin = ''] = [
      ...phone
        .heard()
        .join(' ')
        .matchAll(/\d(?:, \d){3,5}/g),
    ].map(([digits]) => digits.replaceAll(/\D/g, ''));
    const texts = phone.log.flatMap((event) => (event.type === 'sms' ? [event.body] : []));
    await phone.hangUp();
    const byPhone = async (): Promise<string> => {
      const other = await hotline.call(`+1312554${String(8000 + callers++)}`);
      await other.press(other.code());
      for (const keys of ['3', `${caseNumber}#`]) await other.press(keys);
      other.heard();
      await other.press(pin);
      const heard = other.heard().join(' ');
      await other.hangUp();
      return heard;
    };
    const headers = { 'x-case-pin': pin };
    const onPage = async () =>
      (await hotline.api('GET', `/api/public/reports/${caseNumber}`, { token: null, headers })).json();
    return { caseNumber, texts, byPhone, onPage };
  }

  test.each([
    [{ status: 'investigating' }, /^We are looking into your appeal\./, 'investigating'],
    [{ decision: 'accepted' }, /^Your appeal was accepted\. Your number is no longer blocked/, 'accepted'],
    [
      { decision: 'refused', feedback: 'Nine people reported it.' },
      /^We have reviewed your appeal\. Your number is still blocked\. Here is our answer. Nine people/,
      'refused',
    ],
  ] as const)('%j, by telephone, by text and on the page', async (change, words, news) => {
    const { caseNumber, texts, byPhone, onPage } = await askFor(await blocked());
    expect(texts).toEqual([
      expect.stringContaining(`We have your appeal. Your case number is ${caseNumber}`),
    ]);
    expect(await byPhone()).toMatch(/^We have your appeal and will look at it soon\./);
    await hotline.api('PATCH', `/api/cases/${caseNumber}`, { body: change });
    expect(await byPhone()).toMatch(words);
    expect(await onPage()).toMatchObject({ kind: 'appeal', news });
  });
});

test('in Chinese, for whoever chose it', async () => {
  const number = `+1312554${String(1000 + callers++)}`;
  const first = await hotline.call(number);
  await first.press('*');
  await first.wait(9);
  await first.hangUp();
  await block(number, 'automatic', '2026-11-20T00:00:00.000Z');
  expect((await callFrom(number)).heard().join(' ')).toContain('如有异议，请按 1');
});
