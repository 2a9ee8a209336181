// How much memory the making of a large evidence package takes: 10,000 calls with 2 GB of audio, made by a process of its
// own, whose largest size is measured. Fails where that is more than 256 MB. `npm run bench:evidence [calls] [kilobytes of
// audio a call]`
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { createLog } from '../functions/log.ts';
import { createPackagesHandler } from '../functions/packages/packages-handler.ts';
import type { PackagesRuntime } from '../functions/runtime.ts';
import { createSettingsSource } from '../functions/settings-source.ts';
import { createTables, startEngine, tableNames } from '../in-process/dynamo.ts';
import { reportFonts } from '../local/evidence/report-fonts.ts';
import { keyInFile } from '../local/evidence/signing-key-file.ts';
import { openRecordingFolder } from '../local/recording-folder.ts';
import { SEED_SETTINGS } from '../local/seed/seed-settings.ts';
import { openDatabase, type Database } from '../store/database/database.ts';
import { openTable } from '../store/database/table.ts';
import { openStore } from '../store/store.ts';

const TABLES = tableNames('bench');
const NOW = new Date('2026-11-28T12:00:00Z');
const ID = 'bench';
/** All of the process: heap, buffers, code and libraries. */
const MOST_MEGABYTES = 256;
/** Where memory is no object, V8 lets garbage lie for longer. */
const HEAP_MEGABYTES = 128;

const databaseAt = (endpoint: string): Database =>
  openDatabase({
    tables: TABLES,
    endpoint,
    region: 'us-east-1',
    requestTimeoutMs: 10_000,
    deadlineMs: 60_000,
  });

// --- the process that is measured ----------------------------------------------------------------------------------

async function make(endpoint: string, folder: string): Promise<void> {
  const database = databaseAt(endpoint);
  const store = openStore(database);
  const log = createLog('bench', 'ERROR');
  const now = (): Date => NOW;
  const runtime = {
    publicUrl: 'https://bench.test',
    accountSid: `AC${'0'.repeat(32)}`,
    oidc: undefined,
    store,
    settings: createSettingsSource({
      read: () => Promise.resolve(undefined),
      deployed: SEED_SETTINGS,
      now,
      log,
    }),
    recordings: openRecordingFolder(join(folder, 'recordings')),
    evidence: {
      write: (key: string, source: NodeJS.ReadableStream) =>
        pipeline(source, createWriteStream(join(folder, key.replace('/', '-')))),
      link: () => Promise.resolve(''),
    },
    anchors: { list: () => Promise.resolve([]) },
    signingKey: keyInFile(join(folder, 'key.pem')),
    fonts: reportFonts,
    now,
    log,
  } as unknown as PackagesRuntime;
  const started = performance.now();
  await createPackagesHandler(runtime)();
  const seconds = (performance.now() - started) / 1_000;
  const { made, status, problem } = (await store.packages.get(ID)) ?? {};
  // Kilobytes on Linux.
  const megabytes = process.resourceUsage().maxRSS / 1_024;
  const result: Result = { status, problem, seconds, megabytes, files: made?.files, bytes: made?.bytes };
  process.stdout.write(JSON.stringify(result));
  database.close();
}

interface Result {
  readonly status: string | undefined;
  readonly problem: string | undefined;
  readonly seconds: number;
  /** The most that the process ever had. */
  readonly megabytes: number;
  readonly files: number | undefined;
  readonly bytes: number | undefined;
}

// --- the process that measures -------------------------------------------------------------------------------------

const sid = (prefix: string, index: number): string => prefix + index.toString(16).padStart(32, '0');

