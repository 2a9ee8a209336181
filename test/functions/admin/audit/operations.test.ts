// Every write through the API is in the audit log, once, whatever the store does.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { E164 } from '../../../../core/numbers/e164.ts';
import type { Listing } from '../../../../core/lists/listing.ts';
import {
  ADMIN_ROUTE_IDS,
  AUDITED_ROUTE_IDS,
  isLook,
  needsReason,
  ROUTES,
  type AdminRouteId,
  type Route,
} from '../../../../functions/routes.ts';
import type { DeferredTask, PeopleSessions } from '../../../../functions/runtime.ts';
import { createAdminHandler } from '../../../../functions/admin/admin-handler.ts';
import { SEED_SETTINGS } from '../../../../local/seed/seed-settings.ts';
import { openDatabase, type Database } from '../../../../store/database/database.ts';
import type { TableName } from '../../../../store/tables.ts';
import { startTestEngine, type TestEngine } from '../../../support/engine.ts';
import type { PartnerState } from '../../../../core/sharing/partner.ts';
import { partnerBody, sharedNumber } from '../../../support/partners.ts';
import { ADA } from '../../../support/twilio-values.ts';
import { STORY_REASON, TestHotline, type ApiAnswer } from '../../../support/hotline.ts';

let engine: TestEngine;
let hotline: TestHotline;
let numbers = 0;

beforeAll(async () => {
  engine = await startTestEngine();
});
afterAll(() => engine.stop());
beforeEach(() => {
  hotline = new TestHotline({ database: engine.database });
});

const nextNumber = (): string => `+1312557${String(1000 + numbers++)}`;
const at = (number: string): string => `/api/listings/${encodeURIComponent(number)}`;
const block = { list: 'block', reason: 'nuisance' };

interface Entry {
  readonly at: string;
  readonly by: string;
  readonly action: string;
  readonly record: string;
  readonly detail?: string;
  readonly why?: string;
}
const entries = async (action: string): Promise<Entry[]> => {
  const answer = await hotline.api('GET', `/api/audit?limit=500&action=${action}`);
  expect(answer.status).toBe(200);
  return answer.json<{ items: Entry[] }>().items;
};

async function message(): Promise<string> {
  const phone = await hotline.call(nextNumber());
  await phone.press('0');
  await phone.leaveMessage(4);
  const { items } = (await hotline.api('GET', '/api/voicemails?status=new')).json<{
    items: { recordingSid: string }[];
  }>();
  return items[0]?.recordingSid ?? '';
}

async function caseNumber(): Promise<string> {
  const phone = await hotline.call(nextNumber());
  await phone.press(phone.code());
  for (const keys of ['2', '13125550199#', '1', '2']) await phone.press(keys);
  await phone.leaveMessage(5);
  await phone.hangUp();
  const { items } = (await hotline.api('GET', '/api/cases?status=received')).json<{
    items: { caseNumber: string }[];
  }>();
  return items[0]?.caseNumber ?? '';
}

async function privacyRequest(kind: string): Promise<string> {
  const asked = await hotline.api('POST', '/api/rights', {
    body: { kind, number: nextNumber(), proof: 'a letter' },
  });
  return asked.json<{ id: string }>().id;
}

/** An administrator who has signed in. */
const PERSON: PeopleSessions = {
  subjectOf: (token) =>
    Promise.resolve(
      token === 'person' ? { id: 'Grace Hopper', kind: 'person', roles: ['admin'] } : undefined,
    ),
};

interface Request {
  readonly method: string;
  readonly target: string;
  readonly body?: unknown;
  readonly record: string;
  readonly detail?: string;
  readonly why?: string;
}

/** The admin token may not; their entries are in the stories of those who may. */
const NEEDS_A_PERSON: readonly AdminRouteId[] = [
  'settings.proposal.approve',
  'holds.lift',
  'evidence.approve',
  'evidence.refuse',
  'partners.approve',
  'subscriptions.approve',
];

const AUDITED = AUDITED_ROUTE_IDS.filter((id) => !isLook(id)).map((id): [AdminRouteId, Route] => [
  id,
  ROUTES[id],
]);

const failedTask = async (): Promise<string> => {
  const body = JSON.stringify({ kind: 'update-shares' });
  const sentAt = '2026-11-28T12:00:00Z';
  await hotline.shelf.put({
    lane: 'work',
    body,
    problem: 'attempts',
    why: 'Error: no',
    attempts: 900,
    sentAt,
  });
  return [...hotline.shelf.tasks.keys()].at(-1) ?? '';
};

