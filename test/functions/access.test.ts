// What the route table says that a route or job reads and writes is what it does: each is asked until it has touched all
// that it may, on a real engine that is watched. The stories of the other tests hold that none touches more.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Challenge } from 'altcha-lib';
import type { DeferredTask, PeopleSessions } from '../../functions/runtime.ts';
import { createAdminHandler } from '../../functions/admin/admin-handler.ts';
import { createJobsHandler } from '../../functions/jobs/jobs-handler.ts';
import type { TranscriptionEnded } from '../../functions/jobs/transcribe.ts';
import {
  JOBS,
  ROUTES,
  type AdminRouteId,
  type JobId,
  type PublicRouteId,
  type SharingRouteId,
} from '../../functions/routes.ts';
import { pageFiles } from '../../report-page/build.ts';
import { publish } from '../../functions/public/report-page/page-files.ts';
import { AGREED_FEED } from '../../core/evidence/feed.ts';
import { dayOf } from '../../core/departments/day-limit.ts';
import { parseIdentity, type Identity } from '../../core/numbers/identity.ts';
import { newListing, parsePattern, type ListingPattern } from '../../core/lists/listing.ts';
import type { StoredEffect } from '../../store/commit.ts';
import { openStore } from '../../store/store.ts';
import { startEngineOfManyCalls } from '../support/engine.ts';
import { EvidenceRoom } from '../support/evidence.ts';
import { TestHotline, type ApiAnswer, type ApiOptions } from '../support/hotline.ts';
import type { TestPhone } from '../support/phone.ts';
import { solve } from '../support/proof-of-work.ts';
import type { RightsView } from '../../functions/admin/contract.ts';
import { settingsWith } from '../support/settings.ts';
import { accessOf, TouchedTables, undeclared, watched, type WorkId } from '../support/touched-tables.ts';
import { partnerBody } from '../support/partners.ts';
import { ADA, CALLER } from '../support/twilio-values.ts';

type Engine = Awaited<ReturnType<typeof startEngineOfManyCalls>>;

const BLOCKED = '+13125541000';
const REPORTED = '+13125550199';
const PROPOSED = '+13125541001';
/** Blocked, and its owner asks on the report page. */
const QUESTIONED = '+13125541002';
const SETTINGS = settingsWith({
  screening: { reputation: { mode: 'act' } },
  notifications: [{ by: { webhook: 'https://example.org/hook' }, on: ['case'] }],
});
const DAY_MS = 86_400_000;

let engine: Engine;
/** What the morning has left behind, by what it is. */
const made: Record<
  | 'call'
  | 'message'
  | 'report'
  | 'appeal'
  | 'attachment'
  | 'webCase'
  | 'pin'
  | 'token'
  | 'code'
  | 'proposal'
  | 'undo'
  | 'package'
  | 'refused'
  | 'rights'
  | 'asked'
  | 'hold'
  | 'partner',
  string
> = {
  call: '',
  message: '',
  report: '',
  appeal: '',
  attachment: '',
  webCase: '',
  pin: '',
  token: '',
  code: '',
  proposal: '',
  undo: '',
  package: '',
  refused: '',
  rights: '',
  asked: '',
  hold: '',
  partner: '',
};
let hotline: TestHotline;

/** What the packages function has beside the rest. */
const room = new EvidenceRoom();

const PEOPLE: PeopleSessions = {
  subjectOf: (token) =>
    Promise.resolve(
      token === 'person' || token === 'other' ? { id: token, kind: 'person', roles: ['admin'] } : undefined,
    ),
};

/** A hotline of which `person` is somebody who can be the second to approve. */
function open(): TestHotline {
  const start = new Date('2026-11-24T16:00:00.000Z');
  const opened = new TestHotline({ database: engine.database, settings: SETTINGS, start });
  const admin = createAdminHandler({ ...opened.runtime, people: PEOPLE });
  return Object.assign(opened, { handlers: { ...opened.handlers, admin } });
}

beforeAll(async () => {
  await room.open();
  engine = await startEngineOfManyCalls();
  hotline = open();
  await talked(CALLER);
  await left('+13125550171');
  await block(BLOCKED, false);
  await block(PROPOSED, true);
  await reported();
  await appealed();
  await hotline.drain();
});
afterAll(async () => {
  room.close();
  await engine.stop();
});

async function talked(caller: string): Promise<void> {
  const phone = await hotline.call(caller);
  await phone.press(phone.code());
  await phone.press('1');
  await hotline.staff.accept(ADA);
  await phone.wait(20);
  await phone.hangUp();
  made.call = phone.sid;
}

async function left(caller: string): Promise<void> {
  const phone = await hotline.call(caller);
  await phone.press('0');
  await phone.sendMessage(5);
  made.message = recordingIn(phone);
}

const recordingIn = (phone: TestPhone): string =>
  phone.log.flatMap((event) => (event.type === 'recorded' ? [event.sid] : []))[0] ?? '';

function patternOf(number: string): ListingPattern {
  const pattern = parsePattern(number);
  if (pattern === undefined) throw new Error(number);
  return pattern;
}

function identity(number: string): Identity {
  const parsed = parseIdentity(number);
  if (parsed === undefined) throw new Error(number);
  return parsed;
}

