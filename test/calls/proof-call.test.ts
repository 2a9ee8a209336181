// The hotline calls a number about which somebody asked on the privacy page: the code of the page, entered in that call, is
// the proof; who has no code can do nothing, and nobody is called often.
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Challenge } from 'altcha-lib';
import type { LegHandle } from '../../carrier/call-handle.ts';
import type { RightsView } from '../../functions/admin/contract.ts';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';
import type { ApiAnswer, TestHotline } from '../support/hotline.ts';
import { solve } from '../support/proof-of-work.ts';
import { rigForAll } from '../support/rig.ts';
import { ADA, HOTLINE } from '../support/twilio-values.ts';

const rig = rigForAll();
let hotline: TestHotline;
let people = 0;
let own: string;

beforeEach(() => {
  hotline = rig.hotline();
  own = `+1312557${String(1000 + people++)}`;
});

interface Taken {
  readonly token: string;
  readonly code: string;
  readonly canCall: boolean;
}

const publicly = (
  method: string,
  target: string,
  body?: object,
  sourceIp = '203.0.113.9',
): Promise<ApiAnswer> => hotline.api(method, target, { token: null, body, sourceIp });

async function askOnPage(number = own, sourceIp = '203.0.113.9'): Promise<Taken> {
  const challenge = (await publicly('GET', '/api/public/challenge')).json<Challenge>();
  const altcha = await solve(challenge);
  const answer = await publicly('POST', '/api/public/rights', { number, kind: 'erase', altcha }, sourceIp);
  expect([answer.status, answer.status === 201 ? '' : answer.text]).toEqual([201, '']);
  return answer.json<Taken>();
}

const callMe = ({ token }: Taken, sourceIp?: string): Promise<ApiAnswer> =>
  publicly('POST', `/api/public/rights/${token}/call`, undefined, sourceIp);

async function answered(number = own): Promise<LegHandle> {
  await hotline.clock.settle();
  const leg = await hotline.staff.pickUp(number);
  await hotline.clock.advance(1);
  return leg;
}

async function key(leg: LegHandle, digits: string): Promise<void> {
  leg.press(digits);
  await hotline.clock.advance(2);
}

const heard = (leg: LegHandle): string =>
  leg.log.flatMap((event) => (event.type === 'said' ? [event.text] : [])).join(' ');

const endOf = (leg: LegHandle): string | undefined =>
  leg.log.flatMap((event) => (event.type === 'ended' ? [event.status] : []))[0];

const requests = async (status: string): Promise<readonly RightsView[]> => {
  const page = await hotline.api('GET', `/api/rights?status=${status}&limit=500`);
  return page.json<{ items: RightsView[] }>().items.filter(({ number }) => number === own);
};

const timesRung = (number = own): number => hotline.staff.rung.filter((one) => one === number).length;

describe('a call from the hotline', () => {
  test('says who calls and why, takes the code of the page, and opens the request; no call is recorded', async () => {
    const taken = await askOnPage();
    expect(taken.canCall).toBe(true);
    expect((await callMe(taken)).status).toBe(202);
    const leg = await answered();
    expect([leg.from, leg.to]).toEqual([HOTLINE, own]);
    expect(heard(leg)).toContain('Someone asked on our website about this number’s data.');
    await key(leg, `${taken.code}#`);
    expect(heard(leg)).toContain('You asked us to erase your data. We’ll answer by');
    expect(await requests('open')).toMatchObject([{ kind: 'erase', channel: 'page', proof: 'our-call' }]);
    // It is no call to the hotline: nothing of it among the calls.
    await hotline.drain();
    expect((await hotline.api('GET', `/api/calls/${leg.sid}`)).status).toBe(404);
    // The code is spent: neither a second call nor a second number opens anything with it.
    expect((await callMe(taken)).status).toBe(404);
  });

  test('who has no code can guess three times, and a mailbox hears itself out; nothing opens', async () => {
    await callMe(await askOnPage());
    const leg = await answered();
    for (const guess of ['111111#', '222222#', '333333#']) await key(leg, guess);
    expect(heard(leg)).toContain('Sorry, that code didn’t match.');
    const mailbox = await askOnPage();
    await callMe(mailbox);
    const silent = await answered();
    await hotline.clock.advance(120);
    expect(endOf(silent)).toBe('completed');
    expect(await requests('open')).toEqual([]);
    expect(await requests('unproven')).toHaveLength(2);
  });

  test('menu keys mean nothing in it: nobody is tricked into asking, and no staff are rung', async () => {
    await callMe(await askOnPage());
    const leg = await answered();
    for (const digits of ['2#', '0', '8#']) await key(leg, digits);
    expect(await requests('open')).toEqual([]);
    expect(hotline.staff.rung.filter((number) => number !== own)).toEqual([]);
  });

  test('nobody picks up: it rings for some twenty seconds and no longer', async () => {
    await callMe(await askOnPage());
    await hotline.clock.settle();
    const leg = hotline.staff.phone(own);
    await hotline.clock.advance(25);
    expect(endOf(leg)).toBe('no-answer');
  });
});