/** One good request a route. A route that writes and is missing here fails the loop below. */
const REQUESTS: Partial<Record<AdminRouteId, () => Promise<Request>>> = {
  'listings.put': () => {
    const number = nextNumber();
    return Promise.resolve({
      method: 'PUT',
      target: at(`(312) ${number.slice(5)}`),
      body: block,
      record: number,
      detail: 'block: nuisance',
    });
  },
  'listings.delete': async () => {
    const number = nextNumber();
    await hotline.api('PUT', at(number), { body: block });
    return { method: 'DELETE', target: at(number), record: number, detail: 'block: nuisance' };
  },
  'listings.import': () =>
    Promise.resolve({
      method: 'POST',
      target: '/api/listings/import?list=block',
      body: `number,reason\n${nextNumber()},spam\n`,
      record: 'block',
    }),
  'feeds.import': () => {
    const name = nextFeed();
    return Promise.resolve({ ...complaintsTo(name), record: `feed:${name}` });
  },
  'feeds.commit': async () => {
    const name = nextFeed();
    const upload = `upload${name.replaceAll('-', '')}`;
    const piece = complaintsTo(name);
    await send({ ...piece, target: `${piece.target}?upload=${upload}&piece=0`, record: '' });
    return {
      method: 'POST',
      target: `/api/feeds/${name}/commit`,
      body: { upload, pieces: 1 },
      record: `feed:${name}`,
    };
  },
  'feeds.delete': async () => {
    const name = nextFeed();
    await send({ ...complaintsTo(name), record: '' });
    return { method: 'DELETE', target: `/api/feeds/${name}`, record: `feed:${name}` };
  },
  'subscriptions.put': () => Promise.resolve(subscribing(nextFeed())),
  'subscriptions.refuse': async () => {
    const name = nextFeed();
    await send({ ...subscribing(name), record: '' });
    const target = `/api/subscriptions/${name}/refuse`;
    const why = 'nobody knows them';
    return { method: 'POST', target, body: { why }, record: `partner:${name}`, why };
  },
  'subscriptions.fetch': async () => {
    const name = nextFeed();
    await agreedOn(name);
    const target = `/api/subscriptions/${name}/fetch`;
    return { method: 'POST', target, body: {}, record: `partner:${name}` };
  },
  'subscriptions.decide': async () => {
    const name = nextFeed();
    await agreedOn(name);
    const stored = await hotline.store.subscriptions.putContent(`${name}:held`, { entries: [], events: [] });
    const held = {
      ...stored,
      numbers: 0,
      at: hotline.clock.now().toISOString(),
      added: 0,
      removed: 9,
      marks: {},
    };
    await hotline.store.subscriptions.changeState(name, (state) => ({ ...state, held }));
    const target = `/api/subscriptions/${name}/decide`;
    return { method: 'POST', target, body: { decision: 'refuse' }, record: `partner:${name}` };
  },
  'subscriptions.delete': async () => {
    const name = nextFeed();
    await send({ ...subscribing(name), record: '' });
    return { method: 'DELETE', target: `/api/subscriptions/${name}`, record: `partner:${name}` };
  },
  'listings.export': () =>
    Promise.resolve({ method: 'GET', target: '/api/listings/export?list=block', record: 'block' }),
  'calls.flag': async () => {
    const { sid } = await hotline.call(nextNumber());
    return {
      method: 'POST',
      target: `/api/calls/${sid}/flag`,
      body: { reason: 'rude' },
      record: sid,
      detail: 'rude',
    };
  },
  'calls.unflag': async () => {
    const { sid } = await hotline.call(nextNumber());
    await hotline.api('POST', `/api/calls/${sid}/flag`, { body: {} });
    return {
      method: 'DELETE',
      target: `/api/calls/${sid}/flag?reason=wrong+call`,
      record: sid,
      detail: 'wrong call',
    };
  },
  'voicemails.patch': async () => {
    const sid = await message();
    return {
      method: 'PATCH',
      target: `/api/voicemails/${sid}`,
      body: { status: 'done' },
      record: sid,
      detail: 'done',
    };
  },
  'voicemails.audio': async () => {
    const sid = await message();
    return { method: 'GET', target: `/api/voicemails/${sid}/audio`, record: sid };
  },
  'cases.patch': async () => {
    const number = await caseNumber();
    const body = { status: 'closed', feedback: 'Thank you.' };
    return {
      method: 'PATCH',
      target: `/api/cases/${number}`,
      body,
      record: number,
      detail: 'closed, Thank you.',
    };
  },
  'guard.put': () =>
    Promise.resolve({
      method: 'PUT',
      target: '/api/guard',
      body: { level: 'elevated' },
      record: 'guard',
      detail: 'elevated',
    }),
  'listings.approve': async () => {
    const number = nextNumber() as E164;
    const at = hotline.clock.now().toISOString();
    const listing: Listing = {
      pattern: number,
      list: 'block',
      reason: 'flagged by staff',
      source: 'automatic',
      addedBy: 'automatic',
      addedAt: at,
      pending: true,
      version: 1,
    };
    await hotline.store.listings.put(listing, 0);
    return {
      method: 'POST',
      target: `/api/listings/${encodeURIComponent(number)}/approve`,
      body: {},
      record: number,
      detail: 'block: flagged by staff',
    };
  },
  'listings.undo': async () => {
    const number = nextNumber();
    const { headers } = await hotline.api('PUT', at(number), { body: block });
    return {
      method: 'POST',
      target: '/api/listings/undo',
      body: { undo: headers['x-undo'] },
      record: number,
      detail: 'undone: not listed',
    };
  },
  'cases.post': async () => {
    const { sid } = await hotline.call(nextNumber());
    return {
      method: 'POST',
      target: '/api/cases',
      body: { reported: nextNumber(), category: 'harassment', callSid: sid },
      record: expect.stringMatching(/^\d{6}$/) as unknown as string,
    };
  },
  'do-not-disturb.put': () => {
    const until = new Date(hotline.clock.now().getTime() + 3_600_000).toISOString();
    return Promise.resolve({
      method: 'PUT',
      target: '/api/do-not-disturb',
      body: { until },
      record: 'do-not-disturb',
      detail: `until ${until}`,
    });
  },
  'do-not-disturb.delete': () =>
    Promise.resolve({ method: 'DELETE', target: '/api/do-not-disturb', record: 'do-not-disturb' }),
  'staff.pin.put': () =>
    Promise.resolve({
      method: 'PUT',
      target: `/api/staff/${encodeURIComponent(ADA)}/pin`,
      body: { pin: '482913' },
      record: ADA,
    }),
  'staff.pin.delete': () =>
    Promise.resolve({ method: 'DELETE', target: `/api/staff/${encodeURIComponent(ADA)}/pin`, record: ADA }),
  'staff.pin-lock.delete': () =>
    Promise.resolve({
      method: 'DELETE',
      target: `/api/staff/${encodeURIComponent(ADA)}/pin-lock`,
      record: ADA,
    }),
  'settings.proposal.delete': async () => {
    const { proposal } = await hotline.store.proposals.keep(
      {
        settings: hotline.runtime.settings.lastGood(),
        replaces: 0,
        changes: ['levels'],
        proposedBy: 'grace',
        proposedAt: hotline.clock.now().toISOString(),
      },
      undefined,
    );
    return {
      method: 'DELETE',
      target: `/api/settings/proposals/${String(proposal)}`,
      record: 'settings',
      detail: `proposal ${String(proposal)}: of grace, refused`,
    };
  },
  'cases.note': () => onCase('POST', 'notes', { text: 'we asked the bank' }),
  'cases.extend': () => onCase('POST', 'extension', { reason: 'we asked the bank' }),
  'cases.merge': async () => {
    const reported = nextNumber();
    const [into, found] = [await otherCase(reported), await otherCase(reported)];
    return { method: 'POST', target: `/api/cases/${found}/merge`, body: { into }, record: naming(found) };
  },
  'cases.link': async () => onCase('POST', 'links', { other: await otherCase() }),
  'cases.unlink': async () => {
    const [other, found] = [await otherCase(), await otherCase()];
    await hotline.api('POST', `/api/cases/${found}/links`, { body: { other } });
    return { method: 'DELETE', target: `/api/cases/${found}/links/${other}`, record: naming(found) };
  },
  'cases.attach': () => onCase('POST', 'attachments?name=a.pdf', PDF),
  'cases.attachment': () => onAttachment('GET'),
  'cases.detach': () => onAttachment('DELETE'),
  'authorities.report': () => onCase('GET', 'reports/ftc'),
  'authorities.sent': () => onCase('POST', 'reports/ftc', { reference: 'FTC-1' }),
  'authorities.mark': () =>
    Promise.resolve({
      method: 'POST',
      target: '/api/reports/fcc/sent',
      body: { cases: ['999999'] },
      record: 'fcc',
    }),
  'authorities.unmark': () =>
    Promise.resolve({
      method: 'POST',
      target: '/api/reports/fcc/unmark',
      body: { batch: 'b', cases: ['999999'] },
      record: 'fcc',
    }),
  'authorities.export': () =>
    Promise.resolve({ method: 'GET', target: '/api/reports/12321/export', record: naming('12321') }),
  'exercises.post': async () => {
    const phone = await hotline.call(nextNumber());
    await phone.hangUp();
    const body = { exercise: 'robot', callSid: phone.sid, said: [] };
    return { method: 'POST', target: '/api/exercises', body, record: naming('') };
  },
  'evidence.post': async () => ({
    method: 'POST',
    target: '/api/evidence',
    body: {
      about: { kind: 'case', caseNumber: await caseNumber() },
      authority: 'Police',
      requestNumber: '17',
      legalBasis: 'law',
    },
    record: naming('-'),
  }),
  'evidence.make': () => onPackage('make'),
  'evidence.link': () => onPackage('link'),
  'rights.post': () =>
    Promise.resolve({
      method: 'POST',
      target: '/api/rights',
      body: { kind: 'explain', number: nextNumber(), proof: 'a letter' },
      record: naming('P'),
      detail: 'explain',
    }),
  'rights.decide': async () => {
    const id = await privacyRequest('explain');
    const body = { decision: 'answer', answer: 'The number was on no list.' };
    return { method: 'POST', target: `/api/rights/${id}/decide`, body, record: id, detail: 'answer' };
  },
  'rights.link': async () => {
    const id = await privacyRequest('copy');
    await hotline.api('POST', `/api/rights/${id}/decide`, { body: { decision: 'carry-out' } });
    await hotline.answerRights();
    return { method: 'POST', target: `/api/rights/${id}/link`, record: id };
  },
  'people.export': () => {
    const number = nextNumber();
    return Promise.resolve({
      method: 'GET',
      target: `/api/people/${encodeURIComponent(number)}/export`,
      record: number,
    });
  },
  'numbers.unmask': async () => {
    const { sid } = await hotline.call(nextNumber());
    return { method: 'POST', target: `/api/unmask/call/${sid}`, record: `call ${sid}` };
  },
  'people.erase': () =>
    Promise.resolve({
      method: 'POST',
      target: `/api/people/${encodeURIComponent(nextNumber())}/erase`,
      body: { why: 'a letter' },
      record: naming('P'),
      why: 'a letter',
    }),
  'people.unblock': () =>
    Promise.resolve({
      method: 'POST',
      target: `/api/people/${encodeURIComponent(nextNumber())}/unblock`,
      body: { why: 'an appeal' },
      record: naming(''),
      why: 'an appeal',
    }),
  'partners.put': () => {
    const name = nextPartner();
    const body = partnerBody({ why: 'the agreement of May' });
    const target = `/api/partners/${name}`;
    return Promise.resolve({ method: 'PUT', target, body, record: name, why: 'the agreement of May' });
  },
  'partners.delete': () => onPartner('DELETE', ''),
  'partners.refuse': () => onPartner('POST', '/refuse'),
  'partners.rotate': () => onPartner('POST', '/rotate', 'active'),
  'partners.suspend': () => onPartner('POST', '/suspend', 'active'),
  'partners.resume': () => onPartner('POST', '/resume', 'suspended'),
  'shares.decide': async () => {
    const share = sharedNumber(nextNumber());
    await hotline.store.shares.add([share]);
    const body = { decision: 'withdraw', why: 'a customer' };
    const target = `/api/shares/${share.entry}/decide`;
    return { method: 'POST', target, body, record: share.number, why: 'a customer' };
  },
  'deferred.retry-all': async () => {
    await failedTask();
    return { method: 'POST', target: '/api/deferred/retry', body: {}, record: 'deferred' };
  },
  'deferred.retry': async () => {
    const record = await failedTask();
    return { method: 'POST', target: `/api/deferred/${record}/retry`, body: {}, record };
  },
  'deferred.drop': async () => {
    const record = await failedTask();
    const body = { why: 'done by hand' };
    return { method: 'POST', target: `/api/deferred/${record}/drop`, body, record, why: 'done by hand' };
  },
  'holds.post': async () => ({
    method: 'POST',
    target: '/api/holds',
    body: { source: 'case', reference: '17', why: 'a lawsuit', caseNumber: await caseNumber() },
    record: expect.stringMatching(/^H[0-9A-F]{10}$/) as unknown as string,
    why: 'a lawsuit',
  }),
  'holds.propose': async () => {
    const { id } = await placed();
    return {
      method: 'POST',
      target: `/api/holds/${id}/propose-lift`,
      body: { why: 'over' },
      record: id,
      why: 'over',
    };
  },
  'holds.refuse': async () => {
    const { id } = await placed();
    await hotline.api('POST', `/api/holds/${id}/propose-lift`, { body: { why: 'over' } });
    return {
      method: 'POST',
      target: `/api/holds/${id}/refuse-lift`,
      body: { why: 'no' },
      record: id,
      why: 'no',
    };
  },
  'notifications.key': () =>
    Promise.resolve({
      method: 'GET',
      target: '/api/notifications/key?url=https%3A%2F%2Fexample.org%2Fhook',
      record: 'https://example.org/hook',
    }),
  'settings.put': async () => {
    const { body } = { body: { ...SEED_SETTINGS, voicemail: { maxSeconds: 30 + (numbers++ % 200) } } };
    await hotline.api('PUT', '/api/settings', { body: SEED_SETTINGS });
    return { method: 'PUT', target: '/api/settings', body, record: 'settings' };
  },
};