async function block(number: string, pending: boolean): Promise<void> {
  await hotline.store.listings.putMany([
    {
      pattern: patternOf(number),
      list: 'block',
      reason: 'reports',
      source: 'automatic',
      addedBy: 'reputation',
      addedAt: '2026-11-20T00:00:00.000Z',
      ...(pending ? { pending } : {}),
      version: 1,
    },
  ]);
}

async function reported(): Promise<void> {
  const phone = await hotline.call('+13125550172');
  await phone.press(phone.code());
  for (const keys of ['2', `${REPORTED.slice(1)}#`, '1', '3']) await phone.press(keys);
  await phone.leaveMessage(5, 'they called again and again');
  await phone.hangUp();
  made.report = await caseNumberOf('report');
}

async function appealed(): Promise<void> {
  const phone = await hotline.call(BLOCKED);
  await phone.wait(1);
  await phone.press('1');
  await phone.leaveMessage(5);
  await phone.hangUp();
  made.appeal = await caseNumberOf('appeal');
}

const caseNumberOf = async (kind: string): Promise<string> =>
  (await hotline.api('GET', `/api/cases?kind=${kind}`)).json<{ items: { caseNumber: string }[] }>().items[0]
    ?.caseNumber ?? '';

const PDF = new TextEncoder().encode('%PDF-1.4\n%%EOF\n');

/** Another report about the number, by somebody whom the network vouches for. */
async function counted(reporter: string): Promise<string> {
  const at = hotline.clock.now().toISOString();
  const report = {
    kind: 'report',
    status: 'received',
    category: 'other',
    official: false,
    standing: 'counted',
    reported: identity(REPORTED),
    reporter: identity(reporter),
    callSid: `CA${reporter}`,
    recordingSid: made.message,
    language: 'en-US',
    receivedAt: at,
    dueAt: at,
  } as const;
  return (await hotline.store.cases.open({ candidates: [reporter.slice(-6)], report })).kept.caseNumber;
}

// --- requests -------------------------------------------------------------------------------------------------------

let writes = 0;

/** So long the hotline goes by the settings that it has read before. */
const SETTINGS_ARE_FRESH = 61;

/** Asks a hotline that has to read its settings again; a write comes with a key. */
async function ask(
  target: string,
  options: ApiOptions & { readonly method?: string } = {},
): Promise<ApiAnswer> {
  const { method = 'GET', ...rest } = options;
  await hotline.clock.advance(SETTINGS_ARE_FRESH);
  const key = method === 'GET' ? {} : { 'idempotency-key': `write-${String(writes++)}` };
  const answer = await hotline.api(method, target, { ...rest, headers: { ...key, ...rest.headers } });
  expect([method, target, answer.status, answer.status < 300 ? '' : answer.text]).toEqual([
    method,
    target,
    answer.status,
    '',
  ]);
  return answer;
}

const write =
  (method: string, target: () => string, body?: unknown, token?: string) => async (): Promise<unknown> =>
    ask(target(), { method, body, ...(token === undefined ? {} : { token }) });
const read = (target: () => string) => (): Promise<unknown> => ask(target());
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
/** The second time finds what the first has made. */
const twice = (target: string, bodyOf: () => Promise<object>) => async (): Promise<ApiAnswer> => {
  const options = { method: 'POST', body: await bodyOf(), headers: { 'idempotency-key': `twice-${target}` } };
  await ask(target, options);
  return ask(target, options);
};

const partnerList = join(mkdtempSync(join(tmpdir(), 'hotline-partner-')), 'numbers.csv');
const LIST_OF_PARTNER = { kind: 'csv', partner: 'Acme', url: partnerList, block: { atLeast: 1 } };
const subscribed = (): Promise<ApiAnswer> =>
  ask('/api/subscriptions/acme', { method: 'PUT', body: { terms: LIST_OF_PARTNER }, unread: true });

async function fetchedList(...numbers: readonly string[]): Promise<void> {
  writeFileSync(partnerList, `number\n${numbers.join('\n')}\n`);
  await ask('/api/subscriptions/acme/fetch', { method: 'POST', body: {} });
  await hotline.runJob('subscriptions');
}

const at = (number: string): string => `/api/listings/${encodeURIComponent(number)}`;
const listing = { list: 'block', reason: 'nuisance' };
/** A file as the FTC publishes it. */
const complaintAbout = (number: string): string =>
  [
    'Company_Phone_Number,Created_Date,Violation_Date,Consumer_City,Consumer_State,Consumer_Area_Code,Subject,Recorded_Message_Or_Robocall',
    `${number},2026-11-20 00:01:15,2026-11-20 00:00:00,,California,510,Other,Y`,
  ].join('\n');

const settingsDocument = async (): Promise<Record<string, unknown>> => (await ask('/api/settings')).json();

async function save(change: object): Promise<ApiAnswer> {
  return ask('/api/settings', { method: 'PUT', body: { ...(await settingsDocument()), ...change } });
}

/** A change that waits for a second person. */
async function propose(text: string): Promise<string> {
  const { hotline: own } = (await settingsDocument()) as { hotline: object };
  await save({ security: { secondApprover: ['official-numbers'] } });
  const saved = await save({
    security: { secondApprover: ['official-numbers'] },
    hotline: { ...own, officialNumbers: [text] },
  });
  return String(saved.headers['x-proposal']);
}

async function addListing(number: string): Promise<string> {
  const answer = await ask(at(number), { method: 'PUT', body: listing });
  return String(answer.headers['x-undo']);
}

