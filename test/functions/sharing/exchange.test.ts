// A partner from its proposal to its end: what it may fetch in each format, what it reports back, and what comes of that.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash, createHmac } from 'node:crypto';
import * as openpgp from 'openpgp';
import { createAdminHandler } from '../../../functions/admin/admin-handler.ts';
import type { PeopleSessions } from '../../../functions/runtime.ts';
import { withdrawNumber } from '../../../functions/sharing/withdraw.ts';
import { parseIdentity } from '../../../core/numbers/identity.ts';
import { newListing, parsePattern, type Listing } from '../../../core/lists/listing.ts';
import { startEngineOfManyCalls } from '../../support/engine.ts';
import { TestHotline, type ApiAnswer, type ApiOptions } from '../../support/hotline.ts';
import { partnerBody } from '../../support/partners.ts';
import { settingsWith } from '../../support/settings.ts';
import { HOTLINE } from '../../support/twilio-values.ts';

const PEOPLE: PeopleSessions = {
  subjectOf: (token) =>
    Promise.resolve(
      ['grace', 'linus'].includes(token)
        ? { id: token, kind: 'person', roles: [token === 'grace' ? 'editor' : 'approver'] }
        : undefined,
    ),
};

let engine: Awaited<ReturnType<typeof startEngineOfManyCalls>>;
let hotline: TestHotline;

beforeAll(async () => {
  engine = await startEngineOfManyCalls();
  const settings = settingsWith({
    notifications: [{ by: { email: 'duty@example.org' }, on: ['partner-doubt'] }],
  });
  const start = new Date('2026-11-24T09:00:00Z');
  const opened = new TestHotline({ database: engine.database, settings, start });
  const admin = createAdminHandler({ ...opened.runtime, people: PEOPLE });
  hotline = Object.assign(opened, { handlers: { ...opened.handlers, admin } });
});
afterAll(() => engine.stop());

interface Credential {
  readonly token: string;
  readonly key: string;
  readonly keyId: string;
}

const post = (target: string, body: unknown, token: string): Promise<ApiAnswer> =>
  hotline.api('POST', target, { body, token });

async function agreed(name: string, change: Parameters<typeof partnerBody>[0] = {}): Promise<Credential> {
  await hotline.api('PUT', `/api/partners/${name}`, {
    body: partnerBody(change),
    token: 'grace',
    unread: true,
  });
  return approve(name);
}

async function approve(name: string): Promise<Credential> {
  const answer = await post(`/api/partners/${name}/approve`, {}, 'linus');
  return answer.json<{ credential: Credential }>().credential;
}

const fetched = (target: string, { token }: Credential, options: ApiOptions = {}): Promise<ApiAnswer> =>
  hotline.api('GET', target, { token, ...options });

function listing(pattern: string, change: Partial<Listing> = {}): Listing {
  const read = parsePattern(pattern);
  if (read === undefined) throw new Error(pattern);
  const parts = {
    pattern: read,
    list: 'block',
    reason: 'told grace he is from the bank',
    source: 'admin',
  } as const;
  return { ...newListing({ ...parts, addedBy: 'grace', addedAt: '2026-11-20T08:00:00.000Z' }), ...change };
}

const HUMAN = '+13125550161';
const AUTOMATIC = '+13125550162';
const LISTED = [
  listing(HUMAN),
  listing(AUTOMATIC, { source: 'automatic', addedBy: 'reputation' }),
  listing('+13125550163', { source: 'automatic', addedBy: 'reputation', approvedBy: 'linus' }),
];
/** Not one of these may leave. */
const KEPT = [
  listing('+131255502*'),
  listing('+13125550164', { pending: true }),
  listing('+13125550165', { expiresAt: '2026-11-23T00:00:00.000Z' }),
  listing('+13125550166', { source: 'feed:ftc' }),
  listing(HOTLINE),
  listing('+442079460001'),
  listing('+442079460002'),
  listing('+44207946*', { list: 'never-block' }),
  listing('+442079461*', { list: 'allow' }),
];