describe('calls that cost or disturb', () => {
  test('one number is called twice a day, whoever asks from wherever', async () => {
    const codes: number[] = [];
    for (const address of ['198.51.100.1', '198.51.100.2', '198.51.100.3'])
      codes.push((await callMe(await askOnPage(own, address), address)).status);
    expect(codes).toEqual([202, 202, 429]);
    await hotline.clock.settle();
    expect(timesRung()).toBe(2);
    await hotline.clock.advance(86_400);
    expect((await callMe(await askOnPage())).status).toBe(202);
  });

  test('the calls of a day have a limit; 0 offers none', async () => {
    const { privacy } = SEED_SETTINGS;
    hotline = rig.hotline({ settings: { ...SEED_SETTINGS, privacy: { ...privacy, proofCallsPerDay: 1 } } });
    // The story before called on the next day.
    await hotline.clock.advance(2 * 86_400);
    const calls: number[] = [];
    for (const number of [own, '+13125579001']) calls.push((await callMe(await askOnPage(number))).status);
    expect(calls).toEqual([202, 429]);
    hotline = rig.hotline({ settings: { ...SEED_SETTINGS, privacy: { ...privacy, proofCallsPerDay: 0 } } });
    const none = await askOnPage();
    expect(none.canCall).toBe(false);
    expect((await callMe(none)).status).toBe(400);
  });

  test('they take of the day’s minutes', async () => {
    const { calls } = SEED_SETTINGS;
    const perDay = { ...calls.perDay, minutes: 1 };
    hotline = rig.hotline({ settings: { ...SEED_SETTINGS, calls: { ...calls, perDay } } });
    expect((await callMe(await askOnPage())).status).toBe(429);
    expect(timesRung()).toBe(0);
  });

  test.each([
    ['abroad', '+442079460018'],
    ['in another country of the same plan', '+18765550123'],
    ['at a premium rate', '+19005550123'],
    ['of a satellite network', '+881612345678'],
    ['of a member of staff', ADA],
    ['of the hotline itself', HOTLINE],
  ])('a number %s is not called', async (_, number) => {
    expect((await callMe(await askOnPage(number))).status).toBe(400);
    await hotline.clock.settle();
    expect(timesRung(number)).toBe(0);
  });

  test('a number on the never-block list is not called', async () => {
    const listed = await hotline.api('PUT', `/api/listings/${encodeURIComponent(own)}`, {
      body: { list: 'never-block', reason: 'police' },
    });
    expect(listed.status).toBeLessThan(300);
    expect((await callMe(await askOnPage())).status).toBe(400);
  });

  test('nobody is called at night', async () => {
    hotline = rig.hotline({ start: new Date('2026-11-24T08:00:00Z') });
    const taken = await askOnPage();
    expect([taken.canCall, (await callMe(taken)).status]).toEqual([false, 400]);
  });

  test('a made-up token calls nobody; after its minutes a real one does not either', async () => {
    const taken = await askOnPage();
    const token = `${taken.token.slice(0, -1)}${taken.token.endsWith('0') ? '1' : '0'}`;
    expect((await callMe({ ...taken, token })).status).toBe(404);
    await hotline.clock.advance(601);
    expect((await callMe(taken)).status).toBe(404);
    expect(timesRung()).toBe(0);
  });

  test('the carrier refuses: the page is told', async () => {
    const { carrier } = hotline.runtime;
    const placeCall = () => Promise.reject(new Error('HTTP 500'));
    Object.assign(carrier, { placeCall });
    expect((await callMe(await askOnPage())).status).toBe(502);
  });
});