const privacyRequest = (kind: string): object => ({ kind, number: '+13125550144', proof: 'a letter' });

const packageOf = (about: object): object => ({
  about,
  authority: 'Police',
  requestNumber: '1',
  legalBasis: 'a court order',
});

const decideOnPackage = (what: string, token: string): Promise<ApiAnswer> =>
  ask(`/api/evidence/${made.package}/${what}`, { method: 'POST', token });

/** Each in the order in which it can be done: what one leaves behind, another takes away. */
let marked: object = {};

const API: Readonly<Record<AdminRouteId, () => Promise<unknown>>> = {
  me: read(() => '/api/me'),
  'overview.stats': read(() => '/api/stats'),
  'overview.state': read(() => '/api/state'),
  'overview.live': read(() => '/api/live'),
  'listings.page': read(() => '/api/listings'),
  'listings.preview': read(() => '/api/listings/preview?text=%2B13125550143'),
  'listings.put': async () => {
    made.undo = await addListing('+13125550144');
  },
  'listings.get': read(() => at('+13125550144')),
  'listings.undo': () => ask('/api/listings/undo', { method: 'POST', body: { undo: made.undo } }),
  'listings.delete': async () => {
    await addListing('+13125550145');
    await ask(at('+13125550145'), { method: 'DELETE' });
  },
  'listings.approve': write('POST', () => `${at(PROPOSED)}/approve`, {}, 'person'),
  'listings.import': async () => {
    await ask('/api/listings/import?list=block', {
      method: 'POST',
      body: 'number,reason\n+13125550146,spam\n',
    });
    await ask('/api/listings/import?blockFrom=1', { method: 'POST', body: complaintAbout('3125550150') });
    const parts = { method: 'POST', body: 'number,reason\n+13125550147,spam\n' };
    const checked = await ask('/api/listings/import?list=block&parts=1&dryRun=true', parts);
    const { continue: next = '' } = checked.json<{ continue?: string }>();
    await ask(`/api/listings/import?list=block&continue=${encodeURIComponent(next)}`, parts);
  },
  'listings.export': read(() => '/api/listings/export'),
  'feeds.import': write('POST', () => '/api/feeds/ftc/complaints?blockFrom=1', complaintAbout('3125550151')),
  'feeds.commit': async () => {
    const upload = 'abcdefgh12';
    const body = complaintAbout('3125550152');
    await ask(`/api/feeds/fcc/complaints?upload=${upload}&piece=0`, { method: 'POST', body });
    await ask('/api/feeds/fcc/commit', { method: 'POST', body: { upload, pieces: 1, blockFrom: 1 } });
  },
  'feeds.page': read(() => '/api/feeds'),
  'feeds.get': read(() => '/api/feeds/ftc'),
  'feeds.delete': write('DELETE', () => '/api/feeds/ftc'),
  'subscriptions.put': subscribed,
  'subscriptions.approve': write('POST', () => '/api/subscriptions/acme/approve', {}, 'person'),
  'subscriptions.refuse': async () => {
    await ask('/api/subscriptions/other', { method: 'PUT', body: { terms: LIST_OF_PARTNER } });
    await ask('/api/subscriptions/other/refuse', { method: 'POST', body: { why: 'nobody knows them' } });
  },
  'subscriptions.page': read(() => '/api/subscriptions'),
  'subscriptions.get': read(() => '/api/subscriptions/acme'),
  'subscriptions.fetch': write('POST', () => '/api/subscriptions/acme/fetch', {}),
  'subscriptions.decide': async () => {
    await fetchedList('3125550181');
    await fetchedList(...Array.from({ length: 20 }, (_, last) => String(3_125_550_130 + last)));
    await ask('/api/subscriptions/acme/decide', { method: 'POST', body: { decision: 'accept' } });
  },
  'subscriptions.delete': write('DELETE', () => '/api/subscriptions/acme'),
  lookup: async () => {
    await ask(`/api/lookup/${encodeURIComponent(CALLER)}`);
    // Only of a blocked number it is read how it is shared.
    await ask(at('+13125550191'), { method: 'PUT', body: listing });
    await ask(`/api/lookup/${encodeURIComponent('+13125550191')}`);
  },
  'what-if': write('POST', () => '/api/what-if', { settings: { screening: { content: { on: false } } } }),
  shadow: read(() => '/api/shadow'),
  'calls.page': read(() => '/api/calls'),
  'calls.get': read(() => `/api/calls/${made.call}`),
  'calls.flag': write('POST', () => `/api/calls/${made.call}/flag`, { reason: 'rude' }),
  'calls.unflag': write('DELETE', () => `/api/calls/${made.call}/flag`),
  'voicemails.page': read(() => '/api/voicemails'),
  'voicemails.get': read(() => `/api/voicemails/${made.message}`),
  'voicemails.patch': write('PATCH', () => `/api/voicemails/${made.message}`, { status: 'heard' }),
  'voicemails.audio': read(() => `/api/voicemails/${made.message}/audio`),
  'cases.page': read(() => '/api/cases'),
  'cases.post': twice('/api/cases', () => Promise.resolve({ reported: REPORTED, category: 'other' })),
  'cases.get': read(() => `/api/cases/${made.report}`),
  'cases.files': async () => {
    // A link is shown with the state of the other case.
    const { receivedAt = '' } = (await hotline.store.cases.get(made.report)) ?? {};
    const entry = { kind: 'link', entry: `link:${made.appeal}`, other: made.appeal } as const;
    const by = { by: 'admin', at: receivedAt, otherOpened: receivedAt };
    await hotline.store.caseFiles.add({ caseNumber: made.report, opened: receivedAt, ...entry, ...by });
    await ask(`/api/cases/${made.report}/files`);
  },
  'cases.note': write('POST', () => `/api/cases/${made.report}/notes`, { text: 'asked the bank' }),
  'cases.link': async () => {
    await ask(`/api/cases/${made.report}/links/${made.appeal}`, { method: 'DELETE' });
    await ask(`/api/cases/${made.report}/links`, { method: 'POST', body: { other: made.appeal } });
  },
  'cases.unlink': write('DELETE', () => `/api/cases/${made.report}/links/${made.appeal}`),
  'cases.attach': async () => {
    const answer = await ask(`/api/cases/${made.report}/attachments?name=a.pdf`, {
      method: 'POST',
      body: PDF,
    });
    made.attachment = answer.json<{ attachment: string }>().attachment;
  },
  'cases.attachment': read(() => `/api/cases/${made.report}/attachments/${made.attachment}`),
  'cases.detach': write('DELETE', () => `/api/cases/${made.report}/attachments/${made.attachment}`),
  'cases.campaigns': read(() => '/api/cases/campaigns'),
  'cases.extend': write('POST', () => `/api/cases/${made.report}/extension`, { reason: 'we asked the bank' }),
  'cases.merge': async () => {
    const [into, duplicate] = await Promise.all(['+13125550181', '+13125550182'].map(counted));
    await ask(`/api/cases/${duplicate ?? ''}/merge`, { method: 'POST', body: { into } });
  },
  'cases.preview': write('POST', () => `/api/cases/${made.report}/preview`, { feedback: 'we are on it' }),
  'cases.patch': async () => {
    await ask(`/api/cases/${made.report}`, { method: 'PATCH', body: { status: 'action-taken' } });
    await ask(`/api/cases/${made.appeal}`, { method: 'PATCH', body: { decision: 'accepted' } });
  },
  'holds.post': async () => {
    const body = { source: 'case', reference: made.report, why: 'a lawsuit', caseNumber: made.report };
    made.hold = (await ask('/api/holds', { method: 'POST', body })).json<{ id: string }>().id;
  },
  'deferred.list': read(() => '/api/deferred'),
  'deferred.retry-all': write('POST', () => '/api/deferred/retry', {}),
  'deferred.retry': async () =>
    ask(`/api/deferred/${await failedTask()}/retry`, { method: 'POST', body: {} }),
  'deferred.drop': async () =>
    ask(`/api/deferred/${await failedTask()}/drop`, { method: 'POST', body: { why: 'done by hand' } }),
  'holds.page': read(() => '/api/holds'),
  'holds.get': read(() => `/api/holds/${made.hold}`),
  'holds.propose': write('POST', () => `/api/holds/${made.hold}/propose-lift`, { why: 'over' }),
  'holds.refuse': async () => {
    await ask(`/api/holds/${made.hold}/refuse-lift`, { method: 'POST', body: { why: 'not yet' } });
    await ask(`/api/holds/${made.hold}/propose-lift`, { method: 'POST', body: { why: 'over' } });
  },
  'holds.lift': write('POST', () => `/api/holds/${made.hold}/lift`, { why: 'over' }, 'person'),
  'partners.put': write('PUT', () => '/api/partners/bank', partnerBody()),
  'partners.page': read(() => '/api/partners'),
  'partners.get': read(() => '/api/partners/bank'),
  'partners.approve': async () => {
    const approve = { method: 'POST', body: {}, token: 'person' };
    const answer = await ask('/api/partners/bank/approve', approve);
    made.partner = answer.json<{ credential: { token: string } }>().credential.token;
  },
  'partners.rotate': write('POST', () => '/api/partners/bank/rotate', { why: 'yearly' }),
  'partners.refuse': write('POST', () => '/api/partners/bank/refuse', { why: 'not yet' }),
  'partners.suspend': write('POST', () => '/api/partners/bank/suspend', { why: 'a leak' }),
  'partners.resume': async () => {
    await ask('/api/partners/bank/resume', { method: 'POST', body: { why: 'mended' } });
    await ask('/api/partners/bank/approve', { method: 'POST', body: {}, token: 'person' });
  },
  'partners.delete': async () => {
    await ask('/api/partners/shop', { method: 'PUT', body: partnerBody() });
    await ask('/api/partners/shop', { method: 'DELETE' });
  },
  'shares.page': read(() => '/api/shares?only=all'),
  'shares.decide': async () => {
    await hotline.runJob('sharing');
    const answer = await ask('/api/shares?only=all');
    const [share] = answer.json<{ items: { entry: string }[] }>().items;
    const body = { decision: 'share', why: 'looked at' };
    await ask(`/api/shares/${share?.entry ?? ''}/decide`, { method: 'POST', body });
  },
  'retention.report': read(() => '/api/retention'),
  'privacy.records': read(() => '/api/privacy/records'),
  'privacy.assessment': read(() => '/api/privacy/assessment'),
  'privacy.borders': read(() => '/api/privacy/borders'),
  'evidence.page': read(() => '/api/evidence'),
  'evidence.post': async () => {
    const aboutCase = packageOf({ kind: 'case', caseNumber: made.report });
    const asked = await twice('/api/evidence', () => Promise.resolve(aboutCase))();
    made.package = asked.json<{ id: string }>().id;
    const aboutPeriod = packageOf({ kind: 'period', from: '2026-11-01', to: '2026-11-24' });
    const other = await ask('/api/evidence', { method: 'POST', body: aboutPeriod });
    made.refused = other.json<{ id: string }>().id;
  },
  'evidence.get': read(() => `/api/evidence/${made.package}`),
  'evidence.approve': async () => {
    for (const person of ['person', 'other']) await decideOnPackage('approve', person);
  },
  'evidence.refuse': write(
    'POST',
    () => `/api/evidence/${made.refused}/refuse`,
    { reason: 'no such request' },
    'person',
  ),
  'evidence.make': async () => {
    await packaged();
    await decideOnPackage('make', 'person');
  },
  'evidence.link': async () => {
    await packaged();
    await decideOnPackage('link', 'person');
  },
  'rights.page': read(() => '/api/rights'),
  'rights.post': async () => {
    const asked = twice('/api/rights', () => Promise.resolve(privacyRequest('copy')));
    const answer = await asked();
    made.rights = answer.json<{ id: string }>().id;
  },
  'rights.get': read(() => `/api/rights/${made.rights}`),
  'rights.decide': async () => {
    await write('POST', () => `/api/rights/${made.rights}/decide`, { decision: 'carry-out' })();
    await corrected();
  },
  'rights.link': async () => {
    await hotline.answerRights();
    await ask(`/api/rights/${made.rights}/link`, { method: 'POST' });
  },
  'people.export': read(() => `/api/people/${encodeURIComponent('+13125550144')}/export`),
  'people.erase': twice(`/api/people/${encodeURIComponent('+13125550149')}/erase`, () =>
    Promise.resolve({ why: 'a letter' }),
  ),
  'numbers.unmask': async () => {
    await ask(`/api/unmask/call/${made.call}`, { method: 'POST' });
    for (const record of ['hold/none', 'package/none'])
      expect((await hotline.api('POST', `/api/unmask/${record}`)).status).toBe(404);
  },
  'numbers.looks': read(() => `/api/people/${encodeURIComponent(CALLER)}/looks`),
  'people.unblock': write('POST', () => `/api/people/${encodeURIComponent('+13125550149')}/unblock`, {
    why: 'an appeal',
  }),
  'authorities.report': async () => {
    await ask(`/api/cases/${made.report}/reports/ftc`);
    await ask(`/api/cases/${await caseAboutCall()}/reports/ftc`);
  },
  'authorities.sent': async () => {
    await write('POST', () => `/api/cases/${made.report}/reports/ftc`, { reference: 'FTC-1' })();
    const about = await caseAboutCall();
    await write('POST', () => `/api/cases/${about}/reports/ftc`, {})();
  },
  'exercises.page': read(() => '/api/exercises'),
  'exercises.post': async () => {
    await write('POST', () => '/api/exercises', {
      exercise: 'robot',
      callSid: made.call,
      said: [],
    })();
  },
  'authorities.mark': async () => {
    const cases = [made.report];
    const answer = await ask('/api/reports/fcc/sent', { method: 'POST', body: { cases } });
    marked = { batch: answer.json<{ batch: string }>().batch, cases };
  },
  'authorities.unmark': () => ask('/api/reports/fcc/unmark', { method: 'POST', body: marked }),
  'authorities.export': read(() => '/api/reports/12321/export'),
  'guard.get': read(() => '/api/guard'),
  'guard.put': write('PUT', () => '/api/guard', { level: 'elevated' }),
  'do-not-disturb.get': read(() => '/api/do-not-disturb'),
  'do-not-disturb.put': async () => {
    await ask('/api/do-not-disturb', {
      method: 'PUT',
      body: { until: new Date(hotline.clock.now().getTime() + DAY_MS).toISOString() },
    });
  },
  'do-not-disturb.delete': write('DELETE', () => '/api/do-not-disturb'),
  'staff.page': read(() => '/api/staff'),
  'staff.pin.put': write('PUT', () => `/api/staff/${encodeURIComponent(ADA)}/pin`, { pin: '482915' }),
  'staff.pin-lock.delete': write('DELETE', () => `/api/staff/${encodeURIComponent(ADA)}/pin-lock`),
  'staff.pin.delete': write('DELETE', () => `/api/staff/${encodeURIComponent(ADA)}/pin`),
  'audit.page': read(() => '/api/audit'),
  'audit.verify': read(() => '/api/audit/verify?from=2026-11-01'),
  'audit.anchors': read(() => '/api/audit/anchors'),
  'audit.export': read(() => '/api/audit/export'),
  'audit.links': read(() => '/api/audit/links?why=yearly+audit'),
  'notifications.key': read(
    () => `/api/notifications/key?url=${encodeURIComponent('https://example.org/hook')}`,
  ),
  holidays: read(() => '/api/holidays?country=US&year=2026'),
  'settings.get': read(() => '/api/settings'),
  'settings.warnings': read(() => '/api/settings/warnings'),
  'settings.schema': read(() => '/api/settings/schema'),
  'settings.put': async () => {
    await save({});
    made.proposal = await propose('+13125550188');
  },
  'settings.proposals': read(() => '/api/settings/proposals'),
  'settings.proposal.approve': write(
    'POST',
    () => `/api/settings/proposals/${made.proposal}/approve`,
    undefined,
    'person',
  ),
  'settings.proposal.delete': async () => {
    const proposal = await propose('+13125550189');
    await ask(`/api/settings/proposals/${proposal}`, { method: 'DELETE' });
  },
  'settings.preview': async () => {
    await ask('/api/settings/preview', { method: 'POST', body: SETTINGS });
    await ask('/api/settings/preview', { method: 'POST' });
  },
  'settings.versions': read(() => '/api/settings/versions'),
  'settings.version': read(() => '/api/settings/versions/1'),
};

