// Numbers are masked for roles that need not see them, on every route of the API; whoever may see one record whole says why.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { nationalOf } from '../../../core/lists/number-blocks.ts';
import { parseE164 } from '../../../core/numbers/e164.ts';
import { isNumber } from '../../../core/numbers/identity.ts';
import { textsOf } from '../../../core/rights/subject.ts';
import { createAdminHandler } from '../../../functions/admin/admin-handler.ts';
import { ADMIN_ROUTE_IDS, ROUTES, type AdminRouteId, type Role } from '../../../functions/routes.ts';
import type { PeopleSessions } from '../../../functions/runtime.ts';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';
import type { ApiAnswer, ApiOptions, TestHotline } from '../../support/hotline.ts';
import { rigForAll } from '../../support/rig.ts';
import { ADA, CALLER, GRACE } from '../../support/twilio-values.ts';

const REPORTED = '+13125550199';
const BLOCKED = ['+13125541000', '+13125541001', '+8613800138000'];
const IN_WORDS = '+13125550161';
const ADDRESS = 'sip:reception@pbx.example.com';
/** What whoever asks has typed themselves. */
const TYPED = '+13125550144';
/** Each is a role. */
const PEOPLE: PeopleSessions = {
  subjectOf: (token) => Promise.resolve({ id: token, kind: 'person', roles: [token as Role] }),
};
const rig = rigForAll();
let hotline: TestHotline;
const made = { call: '', hold: '', package: '', entry: '' };

const STAFF = [ADA, GRACE];
const SECRET = [CALLER, REPORTED, ...BLOCKED, IN_WORDS, ...STAFF].map((text) => {
  const number = parseE164(text);
  if (number === undefined) throw new Error(text);
  return textsOf({ number, national: isNumber(number) ? nationalOf(number) : undefined });
});

const as = (role: Role, method: string, target: string, options: ApiOptions = {}): Promise<ApiAnswer> =>
  hotline.api(method, target, { token: role, ...options });

async function idOf(target: string, body: object): Promise<string> {
  return (await as('admin', 'POST', target, { body })).json<{ id: string }>().id;
}

async function called(): Promise<void> {
  const phone = await hotline.call(CALLER);
  await phone.press(phone.code());
  for (const keys of ['2', '13125550199#', '1', '2']) await phone.press(keys);
  await phone.leaveMessage(5, `pay at once with a gift card or call ${IN_WORDS}`);
  await phone.hangUp();
  made.call = phone.sid;
  await (await hotline.call(CALLER)).hangUp();
  const flag = { reason: 'call back at (312) 555-0161' };
  await as('admin', 'POST', `/api/calls/${made.call}/flag`, { body: flag });
  await (await hotline.call(ADDRESS)).hangUp();
}

beforeAll(async () => {
  hotline = rig.hotline();
  const admin = createAdminHandler({ ...hotline.runtime, people: PEOPLE });
  Object.assign(hotline, { handlers: { ...hotline.handlers, admin } });
  for (const number of BLOCKED)
    await as('admin', 'PUT', `/api/listings/${encodeURIComponent(number)}`, {
      body: { list: 'block', reason: '自称银行，回拨 13800138000' },
    });
  await called();
  const order = { authority: 'a', legalBasis: 'b' };
  const hold = { source: 'order', reference: '20261234567', why: `about ${IN_WORDS}`, number: CALLER };
  made.hold = await idOf('/api/holds', { ...hold, ...order });
  const about = { kind: 'number', number: CALLER };
  made.package = await idOf('/api/evidence', { about, requestNumber: '20261234567', ...order });
  await hotline.drain();
  const { items } = (await as('admin', 'GET', '/api/audit?action=listings.put&limit=1')).json<{
    items: { day: string; sequence: number }[];
  }>();
  made.entry = `${items[0]?.day ?? ''}.${String(items[0]?.sequence)}`;
});