async function seed(database: Database, folder: string, calls: number, kilobytes: number): Promise<void> {
  mkdirSync(join(folder, 'recordings', 'voicemail'), { recursive: true });
  const audio = Buffer.alloc(kilobytes * 1_000, 0x7f);
  const rows = { calls: [] as object[], voicemails: [] as object[], webhooks: [] as object[] };
  for (let index = 0; index < calls; index++) {
    audio.writeUInt32LE(index, 0);
    const [callSid, recordingSid] = [sid('CA', index), sid('RE', index)];
    const startedAt = new Date(NOW.getTime() - (index + 1) * 60_000).toISOString();
    const caller = `+1312555${String(index % 10_000).padStart(4, '0')}`;
    const key = `voicemail/${recordingSid}.wav`;
    writeFileSync(join(folder, 'recordings', key), audio);
    const sha256 = createHash('sha256').update(audio).digest('hex');
    const flag = { by: 'ada', at: startedAt, reason: 'advertising' };
    const facts = {
      attestation: 'A',
      callerId: { kind: 'number', number: caller },
      level: 'normal',
      staff: false,
    };
    rows.calls.push({
      callSid,
      caller,
      startedAt,
      day: startedAt.slice(0, 10),
      endedAt: startedAt,
      recordingSid,
      flag,
      facts,
      attestation: 'A',
      verdict: 'challenge',
      reasons: [{ code: 'unknown-caller' }],
      seconds: 40,
    });
    rows.voicemails.push({
      recordingSid,
      callSid,
      status: 'new',
      receivedAt: startedAt,
      seconds: 25,
      caller,
      version: 1,
      audio: { place: 'stored', key, sha256, bytes: audio.byteLength },
    });
    for (let one = 0; one < 4; one++)
      rows.webhooks.push({
        callSid,
        arrival: `${startedAt} ${String(one)}`,
        at: startedAt,
        id: String(one),
        url: 'https://bench.test/voice/menu?x=1',
        signature: 'c2lnbmF0dXJl',
        verified: 'signed',
        body: `CallSid=${callSid}&From=${encodeURIComponent(caller)}&`.padEnd(700, 'x'),
      });
  }
  for (const [table, items] of Object.entries(rows))
    await openTable(database, table as keyof typeof rows).putMany('seed', items as never);
}

async function main(): Promise<void> {
  const [calls = 10_000, kilobytes = 200] = process.argv.slice(2).map(Number);
  const folder = mkdtempSync(join(tmpdir(), 'bench-evidence-'));
  const engine = await startEngine();
  try {
    await createTables(engine.endpoint, TABLES);
    const database = databaseAt(engine.endpoint);
    await seed(database, folder, calls, kilobytes);
    const at = NOW.toISOString();
    const from = new Date(NOW.getTime() - 30 * 86_400_000).toISOString();
    await openStore(database).packages.open({
      id: ID,
      scope: { kind: 'period', from, to: at },
      authority: 'Bench',
      requestNumber: '1',
      legalBasis: 'none',
      receivedAt: at,
      status: 'approved',
      requestedBy: 'ada',
      requestedAt: at,
      approvals: [
        { by: 'ada', at },
        { by: 'grace', at },
      ],
      releases: [],
      version: 1,
    });
    database.close();
    const result = await measured(engine.endpoint, folder);
    const gigabytes = String((calls * kilobytes) / 1e6);
    process.stdout.write(
      `${String(calls)} calls, ${gigabytes} GB of audio, heap of ${String(HEAP_MEGABYTES)} MB: ${JSON.stringify(result)}\n`,
    );
    process.stdout.write(
      `${cpus()[0]?.model ?? ''}, ${String(cpus().length)} processors, Node ${process.version}\n`,
    );
    process.stdout.write(execFileSync('ls', ['-l', folder]).toString());
    if (result.status !== 'ready') throw new Error('the package was not made');
    if (result.megabytes > MOST_MEGABYTES)
      throw new Error(`it took ${result.megabytes.toFixed()} MB, and may take ${String(MOST_MEGABYTES)}`);
  } finally {
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The engine answers from this process meanwhile. */
async function measured(endpoint: string, folder: string): Promise<Result> {
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${String(HEAP_MEGABYTES)}`,
      ...process.execArgv,
      process.argv[1] ?? '',
      'make',
      endpoint,
      folder,
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let said = '';
  for await (const chunk of child.stdout) said += String(chunk);
  return JSON.parse(said) as Result;
}

if (process.argv[2] === 'make') await make(process.argv[3] ?? '', process.argv[4] ?? '');
else await main();