const PDF = Buffer.from('%PDF-1.4\n%%EOF\n');

/** A record that holds this, such as a case and an entry of it. */
const naming = (part: string): string => expect.stringContaining(part) as unknown as string;

/** Opened by staff. */
async function otherCase(reported = nextNumber()): Promise<string> {
  const body = { reported, category: 'other' };
  return (await hotline.api('POST', '/api/cases', { body })).json<{ caseNumber: string }>().caseNumber;
}

async function onCase(method: string, what: string, body?: unknown): Promise<Request> {
  const found = await otherCase();
  const target = `/api/cases/${found}/${what}`;
  return { method, target, record: naming(found), ...(body === undefined ? {} : { body }) };
}

async function onAttachment(method: string): Promise<Request> {
  const found = await caseNumber();
  const kept = await hotline.api('POST', `/api/cases/${found}/attachments?name=a.pdf`, { body: PDF });
  const { attachment } = kept.json<{ attachment: string }>();
  return { method, target: `/api/cases/${found}/attachments/${attachment}`, record: naming(found) };
}

async function onPackage(what: 'make' | 'link'): Promise<Request> {
  const at = hotline.clock.now().toISOString();
  const id = `20261128-${String(numbers++).padStart(12, '0')}`;
  const sums = { sha256: 'a'.repeat(64), sha512: 'b'.repeat(128), contentSha256: 'c'.repeat(64) };
  await hotline.store.packages.open({
    id,
    scope: { kind: 'period', from: at, to: at },
    authority: 'Police',
    requestNumber: '17',
    legalBasis: 'law',
    receivedAt: at,
    status: 'ready',
    requestedBy: 'ada',
    requestedAt: at,
    approvals: [],
    made: { key: `packages/${id}.zip`, bytes: 1, files: 1, stamped: false, madeAt: at, ...sums },
    releases: [],
    version: 1,
  });
  return { method: 'POST', target: `/api/evidence/${id}/${what}`, record: id };
}

