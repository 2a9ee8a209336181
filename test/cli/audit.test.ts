// The audit log from the job that anchors it to the command that verifies it, with the hotline and without: also for an
// operator who writes the whole log anew.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createClient } from '../../api-client/client.ts';
import { exportAudit, saveAnchors, verifyAudit } from '../../cli/audit/verify.ts';
import type { Connection } from '../../cli/connection.ts';
import { createJobsHandler } from '../../functions/jobs/jobs-handler.ts';
import { anchorIn, sha256Of } from '../../store/audit/audit-anchors.ts';
import { openAnchorFolder } from '../../local/anchor-folder.ts';
import { rigForAll } from '../support/rig.ts';
import type { TestHotline } from '../support/hotline.ts';

const rig = rigForAll();
const folder = mkdtempSync(join(tmpdir(), 'hotline-audit-'));
const copies = join(folder, 'copies');
const file = join(folder, 'export.jsonl');
const anchors = openAnchorFolder(join(folder, 'anchors'));

let hotline: TestHotline;
let said = '';

const connection = (): Connection => ({
  url: '',
  token: '',
  api: createClient({
    send: async ({ method, target }) => {
      const answer = await hotline.api(method, target);
      return new Response(answer.text, { status: answer.status });
    },
  }),
});

beforeAll(async () => {
  hotline = rig.hotline({ start: new Date('2026-11-20T10:00:00Z') });
  Object.assign(hotline.runtime, { anchors });
  await days('ada', 4);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  said = '';
  process.exitCode = 0;
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterAll(() => {
  process.exitCode = 0;
});

const stamped: string[] = [];
const jobs = () =>
  createJobsHandler({
    ...hotline.runtime,
    anchors,
    timestamper: {
      stamp: (sha256) => {
        stamped.push(Buffer.from(sha256).toString('hex'));
        return Promise.resolve(Buffer.from(`stamp ${String(stamped.length)}`));
      },
    },
  });

/** So many days of entries; the job runs several times on each. */
async function days(by: string, count: number): Promise<void> {
  for (let day = 0; day < count; day++) {
    const at = hotline.clock.now().toISOString();
    for (const record of ['one', 'two'])
      await hotline.store.audit.append({ key: `${at} ${record}`, at, by, action: 'people.add', record });
    for (let run = 0; run < 3; run++) await jobs()({ job: 'anchor' });
    await hotline.clock.advance(86_400);
  }
}

async function verified(
  options: Parameters<typeof verifyAudit>[1],
): Promise<{ text: string; exitCode: unknown }> {
  await verifyAudit(connection, options);
  const { exitCode } = process;
  return { text: said, exitCode };
}

describe('anchors', () => {
  test('are made once a day, each names the one before, and each is stamped once', async () => {
    const listed = await anchors.list();
    expect(listed).toEqual(
      ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map((name) => ({ name, stamped: true })),
    );
    const files = await Promise.all(listed.map(anchors.read));
    expect(files.map(({ bytes }) => anchorIn(bytes)?.previous)).toEqual([
      '0'.repeat(64),
      ...files.slice(0, -1).map(({ bytes }) => sha256Of(bytes)),
    ]);
    expect(stamped).toEqual(files.map(({ bytes }) => sha256Of(bytes)));
    await anchors.keep('2026-11-20', Buffer.from('another'));
    expect(await anchors.read({ name: '2026-11-20', stamped: true })).toEqual(files[0]);
  });

  test('an authority that does not answer holds up no anchor, and is asked again', async () => {
    const silent = createJobsHandler({
      ...hotline.runtime,
      anchors,
      timestamper: { stamp: () => Promise.reject(new Error('silent')) },
    });
    await silent({ job: 'anchor' });
    expect((await anchors.list()).at(-1)).toEqual({ name: '2026-11-24', stamped: false });
    await jobs()({ job: 'anchor' });
    expect((await anchors.list()).at(-1)).toEqual({ name: '2026-11-24', stamped: true });
  });
});

describe('the command', () => {
  test('proves the log with the hotline, and of an export without it, and keeps copies of the anchors', async () => {
    await saveAnchors(connection(), copies);
    await exportAudit(connection(), file, 'yearly audit');
    said = '';
    for (const options of [{}, { anchors: copies }, { file }, { file, anchors: copies }])
      expect(await verified(options)).toMatchObject({
        text: expect.stringContaining('Log intact'),
        exitCode: 0,
      });
    expect(said).toContain('compared with 5 anchors');
    expect(existsSync(join(copies, '2026-11-24.tsr'))).toBe(true);
    await expect(exportAudit(connection(), file, 'again')).rejects.toThrow('never replaces a file');
    await hotline.drain();
    const { items } = (await hotline.api('GET', '/api/audit?action=audit.links')).json<{ items: object[] }>();
    expect(items).toContainEqual(expect.objectContaining({ by: 'admin', why: 'yearly audit' }));
  });

  test('finds an export that was changed, and one that is none', async () => {
    const lines = readFileSync(file, 'utf8').split('\n');
    const forged = join(folder, 'forged.jsonl');
    writeFileSync(forged, lines.join('\n').replace('"ada"', '"eve"'));
    expect(await verified({ file: forged })).toMatchObject({
      text: expect.stringContaining('it was changed'),
      exitCode: 1,
    });
    writeFileSync(forged, 'hello\n');
    expect(await verified({ file: forged })).toMatchObject({
      text: expect.stringContaining('line 1 is no line'),
      exitCode: 1,
    });
    await expect(verified({ file: join(folder, 'none') })).rejects.toThrow('Can’t read');
    await expect(verified({ anchors: folder })).rejects.toThrow('There are no anchors');
  });

  test('finds a log that was written anew from its beginning, which the chain alone does not show', async () => {
    const TableName = rig.database.table('audit');
    const { Items = [] } = await rig.database.run('scan', (client) =>
      client.send(new ScanCommand({ TableName })),
    );
    for (const { day, sequence } of Items as { day: string; sequence: number }[])
      await rig.database.run('delete', (client) =>
        client.send(new DeleteCommand({ TableName, Key: { day, sequence } })),
      );
    for (const at of ['2026-11-20T10:00:00.000Z', '2026-11-21T10:00:00.000Z', '2026-11-22T10:00:00.000Z'])
      for (const record of ['one', 'two'])
        await hotline.store.audit.append({ key: at + record, at, by: 'eve', action: 'people.add', record });
    expect(await hotline.store.audit.verify({})).toMatchObject({ intact: true });
    const there = (await hotline.api('GET', '/api/audit/verify')).json();
    expect(there).toMatchObject({
      intact: false,
      broken: { problem: expect.stringContaining('anchor of 2026-11-20') },
    });
    expect(await verified({})).toMatchObject({
      text: expect.stringContaining('The log is not the one that was anchored: anchor of 2026-11-20'),
      exitCode: 1,
    });
    const errors: string[] = [];
    await createJobsHandler({
      ...hotline.runtime,
      anchors,
      log: { ...hotline.runtime.log, error: (text: string) => errors.push(text) },
    })({ job: 'anchor' });
    // The job of that day has run before the log was written anew: the next day's says so.
    await hotline.clock.advance(86_400);
    await createJobsHandler({
      ...hotline.runtime,
      anchors,
      log: { ...hotline.runtime.log, error: (text: string) => errors.push(text) },
    })({ job: 'anchor' });
    expect(errors).toEqual([expect.stringContaining('not as it was anchored')]);
  });
});