/** Every route that a role with masked numbers may ask; one that is missing fails. */
const TARGETS: Partial<Record<AdminRouteId, () => [target: string, body?: unknown]>> = {
  me: () => ['/api/me'],
  'overview.stats': () => ['/api/stats'],
  'overview.state': () => ['/api/state'],
  'overview.live': () => ['/api/live'],
  'listings.page': () => ['/api/listings?limit=2'],
  'listings.preview': () => ['/api/listings/preview?text=%2B13125550144'],
  'listings.get': () => [`/api/listings/${encodeURIComponent(TYPED)}`],
  lookup: () => [`/api/lookup/${encodeURIComponent(TYPED)}`],
  shadow: () => ['/api/shadow'],
  'feeds.page': () => ['/api/feeds'],
  'feeds.get': () => ['/api/feeds/ftc'],
  'subscriptions.page': () => ['/api/subscriptions'],
  'subscriptions.get': () => ['/api/subscriptions/bank'],
  'calls.page': () => ['/api/calls?limit=1'],
  'calls.get': () => [`/api/calls/${made.call}`],
  'guard.get': () => ['/api/guard'],
  'do-not-disturb.get': () => ['/api/do-not-disturb'],
  'staff.page': () => ['/api/staff'],
  holidays: () => ['/api/holidays?country=US&year=2026'],
  'settings.get': () => ['/api/settings'],
  'settings.warnings': () => ['/api/settings/warnings'],
  'settings.schema': () => ['/api/settings/schema'],
  'settings.proposals': () => ['/api/settings/proposals'],
  'settings.preview': () => ['/api/settings/preview', SEED_SETTINGS],
  'settings.versions': () => ['/api/settings/versions'],
  'settings.version': () => ['/api/settings/versions/0'],
  'audit.page': () => ['/api/audit?limit=3'],
  'audit.export': () => ['/api/audit/export'],
  'audit.verify': () => ['/api/audit/verify'],
  'audit.anchors': () => ['/api/audit/anchors'],
  'evidence.page': () => ['/api/evidence?limit=1'],
  'evidence.get': () => [`/api/evidence/${made.package}`],
  'deferred.list': () => ['/api/deferred'],
  'holds.page': () => ['/api/holds?limit=1'],
  'holds.get': () => [`/api/holds/${made.hold}`],
  'retention.report': () => ['/api/retention'],
  'partners.page': () => ['/api/partners'],
  'partners.get': () => ['/api/partners/none'],
  'shares.page': () => ['/api/shares'],
  'privacy.records': () => ['/api/privacy/records'],
  'privacy.assessment': () => ['/api/privacy/assessment'],
  'privacy.borders': () => ['/api/privacy/borders'],
  'numbers.looks': () => [`/api/people/${encodeURIComponent(TYPED)}/looks`],
};
/** What the table of roles says is shown whole, to an auditor. */
const WHOLE: readonly AdminRouteId[] = ['audit.links', 'numbers.unmask'];

const asked = (role: Role): AdminRouteId[] =>
  ADMIN_ROUTE_IDS.filter((id) => ROUTES[id].auth.includes(role) && !WHOLE.includes(id));

/** A cursor names the last record: what it says to whoever decodes it. */
const decoded = (text: string): string =>
  `${text} ${[...text.matchAll(/[\w-]{20,}/g)].map(([part]) => Buffer.from(part, 'base64url').toString()).join(' ')}`;

describe.each(['viewer', 'auditor'] as const)('a %s', (role) => {
  test.each(asked(role))('%s shows no whole number, nor a refusal', async (id) => {
    const row = TARGETS[id];
    if (row === undefined) throw new Error(`${id} is missing here: what does it show to a ${role}?`);
    const [target, body] = row();
    for (const number of [TYPED, ...BLOCKED.slice(0, 1)]) {
      const typed = target.replace(encodeURIComponent(TYPED), encodeURIComponent(number));
      const secret = SECRET.filter((texts) => !texts.isIn(number));
      const answer = await as(role, ROUTES[id].method, typed, body === undefined ? {} : { body });
      expect([id, answer.status]).toEqual([id, answer.status < 405 ? answer.status : 200]);
      const text = decoded(`${answer.text} ${JSON.stringify(answer.headers)}`);
      expect(secret.filter((texts) => texts.isIn(text))).toEqual([]);
      expect(text).not.toContain('reception@');
      expect(text).not.toContain('gift card');
    }
  });
});

