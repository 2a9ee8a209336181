// Whole calls and the page: somebody asks about their own data, and shows that the number is theirs.
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Challenge } from 'altcha-lib';
import type { RightsView } from '../../functions/admin/contract.ts';
import { createAdminHandler } from '../../functions/admin/admin-handler.ts';
import { APPROVERS } from '../support/evidence.ts';
import type { TestHotline } from '../support/hotline.ts';
import type { TestPhone } from '../support/phone.ts';
import { solve } from '../support/proof-of-work.ts';
import { rigForAll } from '../support/rig.ts';
import { settingsWith } from '../support/settings.ts';

const rig = rigForAll();
let hotline: TestHotline;
let callers = 0;
let own: string;

beforeEach(() => {
  hotline = rig.hotline();
  Object.assign(hotline.handlers, { admin: createAdminHandler({ ...hotline.runtime, people: APPROVERS }) });
  own = `+1312556${String(1000 + callers++)}`;
});

const VOUCHED = { stirVerstat: 'TN-Validation-Passed-A' };

/** At the question of the menu's key; who has passed the challenge before does not meet it. */
async function atQuestion(number: string, more = {}): Promise<TestPhone> {
  const phone = await hotline.call(number, more);
  await phone.wait(1);
  if (!said(phone).includes('To speak with the front desk')) await phone.press(phone.code());
  await phone.press('8');
  return phone;
}

const said = (phone: TestPhone): string => phone.heard().join(' ');
const publicly = (method: string, target: string, body?: object) =>
  hotline.api(method, target, { token: null, body });

interface Taken {
  readonly token: string;
  readonly code: string;
  readonly key: string;
}

async function askOnPage(kind: string, text?: string): Promise<Taken> {
  const challenge = (await publicly('GET', '/api/public/challenge')).json<Challenge>();
  const altcha = await solve(challenge);
  const answer = await publicly('POST', '/api/public/rights', { number: own, kind, text, altcha });
  expect([answer.status, answer.status === 201 ? '' : answer.text]).toEqual([201, '']);
  return answer.json<Taken>();
}

const stateOf = async ({ token }: Taken) => (await publicly('GET', `/api/public/rights/${token}`)).json();

const requests = async (status: string): Promise<readonly RightsView[]> => {
  const page = await hotline.api('GET', `/api/rights?status=${status}&limit=500`);
  return page.json<{ items: RightsView[] }>().items.filter(({ number }) => number === own);
};

async function decide({ id, version }: RightsView, body: object): Promise<void> {
  const answer = await hotline.api('POST', `/api/rights/${id}/decide`, {
    token: 'grace',
    headers: { 'if-match': `"${String(version)}"` },
    body,
  });
  expect([answer.status, answer.status === 200 ? '' : answer.text]).toEqual([200, '']);
}

describe('on the page', () => {
  test('nothing is told before a call with the code; then when an answer is due, and in the end the copy', async () => {
    const taken = await askOnPage('copy', 'All of it, please.');
    expect(taken.key).toBe('8');
    expect(await stateOf(taken)).toEqual({ state: 'waiting' });
    expect(await requests('unproven')).toMatchObject([{ status: 'unproven', text: 'All of it, please.' }]);

    const phone = await atQuestion(own, VOUCHED);
    await phone.press(`${taken.code}#`);
    expect(said(phone)).toMatch(/You asked for a copy of your data\. We’ll answer by December \d+\./);
    const [open] = await requests('open');
    if (open === undefined) throw new Error('no request is open');
    expect(open).toMatchObject({ kind: 'copy', channel: 'page', proof: 'call' });
    expect(await stateOf(taken)).toEqual({
      state: 'open',
      kind: 'copy',
      request: open.id,
      dueAt: open.dueAt,
    });

    await decide(open, { decision: 'carry-out' });
    await hotline.answerRights();
    const state = await stateOf(taken);
    expect(state).toMatchObject({
      state: 'done',
      answer: expect.stringContaining('Your copy is ready'),
      copy: { fileName: `copy-${open.id}.zip`, url: expect.stringContaining('http') },
    });
    // Its week is over.
    await hotline.clock.advance(8 * 86_400);
    expect(await stateOf(taken)).not.toHaveProperty('copy');
  });

  test('a code that nobody keys, or that another number keys, opens nothing; a guessed token shows nothing', async () => {
    const taken = await askOnPage('erase');
    const other = await atQuestion('+13125569999', VOUCHED);
    await other.press(`${taken.code}#`);
    expect(said(other)).toContain('that code didn’t match');
    await other.hangUp();
    await hotline.clock.advance(601);
    expect(await stateOf(taken)).toEqual({ state: 'expired' });
    expect(await requests('open')).toEqual([]);
    const guessed = {
      ...taken,
      token: `${taken.token.slice(0, -1)}${taken.token.endsWith('0') ? '1' : '0'}`,
    };
    expect((await publicly('GET', `/api/public/rights/${guessed.token}`)).status).toBe(404);
    // What was never proven goes within hours, with the number that somebody wrote.
    await hotline.clock.advance(7_200);
    expect(await requests('unproven')).toEqual([]);
  });

  test('a refusal is told with its reason, and an answer in its words', async () => {
    const refused = await askOnPage('erase');
    const first = await atQuestion(own);
    await first.press(`${refused.code}#`);
    const [request] = await requests('open');
    if (request === undefined) throw new Error('no request is open');
    expect(request.proof).toBe('unvouched-call');
    await decide(request, { decision: 'refuse', refusal: 'legal-hold' });
    expect(await stateOf(refused)).toMatchObject({
      state: 'refused',
      answer: 'The law or an authority requires the records to be kept.',
    });
  });
});