let aboutCall: Promise<string> | undefined;
/** A case that staff opened about a call of the reported number, which is read for its form. */
const caseAboutCall = (): Promise<string> =>
  (aboutCall ??= ask('/api/cases', {
    method: 'POST',
    body: { reported: CALLER, category: 'other', callSid: made.call },
  }).then((answer) => answer.json<{ caseNumber: string }>().caseNumber));

/** A correction beside a call, a case and a list entry, all about one number. */
async function corrected(): Promise<void> {
  const entry = `/api/listings/${encodeURIComponent(CALLER)}`;
  await ask(entry, { method: 'PUT', body: { list: 'allow', reason: 'known' } });
  const body = { kind: 'correct', number: CALLER, proof: 'letter' };
  const { id, version } = (await ask('/api/rights', { method: 'POST', body })).json<RightsView>();
  const records = [
    { record: 'call', id: made.call },
    { record: 'case', id: await caseAboutCall() },
    { record: 'listing', id: CALLER },
  ];
  await ask(`/api/rights/${id}/decide`, {
    method: 'POST',
    headers: { 'if-match': `"${String(version)}"` },
    body: { decision: 'answer', answer: 'You are right.', correction: { text: 'A wrong number.', records } },
  });
  await ask(entry, { method: 'DELETE' });
}

