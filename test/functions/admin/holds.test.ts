// Legal holds from end to end: what one covers outlasts every period and every deletion by hand, until two people lift it;
// then what was its period applies again.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseIdentity } from '../../../core/numbers/identity.ts';
import { createAdminHandler } from '../../../functions/admin/admin-handler.ts';
import type { HoldView, RetentionView } from '../../../functions/admin/contract.ts';
import { createJobsHandler } from '../../../functions/jobs/jobs-handler.ts';
import type { PeopleSessions, RecordingStore } from '../../../functions/runtime.ts';
import { sqsMessage } from '../../../in-process/sqs-message.ts';
import { openRecordingFolder } from '../../../local/recording-folder.ts';
import { removePast } from '../../../local/remove-past.ts';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';
import { rigForAll } from '../../support/rig.ts';
import type { ApiAnswer, TestHotline } from '../../support/hotline.ts';
import { settingsWith } from '../../support/settings.ts';
import { ADA } from '../../support/twilio-values.ts';

const rig = rigForAll();
const FRAUDSTER = '+13125550199';
const START = new Date('2026-01-05T15:00:00Z');
const SETTINGS = settingsWith({
  calls: { ...SEED_SETTINGS.calls, retentionDays: 30 },
  audit: { retentionDays: 30 },
  reports: { retentionDays: 30 },
});
const PEOPLE: PeopleSessions = {
  subjectOf: (token) =>
    Promise.resolve(
      ['grace', 'linus'].includes(token) ? { id: token, kind: 'person', roles: ['approver'] } : undefined,
    ),
};
const folder = mkdtempSync(join(tmpdir(), 'hotline-holds-'));
const recordings: RecordingStore = openRecordingFolder(join(folder, 'recordings'));

let hotline: TestHotline;
/** Of a report: its case, its call, and what the reporter said. */
let caseNumber: string;
let callSid: string;
let recordingSid: string;
/** A call of the reported number, and another one that no hold covers. */
let theirs: string;
let other: string;

