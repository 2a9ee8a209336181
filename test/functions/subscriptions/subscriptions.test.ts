// Lists of partners, from the first fetch to the end of the subscription: two hotlines with real HTTP between them, and
// a partner that sends whatever a story wants.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import * as openpgp from 'openpgp';
import { forgetNumber } from '../../../functions/subscriptions/forget.ts';
import type { ApiAnswer } from '../../support/hotline.ts';
import {
  agreement,
  answers,
  asked,
  blocked,
  end,
  evidenceOn,
  fetchNow,
  here,
  identity,
  listed,
  numbers,
  partner,
  publisher,
  row,
  serve,
  servers,
  SETTINGS,
  subscribe,
  table,
  tableOf,
  there,
  view,
  type Answer,
  type Credential,
} from '../../support/subscriber.ts';

const SPAM = '+13125550161';
const OTHER = '+13125550162';

describe('two hotlines', () => {
  let credential: Credential;

  beforeAll(async () => {
    await there.store.listings.putMany([blocked(SPAM), blocked(OTHER)]);
    credential = await agreement('ours');
    await there.clock.advance(61);
    await there.runJob('sharing');
  });

  test.each([
    ['misp', '/feeds/misp/', SPAM, {}],
    ['csv', '/feeds/numbers.csv', OTHER, { increments: true }],
  ])(
    '%s: a number is evidence, and no block; a false positive travels back',
    async (kind, path, number, more) => {
      const name = `there-${kind}`;
      const given = {
        terms: {
          kind,
          partner: 'Hotline there',
          url: `${publisher}${path}`,
          sightingsUrl: `${publisher}/feeds/sightings`,
          ...more,
        },
        credential: credential.token,
      };
      expect((await subscribe(name, given)).status).toBe(200);
      const fetched = await fetchNow(name);
      expect(fetched).toMatchObject({ state: 'in-force', numbers: 2, blocks: 0 });
      expect(JSON.stringify(fetched)).not.toContain(credential.token);
      expect(await evidenceOn(number)).toEqual([{ feed: `partner:${name}`, complaints: 1 }]);
      expect(await listed(number)).toBeUndefined();

      await here.api('PUT', `/api/listings/${encodeURIComponent(number)}`, {
        body: { list: 'allow', reason: 'a customer' },
        unread: true,
      });
      await here.drain();
      await here.runJob('subscriptions');
      expect(await view(name)).toMatchObject({ counts: { falsePositives: 1, reported: 1 } });
      expect(await evidenceOn(number)).toEqual([]);
      const shares = await there.store.shares.all();
      expect(shares.find((share) => 'number' in share && share.number === number)).toMatchObject({
        falsePositives: ['ours'],
      });
      expect((await end(name)).status).toBe(200);
      expect((await here.store.feeds.registry()).feeds).toEqual({});
    },
  );
});