let partners = 0;
const nextPartner = (): string => `partner-${String(partners++)}`;

async function onPartner(method: string, what: string, state?: PartnerState): Promise<Request> {
  const name = nextPartner();
  await hotline.api('PUT', `/api/partners/${name}`, { body: partnerBody() });
  const stored = await hotline.store.partners.get(name);
  if (state !== undefined && stored !== undefined) {
    const { proposal: _, ...partner } = stored.partner;
    await hotline.store.partners.put({ ...partner, state }, partner.version);
  }
  const body = method === 'DELETE' ? {} : { body: { why: 'a leak' }, why: 'a leak' };
  return { method, target: `/api/partners/${name}${what}`, record: name, ...body };
}

async function placed(): Promise<{ id: string }> {
  const body = { source: 'case', reference: '17', why: 'a lawsuit', number: nextNumber() };
  return (await hotline.api('POST', '/api/holds', { body })).json();
}

let feeds = 0;
const nextFeed = (): string => `board-${String(feeds++)}`;
const subscribing = (name: string) => ({
  method: 'PUT',
  target: `/api/subscriptions/${name}`,
  body: { terms: { kind: 'csv', partner: 'Acme', url: 'https://acme.example/numbers.csv' } },
  record: `partner:${name}`,
});

/** By two people, of whom the second one is not to be seen here. */
async function agreedOn(name: string): Promise<void> {
  await send({ ...subscribing(name), record: '' });
  const {
    proposed: _,
    proposal: __,
    ...standing
  } = (await hotline.store.subscriptions.get(name)) ?? missing();
  await hotline.store.subscriptions.put({ ...standing, version: standing.version + 1 });
}