const form = async (more: object): Promise<object> => {
  const { runtime } = hotline;
  const { newChallenge } = await import('../../functions/public/proof-of-work.ts');
  const challenge: Challenge = await newChallenge(await runtime.secrets(), runtime.now());
  return { altcha: await solve(challenge), ...more };
};

const PUBLIC: Readonly<Record<PublicRouteId, () => Promise<unknown>>> = {
  health: read(() => '/health'),
  openapi: read(() => '/api/openapi.json'),
  'report.page': read(() => '/report'),
  'privacy.page': read(() => '/privacy'),
  'report.file': read(() => `/report/${publish(pageFiles())['page.js'].name}`),
  'public.challenge': read(() => '/api/public/challenge'),
  'public.report': async () => {
    const answer = await twice('/api/public/reports', () => form({ category: 'other', number: REPORTED }))();
    const { caseNumber, pin } = answer.json<{ caseNumber: string; pin: string }>();
    Object.assign(made, { webCase: caseNumber, pin });
  },
  'public.case': () => ask(`/api/public/reports/${made.webCase}?pin=${made.pin}`),
  'public.appeal': async () => {
    const answer = await ask('/api/public/appeals', {
      method: 'POST',
      body: await form({ number: QUESTIONED }),
    });
    Object.assign(made, answer.json());
  },
  'public.appeal-state': async () => {
    await block(QUESTIONED, false);
    const phone = await hotline.call(QUESTIONED, { stirVerstat: 'TN-Validation-Passed-A' });
    await phone.wait(1);
    await phone.press(made.code);
    await phone.hangUp();
    await ask(`/api/public/appeals/${made.token}`);
  },
  'public.rights': async () => {
    const answer = await twice('/api/public/rights', () => form({ number: CALLER, kind: 'copy' }))();
    made.asked = answer.json<{ token: string }>().token;
  },
  'public.rights-call': () => ask(`/api/public/rights/${made.asked}/call`, { method: 'POST' }),
  'public.rights-state': read(() => `/api/public/rights/${made.asked}`),
};

