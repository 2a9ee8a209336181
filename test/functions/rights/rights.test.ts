// Rights of a person over their own data: everything planted about a number comes out in the copy, and leaves no trace after
// erasure, also after a restore; a legal hold wins, and the person is told.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { DeleteCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Identity } from '../../../core/numbers/identity.ts';
import { createAdminHandler } from '../../../functions/admin/admin-handler.ts';
import type { RightsView } from '../../../functions/admin/contract.ts';
import { TABLE_NAMES, type TableName } from '../../../store/tables.ts';
import { APPROVERS, unpack } from '../../support/evidence.ts';
import type { ApiAnswer, TestHotline } from '../../support/hotline.ts';
import { rigForEach } from '../../support/rig.ts';

const rig = rigForEach();
let hotline: TestHotline;
const SUBJECT = '+13125558001';
const OTHER = '+13125558002';
/** Planted in every text that a caller or a clerk can write. */
const NAME = 'Wilhelmina Quist';
const SPELLINGS = [
  '+13125558001',
  '(312) 555-8001',
  '312-555-8001',
  '1 312 555 8001',
  '３１２５５５８００１',
];
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

beforeEach(() => {
  hotline = rig.hotline();
  Object.assign(hotline.handlers, { admin: createAdminHandler({ ...hotline.runtime, people: APPROVERS }) });
});

type Items = Map<TableName, readonly Record<string, unknown>[]>;

async function tables(): Promise<Items> {
  const found: Items = new Map();
  for (const table of TABLE_NAMES) {
    const TableName = rig.database.table(table);
    const { Items = [] } = await rig.database.run('scan', (client) =>
      client.send(new ScanCommand({ TableName })),
    );
    found.set(table, Items);
  }
  return found;
}

/** The items as they were; what came since stays, as where single tables are restored. */
async function restore(backup: Items): Promise<void> {
  for (const [table, items] of backup)
    for (const Item of items) {
      const TableName = rig.database.table(table);
      await rig.database.run('restore', (client) => client.send(new PutCommand({ TableName, Item })));
    }
}

/** What tables, buckets, queue, carrier and the log of erasures hold, as one text. */
async function everything(): Promise<string> {
  const { carrier, queue, recordings, evidence, erasures } = hotline;
  const kept = [
    [...(await tables())],
    queue,
    [...recordings.keys()],
    [...evidence.files.keys()],
    [...erasures.files.values()].map((bytes) => Buffer.from(bytes).toString()),
    carrier.messages,
    await hotline.runtime.carrier.listRecordings(new Date(0)),
  ];
  return JSON.stringify(kept, (_, value: unknown) => (value instanceof Set ? [...value] : value));
}

/** Records of the tables that say it, for a message that tells where to look. */
async function whereIs(text: string): Promise<string[]> {
  const found: string[] = [];
  for (const [table, items] of await tables())
    for (const item of items) {
      const said = JSON.stringify(item, (_, value: unknown) => (value instanceof Set ? [...value] : value));
      if (said.includes(text)) found.push(`${table}: ${said}`);
    }
  return found;
}

/** Calls with a code, a report about somebody else, a message, notes, a picture, a flag, list entries, a complaint file. */
async function plant(): Promise<{ readonly own: string; readonly others: string }> {
  const own = await reportOf(SUBJECT, '13125550199#');
  const others = await reportOf(OTHER, '13125558001#');
  for (const caseNumber of [own, others])
    await done('POST', `/api/cases/${caseNumber}/notes`, {
      body: { text: `${NAME} of ${SPELLINGS.join(' or ')}` },
    });
  await done('POST', `/api/cases/${own}/attachments?name=chat.png`, { body: PNG });
  await done('PATCH', `/api/cases/${others}`, {
    body: { status: 'investigating', feedback: `We rang ${NAME}` },
  });
  await done('PUT', `/api/listings/${encodeURIComponent(SUBJECT)}`, {
    body: { list: 'block', reason: `${NAME} again` },
  });
  await done('POST', '/api/feeds/bank/complaints', { body: `number\n${SUBJECT}\n${OTHER}\n` });
  await done('GET', `/api/lookup/${encodeURIComponent(SUBJECT)}`, {
    headers: { 'x-audit-reason': `for ${NAME}` },
  });
  await hotline.runtime.carrier.sendSms({
    from: hotline.runtime.settings.lastGood().hotline.number,
    to: SUBJECT,
    body: 'code 1234',
  });
  await hotline.clock.advance(1_800);
  await hotline.drain();
  await hotline.drain();
  return { own, others };
}

async function reportOf(from: string, number: string): Promise<string> {
  const phone = await hotline.call(from);
  await phone.press(phone.code());
  for (const key of ['2', number, '1', '2']) await phone.press(key);
  await phone.leaveMessage(5);
  const spoken = /case number is (\d(?:, \d)+)/.exec(phone.heard().join(' '))?.[1] ?? '';
  await phone.hangUp();
  await hotline.drain();
  return spoken.replaceAll(/\D/g, '');
}