const complaintsTo = (name: string) => ({
  method: 'POST',
  target: `/api/feeds/${name}/complaints`,
  body: `number\n${nextNumber()}\n`,
});

const send = (
  { method, target, body }: Request,
  headers: Readonly<Record<string, string>> = {},
): Promise<ApiAnswer> => hotline.api(method, target, { ...(body === undefined ? {} : { body }), headers });

describe.each(AUDITED.filter(([id]) => !NEEDS_A_PERSON.includes(id)))('%s', (id, { method }) => {
  test('is in the audit log: who, what, which, when', async () => {
    const request = await (REQUESTS[id] ?? missing)();
    const before = await entries(id);
    const answer = await send(request);
    expect([answer.status, answer.text]).toEqual([
      expect.anything(),
      expect.not.stringContaining('problem:'),
    ]);
    const [entry, ...others] = await entries(id);
    expect(others).toEqual(before);
    expect(entry).toMatchObject({
      by: 'admin',
      action: id,
      record: request.record,
      at: hotline.clock.now().toISOString(),
      ...(request.detail === undefined ? {} : { detail: request.detail }),
      ...(request.why === undefined ? {} : { why: request.why }),
    });
  });

  if (method !== 'GET')
    test('repeated with its Idempotency-Key it is one entry', async () => {
      const request = await (REQUESTS[id] ?? missing)();
      const before = await entries(id);
      const headers = { 'idempotency-key': `${id}-${String(numbers++)}` };
      for (let delivery = 0; delivery < 3; delivery++) await send(request, headers);
      expect(await entries(id)).toHaveLength(before.length + 1);
    });
});

