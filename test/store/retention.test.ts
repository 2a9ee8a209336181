// 400 days later: what is past its period is gone from every table, from the disk and from the outbox; what is within it
// stays, and so does what an open case rests on. The audit log can be verified after its old part is gone.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { E164 } from '../../core/numbers/e164.ts';
import { createJobsHandler } from '../../functions/jobs/jobs-handler.ts';
import { openRecordingFolder } from '../../local/recording-folder.ts';
import { removePast } from '../../local/remove-past.ts';
import type { Item } from '../../store/database/items.ts';
import { TABLE_NAMES, type TableName } from '../../store/tables.ts';
import { startTestEngine, type TestEngine } from '../support/engine.ts';
import { TestHotline } from '../support/hotline.ts';
import { settingsWith } from '../support/settings.ts';

const START = new Date('2026-01-05T15:00:00Z');
const daysLater = (days: number): Date => new Date(START.getTime() + days * 86_400_000);
const SETTINGS = settingsWith({ reports: { retentionDays: 365 }, audit: { retentionDays: 30 } });
const MEMBER = '+13125550111' as E164;
const folder = mkdtempSync(join(tmpdir(), 'hotline-retention-'));
const recordings = openRecordingFolder(join(folder, 'recordings'));
const sid = (letters: string, digit: string): string => letters + digit.repeat(32);
const fileOf = (recordingSid: string): string =>
  join(folder, 'recordings', 'voicemail', `${recordingSid}.wav`);

let engine: TestEngine;
let hotline: TestHotline;

/** The hotline as it is on a day, with its jobs. */
const on = (day: Date) => ({ ...hotline.runtime, recordings, now: () => day });

async function tidy(day: Date): Promise<void> {
  await createJobsHandler(on(day))({ job: 'retention' });
  await removePast({ database: engine.database, dataDir: folder, runtime: on(day) });
}

async function itemsOf(table: TableName): Promise<Item[]> {
  const TableName = engine.database.table(table);
  const { Items = [] } = await engine.database.run('scan', (client) =>
    client.send(new ScanCommand({ TableName, ConsistentRead: true })),
  );
  return Items;
}
const pastAt = async (day: Date): Promise<string[]> => {
  const all = await Promise.all(
    TABLE_NAMES.map(async (table) =>
      (await itemsOf(table))
        .filter(({ ttl }) => typeof ttl === 'number' && ttl <= day.getTime() / 1_000)
        .map((item) => `${table} ${JSON.stringify(item).slice(0, 80)}`),
    ),
  );
  return all.flat();
};

async function leaveMessage(recordingSid: string, callSid: string, receivedAt: Date): Promise<void> {
  const { voicemails } = hotline.runtime.store;
  const key = `voicemail/${recordingSid}.wav`;
  const expiresAt = new Date(receivedAt.getTime() + 180 * 86_400_000).toISOString();
  await voicemails.keep({
    kind: 'keep-voicemail',
    recordingSid,
    callSid,
    seconds: 9,
    receivedAt: receivedAt.toISOString(),
    expiresAt,
  });
  await recordings.put(key, new Uint8Array(44));
  await voicemails.noteStored(recordingSid, { place: 'stored', key, sha256: '', bytes: 44 });
}

async function openCase(description: string): Promise<string> {
  const body = { reported: '+13125550190', category: 'other', description };
  const opened = await hotline.api('POST', '/api/cases', { body });
  return opened.json<{ caseNumber: string }>().caseNumber;
}
const isThere = async (caseNumber: string): Promise<boolean> =>
  (await hotline.runtime.store.cases.get(caseNumber)) !== undefined;
const note = (day: Date, key: string): Promise<void> =>
  hotline.runtime.store.audit.append({
    key,
    at: day.toISOString(),
    by: 'ada',
    action: 'people.roles',
    record: 'settings',
  });
const verify = () => hotline.runtime.store.audit.verify({});