async function done(...given: Parameters<TestHotline['api']>): Promise<ApiAnswer> {
  const answer = await hotline.api(...given);
  expect([given[1], answer.status < 300, answer.status < 300 ? '' : answer.text]).toEqual([
    given[1],
    true,
    '',
  ]);
  return answer;
}

const eraseSubject = async (): Promise<RightsView> => {
  const asked = await done('POST', `/api/people/${encodeURIComponent(SUBJECT)}/erase`, {
    token: 'grace',
    body: { why: 'came by letter, identity card seen', words: [NAME] },
  });
  const { id } = asked.json<RightsView>();
  await hotline.answerRights();
  return (await done('GET', `/api/rights/${id}`)).json<RightsView>();
};

async function copyOf(text: string): Promise<RightsView> {
  const asked = await done('POST', '/api/rights', {
    body: { kind: 'copy', number: '(312) 555-8001', proof: 'letter with identity card', text },
  });
  const { id, version } = asked.json<RightsView>();
  await done('POST', `/api/rights/${id}/decide`, {
    token: 'grace',
    headers: { 'if-match': `"${String(version)}"` },
    body: { decision: 'carry-out' },
  });
  await hotline.answerRights();
  return (await done('GET', `/api/rights/${id}`)).json<RightsView>();
}

describe('a copy', () => {
  test('holds everything that was planted, and nobody else’s number', async () => {
    await plant();
    const answered = await copyOf('Everything, please.');
    expect([answered.status, answered.problem]).toEqual(['done', undefined]);
    const zip = unpack(hotline.evidence.files.get(`copies/${answered.id}.zip`) ?? new Uint8Array());
    const text = [...zip.values()].map((bytes) => Buffer.from(bytes).toString()).join('\n');
    expect([...zip.keys()].filter((path) => path.endsWith('.wav'))).toHaveLength(1);
    expect(text).toContain(SUBJECT);
    expect(text).toContain(`${NAME} again`);
    expect(text).toContain('the same');
    expect(text).not.toContain(OTHER);
    expect(text).not.toContain(OTHER.slice(1));
  });
});

const TRACES = [...SPELLINGS, '13125558001', '3125558001', NAME];

async function expectNoTrace(): Promise<void> {
  for (const trace of TRACES) expect([trace, await whereIs(trace)]).toEqual([trace, []]);
  const all = await everything();
  for (const trace of TRACES) expect([trace, all.includes(trace)]).toEqual([trace, false]);
}