const missing = (): never => {
  throw new Error('this route writes: add a request for it, so that its audit entry is tested');
};

/** One look a route. */
const LOOKS: Partial<Record<AdminRouteId, () => Promise<Pick<Request, 'target' | 'record'>>>> = {
  'overview.live': () => Promise.resolve({ target: '/api/live', record: 'overview' }),
  lookup: () =>
    Promise.resolve({
      target: `/api/lookup/${encodeURIComponent('(312) 555-0188')}`,
      record: '+13125550188',
    }),
  'calls.page': () => Promise.resolve({ target: '/api/calls?caller=3125550187', record: '+13125550187' }),
  'calls.get': async () => {
    const { sid } = await hotline.call(nextNumber());
    return { target: `/api/calls/${sid}`, record: sid };
  },
  'voicemails.page': () => Promise.resolve({ target: '/api/voicemails', record: 'voicemails' }),
  'voicemails.get': async () => {
    const sid = await message();
    return { target: `/api/voicemails/${sid}`, record: sid };
  },
  'shares.page': () => Promise.resolve({ target: '/api/shares', record: 'shares' }),
  'cases.page': () => Promise.resolve({ target: '/api/cases?reported=3125550199', record: '+13125550199' }),
  'cases.get': async () => {
    const found = await caseNumber();
    return { target: `/api/cases/${found}`, record: found };
  },
  'cases.files': async () => {
    const found = await caseNumber();
    return { target: `/api/cases/${found}/files`, record: found };
  },
  'numbers.looks': () => Promise.resolve({ target: '/api/people/3125550186/looks', record: '+13125550186' }),
  'audit.export': () => Promise.resolve({ target: '/api/audit/export', record: 'audit' }),
  'audit.links': () => Promise.resolve({ target: '/api/audit/links?why=audit', record: 'audit' }),
};

describe.each(AUDITED_ROUTE_IDS.filter(isLook))('a look: %s', (id) => {
  test('is entered once an hour for a person, a record and a reason, and costs the reader no write', async () => {
    const { target, record } = await (LOOKS[id] ?? missing)();
    await hotline.drain();
    const before = (await entries(id)).length;
    const headers = { 'x-audit-reason': encodeURIComponent('客户投诉 17') };
    for (let look = 0; look < 3; look++) await hotline.api('GET', target);
    await hotline.api('GET', target, { headers });
    expect(await entries(id)).toHaveLength(before);
    await hotline.drain();
    // Another instance, which does not know of the first.
    const other = new TestHotline({ database: engine.database, start: hotline.clock.now() });
    await other.api('GET', target);
    await other.drain();
    const made = (await entries(id)).slice(0, (await entries(id)).length - before);
    const asked = id === 'audit.links' ? 'audit' : undefined;
    expect(made.map(({ by, record: on, why }) => ({ by, record: on, why }))).toEqual(
      asked === undefined
        ? expect.arrayContaining([
            { by: 'admin', record, why: '客户投诉 17' },
            { by: 'admin', record, why: needsReason(id) ? STORY_REASON : undefined },
          ])
        : [{ by: 'admin', record, why: asked }],
    );
    expect(made).toHaveLength(asked === undefined ? 2 : 1);
    await hotline.clock.advance(3_600);
    await hotline.api('GET', target);
    await hotline.drain();
    expect(await entries(id)).toHaveLength(before + made.length + 1);
  });
});