const csv = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split(','));

describe('two people', () => {
  test('a partner is given nothing before a second person has approved it', async () => {
    const proposed = await hotline.api('PUT', '/api/partners/two', { body: partnerBody(), token: 'grace' });
    expect(proposed.json()).toMatchObject({
      state: 'proposed',
      proposal: { kind: 'create', by: 'grace' },
      keys: [],
    });
    expect((await hotline.api('POST', '/api/partners/two/approve', { body: {} })).status).toBe(403);
    expect((await post('/api/partners/two/approve', {}, 'grace')).status).toBe(403);
    const { token, key, keyId } = await approve('two');
    expect([token, key]).toEqual([
      expect.stringMatching(/^[\w-]{43}$/),
      expect.stringMatching(/^[\w-]{43}$/),
    ]);
    const ofKey = createHash('sha256').update(Buffer.from(key, 'base64url')).digest('hex').slice(0, 8);
    expect(keyId).toBe(ofKey);
    const stored = JSON.stringify(await hotline.store.partners.get('two'));
    expect([stored.includes(token), stored.includes(key)]).toEqual([false, false]);
  });

  test('plain numbers need a legal basis', async () => {
    const { basis: _, ...bare } = partnerBody();
    const refused = await hotline.api('PUT', '/api/partners/plain', { body: bare, token: 'grace' });
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('PIPL article 23')]);
    const formats = ['matching-list', 'matching-lookup'] as const;
    const keyed = await agreed('keyed', { formats: [...formats], basis: undefined });
    const plain = await fetched('/feeds/numbers.csv', keyed);
    expect([plain.status, plain.text]).toEqual([403, expect.stringContaining('/feeds/matching/')]);
    expect((await fetched('/feeds/matching/list.csv', keyed)).status).toBe(200);
  });

  test('what it may see changes by two people, its contact by one', async () => {
    const { key: _, ...credential } = await agreed('change');
    const contact = { name: 'New desk' };
    const body = partnerBody({ contact });
    const first = await hotline.api('PUT', '/api/partners/change', { body, token: 'grace' });
    expect(first.json()).toMatchObject({ terms: { contact } });
    expect(first.json()).not.toHaveProperty('proposal');
    const more = partnerBody({ contact, mostNumbers: 20_000 });
    const second = await hotline.api('PUT', '/api/partners/change', { body: more, token: 'grace' });
    expect(second.json()).toMatchObject({ terms: { mostNumbers: 10_000 }, proposal: { kind: 'change' } });
    const again = await hotline.api('POST', '/api/partners/change/rotate', {
      body: { why: 'yearly' },
      token: 'grace',
    });
    expect(again.status).toBe(409);
    expect(credential.token).toHaveLength(43);
  });

  test('one person suspends at once, two resume; a rotation leaves both keys for a while', async () => {
    const old = await agreed('rotate');
    await post('/api/partners/rotate/suspend', { why: 'a leak' }, 'grace');
    expect((await fetched('/feeds/numbers.csv', old)).status).toBe(403);
    await post('/api/partners/rotate/resume', { why: 'mended' }, 'grace');
    expect((await fetched('/feeds/numbers.csv', old)).status).toBe(403);
    await approve('rotate');
    expect((await fetched('/feeds/numbers.csv', old)).status).toBe(200);
    await post('/api/partners/rotate/rotate', { why: 'yearly', overlapHours: 2 }, 'grace');
    const fresh = await approve('rotate');
    expect(fresh.keyId).not.toBe(old.keyId);
    const both = await Promise.all([old, fresh].map((one) => fetched('/feeds/numbers.csv', one)));
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    await hotline.clock.advance(2 * 3_600 + 1);
    expect((await fetched('/feeds/numbers.csv', old)).status).toBe(401);
    expect((await fetched('/feeds/numbers.csv', fresh)).status).toBe(200);
    await hotline.api('DELETE', '/api/partners/rotate', { token: 'linus' });
    expect((await fetched('/feeds/numbers.csv', fresh)).status).toBe(401);
  });

  test('an approval that is delivered twice shows the same credential', async () => {
    await hotline.api('PUT', '/api/partners/twice', { body: partnerBody(), token: 'grace' });
    const sent = { body: {}, token: 'linus', headers: { 'idempotency-key': 'once' } };
    const [first, second] = [
      await hotline.api('POST', '/api/partners/twice/approve', sent),
      await hotline.api('POST', '/api/partners/twice/approve', sent),
    ];
    expect(second.json().credential).toEqual(first.json().credential);
  });
});

