// When partners' lists block: each clause of it as a story. A number is evidence; two independent partners make a block,
// also where one or both of them tell only hashes.
import { createHash, createHmac } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import {
  answers,
  end,
  evidenceOn,
  fetchNow,
  here,
  listed,
  partner,
  row,
  subscribe,
  tableOf,
} from '../../support/subscriber.ts';

afterEach(async () => {
  for (const { name } of await here.store.subscriptions.all()) await end(name);
});

interface KeyedRow {
  readonly number: string;
  readonly confidence?: number;
}

/** A list of hashes under a key of its own. */
async function keyedList(name: string, rows: readonly KeyedRow[], terms: object = {}): Promise<void> {
  const key = createHash('sha256').update(name).digest();
  const keyId = createHash('sha256').update(key).digest('hex').slice(0, 8);
  const lines = rows.map(({ number, confidence = 80 }) => {
    const hmac = createHmac('sha256', key).update(number).digest('hex');
    return `${keyId},${hmac},bank,${String(confidence)},2026-11-20,2026-11-23,add`;
  });
  const head = 'key_id,hmac,category,confidence,first_seen,last_seen,action';
  answers[`/${name}.csv`] = { body: [head, ...lines].join('\n') };
  const url = `${partner}/${name}.csv`;
  const given = { kind: 'matching-list', partner: name, url, ...terms };
  await subscribe(name, { terms: given, keys: [key.toString('base64url')] });
  expect(await fetchNow(name)).toMatchObject({ state: 'in-force', numbers: rows.length });
}

/** Its call, and what is found out about the number afterwards. */
async function callOf(number: string): Promise<void> {
  await here.call(number);
  await here.clock.advance(901);
  await here.drain();
  await here.runJob('subscriptions');
}

const sourceOf = async (number: string): Promise<string | undefined> => (await listed(number))?.source;

describe('two independent partners', () => {
  test('a list of hashes is the second voice about a number of a plain list', async () => {
    const [both, plainOnly, keyedOnly] = ['+13125550171', '+13125550172', '+13125550173'];
    await tableOf('plain', [row(both), row(plainOnly)]);
    expect(await sourceOf(both)).toBeUndefined();
    await keyedList('keyed', [{ number: both }, { number: keyedOnly }]);
    expect(await Promise.all([both, plainOnly, keyedOnly].map(sourceOf))).toEqual([
      'feed:partners:agreed',
      undefined,
      undefined,
    ]);
    await keyedList('keyed', []);
    expect(await sourceOf(both)).toBeUndefined();
  });

  test('two lists of hashes agree once the number has called, and as long as both stay with it', async () => {
    const [caller, other] = ['+13125550174', '+13125550175'];
    await keyedList('first', [{ number: caller }, { number: other }]);
    await keyedList('second', [{ number: caller }]);
    expect(await sourceOf(caller)).toBeUndefined();
    await callOf(caller);
    await callOf(other);
    expect(await Promise.all([caller, other].map(sourceOf))).toEqual(['feed:partners:agreed', undefined]);
    // Another list changes: what was agreed on stays.
    await tableOf('third', [row('+13125550176')]);
    expect(await sourceOf(caller)).toBe('feed:partners:agreed');
    await keyedList('second', []);
    expect(await sourceOf(caller)).toBeUndefined();
  });

  test.each<[string, KeyedRow, object]>([
    ['what no person of the partner has confirmed', { number: '', confidence: 65 }, {}],
    ['low trust', { number: '' }, { trust: 'low' }],
    ['a second list of the same partner', { number: '' }, { partner: 'PLAIN' }],
  ])('%s is no second voice', async (_, keyed, terms) => {
    const number = '+13125550177';
    await tableOf('plain', [row(number)]);
    await keyedList('keyed', [{ ...keyed, number }], terms);
    await callOf(number);
    expect(await sourceOf(number)).toBeUndefined();
    expect(await evidenceOn(number)).toContainEqual({ feed: 'partner:plain', complaints: 1 });
  });

  test('a block that a person takes back is not made again by the hashes', async () => {
    const number = '+13125550178';
    await keyedList('first', [{ number }]);
    await keyedList('second', [{ number }]);
    await callOf(number);
    expect(await sourceOf(number)).toBe('feed:partners:agreed');
    await here.api('DELETE', `/api/listings/${encodeURIComponent(number)}`, { headers: { 'if-match': '*' } });
    await here.drain();
    await here.runJob('subscriptions');
    await callOf(number);
    expect(await sourceOf(number)).toBeUndefined();
  });
});

describe('numbers that no partner can block', () => {
  test.each([
    ['one on the allowlist', '+13125550179', 'allow'],
    ['one on the never-block list', '+13125550180', 'never-block'],
  ] as const)('%s, though two partners agree', async (_, number, list) => {
    const reason = 'the bank itself';
    await here.api('PUT', `/api/listings/${encodeURIComponent(number)}`, { body: { list, reason } });
    await tableOf('plain', [row(number)], { trust: 'high' });
    await keyedList('keyed', [{ number }], { trust: 'high' });
    expect(await listed(number)).toMatchObject({ list });
  });
});