describe.each(ADMIN_ROUTE_IDS.filter(needsReason))('why: %s', (id) => {
  const { method, path, needsReason: needed }: Route = ROUTES[id];

  test('is refused without a reason, and says how to give one', async () => {
    const admin = createAdminHandler({ ...hotline.runtime, people: PERSON });
    Object.assign(hotline, { handlers: { ...hotline.handlers, admin } });
    const target = path.replaceAll(/\{authority\}/g, 'ftc').replaceAll(/\{\w+\}/g, '1');
    const before = (await entries(id)).length;
    for (const why of ['', '%20', '...']) {
      const headers = { 'x-audit-reason': why };
      const token = needed === true ? {} : { token: 'person' };
      const answer = await hotline.api(method, target, { headers, ...token });
      expect(answer.status).toBe(400);
      // The log itself takes its reason in the query, and says so.
      if (id === 'audit.links') expect(answer.text).toContain('/why');
      else
        expect(answer.json()).toMatchObject({
          type: 'urn:hotline-guard:problem:reason-needed',
          detail: expect.stringMatching(/X-Audit-Reason.*--why/),
        });
    }
    await hotline.drain();
    expect(await entries(id)).toHaveLength(before);
  });

  if (needed === 'of-people')
    test('a program with the admin token may leave it out, and the log says so', async () => {
      const target = path.replaceAll(/\{\w+\}/g, encodeURIComponent(nextNumber()));
      const answer = await hotline.api(method, target, { headers: { 'x-audit-reason': '' } });
      expect(answer.status).toBe(200);
      await hotline.drain();
      const [entry] = await entries(id);
      expect(entry).toMatchObject({ by: 'admin', why: 'reason not given' });
    });
});

test('what is not there was not looked at, and a log that is down keeps nobody from looking', async () => {
  await hotline.api('GET', '/api/calls/CA0');
  await hotline.drain();
  expect((await entries('calls.get')).filter(({ record }) => record === 'CA0')).toEqual([]);
  const { sid } = await hotline.call(nextNumber());
  const down = { append: () => Promise.reject(new Error('down')) };
  const audit = Object.assign(hotline.runtime.store.audit, {});
  const append = audit.append;
  Object.assign(audit, down);
  expect((await hotline.api('GET', `/api/calls/${sid}`)).status).toBe(200);
  await hotline.drain();
  expect(hotline.queue).toHaveLength(1);
  Object.assign(audit, { append });
  await hotline.drain();
  expect((await entries('calls.get')).filter(({ record }) => record === sid)).toHaveLength(1);
});

test('every write of the API is among them', () => {
  const writes = Object.entries<Route>(ROUTES).filter(
    ([, { function: owner, method, writes: written }]) =>
      owner === 'admin' && method !== 'GET' && written.length > 0,
  );
  for (const [id, { reads, writes: written, queue }] of writes) {
    expect(AUDITED.map(([audited]) => audited)).toContain(id);
    expect([reads.includes('audit'), written.includes('audit'), queue]).toEqual([true, true, 'sends']);
  }
});

test('the same key with which something else was done meanwhile is another act', async () => {
  const number = nextNumber();
  const headers = { 'idempotency-key': 'again' };
  await hotline.api('PUT', at(number), { body: block, headers });
  await hotline.clock.advance(5);
  await hotline.api('DELETE', at(number));
  await hotline.api('PUT', at(number), { body: block, headers });
  const found = (await entries('listings.put')).filter(({ record }) => record === number);
  expect(found).toHaveLength(2);
});

test('what was refused, and what only says what would happen, is no entry', async () => {
  const before = await entries('listings.import');
  const csv = `number,reason\n${nextNumber()},spam\n`;
  await hotline.api('POST', '/api/listings/import?list=block&dryRun=true', { body: csv });
  await hotline.api('POST', '/api/listings/import?list=block', { body: 'number,reason\nbanana,spam\n' });
  await hotline.api('POST', '/api/listings/import?list=block', { body: csv, token: 'wrong' });
  expect(await entries('listings.import')).toEqual(before);
});

test('settings: which parts were changed', async () => {
  await hotline.api('PUT', '/api/settings', { body: SEED_SETTINGS });
  await hotline.api('PUT', '/api/settings', { body: { ...SEED_SETTINGS, menu: { answerSeconds: 9 } } });
  expect((await entries('settings.put'))[0]?.detail).toMatch(/^version \d+: menu$/);
});