beforeAll(async () => {
  engine = await startTestEngine();
  hotline = new TestHotline({ database: engine.database, settings: SETTINGS, start: START });
  mkdirSync(join(folder, 'outbox'));
});
afterAll(async () => {
  await engine.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A file that staff attached to the case on the first day. */
async function attach(caseNumber: string): Promise<void> {
  const { cases, caseFiles } = hotline.runtime.store;
  const { receivedAt = '' } = (await cases.get(caseNumber)) ?? {};
  const key = attachmentOf(caseNumber);
  const file = { key, sha256: '', bytes: 3, type: 'image/png', name: 'a.png' } as const;
  const at = { caseNumber, opened: receivedAt, at: START.toISOString(), by: 'ada' };
  await recordings.put(key, new Uint8Array(3));
  await caseFiles.add({ ...at, ...file, kind: 'attachment', entry: `attachment:${'a'.repeat(32)}` });
}
const attachmentOf = (caseNumber: string): string => `attachments/${caseNumber}/${'a'.repeat(32)}`;
const isAttached = (caseNumber: string): boolean =>
  existsSync(join(folder, 'recordings', attachmentOf(caseNumber)));

describe('400 days later', () => {
  const [OLD, OPEN, NEW] = ['1', '2', '3'].map((digit) => sid('RE', digit)) as [string, string, string];
  let closed: string;
  let open: string;
  let reopened: string;
  let lately: string;
  let duplicate: string;

  test('nothing that is past its period is left, and what is within it stays', async () => {
    const { store } = hotline.runtime;
    await (await hotline.call('+13125550177')).hangUp();
    await (await hotline.call(MEMBER)).hangUp();
    await store.members.setPin(MEMBER, 'a hash');
    await store.callers.rememberLanguage(MEMBER, 'en-US', daysLater(180).toISOString());
    await store.limits.claim('once', 'somebody', daysLater(1).toISOString());
    [closed, open, reopened, lately] = [
      await openCase('a'),
      await openCase('b'),
      await openCase('c'),
      await openCase('d'),
    ];
    duplicate = await openCase('b again');
    await hotline.api('POST', `/api/cases/${duplicate}/merge`, { body: { into: open } });
    for (const one of [closed, open]) await attach(one);
    const close = { body: { status: 'closed', feedback: 'Thank you.' } };
    for (const one of [closed, reopened]) await hotline.api('PATCH', `/api/cases/${one}`, close);
    await hotline.api('PATCH', `/api/cases/${reopened}`, { body: { status: 'investigating' } });
    await leaveMessage(OLD, sid('CA', '1'), START);
    await leaveMessage(OPEN, sid('CA', '2'), START);
    await leaveMessage(NEW, sid('CA', '3'), daysLater(300));
    await engine.database.run('describe', (client) =>
      client.send(
        new UpdateCommand({
          TableName: engine.database.table('cases'),
          Key: { caseNumber: open },
          UpdateExpression: 'SET #recording = :recording',
          ExpressionAttributeNames: { '#recording': 'recordingSid' },
          ExpressionAttributeValues: { ':recording': OPEN },
        }),
      ),
    );
    for (const name of ['20260105T150000Z-a.eml', '20261001T150000Z-b.sms', 'notes.txt'])
      writeFileSync(join(folder, 'outbox', name), '');

    await tidy(daysLater(170));
    expect(existsSync(fileOf(OLD))).toBe(true);
    expect((await itemsOf('calls')).length).toBeGreaterThan(0);
    await hotline.clock.advance(380 * 86_400);
    await hotline.api('PATCH', `/api/cases/${lately}`, close);
    await note(daysLater(385), 'lately');

    await tidy(daysLater(400));
    expect(await pastAt(daysLater(400))).toEqual([]);
    expect(await itemsOf('calls')).toEqual([]);
    expect(await Promise.all([closed, open, reopened, lately].map(isThere))).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(await isThere(duplicate)).toBe(true);
    expect((await itemsOf('voicemails')).map(({ recordingSid }) => recordingSid).toSorted()).toEqual([
      OPEN,
      NEW,
    ]);
    expect([OLD, OPEN, NEW].map(fileOf).map((file) => existsSync(file))).toEqual([false, true, true]);
    expect(readdirSync(join(folder, 'outbox')).toSorted()).toEqual(['20261001T150000Z-b.sms', 'notes.txt']);
    expect((await store.members.account(MEMBER)).pinHash).toBe('a hash');
    expect(await store.limits.claim('once', 'somebody else', daysLater(500).toISOString())).toBe(true);
  });

  test('the audit log begins later, says so, and is intact; its days within the period are all there', async () => {
    const report = await verify();
    expect(report).toEqual({ intact: true, entries: 3, removedThrough: expect.any(Number) });
    const { items } = await hotline.runtime.store.audit.page({ limit: 50 });
    expect(items.map(({ by, action }) => `${by} ${action}`)).toEqual([
      'retention retention.audit',
      'ada people.roles',
      'admin cases.patch',
    ]);
    const chain = (await itemsOf('audit')).filter(({ previous }) => previous !== undefined);
    expect(Math.min(...chain.map(({ sequence }) => Number(sequence)))).toBe((report.removedThrough ?? 0) + 1);
  });

  test('a second run on the same day removes what was attached to cases that are gone, and nothing more', async () => {
    const before = await itemsOf('audit');
    await tidy(daysLater(400));
    expect(await itemsOf('audit')).toEqual(before);
    expect([closed, open].map(isAttached)).toEqual([false, true]);
    expect((await itemsOf('casefiles')).map(({ caseNumber }) => caseNumber)).toEqual([open]);
  });

  test('a closed case is removed after its own period, and then its message too', async () => {
    await hotline.clock.advance(20 * 86_400);
    await hotline.api('PATCH', `/api/cases/${open}`, { body: { status: 'closed', feedback: 'Done.' } });
    await tidy(daysLater(409));
    expect([existsSync(fileOf(OPEN)), await isThere(open)]).toEqual([false, true]);
    await tidy(daysLater(800));
    expect(await Promise.all([open, duplicate, reopened, lately].map(isThere))).toEqual([
      false,
      false,
      true,
      false,
    ]);
    await tidy(daysLater(800));
    expect([isAttached(open), await itemsOf('casefiles')]).toEqual([false, []]);
    expect((await verify()).intact).toBe(true);
  });
});

describe('a log whose beginning was removed', () => {
  const TableName = (): string => engine.database.table('audit');
  const links = async (): Promise<Item[]> =>
    (await itemsOf('audit'))
      .filter(({ previous }) => previous !== undefined)
      .toSorted((a, b) => Number(a.sequence) - Number(b.sequence));

  test('a removal that nobody wrote down is found', async () => {
    await note(daysLater(801), 'today');
    await note(daysLater(802), 'tomorrow');
    expect((await verify()).intact).toBe(true);
    const closing = (await links()).filter(({ kind }) => kind === 'day-closed').at(-1);
    await engine.database.run('forge', (client) =>
      client.send(
        new UpdateCommand({
          TableName: TableName(),
          Key: { day: 'chain', sequence: 0 },
          UpdateExpression: 'SET #day = :day, #removed = :removed',
          ExpressionAttributeNames: { '#day': 'firstDay', '#removed': 'removed' },
          ExpressionAttributeValues: {
            ':day': closing?.next,
            ':removed': { sequence: closing?.sequence, hash: closing?.hash },
          },
        }),
      ),
    );
    expect(await verify()).toMatchObject({
      intact: false,
      broken: { problem: expect.stringContaining('no entry says so') },
    });
  });

  test('a log that was changed is not shortened: what shows the change stays', async () => {
    const own = await startTestEngine();
    try {
      const theirs = new TestHotline({ database: own.database, settings: SETTINGS, start: START });
      const { audit } = theirs.runtime.store;
      for (const day of [0, 1, 2, 3])
        await audit.append({
          key: `k${String(day)}`,
          at: daysLater(day).toISOString(),
          by: 'ada',
          action: 'people.add',
          record: 'r',
        });
      const audits = own.database.table('audit');
      await own.database.run('delete', (client) =>
        client.send(new DeleteCommand({ TableName: audits, Key: { day: '2026-01-06', sequence: 3 } })),
      );
      const report = await audit.removeBefore('2027-01-01', daysLater(400));
      expect(report).toMatchObject({ intact: false });
      expect((await audit.verify({})).intact).toBe(false);
      expect((await audit.verify({})).removedThrough).toBeUndefined();
    } finally {
      await own.stop();
    }
  });
});