describe('what leaves', () => {
  let bank: Credential;
  let shop: Credential;

  beforeAll(async () => {
    await hotline.store.listings.putMany([...LISTED, ...KEPT]);
    bank = await agreed('bank', { trust: 'normal', contractReference: 'Agreement 1' });
    shop = await agreed('shop', {
      automatic: false,
      trust: 'normal',
      contractReference: 'Agreement 2',
    });
    await hotline.clock.advance(61);
    await hotline.runJob('sharing');
  });

  const numbersOf = async (credential: Credential): Promise<string[]> =>
    csv((await fetched('/feeds/numbers.csv', credential)).text)
      .slice(1)
      .map(([number = '']) => number)
      .toSorted();

  test('confirmed numbers, and automatic ones only where the partner takes them', async () => {
    expect(await numbersOf(bank)).toEqual([HUMAN, AUTOMATIC, '+13125550163']);
    expect(await numbersOf(shop)).toEqual([HUMAN, '+13125550163']);
  });

  test('a MISP feed whose files have the sums and signatures of its manifest', async () => {
    const armored = (await hotline.api('GET', '/feeds/key.asc', { token: null })).text;
    const key = await openpgp.readKey({ armoredKey: armored });
    const isSigned = async (text: string, armoredSignature: string): Promise<boolean> => {
      const message = await openpgp.createMessage({ text });
      const signature = await openpgp.readSignature({ armoredSignature });
      const { signatures } = await openpgp.verify({
        message,
        signature,
        verificationKeys: key.toPublic(),
        date: hotline.clock.now(),
      });
      return (await signatures[0]?.verified) ?? false;
    };
    const manifest = await fetched('/feeds/misp/manifest.json', bank);
    expect(await isSigned(manifest.text, (await fetched('/feeds/misp/manifest.json.asc', bank)).text)).toBe(
      true,
    );
    const entries = Object.entries(manifest.json<Record<string, Record<string, string>>>());
    expect(entries).toHaveLength(1);
    const [[uuid, entry] = ['', {}]] = entries;
    const event = await fetched(`/feeds/misp/${uuid}.json`, bank);
    expect(createHash('sha256').update(event.text).digest('hex')).toBe(entry['integrity:sha256']);
    expect(await isSigned(event.text, entry['integrity:pgp'] ?? '')).toBe(true);
    await expect(isSigned(`${event.text} `, entry['integrity:pgp'] ?? '')).rejects.toThrow();
    const md5 = createHash('md5').update(HUMAN).digest('hex');
    expect((await fetched('/feeds/misp/hashes.csv', bank)).text.split('\n')).toContain(`${md5},${uuid}`);
    const { Event } = event.json<{ Event: { Attribute: { value: string; to_ids: boolean }[] } }>();
    expect(Event.Attribute.map(({ value, to_ids }) => [value, to_ids]).toSorted()).toEqual([
      [HUMAN, true],
      [AUTOMATIC, false],
      ['+13125550163', true],
    ]);
    // No word that a person wrote leaves.
    expect(event.text).not.toContain('grace');
  });

  test('CSV has its sum and its signature, and is not sent twice', async () => {
    const whole = await fetched('/feeds/numbers.csv', bank);
    const sum = createHash('sha256').update(whole.text).digest('hex');
    expect((await fetched('/feeds/numbers.csv.sha256', bank)).text).toBe(`${sum}  numbers.csv\n`);
    expect((await fetched('/feeds/numbers.csv.asc', bank)).text).toContain('BEGIN PGP SIGNATURE');
    const headers = { 'if-none-match': String(whole.headers.etag) };
    const unchanged = await fetched('/feeds/numbers.csv', bank, { headers });
    expect([unchanged.status, unchanged.text]).toEqual([304, '']);
  });

  test('TAXII, page by page, to its media type', async () => {
    const accept = { headers: { accept: 'application/taxii+json;version=2.1' } };
    const discovery = (await fetched('/taxii2/', bank, accept)).json<{ api_roots: string[] }>();
    const root = new URL(discovery.api_roots[0] ?? '').pathname;
    expect((await fetched(root, bank)).json()).toMatchObject({
      versions: ['application/taxii+json;version=2.1'],
    });
    const { collections } = (await fetched(`${root}collections/`, bank)).json<{
      collections: { id: string }[];
    }>();
    const collection = `${root}collections/${collections[0]?.id ?? ''}/`;
    expect((await fetched(collection, bank)).json()).toEqual(collections[0]);
    const found: { type: string; id: string }[] = [];
    let next: string | undefined;
    do {
      const query = next === undefined ? '' : `&next=${next}`;
      const page = await fetched(`${collection}objects/?limit=2${query}`, bank, accept);
      expect(page.headers).toMatchObject({
        'content-type': 'application/taxii+json;version=2.1',
        'x-taxii-date-added-last': expect.stringMatching(/Z$/),
      });
      const envelope = page.json<{
        more?: boolean;
        next?: string;
        objects: { type: string; id: string }[];
      }>();
      found.push(...envelope.objects);
      next = envelope.next;
      expect(envelope.more ?? false).toBe(next !== undefined);
    } while (next !== undefined);
    const types = found.map(({ type }) => type);
    expect(types.slice(0, 3).toSorted()).toEqual(['extension-definition', 'identity', 'marking-definition']);
    expect([
      types.filter((type) => type === 'indicator'),
      types.filter((type) => type === 'sighting'),
    ]).toEqual([Array(3).fill('indicator'), Array(3).fill('sighting')]);
    const { objects } = (await fetched(`${collection}manifest/?match[type]=indicator`, bank)).json<{
      objects: { id: string; version: string }[];
    }>();
    expect(objects).toHaveLength(3);
    const one = await fetched(`${collection}objects/${objects[0]?.id ?? ''}/`, bank);
    expect(one.json<{ objects: object[] }>().objects).toEqual([
      found.find(({ id }) => id === objects[0]?.id),
    ]);
    const later = await fetched(`${collection}objects/?added_after=2030-01-01T00:00:00Z`, bank);
    expect(later.json()).toEqual({});
    const wrong = await fetched(`${collection}objects/`, bank, { headers: { accept: 'text/html' } });
    expect([wrong.status, wrong.json().http_status]).toEqual([406, '406']);
    expect((await fetched('/taxii2/numbers/nothing/', bank)).json()).toMatchObject({ http_status: '404' });
    expect((await fetched(`${collection}objects/?limit=0`, bank)).status).toBe(400);
  });

  test('keyed hashes: a number that the partner knows matches, and no other is told', async () => {
    const hash = createHmac('sha256', Buffer.from(bank.key, 'base64url')).update(HUMAN).digest('hex');
    const list = await fetched('/feeds/matching/list.csv', bank);
    const [head, ...rows] = csv(list.text);
    expect(head?.join()).toBe('key_id,hmac,category,confidence,first_seen,last_seen,action');
    expect(rows.map(([keyId, hmac]) => [keyId, hmac])).toContainEqual([bank.keyId, hash]);
    expect(list.text).not.toContain('+1312');
    const digits = 5;
    const hit = await fetched(`/feeds/matching/${hash.slice(0, digits)}`, bank);
    expect(hit.json()).toMatchObject({
      keyId: bank.keyId,
      prefix: hash.slice(0, digits),
      entries: [{ suffix: hash.slice(digits), category: 'other', confidence: 80 }],
    });
    const miss = await fetched(`/feeds/matching/${'0'.repeat(digits)}`, bank);
    expect([miss.json().entries, miss.text.length]).toEqual([[], hit.text.length]);
    expect((await fetched(`/feeds/matching/${hash.slice(0, digits + 1)}`, bank)).status).toBe(400);
  });

  test('a credential by HTTP Basic, and none', async () => {
    const basic = (name: string) => ({
      authorization: `Basic ${Buffer.from(`${name}:${bank.token}`).toString('base64')}`,
    });
    const ask = (headers: Record<string, string>) =>
      hotline.api('GET', '/feeds/numbers.csv', { token: null, headers });
    expect((await ask(basic('bank'))).status).toBe(200);
    expect((await ask(basic('shop'))).status).toBe(401);
    const none = await ask({});
    expect([none.status, none.headers['www-authenticate']]).toEqual([401, expect.stringContaining('Basic')]);
  });

  test('no more requests than the agreement allows', async () => {
    const few = await agreed('few', { requestsPerHour: 2 });
    const statuses: number[] = [];
    for (let times = 0; times < 3; times++) statuses.push((await fetched('/feeds/numbers.csv', few)).status);
    const last = await fetched('/feeds/numbers.csv', few);
    expect([statuses, last.status, Number(last.headers['retry-after'])]).toEqual([
      [200, 200, 429],
      429,
      expect.any(Number),
    ]);
    await hotline.clock.advance(3_601);
    expect((await fetched('/feeds/numbers.csv', few)).status).toBe(200);
  });

  test('two partners that doubt a number withdraw it until a person has looked', async () => {
    const entryOf = async (number: string): Promise<string> =>
      csv((await fetched('/feeds/numbers.csv', bank)).text).find(([one]) => one === number)?.[10] ?? '';
    const uuid = await entryOf(HUMAN);
    const sighting = { uuid, type: '1', date_sighting: '1795420800', source: 'a clerk' };
    const report = {
      Sighting: [sighting, { uuid: '00000000-0000-4000-8000-000000000000', type: '1', date_sighting: 1 }],
    };
    const taken = await post('/feeds/sightings', report, bank.token);
    expect(taken.json()).toEqual({ accepted: 1, unknown: 1 });
    await post('/feeds/sightings', report, bank.token);
    const flagged = async (): Promise<object[]> =>
      (await hotline.api('GET', '/api/shares')).json<{ items: object[] }>().items;
    expect(await flagged()).toMatchObject([{ number: HUMAN, state: 'shared', falsePositives: ['bank'] }]);
    expect(await numbersOf(shop)).toContain(HUMAN);
    const told = async (): Promise<string[]> => {
      await hotline.drain();
      await hotline.drain();
      return hotline.emails.map(({ subject }) => subject.replace(/^\[.*?\] /, ''));
    };
    const lookedUp = (): Promise<ApiAnswer> => hotline.api('GET', `/api/lookup/${encodeURIComponent(HUMAN)}`);
    expect((await lookedUp()).json()).toMatchObject({
      sharing: { state: 'shared', falsePositives: ['bank'] },
    });
    expect(await told()).toEqual(['A partner doubts a shared number']);
    expect(JSON.stringify(hotline.emails)).not.toContain(HUMAN);
    const hmac = createHmac('sha256', Buffer.from(shop.key, 'base64url')).update(HUMAN).digest('hex');
    const byHash = {
      Sighting: [
        { hmac, type: 1, date_sighting: 1795420900 },
        { uuid, type: 0, date_sighting: 1795420900 },
      ],
    };
    expect((await post('/feeds/sightings', byHash, shop.token)).json()).toEqual({ accepted: 2, unknown: 0 });
    expect(await flagged()).toMatchObject([
      { number: HUMAN, state: 'disputed', falsePositives: ['bank', 'shop'] },
    ]);
    expect(await numbersOf(bank)).not.toContain(HUMAN);
    expect(await told()).toEqual([
      'A partner doubts a shared number',
      'A shared number was withdrawn from partners',
    ]);
    expect((await lookedUp()).json()).toMatchObject({
      sharing: { state: 'disputed', falsePositives: ['bank', 'shop'] },
    });
    const use = (await hotline.api('GET', '/api/partners/bank')).json<{ use: object; sightings: object[] }>();
    expect(use).toMatchObject({ use: { sightings: { 'false-positive': 1 } }, sightings: [{ entry: uuid }] });
    await hotline.runJob('sharing');
    expect(await numbersOf(bank)).not.toContain(HUMAN);
    await post(`/api/shares/${uuid}/decide`, { decision: 'share', why: 'it is the bank impostor' }, 'linus');
    expect(await numbersOf(bank)).toContain(HUMAN);
    expect(await entryOf(HUMAN)).not.toBe(uuid);
  });

  test('a block that is lifted is withdrawn everywhere, without its number', async () => {
    const before = await fetched('/feeds/numbers.csv', bank);
    const entry = csv(before.text).find(([number]) => number === HUMAN)?.[10] ?? '';
    await hotline.clock.advance(5);
    const since = hotline.clock.now().toISOString();
    await hotline.api('DELETE', `/api/listings/${encodeURIComponent(HUMAN)}`, {
      token: 'linus',
      unread: true,
    });
    await hotline.drain();
    const removed = csv((await fetched(`/feeds/numbers.csv?since=${since}`, bank)).text).slice(1);
    expect(removed.map((row) => [row[0], row[10], row[11]])).toEqual([['', entry, 'remove']]);
    const [uuid = ''] = Object.keys((await fetched('/feeds/misp/manifest.json', bank)).json());
    const { Event } = (await fetched(`/feeds/misp/${uuid}.json`, bank)).json<{
      Event: { Attribute: { uuid: string; deleted: boolean; value: string }[] };
    }>();
    expect(Event.Attribute.find((one) => one.uuid === entry)).toMatchObject({ deleted: true, value: '+0' });
    const taxii = await fetched(`/taxii2/numbers/collections/`, bank);
    const { collections } = taxii.json<{ collections: { id: string }[] }>();
    const path = `/taxii2/numbers/collections/${collections[0]?.id ?? ''}/objects/indicator--${entry}/`;
    expect((await fetched(path, bank)).json()).toMatchObject({ objects: [{ revoked: true }] });
    expect(JSON.stringify(await hotline.store.shares.all())).not.toContain(HUMAN);
  });

  test('a number that is erased is withdrawn, and not shared again', async () => {
    const number = parseIdentity('+13125550163');
    if (number === undefined) throw new Error('no number');
    expect(await withdrawNumber(number, hotline.runtime)).toBe(1);
    expect(await withdrawNumber(number, hotline.runtime)).toBe(0);
    await hotline.runJob('sharing');
    expect(await numbersOf(bank)).toEqual([AUTOMATIC]);
    expect(JSON.stringify(await hotline.store.shares.all())).not.toContain(number);
  });

  test('what a partner fetched is counted', async () => {
    const { use, sees } = (await hotline.api('GET', '/api/partners/bank')).json<{
      use: Record<string, number>;
      sees: number;
    }>();
    expect([use.fetches, use.numbers, use.lookUps, sees]).toEqual([
      expect.any(Number),
      expect.any(Number),
      2,
      1,
    ]);
    expect(use.numbers).toBeGreaterThan(10);
  });
});