const fetched = (target: string) => (): Promise<unknown> => ask(target, { token: made.partner });
const SHARING: Readonly<Record<SharingRouteId, () => Promise<unknown>>> = {
  'sharing.key': read(() => '/feeds/key.asc'),
  'sharing.misp': fetched('/feeds/misp/manifest.json'),
  'sharing.csv': fetched('/feeds/numbers.csv'),
  'sharing.matching': fetched('/feeds/matching/list.csv'),
  'sharing.taxii': fetched('/taxii2'),
  'sharing.taxii-path': fetched('/taxii2/numbers/collections/'),
  'sharing.sightings': async () => {
    const [share] = await hotline.store.shares.all();
    const body = { Sighting: [{ uuid: share?.entry, type: '1', date_sighting: '1795420800' }] };
    await ask('/feeds/sightings', { method: 'POST', body, token: made.partner });
  },
};

// --- jobs -----------------------------------------------------------------------------------------------------------

/** Webhooks to this path are lost until the work is done. */
async function losing(path: string, work: () => Promise<void>): Promise<void> {
  hotline.intercept = ({ rawPath }) =>
    Promise.resolve(rawPath === path ? { statusCode: 500, body: '' } : undefined);
  await work();
  hotline.intercept = () => Promise.resolve(undefined);
}

