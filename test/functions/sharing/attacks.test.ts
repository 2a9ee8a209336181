// A partner that means ill, or somebody who has its credential: guessing, repeating, using what is another's, and asking
// for too much at once.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { createAdminHandler } from '../../../functions/admin/admin-handler.ts';
import type { PeopleSessions } from '../../../functions/runtime.ts';
import { startEngineOfManyCalls } from '../../support/engine.ts';
import { TestHotline, type ApiAnswer } from '../../support/hotline.ts';
import { partnerBody, sharedNumber } from '../../support/partners.ts';

const PEOPLE: PeopleSessions = {
  subjectOf: (token) =>
    Promise.resolve(token === 'linus' ? { id: token, kind: 'person', roles: ['approver'] } : undefined),
};

let engine: Awaited<ReturnType<typeof startEngineOfManyCalls>>;
let hotline: TestHotline;
const NUMBER = '+13125550161';
const share = sharedNumber(NUMBER);

beforeAll(async () => {
  engine = await startEngineOfManyCalls();
  const opened = new TestHotline({ database: engine.database, start: new Date('2026-11-24T09:00:00Z') });
  const admin = createAdminHandler({ ...opened.runtime, people: PEOPLE });
  hotline = Object.assign(opened, { handlers: { ...opened.handlers, admin } });
  await hotline.store.shares.add([share]);
});
afterAll(() => engine.stop());

interface Credential {
  readonly token: string;
  readonly key: string;
  readonly keyId: string;
}

async function agreed(name: string, change: Parameters<typeof partnerBody>[0] = {}): Promise<Credential> {
  await hotline.api('PUT', `/api/partners/${name}`, { body: partnerBody(change) });
  const answer = await hotline.api('POST', `/api/partners/${name}/approve`, { body: {}, token: 'linus' });
  return answer.json<{ credential: Credential }>().credential;
}

const get = (target: string, { token }: Credential): Promise<ApiAnswer> =>
  hotline.api('GET', target, { token });
const report = ({ token }: Credential, Sighting: readonly object[]): Promise<ApiAnswer> =>
  hotline.api('POST', '/feeds/sightings', { body: { Sighting }, token });
const hashUnder = ({ key }: Credential): string =>
  createHmac('sha256', Buffer.from(key, 'base64url')).update(NUMBER).digest('hex');

test('guesses at the look-up end with the hour’s requests, those that were refused included', async () => {
  const guesser = await agreed('guesser', {
    formats: ['matching-lookup'],
    basis: undefined,
    requestsPerHour: 5,
  });
  const digits = hashUnder(guesser).slice(0, 5);
  const prefixes = ['0', hashUnder(guesser), 'zzzzz', digits, '00000', '00001', '00002'];
  const statuses = [];
  for (const prefix of prefixes) statuses.push((await get(`/feeds/matching/${prefix}`, guesser)).status);
  expect(statuses).toEqual([400, 400, 400, 200, 200, 429, 429]);
  const { use } = (await hotline.api('GET', '/api/partners/guesser')).json<{ use: { lookUps: number } }>();
  expect(use.lookUps).toBe(2);
});

test('a key, a hash and a name of another partner open nothing', async () => {
  const [bank, shop] = [await agreed('bank'), await agreed('shop')];
  const prefix = hashUnder(bank).slice(0, 5);
  expect((await get(`/feeds/matching/${prefix}?key=${shop.keyId}`, bank)).status).toBe(400);
  const found = (await get(`/feeds/matching/${prefix}`, shop)).json<{ entries: object[] }>();
  expect(found.entries).toEqual([]);
  const taken = await report(shop, [{ hmac: hashUnder(bank), type: '1', date_sighting: '1795420800' }]);
  expect(taken.json()).toEqual({ accepted: 0, unknown: 1 });
  expect(await hotline.store.shares.get(share.entry)).toMatchObject({ falsePositives: [] });
});

test('a report that is sent again counts once, by UUID, by hash, and in one request', async () => {
  const clerk = await agreed('clerk', { trust: 'low' });
  const byHash = { hmac: hashUnder(clerk), type: '1', date_sighting: '1795420800' };
  const { hmac: _, ...bare } = byHash;
  const byUuid = { ...bare, uuid: share.entry };
  for (let times = 0; times < 3; times++)
    expect((await report(clerk, [byHash, byUuid, byHash])).json()).toEqual({ accepted: 3, unknown: 0 });
  const { use } = (await hotline.api('GET', '/api/partners/clerk')).json<{ use: { sightings: object } }>();
  expect(use.sightings).toMatchObject({ 'false-positive': 1 });
  // A partner of low trust withdraws nothing, however often it says so.
  expect(await hotline.store.shares.get(share.entry)).toMatchObject({ state: 'shared' });
});

test('too much at once is refused, and nothing of it is taken', async () => {
  const big = await agreed('big');
  const one = { uuid: share.entry, type: '1', date_sighting: '1795420800' };
  const before = await hotline.store.shares.get(share.entry);
  expect(
    (
      await report(
        big,
        Array.from({ length: 501 }, () => one),
      )
    ).status,
  ).toBe(400);
  expect((await report(big, [{ ...one, source: 'x'.repeat(1_000_000) }])).status).toBe(400);
  expect((await report(big, [{ ...one, type: '9' }])).status).toBe(400);
  expect(await hotline.store.shares.get(share.entry)).toEqual(before);
  const { collections } = (await get('/taxii2/numbers/collections/', big)).json<{
    collections: { id: string }[];
  }>();
  const objects = `/taxii2/numbers/collections/${collections[0]?.id ?? ''}/objects/`;
  for (const [query, status] of [
    ['limit=9999999999', 400],
    ['limit=99999999', 200],
    ['limit=-1', 400],
    ['next=bm90IG91cnM', 400],
  ] as const)
    expect([query, (await get(`${objects}?${query}`, big)).status]).toEqual([query, status]);
});

test('a credential that was withdrawn opens no door', async () => {
  const gone = await agreed('gone');
  await hotline.api('DELETE', '/api/partners/gone', { token: 'linus' });
  const doors = ['/feeds/numbers.csv', '/feeds/misp/manifest.json', '/taxii2/', '/feeds/matching/list.csv'];
  const statuses = await Promise.all(doors.map(async (door) => (await get(door, gone)).status));
  expect(statuses).toEqual(doors.map(() => 401));
  expect((await report(gone, [{ uuid: share.entry, type: '1', date_sighting: 1 }])).status).toBe(401);
});