beforeAll(async () => {
  hotline = rig.hotline({ settings: SETTINGS, start: START });
  const runtime = { ...hotline.runtime, recordings, people: PEOPLE };
  Object.assign(hotline, { handlers: { ...hotline.handlers, admin: createAdminHandler(runtime) } });
  theirs = await callFrom(FRAUDSTER);
  other = await callFrom('+13125550144');
  await report();
  await drain();
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function callFrom(number: string): Promise<string> {
  const phone = await hotline.call(number);
  await phone.hangUp();
  return phone.sid;
}

async function report(): Promise<void> {
  const phone = await hotline.call('+13125550172');
  await phone.press(phone.code());
  for (const keys of ['2', `${FRAUDSTER.slice(1)}#`, '1', '3']) await phone.press(keys);
  await phone.leaveMessage(5, 'they said they were the bank');
  await phone.hangUp();
  callSid = phone.sid;
  recordingSid = phone.log.flatMap((event) => (event.type === 'recorded' ? [event.sid] : []))[0] ?? '';
  const { items } = (await hotline.api('GET', '/api/cases')).json<{ items: { caseNumber: string }[] }>();
  caseNumber = items[0]?.caseNumber ?? '';
}

/** The queue, and the jobs, with recordings on the disk. */
const jobs = () => createJobsHandler({ ...hotline.runtime, recordings });
async function drain(): Promise<void> {
  while (hotline.queue.length > 0) {
    const sentAt = hotline.clock.now().getTime();
    const Records = hotline.queue.splice(0).map((task, index) => sqsMessage(task, String(index), sentAt));
    expect(await jobs()({ Records })).toEqual({ batchItemFailures: [] });
  }
}

/** Time passes, and everything that is past its period is removed. */
async function later(days: number): Promise<void> {
  await hotline.clock.advance(days * 86_400);
  await jobs()({ job: 'retention' });
  await drain();
  await removePast({ database: rig.database, dataDir: folder, runtime: { ...hotline.runtime, recordings } });
}

interface Left {
  readonly call: boolean;
  readonly message: boolean;
  readonly audio: boolean;
  readonly case: boolean;
  readonly theirs: boolean;
  readonly other: boolean;
}

async function left(): Promise<Left> {
  const { calls, voicemails, cases } = hotline.store;
  const message = await voicemails.get(recordingSid);
  return {
    call: (await calls.get(callSid)) !== undefined,
    message: message !== undefined && message.dropped === undefined,
    audio: (await recordings.get(`voicemail/${recordingSid}.wav`)) !== undefined,
    case: (await cases.get(caseNumber)) !== undefined,
    theirs: (await calls.get(theirs)) !== undefined,
    other: (await calls.get(other)) !== undefined,
  };
}
const ALL: Left = { call: true, message: true, audio: true, case: true, theirs: true, other: true };
const NONE: Left = { call: false, message: false, audio: false, case: false, theirs: false, other: false };

let writes = 0;
const post = (target: string, body: object, token?: string): Promise<ApiAnswer> =>
  hotline.api('POST', target, {
    body,
    headers: { 'idempotency-key': `hold-${String(writes++)}` },
    ...(token === undefined ? {} : { token }),
  });

const ORDER = {
  source: 'order',
  reference: '2026-沪-17',
  authority: 'Shanghai Public Security Bureau',
  legalBasis: 'Criminal Procedure Law art. 54',
  why: 'investigation of a bank impersonation',
};
const place = async (covers: object): Promise<HoldView> =>
  (await post('/api/holds', { ...ORDER, ...covers }, 'grace')).json<HoldView>();
const reload = async (id: string): Promise<HoldView> =>
  (await hotline.api('GET', `/api/holds/${id}`)).json<HoldView>();

describe('an order', () => {
  test.each([
    [{ source: 'case', reference: '1', why: 'x' }, 'name what it covers'],
    [
      { ...ORDER, legalBasis: undefined, number: FRAUDSTER },
      'body /legalBasis: must not be empty: an order needs it',
    ],
    [{ ...ORDER, caseNumber: '123455', number: FRAUDSTER }, 'stands alone'],
    [{ ...ORDER, number: '12' }, '12'],
    [{ ...ORDER, caseNumber: '999999' }, 'There is no case'],
    [{ ...ORDER, from: '2026-02-01', to: '2026-01-01' }, 'ends before it begins'],
  ])('%j is refused', async (body, problem) => {
    const answer = await post('/api/holds', body, 'grace');
    expect([Math.floor(answer.status / 100), answer.text]).toEqual([4, expect.stringContaining(problem)]);
  });
});

describe('a case under two holds', () => {
  let first: HoldView;
  let second: HoldView;

  test('the same request places one hold, and it shows on each record that it covers', async () => {
    const headers = { 'idempotency-key': 'the same' };
    const body = { ...ORDER, caseNumber };
    const answers = [
      await hotline.api('POST', '/api/holds', { body, headers, token: 'grace' }),
      await hotline.api('POST', '/api/holds', { body, headers, token: 'grace' }),
    ].map((answer) => [answer.status, answer.json<HoldView>().id] as const);
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.[0]).toBe(201);
    first = await reload(answers[0]?.[1] ?? '');
    second = await place({ number: FRAUDSTER });
    await drain();
    expect((await reload(first.id)).records).toEqual({ call: 2, voicemail: 1, case: 1 });
    expect((await reload(second.id)).records).toEqual({ call: 1 + 1, voicemail: 1, case: 1 });
    for (const record of [
      `calls/${callSid}`,
      `voicemails/${recordingSid}`,
      `cases/${caseNumber}`,
      `calls/${theirs}`,
    ])
      expect((await hotline.api('GET', `/api/${record}`)).json()).toMatchObject({
        holds: expect.arrayContaining([first.id]),
      });
    expect((await hotline.api('GET', `/api/calls/${other}`)).json()).not.toHaveProperty('holds');
  });

  test('a message cannot be deleted by phone, and a deletion that is on its way does nothing', async () => {
    await hotline.api('PUT', `/api/staff/${encodeURIComponent(ADA)}/pin`, { body: { pin: '482913' } });
    const at = hotline.clock.now().toISOString();
    await hotline.store.commit([{ kind: 'drop-voicemail', recordingSid, by: 'staff', at }]);
    hotline.queue.push({ kind: 'drop-recording', recordingSid });
    await drain();
    expect(await left()).toEqual(ALL);
  });

  test('nothing is taken out of a case', async () => {
    const linked = await hotline.api('POST', '/api/cases', {
      body: { reported: '3125550166', category: 'other' },
    });
    const { caseNumber: to } = linked.json<{ caseNumber: string }>();
    await hotline.api('POST', `/api/cases/${caseNumber}/links`, { body: { other: to } });
    const answer = await hotline.api('DELETE', `/api/cases/${caseNumber}/links/${to}`);
    expect([answer.status, answer.text]).toEqual([409, expect.stringContaining('is under legal hold')]);
  });

  test('what is covered outlasts its periods, closed or not; what is not covered is removed', async () => {
    await hotline.api('PATCH', `/api/cases/${caseNumber}`, {
      body: { status: 'closed', feedback: 'Thank you.' },
    });
    // The lifecycle of the bucket knows nothing of holds: the copy under held/ stays.
    await recordings.remove(`voicemail/${recordingSid}.wav`);
    await later(100);
    expect(await left()).toEqual({ ...ALL, other: false });
    const { intact, removedThrough } = await hotline.store.audit.verify({});
    expect({ intact, removedThrough }).toEqual({ intact: true, removedThrough: undefined });
  });

  test('a call of the number that comes later is covered too', async () => {
    const late = await callFrom(FRAUDSTER);
    await later(1);
    expect((await hotline.api('GET', `/api/calls/${late}`)).json()).toMatchObject({
      holds: expect.arrayContaining([first.id, second.id]),
    });
  });

  test('the retention report says what is held and why', async () => {
    const report = (await hotline.api('GET', '/api/retention')).json<RetentionView>();
    expect(report.categories).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ category: 'calls', days: 30, setting: '/calls/retentionDays', held: 6 }),
        expect.objectContaining({ category: 'recordings', held: 2 }),
        expect.objectContaining({ category: 'cases', days: 30, from: 'closing', held: 2 }),
      ]),
    );
    const oldest = report.categories.map(({ category, oldest: at }) => [category, at?.slice(0, 10)]);
    expect(Object.fromEntries(oldest)).toMatchObject({
      calls: '2026-01-05',
      recordings: '2026-01-05',
      audit: '2026-01-05',
    });
    expect(report.holds.map(({ id, why }) => [id, why]).toSorted()).toEqual(
      [first, second].map(({ id }) => [id, ORDER.why]).toSorted(),
    );
  });

  test('one person cannot lift it, nor can the admin token, nor can anybody undo that it was lifted', async () => {
    const to = (step: string) => `/api/holds/${first.id}/${step}`;
    const why = { why: 'the court has ruled' };
    const statuses = [
      (await post(to('lift'), why, 'linus')).status,
      (await post(to('propose-lift'), why, 'grace')).status,
      (await post(to('propose-lift'), why, 'linus')).status,
      (await post(to('lift'), why, 'grace')).status,
      (await post(to('lift'), why)).status,
      (await post(to('refuse-lift'), why, 'linus')).status,
      (await post(to('lift'), why, 'linus')).status,
      (await post(to('propose-lift'), why, 'grace')).status,
      (await post(to('lift'), why, 'linus')).status,
      (await post(to('refuse-lift'), why, 'grace')).status,
    ];
    expect(statuses).toEqual([409, 200, 409, 403, 403, 200, 409, 200, 200, 409]);
    const { items } = (await hotline.api('GET', '/api/audit?action=holds.lift')).json<{ items: object[] }>();
    expect(items).toMatchObject([{ by: 'linus', record: first.id, why: why.why }]);
    await drain();
    expect(await reload(first.id)).toMatchObject({
      status: 'lifted',
      records: { call: 0, voicemail: 0, case: 0 },
    });
    await later(1);
    // The second hold covers the case about the number, and with it the call and the words of its reporter.
    expect(await left()).toEqual({ ...ALL, other: false });
  });

  test('when the last hold is lifted the ordinary periods apply, which are long over', async () => {
    await post(`/api/holds/${second.id}/propose-lift`, { why: 'over' }, 'linus');
    await post(`/api/holds/${second.id}/lift`, { why: 'over' }, 'grace');
    await drain();
    await later(1);
    expect(await left()).toEqual(NONE);
    expect(existsSync(join(folder, 'recordings', 'held', 'voicemail', `${recordingSid}.wav`))).toBe(false);
    expect(await hotline.store.audit.verify({})).toMatchObject({
      intact: true,
      removedThrough: expect.any(Number),
    });
  });
});