/** The watch closes a short call whose end was lost, tells of a level that it has raised, and that the day's texts are gone. */
async function watchful(): Promise<void> {
  await losing('/voice/status', async () => {
    const phone = await hotline.call('+13125550173');
    await phone.hangUp();
  });
  const { guard, dayUse } = hotline.store;
  const now = hotline.clock.now();
  await guard.replace(await guard.get(), {
    level: 'siege',
    since: now.toISOString(),
    until: new Date(now.getTime() + DAY_MS).toISOString(),
    by: 'watch',
  });
  await dayUse.take('texts', dayOf(SETTINGS, now), { count: 1_000, most: 1_000 });
  await hotline.clock.advance(600);
  await hotline.runJob('watch');
}

/** A block of the feed was taken away by hand, and the feed waits to be followed. */
async function followed(): Promise<void> {
  const { feeds, listings } = hotline.store;
  await listings.removeMany([patternOf('+13125550152')]);
  await feeds.change(({ feeds: all, ...registry }) => {
    const [one] = Object.values(all);
    const agreed = one && { [AGREED_FEED]: { ...one, name: AGREED_FEED, uploads: [] } };
    return { ...registry, feeds: { ...all, ...agreed }, blocksDue: ['fcc', AGREED_FEED] };
  });
  await hotline.clock.advance(SETTINGS_ARE_FRESH);
  await hotline.runJob('feeds');
}

async function reconciled(): Promise<void> {
  await losing('/voice/recording', async () => {
    const phone = await hotline.call('+13125550174');
    await phone.press('0');
    await phone.leaveMessage(5);
    await phone.hangUp();
  });
  await hotline.clock.advance(1_800);
  await hotline.runJob('reconcile');
}

/** What of the morning was put off, and writes of each kind that a webhook could not make. */
async function putOff(): Promise<void> {
  await talked('+13125550176');
  const at = hotline.clock.now().toISOString();
  // Staff were rung: what the end of such a call writes reads what its number has used.
  const rung = { key: 'menu-1', at, step: 'menu', outcome: 'staff', then: 'ring' } as const;
  await hotline.store.commit([
    { kind: 'add-to-timeline', callSid: made.call, entry: rung, expiresAt: '2027-12-31T00:00:00.000Z' },
  ]);
  const partnerCall = { callSid: made.call, number: identity(CALLER), subscriptions: ['acme'], ask: true };
  await hotline.runtime.deferred.send({ kind: 'partner-call', ...partnerCall });
  const entry = { key: 'import', at, by: 'admin', action: 'listings.import', record: 'block' } as const;
  const addedBy = {
    list: 'allow',
    reason: 'a customer',
    source: 'staff',
    addedBy: ADA,
    addedAt: at,
  } as const;
  const writes: StoredEffect[] = [
    { kind: 'end-pass', number: identity(CALLER) },
    { kind: 'note-bridge', callSid: made.call, seconds: 20 },
    {
      kind: 'finish-call',
      callSid: made.call,
      status: 'completed',
      seconds: 30,
      endedAt: at,
      passEndsAfter: 3,
    },
    { kind: 'forgive-pin', caseNumber: made.report },
    { kind: 'allow-number', listing: newListing({ ...addedBy, pattern: patternOf('+13125550153') }) },
    { kind: 'set-do-not-disturb', state: undefined },
    { kind: 'drop-voicemail', recordingSid: made.message, by: ADA, at },
  ];
  const ended = { kind: 'end-import', claim: 'import:1', entry } as unknown as DeferredTask;
  await block('+13125541003', false);
  await hold('H3');
  hotline.queue.push({ kind: 'update-shares' }, { kind: 'commit', effects: writes }, ended, {
    kind: 'cover-hold',
    hold: 'H3',
  });
  await hotline.drain();
  hotline.queue.push(ended, ...(await lifted('H3')));
  await hotline.drain();
}

/** By two people: its records are to be released. */
async function lifted(id: string): Promise<DeferredTask[]> {
  const { holds } = hotline.store;
  for (const [step, by] of [
    ['propose', 'grace'],
    ['lift', 'linus'],
  ] as const) {
    const found = await holds.get(id);
    if (found === undefined) throw new Error(`there is no hold ${id}`);
    await holds.step(found, step, { by, at: hotline.clock.now().toISOString(), why: 'over' });
  }
  return [{ kind: 'release-hold', hold: id }];
}

async function writtenDown(): Promise<void> {
  await left('+13125550175');
  await hotline.drain();
  await hotline.clock.advance(SETTINGS_ARE_FRESH);
  const transcriber = {
    ...hotline.runtime.transcriber,
    recordingOf: () => made.message,
    result: () => Promise.resolve('please call me back'),
  };
  const jobs = createJobsHandler({ ...hotline.runtime, transcriber });
  const detail = { TranscriptionJobName: 'job', TranscriptionJobStatus: 'COMPLETED' };
  await hotline.touched.during('transcribed', () => jobs({ detail } as TranscriptionEnded));
}

/** A case comes near its due date. */
async function nearlyDue(): Promise<void> {
  await ask('/api/rights', {
    method: 'POST',
    body: { ...privacyRequest('explain'), receivedAt: '2026-10-01' },
  });
  await hotline.clock.advance((SETTINGS.reports.dueDays - 1) * 86_400);
  await hotline.runJob('due');
}