describe('what is made of a list', () => {
  test('two independent partners make a block; a copy, a doubt and low trust do not', async () => {
    const [both, copied, doubted, lowly] = ['+13125550171', '+13125550172', '+13125550173', '+13125550174'];
    const first = [row(both), row(copied, { org: 'Bank A' }), row(doubted)];
    await tableOf('bank-a', [...first, row(lowly)], { partner: 'Bank A' });
    await tableOf('bank-b', [row(both), row(copied, { org: 'bank a' }), row(doubted, { decision: 'auto' })]);
    await tableOf('shop', [row(lowly)], { trust: 'low' });
    const agreed = await Promise.all([both, copied, doubted, lowly].map(listed));
    expect(agreed.map((one) => one?.source)).toEqual([
      'feed:partners:agreed',
      undefined,
      undefined,
      undefined,
    ]);
    const call = await here.call(both);
    await here.clock.advance(901);
    await here.drain();
    expect(call.log.map(({ type }) => type)).toContain('ended');
    expect((await view('bank-a')).counts).toMatchObject({ hits: 1, kept: 1 });

    answers['/bank-b.csv'] = { body: table(row(copied)) };
    await fetchNow('bank-b');
    expect(await listed(both)).toBeUndefined();
    for (const name of ['bank-a', 'bank-b', 'shop']) await end(name);
  });

  test('a local rule blocks; own, allowlisted and never-block numbers and prefixes stay free', async () => {
    const [many, few, allowed, shielded] = ['+13125550181', '+13125550182', '+13125550183', '+13125550184'];
    await here.store.listings.putMany([
      { ...blocked(allowed), list: 'allow' },
      { ...blocked(shielded), list: 'never-block' },
    ]);
    const rows = [row(many, { calls: 4 }), row(few), row(allowed, { calls: 9 }), row(shielded, { calls: 9 })];
    const own = SETTINGS.hotline.number;
    const fetched = await tableOf('ruled', [...rows, row('+1312*'), row(own, { calls: 9 }), row('0')], {
      block: { atLeast: 3 },
    });
    expect(fetched).toMatchObject({ numbers: 4, blocks: 1 });
    expect(fetched.dropped.reduce((sum, { count }) => sum + count, 0)).toBe(3);
    expect((await Promise.all([many, few, allowed, shielded].map(listed))).map((one) => one?.list)).toEqual([
      'block',
      undefined,
      'allow',
      'never-block',
    ]);
    expect((await listed(many))?.reason).toContain('partner list "ruled"');

    // A person takes the block back: the list does not make it again.
    await here.api('DELETE', `/api/listings/${encodeURIComponent(many)}`, { headers: { 'if-match': '*' } });
    await here.drain();
    await fetchNow('ruled');
    expect([await listed(many), await evidenceOn(many)]).toEqual([undefined, []]);
    await end('ruled');
  });

  test('what expires, is removed or is ended goes away', async () => {
    const [expiring, removed, kept] = ['+13125550185', '+13125550186', '+13125550187'];
    const at = new Date(here.clock.now().getTime() + 3_600_000).toISOString();
    const rows = [
      row(expiring, { expires: at, uuid: 'e1' }),
      row(removed, { uuid: 'e2' }),
      row(kept, { uuid: 'e3' }),
    ];
    await tableOf('going', rows, { increments: true });
    answers['/going.csv'] = { body: table(row('', { uuid: 'e2', action: 'remove' })) };
    await fetchNow('going');
    expect(asked.at(-1)?.url).toMatch(/since=/);
    expect(
      await Promise.all([expiring, removed, kept].map(async (one) => (await evidenceOn(one)).length)),
    ).toEqual([1, 0, 1]);
    answers['/going.csv'] = { status: 500 };
    await here.clock.advance(3_601);
    answers['/going.csv'] = { status: 304 };
    await fetchNow('going');
    expect([(await evidenceOn(expiring)).length, (await view('going')).numbers]).toEqual([0, 1]);
    await end('going');
    expect(await evidenceOn(kept)).toEqual([]);
  });

  test('an erased number leaves no trace and does not come back', async () => {
    const erased = '+13125550188';
    await tableOf('erasing', [row(erased, { calls: 9 }), row('+13125550189')], { block: { atLeast: 3 } });
    await forgetNumber(identity(erased), here.runtime);
    await fetchNow('erasing');
    expect([await evidenceOn(erased), await listed(erased)]).toEqual([[], undefined]);
    const { content } = await here.store.subscriptions.state('erasing');
    const { feeds } = await here.store.feeds.registry();
    const pieces = await here.store.feeds.pieces(feeds['partner:erasing']?.uploads[0]?.id ?? '', [0]);
    expect(JSON.stringify([...pieces.values()])).not.toContain(erased);
    expect(content).toBeDefined();
    await end('erasing');
  });
});