describe('a request to be called back', () => {
  test('that is done and under a hold is not overwritten by the next one of its number', async () => {
    const number = parseIdentity('+13125550133');
    if (number === undefined) throw new Error('no number');
    const { voicemails, holds } = hotline.store;
    const request = (digit: string) => ({
      kind: 'keep-call-back' as const,
      recordingSid: `CB${'13125550133'.padStart(32, '0')}`,
      callSid: `CA${digit.repeat(32)}`,
      number,
      caller: number,
      receivedAt: hotline.clock.now().toISOString(),
      expiresAt: new Date(hotline.clock.now().getTime() + 86_400_000).toISOString(),
      language: 'en-US' as const,
      department: 'desk',
      why: 'chosen' as const,
    });
    await voicemails.keepCallBack(request('1'));
    await voicemails.update(request('1').recordingSid, { status: 'done' }, 'any');
    const act = { by: 'grace', at: START.toISOString(), why: 'x' };
    await holds.place({ id: 'H1', source: 'package', reference: 'P1', scope: { kind: 'records' }, ...act });
    await holds.cover('H1', { kind: 'voicemail', id: request('1').recordingSid });
    await voicemails.keepCallBack(request('2'));
    await voicemails.keepCallBack(request('2'));
    const { items } = await voicemails.page({ limit: 50 });
    expect(items.map(({ callSid: sid, status }) => `${status} ${sid.slice(-1)}`).toSorted()).toEqual([
      'done 1',
      'new 2',
    ]);
  });
});