/** A hold keeps the log whole: first there is none. */
async function periodsOver(): Promise<void> {
  const at = hotline.clock.now().toISOString();
  const note = { kind: 'note', entry: 'note:1', text: 'of a case that is gone' } as const;
  await hotline.store.caseFiles.add({ caseNumber: '000000', opened: at, ...note, by: 'admin', at });
  // The package that was approved has placed one.
  if (made.package !== '') await lifted(`package-${made.package}`);
  await hotline.clock.advance((SETTINGS.audit.retentionDays + 2) * 86_400);
  await hotline.runJob('retention');
  await hold('H2');
  await hotline.runJob('retention');
}

async function hold(id: string): Promise<void> {
  const act = { by: 'grace', at: hotline.clock.now().toISOString(), why: 'a lawsuit' };
  const scope = { kind: 'case', caseNumber: made.report } as const;
  await hotline.store.holds.place({ id, source: 'case', reference: made.report, scope, ...act });
}

/** Makes what was approved. It goes by settings that it has to read again. */
async function packaged(): Promise<void> {
  await hotline.clock.advance(SETTINGS_ARE_FRESH);
  await hotline.makePackages(room.own());
}

/** One whose number is blocked and in a complaint file. */
async function erased(): Promise<void> {
  const number = '+13125550148';
  await addListing(number);
  await hotline.clock.advance(SETTINGS_ARE_FRESH);
  await hotline.runJob('sharing');
  await ask('/api/feeds/erased/complaints', { method: 'POST', body: complaintAbout('3125550148') });
  await ask(`/api/people/${encodeURIComponent(number)}/erase`, { method: 'POST', body: { why: 'a letter' } });
  await hotline.clock.advance(SETTINGS_ARE_FRESH);
  await hotline.answerRights();
}

const WORK: Readonly<Record<JobId, () => Promise<unknown>>> = {
  watch: watchful,
  seals: async () => {
    await block('+13125541777', false);
    await hotline.clock.advance(SETTINGS_ARE_FRESH);
    // The first call after a block may object to it.
    await (await hotline.call('+13125541777')).hangUp();
    const { sid } = await hotline.call('+13125541777');
    expect((await hotline.store.calls.get(sid))?.verdict).toBe('reject');
    const seal = { sha256: 'a'.repeat(64), webhooks: 1, at: hotline.clock.now().toISOString() };
    await hotline.drain();
    await hotline.store.calls.seal(sid, seal);
    await hotline.clock.advance(2 * 3_600);
    await hotline.runJob('seals');
  },
  anchor: async () => {
    await hotline.clock.advance(SETTINGS_ARE_FRESH);
    await hotline.runJob('anchor');
  },
  calibrate: async () => {
    await hotline.clock.advance(SETTINGS_ARE_FRESH);
    await hotline.runJob('calibrate');
  },
  sharing: async () => {
    await hotline.clock.advance(SETTINGS_ARE_FRESH);
    await hotline.runJob('sharing');
  },
  feeds: followed,
  snapshot: async () => {
    await hotline.api('PUT', '/api/listings/%2B13125550183', {
      body: { list: 'allow', reason: 'a customer' },
    });
    await hotline.runJob('snapshot');
  },
  subscriptions: async () => {
    await subscribed();
    await ask('/api/subscriptions/acme/approve', { method: 'POST', body: {}, token: 'person' });
    await fetchedList('3125550182');
  },
  reconcile: reconciled,
  deferred: putOff,
  transcribed: writtenDown,
  due: nearlyDue,
  packages: packaged,
  rights: erased,
  retention: periodsOver,
};

const tablesOf = (id: WorkId): object => {
  const { reads, writes: written } = hotline.touched.by(id);
  return { reads: [...reads].sort(), writes: [...written].sort() };
};
/** A sweep reads tables, and writes wherever the person is, beside what the row names. */
const declared = (id: WorkId): object => {
  const { reads, writes: written, sweeps } = accessOf(id);
  const touched = hotline.touched.by(id);
  return {
    reads: [...new Set([...reads, ...(sweeps === undefined ? [] : touched.reads)])].sort(),
    writes: [...new Set([...written, ...(sweeps === 'writes' ? touched.writes : [])])].sort(),
  };
};

describe.each(Object.entries({ ...API, ...PUBLIC, ...SHARING, ...WORK }))('%s', (id, work) => {
  test('touches the tables that its row names, and all of them', async () => {
    await work();
    expect(tablesOf(id as WorkId)).toEqual(declared(id as WorkId));
  });
});

test('the watch sees reads, writes and batches, and what a row does not name', async () => {
  const store = openStore(watched(engine.database));
  const touched = new TouchedTables();
  await touched.during('listings.page', async () => {
    await store.listings.getMany([patternOf(BLOCKED)]);
    await store.listings.putMany([]);
    await store.cases.get('123454');
  });
  expect(touched.by('listings.page')).toEqual({ reads: new Set(['listings', 'cases']), writes: new Set() });
  expect([...undeclared]).toEqual(['listings.page reads cases']);
  undeclared.clear();
});

test('every route but those of the voice function, and every job, is asked', () => {
  const others = Object.entries(ROUTES).flatMap(([id, { function: by }]) => (by === 'voice' ? [] : [id]));
  expect(Object.keys({ ...API, ...PUBLIC, ...SHARING }).sort()).toEqual(others.sort());
  expect(Object.keys(WORK).sort()).toEqual(Object.keys(JOBS).sort());
});