describe('erasure', () => {
  test('leaves no trace, also after a restore; the block goes on, and the audit log is whole', async () => {
    const { own, others } = await plant();
    expect((await everything()).includes(SUBJECT)).toBe(true);
    const copied = await copyOf('I would like to see it all.');
    expect([...hotline.evidence.files.keys()]).toContain(`copies/${copied.id}.zip`);
    const backup = await tables();
    const answered = await eraseSubject();
    expect([answered.status, answered.problem, answered.number]).toEqual(['done', undefined, undefined]);
    expect(answered.erasure).toMatchObject({ kept: [], suppressed: true });
    await expectNoTrace();
    // The copy of before is gone, and the words in which it was asked for.
    expect([...hotline.evidence.files.keys()]).toEqual([]);
    expect(await whereIs('I would like to see it all.')).toEqual([]);
    expect((await done('GET', `/api/rights/${copied.id}`)).json<RightsView>()).not.toHaveProperty('copy');
    // The report of somebody else about the number stays theirs, without the number.
    expect((await hotline.api('GET', `/api/cases/${own}`)).status).toBe(404);
    expect(
      (await done('GET', `/api/cases/${others}`)).json<{ reported?: string }>().reported,
    ).toBeUndefined();
    expect((await done('GET', '/api/audit/verify')).json()).toMatchObject({ intact: true });
    const phone = await hotline.call(SUBJECT);
    await phone.handle.ended;
    expect(hotline.documents.slice(-3).join('')).toContain('<Reject');

    await restore(backup);
    await hotline.clock.advance(86_500);
    await hotline.answerRights();
    await expectNoTraceButNewCalls();
    expect((await done('GET', '/api/audit/verify')).json()).toMatchObject({ intact: true });

    // Where all tables are restored, the request is gone with them: it is noticed within the hour.
    await restore(backup);
    const { id } = answered;
    await rig.database.run('restore', (client) =>
      client.send(new DeleteCommand({ TableName: rig.database.table('rights'), Key: { id } })),
    );
    await hotline.clock.advance(3_700);
    await hotline.answerRights();
    await expectNoTraceButNewCalls();
    expect((await done('GET', `/api/rights/${id}`)).json<RightsView>()).toMatchObject({
      status: 'done',
      kind: 'erase',
    });
  });

  test('what the person leaves with us afterwards is new, and stays; callers that are restored alone are found', async () => {
    await reportOf(SUBJECT, '13125550199#');
    const backup = await tables();
    await eraseSubject();
    await hotline.clock.advance(60);
    const again = await hotline.call(SUBJECT);
    await again.press(again.code());
    await again.hangUp();
    await hotline.drain();
    const [caller] = (await whereIs(SUBJECT)).filter((record) => record.startsWith('callers: {"number":"+'));
    expect(caller).toContain('verifiedUntil');
    for (let night = 0; night < 2; night++) {
      await hotline.clock.advance(86_500);
      await hotline.answerRights();
    }
    expect(await whereIs(SUBJECT)).toContain(caller);

    // A table that is restored alone replaces what was in it, and with it the note of the erasure.
    const TableName = rig.database.table('callers');
    for (const { number } of (await tables()).get('callers') ?? [])
      await rig.database.run('restore', (client) =>
        client.send(new DeleteCommand({ TableName, Key: { number } })),
      );
    await restore(new Map([['callers', backup.get('callers') ?? []]]));
    expect((await whereIs(SUBJECT)).some((record) => record.startsWith('callers:'))).toBe(true);
    await hotline.clock.advance(3_700);
    await hotline.answerRights();
    expect((await whereIs(SUBJECT)).filter((record) => record.startsWith('callers:'))).toEqual([]);
  });

  test('what was in the queue and arrives after the erasure goes the next night, a caller’s record too', async () => {
    await reportOf(SUBJECT, '13125550199#');
    const late = hotline.runtime.now().toISOString();
    await hotline.clock.advance(60);
    await eraseSubject();
    const number = SUBJECT as Identity;
    const expiresAt = '2027-11-24T00:00:00.000Z';
    const entry = { key: 'late', at: late, by: 'ada', action: 'staff-menu.flag', record: SUBJECT } as const;
    hotline.queue.push({
      kind: 'commit',
      effects: [
        { kind: 'remember-language', number, language: 'zh-CN', expiresAt },
        { kind: 'audit', entry },
      ],
    });
    await hotline.drain();
    expect((await whereIs(SUBJECT)).map((record) => record.slice(0, 7)).toSorted()).toEqual([
      'audit: ',
      'callers',
    ]);
    await hotline.clock.advance(86_500);
    await hotline.answerRights();
    expect(await whereIs(SUBJECT)).toEqual([]);
    expect((await done('GET', '/api/audit/verify')).json()).toMatchObject({ intact: true });
  });

  test('a function that starts anew reads the tables no second time on the same day', async () => {
    await reportOf(SUBJECT, '13125550199#');
    await eraseSubject();
    await hotline.clock.advance(86_500);
    let read = 0;
    const { subjects } = hotline.store;
    const { each } = subjects;
    Object.assign(subjects, {
      each: (table: TableName) => {
        read += 1;
        return each(table);
      },
    });
    for (let start = 0; start < 3; start++) {
      hotline.restartRights();
      await hotline.answerRights();
    }
    expect(read).toBe(TABLE_NAMES.length);
    Object.assign(subjects, { each });
  });

  /** The call after the erasure is new: it stays. */
  async function expectNoTraceButNewCalls(): Promise<void> {
    expect(await whereIs(NAME)).toEqual([]);
    const left = (await whereIs(SUBJECT)).filter(
      (record) => !/^(calls|webhooks|limits|callers):/.test(record),
    );
    expect(left).toEqual([]);
  }

  test('a legal hold wins, and the person is told', async () => {
    await plant();
    await done('POST', '/api/holds', {
      token: 'grace',
      body: {
        source: 'order',
        reference: 'o1',
        authority: 'Court',
        legalBasis: 'article 1',
        why: 'order',
        number: SUBJECT,
      },
    });
    await hotline.drain();
    const answered = await eraseSubject();
    expect(answered.status).toBe('done');
    expect(answered.answer).toContain('legal hold');
    expect(answered.erasure?.kept.find(({ reason }) => reason === 'legal-hold')?.records).toBeGreaterThan(1);
    const calls = (await done('GET', `/api/calls?caller=${encodeURIComponent(SUBJECT)}`)).json<{
      items: unknown[];
    }>();
    expect(calls.items).toHaveLength(1);
  });

  test('a number of the hotline itself is not erased, and it is said what to do', async () => {
    const { number } = hotline.runtime.settings.lastGood().hotline;
    const asked = await done('POST', `/api/people/${encodeURIComponent(number)}/erase`, {
      token: 'grace',
      body: { why: 'a mistake' },
    });
    await hotline.answerRights();
    const { status, problem } = (
      await done('GET', `/api/rights/${asked.json<RightsView>().id}`)
    ).json<RightsView>();
    expect([status, problem]).toEqual(['failed', expect.stringContaining('Take it out of the settings')]);
  });
});