describe('what cannot be believed', () => {
  test('a list that changes too much waits for a person, who is told once', async () => {
    await tableOf('wild', numbers(0, 30));
    here.emails.length = 0;
    answers['/wild.csv'] = { headers: { etag: '"2"' }, body: table(...numbers(1_000, 60)) };
    const held = await fetchNow('wild');
    expect(held).toMatchObject({ state: 'held', numbers: 30, held: { added: 60, removed: 30 } });
    await fetchNow('wild');
    await here.drain();
    expect(here.emails.map(({ subject }) => subject)).toEqual([expect.stringContaining('changed too much')]);
    expect(await evidenceOn('+13125560000')).toHaveLength(1);

    const decide = (decision: string): Promise<ApiAnswer> =>
      here.api('POST', '/api/subscriptions/wild/decide', { body: { decision } });
    expect((await decide('refuse')).json()).toMatchObject({ state: 'in-force', numbers: 30 });
    expect((await decide('refuse')).status).toBe(409);
    answers['/wild.csv'] = { body: table(...numbers(2_000, 60)) };
    await fetchNow('wild');
    expect((await decide('accept')).json()).toMatchObject({ state: 'in-force', numbers: 60 });
    expect(await evidenceOn('+13125560000')).toEqual([]);
    expect(await evidenceOn('+13125562000')).toHaveLength(1);
    await end('wild');
  });

  test('a list that is not updated raises one alarm, and stays in effect', async () => {
    await tableOf('old', [row('+13125550191')], { staleAfterHours: 1 });
    answers['/old.csv'] = { status: 500 };
    here.emails.length = 0;
    for (let hours = 0; hours < 3; hours++) {
      await here.clock.advance(3_700);
      await here.runJob('subscriptions');
      await here.drain();
    }
    expect(here.emails.map(({ subject }) => subject)).toEqual([expect.stringContaining('out of date')]);
    const stale = await view('old');
    expect(stale).toMatchObject({ state: 'stale', numbers: 1, failure: { code: 'answered' } });
    answers['/old.csv'] = { body: table(row('+13125550191')) };
    expect(await fetchNow('old')).toMatchObject({ state: 'in-force' });
    await end('old');
  });

  test.each<[string, Answer, string]>([
    [
      'a redirect to a metadata address',
      { status: 302, headers: { location: 'http://169.254.169.254/latest' } },
      'refused',
    ],
    [
      'a redirect to a private address',
      { status: 302, headers: { location: 'https://10.1.2.3/' } },
      'refused',
    ],
    ['redirects without end', { status: 302, headers: { location: '/again.csv' } }, 'refused'],
    [
      'a bomb',
      { headers: { 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(40_000_000)) },
      'too-large',
    ],
    ['a bomb in a file', { body: gzipSync(Buffer.alloc(40_000_000)) }, 'too-large'],
    ['a web page', { body: '<html><body>Sign in</body></html>' }, 'unreadable'],
    ['a refused credential', { status: 403 }, 'not-allowed'],
    ['too many questions', { status: 429, headers: { 'retry-after': '3600' } }, 'busy'],
  ])('%s: the list before stays, and it is said why', async (_, answer, code) => {
    await tableOf('again', [row('+13125550192')]);
    answers['/again.csv'] = answer;
    const failed = await fetchNow('again');
    expect(failed).toMatchObject({ state: 'failing', numbers: 1, failure: { code } });
    expect(failed.failure?.problem).toMatch(/[A-Z].*\.$/);
    expect(await evidenceOn('+13125550192')).toHaveLength(1);
    await end('again');
  });

  test('sums and signatures: the pinned key, another key, a changed file', async () => {
    const [good, other] = await Promise.all(
      ['good', 'other'].map((name) => openpgp.generateKey({ userIDs: [{ name }], format: 'object' })),
    );
    if (good === undefined || other === undefined) throw new Error('no keys');
    const sign = async (text: string, signingKeys: openpgp.PrivateKey): Promise<string> =>
      String(
        await openpgp.sign({ message: await openpgp.createMessage({ text }), signingKeys, detached: true }),
      );
    const text = table(row('+13125550193'));
    const put = async (content: string, by: openpgp.PrivateKey, sum: string): Promise<string | undefined> => {
      answers['/signed.csv.asc'] = { body: await sign(text, by) };
      answers['/key.asc'] = { body: `${good.publicKey.armor()}\n${other.publicKey.armor()}` };
      answers['/signed.csv.sha256'] = { body: `${sum}  signed.csv\n` };
      answers['/signed.csv'] = { body: content };
      return (await fetchNow('signed')).failure?.code;
    };
    const sumOf = (content: string): string => createHash('sha256').update(content).digest('hex');
    const signedBy = good.publicKey.getFingerprint().toUpperCase();
    await subscribe('signed', {
      terms: { kind: 'csv', partner: 'S', url: `${partner}/signed.csv`, signedBy },
    });
    expect(await put(text, other.privateKey, sumOf(text))).toBe('wrong-signature');
    expect(await put(`${text}\n`, good.privateKey, sumOf(`${text}\n`))).toBe('wrong-signature');
    expect(await put(text, good.privateKey, sumOf('else'))).toBe('wrong-sum');
    expect((await view('signed')).numbers).toBe(0);
    expect(await put(text, good.privateKey, sumOf(text))).toBeUndefined();
    expect((await view('signed')).numbers).toBe(1);
    await end('signed');
  });
});

