// A subscription decides from where a list is fetched and how much it counts: one person proposes, another one approves.
import { describe, expect, test } from '@jest/globals';
import type { ApiAnswer } from '../../support/hotline.ts';
import {
  answers,
  approve,
  asked,
  end,
  evidenceOn,
  fetchNow,
  here,
  partner,
  propose,
  row,
  subscribe,
  table,
  view,
} from '../../support/subscriber.ts';

const NUMBER = '+13125550161';
const terms = (change: object = {}): Record<string, unknown> => ({
  kind: 'csv',
  partner: 'Bank A',
  url: `${partner}/bank.csv`,
  ...change,
});

const change = (more: object, credential?: string | null): Promise<ApiAnswer> =>
  here.api('PUT', '/api/subscriptions/bank', {
    body: { terms: terms(more), why: 'they moved', ...(credential === undefined ? {} : { credential }) },
    token: 'grace',
  });

describe('a new subscription', () => {
  test('fetches nothing before a second person has approved it', async () => {
    answers['/bank.csv'] = { body: table(row(NUMBER)) };
    const proposed = await propose('bank', { terms: terms(), credential: 'secret-token' });
    expect(proposed.json()).toMatchObject({
      state: 'proposed',
      proposal: { kind: 'create', by: 'grace', newCredential: true },
      hasCredential: false,
    });
    expect(proposed.text).not.toContain('secret-token');
    await here.runJob('subscriptions');
    expect(asked).toEqual([]);
    const early = await here.api('POST', '/api/subscriptions/bank/fetch', { body: {} });
    expect([early.status, early.text]).toEqual([409, expect.stringContaining('second person')]);

    // Neither the one who proposed it, nor the token that stands for nobody.
    expect((await approve('bank', 'grace')).status).toBe(403);
    expect((await here.api('POST', '/api/subscriptions/bank/approve', { body: {} })).status).toBe(403);
    const approved = await approve('bank');
    expect(approved.json()).toMatchObject({ approvedBy: 'linus', hasCredential: true, state: 'waiting' });
    expect(approved.json()).not.toHaveProperty('proposal');
    expect(await fetchNow('bank')).toMatchObject({ state: 'in-force', numbers: 1 });
    expect(asked.at(-1)?.headers.authorization).toBe('Bearer secret-token');
    expect((await approve('bank')).status).toBe(409);
  });

  test('that is refused leaves nothing', async () => {
    await propose('other', { terms: terms() });
    const refused = await here.api('POST', '/api/subscriptions/other/refuse', {
      body: { why: 'nobody knows them' },
      token: 'linus',
    });
    expect(refused.status).toBe(200);
    expect((await here.api('GET', '/api/subscriptions/other')).status).toBe(404);
  });

  test('that was changed since it was read is not approved unread', async () => {
    const first = await propose('other', { terms: terms() });
    await propose('other', { terms: terms({ trust: 'high' }) });
    const stale = await here.api('POST', '/api/subscriptions/other/approve', {
      body: {},
      token: 'linus',
      headers: { 'if-match': String(first.headers.etag) },
    });
    expect(stale.status).toBe(412);
    await end('other');
  });
});

describe('a change', () => {
  test('of the schedule is in force at once', async () => {
    expect((await change({ everyMinutes: 30 })).json()).toMatchObject({ terms: { everyMinutes: 30 } });
    expect(await view('bank')).not.toHaveProperty('proposal');
  });

  test.each<[string, object]>([
    ['the address', { url: 'http://127.0.0.1:1/else.csv' }],
    ['the trust', { trust: 'high' }],
    ['the rule that blocks', { block: { atLeast: 1 } }],
    ['the address for false positives', { sightingsUrl: 'https://else.example/sightings' }],
    ['the pinned key', { signedBy: 'ab'.repeat(20) }],
  ])('of %s has no effect before it is approved', async (_, more) => {
    const before = await view('bank');
    const proposed = await change({ everyMinutes: 30, ...more }, null);
    expect(proposed.json()).toMatchObject({
      terms: before.terms,
      proposal: { kind: 'change', by: 'grace', why: 'they moved', newCredential: true },
    });
    const second = await change({ everyMinutes: 30, trust: 'low' });
    expect([second.status, second.text]).toEqual([409, expect.stringContaining('waits already')]);
    answers['/bank.csv'] = { body: table(row(NUMBER)) };
    expect(await fetchNow('bank')).toMatchObject({ numbers: 1, terms: before.terms });
    expect(asked.at(-1)?.headers.authorization).toBe('Bearer secret-token');
    const refuse = { body: { why: 'not agreed' }, token: 'linus' };
    await here.api('POST', '/api/subscriptions/bank/refuse', refuse);
    expect(await view('bank')).toMatchObject({ terms: before.terms, hasCredential: true });
  });

  test('to another server does not take the credential along', async () => {
    const moved = await change({ url: 'http://127.0.0.1:1/bank.csv' });
    expect([moved.status, moved.text]).toEqual([400, expect.stringContaining('another server')]);
    answers['/moved.csv'] = { body: table(row('+13125550162')) };
    expect((await change({ url: `${partner}/moved.csv` })).status).toBe(200);
    await approve('bank');
    await fetchNow('bank');
    expect([await evidenceOn(NUMBER), await evidenceOn('+13125550162')]).toEqual([
      [],
      [{ feed: 'partner:bank', complaints: 1 }],
    ]);
  });

  test('one person ends it at once', async () => {
    expect((await end('bank')).status).toBe(200);
    expect(await evidenceOn('+13125550162')).toEqual([]);
    expect((await here.store.feeds.registry()).feeds).toEqual({});
  });
});

test('no more than fifteen, those that wait included', async () => {
  for (let at = 0; at < 14; at++) await propose(`waits-${String(at)}`, { terms: terms() });
  expect((await subscribe('last', { terms: terms() })).status).toBe(200);
  const more = await propose('more', { terms: terms() });
  expect([more.status, more.text]).toEqual([409, expect.stringContaining('15 subscriptions')]);
});