describe('the due date', () => {
  test('comes near and passes: those who are told of cases hear of it, each stage once', async () => {
    const settings = settingsWith({
      notifications: [{ on: ['case-due'], by: { email: 'duty@example.com' }, language: 'en-US' }],
    });
    hotline = rig.hotline({ settings });
    const answer = await hotline.api('POST', '/api/rights', {
      body: { kind: 'erase', number: own, proof: 'a letter' },
    });
    const { id } = answer.json<RightsView>();
    const subjects = async (): Promise<string[]> => {
      await hotline.runJob('due');
      await hotline.runJob('due');
      for (let times = 0; times < 2; times++) await hotline.drain();
      return hotline.emails.filter(({ text }) => text.includes(id)).map(({ subject }) => subject);
    };
    expect(await subjects()).toEqual([]);
    await hotline.clock.advance(19 * 86_400);
    expect(await subjects()).toEqual([expect.stringContaining('A privacy request is due soon')]);
    await hotline.clock.advance(3 * 86_400);
    expect((await subjects()).at(-1)).toContain('A privacy request is overdue');
    expect(await subjects()).toHaveLength(2);
  });
});

describe('a new request', () => {
  test('is told to those who are told of cases, by what it asks for and without the number', async () => {
    const settings = settingsWith({
      notifications: [{ on: ['case'], by: { email: 'duty@example.com' }, language: 'en-US' }],
    });
    hotline = rig.hotline({ settings });
    const phone = await atQuestion(own, VOUCHED);
    await phone.press('2#');
    const [{ id } = { id: '' }] = await requests('open');
    for (let times = 0; times < 2; times++) await hotline.drain();
    const [told, ...more] = hotline.emails.filter(({ text }) => text.includes(id));
    expect(more).toEqual([]);
    expect(told?.subject).toContain('New privacy request');
    expect(told?.text).toContain('A caller asked to have their data erased.');
    expect(JSON.stringify(told)).not.toContain(own.slice(-4));

    const taken = await askOnPage('copy');
    expect(hotline.emails).toHaveLength(1);
    await (await atQuestion(own, VOUCHED)).press(`${taken.code}#`);
    for (let times = 0; times < 2; times++) await hotline.drain();
    expect(hotline.emails.at(-1)?.text).toContain('asked for a copy of their data');
  });
});

describe('by telephone alone', () => {
  test('the menu offers it to who hears it again, in place of hearing it again', async () => {
    const phone = await hotline.call(own);
    await phone.press(phone.code());
    expect(said(phone)).not.toContain('For your personal data');
    await phone.press('*');
    expect(said(phone)).toMatch(/To speak with a person, press 0\. For your personal data, press 8\. 中文/);
    await phone.hangUp();
  });

  test.each([
    ['1', 'copy', 'You asked for a copy of your data.'],
    ['2', 'erase', 'You asked us to erase your data.'],
    ['3', 'object', 'You asked for a person to look at our decisions.'],
  ])('key %s: %s, and until when it is answered', async (key, kind, words) => {
    const phone = await atQuestion(own, VOUCHED);
    expect(said(phone)).toContain('For a copy of your data, press 1.');
    await phone.press(`${key}#`);
    expect(said(phone)).toContain(`${words} We’ll answer by December`);
    expect(await requests('open')).toMatchObject([{ kind, channel: 'phone', proof: 'call' }]);
    // Asked twice in a day is asked once.
    const again = await atQuestion(own, VOUCHED);
    await again.press(`${key}#`);
    expect(await requests('open')).toHaveLength(1);
  });

  test('a number that the network does not vouch for: a person has to look', async () => {
    const phone = await atQuestion(own);
    await phone.press('2#');
    expect(await requests('open')).toMatchObject([{ kind: 'erase', proof: 'unvouched-call' }]);
  });
});