describe('without showing numbers', () => {
  const key = randomBytes(32);
  const keyText = key.toString('base64url');
  const keyId = createHash('sha256').update(key).digest('hex').slice(0, 8);
  const hmacOf = (number: string): string => createHmac('sha256', key).update(number).digest('hex');

  test('a list of hashes counts for a call in its one read, and the key stays hidden', async () => {
    const body = [
      'key_id,hmac,category,confidence,first_seen,last_seen,action',
      `${keyId},${hmacOf('+13125550195')},bank,80,2026-11-20,2026-11-23,add`,
    ].join('\n');
    answers['/list.csv'] = { body };
    const terms = { kind: 'matching-list', partner: 'Hashes', url: `${partner}/list.csv` };
    const put = await subscribe('hashes', { terms, keys: [keyText] });
    expect(put.text).not.toContain(keyText);
    expect(await fetchNow('hashes')).toMatchObject({ state: 'in-force', numbers: 1, keyIds: [keyId] });
    await here.call('+13125550196');
    const call = await here.call('+13125550195');
    await here.clock.advance(901);
    await here.drain();
    expect((await view('hashes')).counts.hits).toBe(1);
    const record = await here.store.calls.get(call.sid);
    expect(JSON.stringify(record?.scored?.reasons)).toContain('partner:hashes');
    const rotated = await subscribe('hashes', { terms, keys: ['short-key'] });
    expect([rotated.status, rotated.text]).toEqual([400, expect.stringContaining('32 bytes as base64url')]);
    await end('hashes');
  });

  test('a partner is asked after the call, by a prefix; its answer counts for the next', async () => {
    const number = '+13125550197';
    const hmac = hmacOf(number);
    answers[`/look/${hmac.slice(0, 3)}`] = {
      body: JSON.stringify({
        keyId,
        prefix: hmac.slice(0, 3),
        entries: [{ suffix: hmac.slice(3), category: 'bank', lastSeen: '2026-11-23T00:00:00Z' }],
      }),
    };
    const terms = { kind: 'matching-lookup', partner: 'Asked', url: `${partner}/look`, prefixDigits: 3 };
    await subscribe('asked', { terms, keys: [keyText] });
    await fetchNow('asked');
    asked.length = 0;
    await here.call(number);
    expect(asked).toEqual([]);
    await here.clock.advance(901);
    await here.drain();
    await here.runJob('subscriptions');
    expect(asked.map(({ url }) => url)).toEqual([`/look/${hmac.slice(0, 3)}?key=${keyId}`]);
    expect(await evidenceOn(number)).toEqual([{ feed: 'partner:asked', complaints: 1 }]);
    await here.call(number);
    await here.clock.advance(901);
    await here.drain();
    await here.runJob('subscriptions');
    expect(asked).toHaveLength(1);
    expect((await view('asked')).counts.hits).toBe(1);
    await end('asked');
    expect(await evidenceOn(number)).toEqual([]);
  });
});

test('a partner that hangs delays no other', async () => {
  const hanging = await serve(() => new Promise<Answer>(() => undefined));
  await subscribe('hanging', { terms: { kind: 'csv', partner: 'H', url: `${hanging}/x.csv` } });
  answers['/quick.csv'] = { body: table(row('+13125550198')) };
  await subscribe('quick', { terms: { kind: 'csv', partner: 'Q', url: `${partner}/quick.csv` } });
  const job = here.runJob('subscriptions');
  while ((await view('quick')).numbers === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  const call = await here.call('+13125550199');
  expect(call.code()).not.toBe('');
  servers.at(-1)?.closeAllConnections();
  await job;
  expect((await view('hanging')).failure?.code).toBe('unreachable');
  await end('hanging');
  await end('quick');
});