describe('who sees what', () => {
  test.each([
    ['viewer', '/api/calls?limit=500', '+1312*****77'],
    ['auditor', '/api/calls?limit=500', '+1312*****77'],
    ['agent', '/api/calls?limit=500', CALLER],
    ['editor', '/api/calls?limit=500', CALLER],
    ['viewer', '/api/listings?limit=500', '+86138******00'],
    ['agent', '/api/listings?limit=500', '+86138******00'],
    ['approver', '/api/listings?limit=500', '+8613800138000'],
    ['viewer', '/api/listings?limit=500', '自称银行，回拨 *********00'],
    ['viewer', '/api/calls?limit=500', 'sip:r***@pbx.example.com'],
    ['auditor', '/api/holds', '20261234567'],
    ['viewer', '/api/settings', SEED_SETTINGS.hotline.number],
  ] as const)('a %s reads in %s: %s', async (role, target, shown) => {
    expect((await as(role, 'GET', target)).text).toContain(shown);
  });

  test('a number that the viewer has typed is theirs', async () => {
    const lookup = await as('viewer', 'GET', `/api/lookup/${encodeURIComponent('(312) 555-0177')}`);
    expect(lookup.json()).toMatchObject({ number: CALLER });
    const calls = await as('viewer', 'GET', '/api/calls?caller=3125550177');
    expect(calls.json<{ items: object[] }>().items[0]).toMatchObject({ caller: CALLER });
  });

  test('the log can be checked as it was written, with a reason', async () => {
    expect((await as('auditor', 'GET', '/api/audit/links?why=audit')).text).toContain(BLOCKED[0]);
  });

  test('pages go on with a sealed cursor, which a plain one is not', async () => {
    const first = await as('viewer', 'GET', '/api/listings?limit=2');
    const { cursor, items } = first.json<{ cursor: string; items: unknown[] }>();
    const next = await as('viewer', 'GET', `/api/listings?limit=2&cursor=${cursor}`);
    expect([items.length, next.json<{ items: unknown[] }>().items.length]).toEqual([2, 1]);
    const plain = (await as('admin', 'GET', '/api/listings?limit=2')).json<{ cursor: string }>().cursor;
    for (const other of [plain, `${cursor.slice(0, -2)}AA`, 'x'])
      expect((await as('viewer', 'GET', `/api/listings?limit=2&cursor=${other}`)).status).toBe(400);
  });

  test.each(['3125541', '00', '+8613800*'])('a viewer cannot search for the part %s', async (part) => {
    const refused = await as('viewer', 'GET', `/api/listings?q=${encodeURIComponent(part)}`);
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('whole number')]);
    expect((await as('editor', 'GET', '/api/listings?q=3125541')).json()).toMatchObject({
      items: [{ pattern: BLOCKED[0] }, { pattern: BLOCKED[1] }],
    });
  });

  test.each(['+1312*****77', '312 *** **77', '+1 312 *** **77'])(
    '%s is not taken for a number',
    async (text) => {
      const refused = await as('admin', 'PUT', `/api/listings/${encodeURIComponent(text)}`, {
        body: { list: 'block', reason: 'x' },
      });
      expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('masked')]);
      expect((await as('viewer', 'GET', `/api/lookup/${encodeURIComponent(text)}`)).status).toBe(400);
    },
  );
});

describe('shown whole', () => {
  const unmask = (role: Role, record: string, why = 'audit%20of%20March'): Promise<ApiAnswer> =>
    as(role, 'POST', `/api/unmask/${record}`, { headers: { 'x-audit-reason': why } });

  test.each([
    ['call', () => made.call, '+1312*****77', CALLER],
    ['hold', () => made.hold, '+1312*****61', IN_WORDS],
    ['package', () => made.package, '+1312*****77', CALLER],
    ['entry', () => made.entry, '+86138******00', '+8613800138000'],
  ] as const)('a %s, for an auditor who says why', async (kind, name, masked, number) => {
    expect((await unmask('auditor', `${kind}/${name()}`, '')).status).toBe(400);
    expect((await unmask('viewer', `${kind}/${name()}`)).status).toBe(403);
    const shown = (await unmask('auditor', `${kind}/${name()}`)).json<{ numbers: object[] }>();
    expect(shown.numbers).toContainEqual({ masked, number });
    const { items } = (await as('admin', 'GET', '/api/audit?action=numbers.unmask&limit=1')).json<{
      items: object[];
    }>();
    expect(items[0]).toMatchObject({ by: 'auditor', record: `${kind} ${name()}`, why: 'audit of March' });
  });

  test('what is not there, or not theirs, is refused', async () => {
    expect((await unmask('auditor', 'call/CA0')).status).toBe(404);
    expect((await unmask('auditor', 'entry/x')).status).toBe(404);
    expect((await unmask('auditor', 'case/1')).status).toBe(400);
    expect((await unmask('editor', `entry/${made.entry}`)).status).toBe(403);
  });
});

test('who looked at a number: at itself, at its calls and at its cases', async () => {
  await as('agent', 'GET', `/api/calls/${made.call}`);
  await as('viewer', 'GET', `/api/lookup/${encodeURIComponent(CALLER)}`);
  await hotline.drain();
  const looks = (number: string) =>
    as('auditor', 'GET', `/api/people/${encodeURIComponent(number)}/looks?limit=500`);
  const found = (await looks('(312) 555-0177')).json<{
    items: { by: string; action: string; why?: string }[];
  }>();
  expect(found).toMatchObject({ number: CALLER, complete: true });
  const acts = found.items.map(({ by, action }) => `${by}: ${action}`);
  expect(acts).toEqual(
    expect.arrayContaining([
      'agent: calls.get',
      'viewer: lookup',
      'admin: calls.flag',
      'auditor: numbers.unmask',
    ]),
  );
  expect(found.items.find(({ action }) => action === 'lookup')?.why).toBe('a story');
  expect((await looks(TYPED)).json<{ items: { by: string }[] }>().items.map(({ by }) => by)).not.toContain(
    'agent',
  );
  expect((await as('agent', 'GET', `/api/people/${encodeURIComponent(CALLER)}/looks`)).status).toBe(403);
});
