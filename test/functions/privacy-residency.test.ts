// Data residency on a running hotline: what is refused when it is saved and when it is sent, and who is counted.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { createAdminHandler } from '../../functions/admin/admin-handler.ts';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';
import { APPROVERS } from '../support/evidence.ts';
import { partnerBody } from '../support/partners.ts';
import { rigForEach } from '../support/rig.ts';
import type { ApiAnswer, TestHotline } from '../support/hotline.ts';

const rig = rigForEach();
const START = new Date('2026-11-24T15:00:00Z');
let hotline: TestHotline;
beforeEach(() => {
  hotline = rig.hotline({ start: START });
});

const saved = (within: string, more: object = {}, other: object = {}): Promise<ApiAnswer> =>
  hotline.api('PUT', '/api/settings', {
    body: { ...SEED_SETTINGS, ...other, privacy: { residency: { within, ...more } } },
  });
const subscribed = (name: string, url: string): Promise<ApiAnswer> =>
  hotline.api('PUT', `/api/subscriptions/${name}`, {
    body: { terms: { kind: 'csv', partner: 'Acme', url } },
  });
const FEED = 'https://lists.example.com/numbers.csv';

describe('while it is on', () => {
  test('settings, subscriptions and partners abroad are refused with the field, the place and the article', async () => {
    expect((await saved('CN', { places: [{ name: 'example.cn', country: 'CN' }] })).status).toBe(200);
    const feed = await subscribed('acme', FEED);
    expect(feed.status).toBe(400);
    expect(feed.text).toMatch(/body \/terms\/url: .*lists\.example\.com.*PIPL 23, 38, 39/);
    expect((await subscribed('acme', 'https://lists.example.cn/numbers.csv')).status).toBe(200);
    const partner = await hotline.api('PUT', '/api/partners/bank', { body: partnerBody() });
    expect(partner.status).toBe(400);
    expect(partner.text).toMatch(/body \/contact\/email: .*bank\.example .*PIPL 23, 38, 39/);
  });

  test('a request abroad is not sent, though it was put off before', async () => {
    await saved('CN');
    await hotline.clock.advance(120);
    const post = hotline.runtime.outgoing({
      flow: 'webhooks',
      url: 'https://1.1.1.1/',
      timeoutMs: 1_000,
      mostBytes: 100,
    });
    await expect(post).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('PIPL 23, 38, 39') as unknown as string,
    });
  });
});

test('it cannot be turned on while a list is fetched or a partner served elsewhere', async () => {
  const admin = createAdminHandler({ ...hotline.runtime, people: APPROVERS });
  Object.assign(hotline.handlers, { admin });
  expect((await subscribed('acme', FEED)).status).toBe(200);
  const approval = await hotline.api('POST', '/api/subscriptions/acme/approve', {
    token: 'grace',
    headers: { 'if-match': '*' },
  });
  expect([approval.status, approval.status === 200 ? '' : approval.text]).toEqual([200, '']);
  expect((await hotline.api('PUT', '/api/partners/bank', { body: partnerBody() })).status).toBe(200);
  const refused = await saved('CN');
  expect(refused.status).toBe(400);
  expect(refused.text).toMatch(/lists\.example\.com.*bank\.example/);
  const exceptions = ['feeds', 'partners'].map((flow) => ({
    flow,
    basis: 'assessment',
    reference: 'CAC 17',
  }));
  expect((await saved('CN', { exceptions })).status).toBe(200);
});

describe('a carrier in the United States', () => {
  beforeEach(() => {
    hotline = rig.hotline({ start: START, deployment: { carrierRegion: 'us1' } });
  });
  const chinese = { hotline: { ...SEED_SETTINGS.hotline, region: 'CN' } };
  const borders = async () => (await hotline.api('GET', '/api/privacy/borders')).json();
  const nightly = async () => {
    await hotline.clock.advance(86_400);
    await hotline.runJob('retention');
  };

  test('keeps the switch off, and each number is counted once a year', async () => {
    expect((await saved('CN', {}, chinese)).text).toContain('Twilio US1 is in US, outside of CN');
    expect((await saved('', {}, chinese)).status).toBe(200);
    await hotline.clock.advance(120);
    const first = await hotline.call('+13125560101');
    await first.press('0');
    await first.leaveMessage(4);
    await (await hotline.call('+13125560101')).hangUp();
    await (await hotline.call('+13125560102')).hangUp();
    expect(await borders()).toMatchObject({ people: 0, voices: 0, warnings: [] });
    await nightly();
    await nightly();
    expect(await borders()).toMatchObject({
      area: 'CN',
      limited: false,
      year: 2026,
      people: 2,
      voices: 1,
      through: '2026-11-25',
      warnings: ['sensitive-contract'],
      crossings: [{ flow: 'carrier', name: 'Twilio US1', country: 'US', articles: 'PIPL 21, 38, 39' }],
    });
  });

  test('at home nothing is counted', async () => {
    await (await hotline.call('+13125560101')).hangUp();
    await nightly();
    expect(await borders()).toMatchObject({ area: 'US', people: 0, crossings: [] });
  });
});