describe('while part of the store does not answer', () => {
  const without = (table: TableName): Database =>
    openDatabase({
      tables: { ...engine.tables, [table]: 'not-there' },
      endpoint: engine.endpoint,
      region: 'us-east-1',
      requestTimeoutMs: 5_000,
      deadlineMs: 10_000,
    });

  const deliver = async (tasks: readonly DeferredTask[]): Promise<void> => {
    hotline.queue.push(...tasks);
    await hotline.drain();
    expect(hotline.queue).toEqual([]);
  };

  test('an entry that cannot be written does not fail the write: the queue writes it later', async () => {
    const number = nextNumber();
    const unwell = new TestHotline({ database: without('audit') });
    expect((await unwell.api('PUT', at(number), { body: block })).status).toBe(200);
    expect((await entries('listings.put'))[0]?.record).not.toBe(number);
    await deliver([...unwell.queue, ...unwell.queue]);
    expect((await entries('listings.put')).filter(({ record }) => record === number)).toHaveLength(1);
  });

  test('a write that failed midway is an entry too', async () => {
    const number = nextNumber();
    const unwell = new TestHotline({ database: without('listings') });
    expect((await unwell.api('PUT', at(number), { body: block })).status).toBe(500);
    await deliver(unwell.queue);
    expect((await entries('listings.put'))[0]).toMatchObject({
      record: number,
      detail: 'not confirmed: it failed midway',
    });
  });
});

describe('the log', () => {
  test('is intact after all that, and may be read by auditors', async () => {
    const report = (await hotline.api('GET', '/api/audit/verify')).json<{
      intact: boolean;
      entries: number;
    }>();
    expect(report).toEqual({ intact: true, entries: expect.any(Number), anchors: 0 });
    expect(report.entries).toBeGreaterThan(20);
    for (const id of ['audit.page', 'audit.verify'] as const)
      expect(ROUTES[id].auth).toEqual(['auditor', 'approver', 'admin']);
  });

  test('is checked by days on the clocks of the default department', async () => {
    const own = await startTestEngine();
    // Eight in the evening of the 23rd in Chicago.
    const evening = new TestHotline({ database: own.database, start: new Date('2026-11-24T02:00:00Z') });
    const body = { list: 'block', reason: 'robocalls' };
    await evening.api('PUT', '/api/listings/%2B13125550166', { body });
    const entriesOn = async (day: string): Promise<number> =>
      (await evening.api('GET', `/api/audit/verify?from=${day}&to=${day}`)).json<{ entries: number }>()
        .entries;
    expect(await entriesOn('2026-11-23')).toBe(1);
    expect(await entriesOn('2026-11-22')).toBe(0);
    await own.stop();
  });

  test('pages by cursor; a bad query is refused in words', async () => {
    const first = (await hotline.api('GET', '/api/audit?limit=3')).json<{ items: Entry[]; cursor: string }>();
    const second = (await hotline.api('GET', `/api/audit?limit=3&cursor=${first.cursor}`)).json<{
      items: Entry[];
    }>();
    expect([first.items.length, second.items.length]).toEqual([3, 3]);
    expect(second.items).not.toEqual(expect.arrayContaining(first.items));
    for (const query of ['from=yesterday', 'limit=0', 'cursor=x'])
      expect((await hotline.api('GET', `/api/audit?${query}`)).status).toBe(400);
  });
});

test('a question that fails midway wrote nothing, and leaves no entry', async () => {
  const broken = new TestHotline({ database: engine.database });
  const fails = { ...broken.runtime.store.calls, page: () => Promise.reject(new Error('gone')) };
  Object.assign(broken.runtime.store, { calls: fails });
  const answer = await broken.api('POST', '/api/what-if', { body: { settings: {} } });
  expect(answer.status).toBe(500);
  await broken.drain();
  expect(await entries('what-if')).toEqual([]);
});

describe('to approve what does not wait', () => {
  const approve = (number: string) => hotline.api('POST', `${at(number)}/approve`, { body: {} });
  const refusal = { kind: 'urn:hotline-guard:problem:nothing-to-approve', status: 409 };
  const told = (answer: ApiAnswer) => ({ kind: answer.json().type, status: answer.status });

  test('is refused for a block made by hand, and writes no entry', async () => {
    const number = nextNumber();
    await hotline.api('PUT', at(number), { body: block });
    const before = await entries('listings.approve');
    const answer = await approve(number);
    expect(told(answer)).toEqual(refusal);
    expect(answer.json().detail).toBe(`${number} is on the block list and already in effect.`);
    expect(await entries('listings.approve')).toEqual(before);
  });

  test('is refused for a proposal whose time is over', async () => {
    const number = nextNumber() as E164;
    const [addedAt, expiresAt] = ['2026-11-10T00:00:00.000Z', '2026-11-17T00:00:00.000Z'];
    const made = { source: 'automatic', addedBy: 'automatic', addedAt, expiresAt, pending: true } as const;
    await hotline.store.listings.put({ pattern: number, list: 'block', reason: 'x', ...made, version: 1 }, 0);
    const answer = await approve(number);
    expect(told(answer)).toEqual(refusal);
    expect(answer.json().detail).toContain('expired on 2026-11-17');
  });
});
