// The hotline that is measured: a process of its own, an empty folder, this machine alone.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';
import type { LoadCaller } from './callers.ts';
import type { Called } from './carrier.ts';

export interface MeasuredHotline extends Called {
  /** Puts callers on the lists, and waits until the copy of the lists has them. */
  readonly list: (callers: readonly LoadCaller[]) => Promise<void>;
  /** What it has logged as an error, and how often. */
  readonly logged: () => ReadonlyMap<string, number>;
  /** Of all its processes so far. Zero where the system does not tell. */
  readonly cpuSeconds: () => number;
  readonly stop: () => Promise<void>;
}

const ADMIN_TOKEN = 'load-test';
const START_WITHIN_MS = 180_000;

/** @param profile leaves a processor profile of each process in `load-profile/` */
export async function startMeasured({ profile }: { profile: boolean }): Promise<MeasuredHotline> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hotline-load-'));
  const accountSid = `AC${randomBytes(16).toString('hex')}`;
  const authToken = randomBytes(16).toString('hex');
  const secrets = { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, ADMIN_TOKEN };
  writeFileSync(join(dataDir, 'secrets.json'), JSON.stringify(secrets));
  const port = await freePort();
  const options = profile ? ['--cpu-prof', '--cpu-prof-dir=load-profile'] : [];
  const child = spawn(process.execPath, [...options, 'local/start.mjs'], {
    env: { PATH: process.env.PATH, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'ERROR' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const logged = countLines(child);
  const url = `http://127.0.0.1:${String(port)}`;
  await answering(url, child);
  return {
    url,
    publicUrl: `http://localhost:${String(port)}`,
    accountSid,
    authToken,
    number: SEED_SETTINGS.hotline.number,
    logged: () => logged,
    list: async (callers) => {
      for (const kind of ['allowed', 'blocked'] as const) {
        const own = callers.filter((caller) => caller.kind === kind);
        await importList(url, kind === 'allowed' ? 'allow' : 'block', own);
      }
      const listed = callers.filter(({ kind }) => kind !== 'stranger').length;
      await until(() => copiedIn(dataDir) >= listed, 'the lists were not copied');
      // The voice process looks for a newer copy every five seconds.
      await delay(6_000);
    },
    cpuSeconds: () => (child.pid === undefined ? 0 : cpuOf(child.pid)),
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function countLines({ stdout, stderr }: ChildProcess): Map<string, number> {
  const counts = new Map<string, number>();
  for (const input of [stdout, stderr]) {
    if (input === null) continue;
    createInterface({ input }).on('line', (line) => {
      const message = /^\{"level":"ERROR","message":"([^"]+)"/.exec(line)?.[1];
      if (message !== undefined) counts.set(message, (counts.get(message) ?? 0) + 1);
    });
  }
  return counts;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  await until(async () => {
    if (child.exitCode !== null) throw new Error('the hotline has ended');
    const health = await fetch(`${url}/health`).catch(() => undefined);
    return (
      ((await health?.json().catch(() => undefined)) as { status?: string } | undefined)?.status === 'ok'
    );
  }, 'the hotline does not answer');
}

async function until(holds: () => boolean | Promise<boolean>, otherwise: string): Promise<void> {
  const started = performance.now();
  while (performance.now() - started < START_WITHIN_MS) {
    if (await holds()) return;
    await delay(200);
  }
  throw new Error(otherwise);
}

async function importList(url: string, list: string, callers: readonly LoadCaller[]): Promise<void> {
  const lines = callers.map(({ number }) => `${number},load test,`);
  const response = await fetch(`${url}/api/listings/import?list=${list}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'text/csv' },
    body: ['number,reason,expiresAt', ...lines].join('\n'),
  });
  if (!response.ok) throw new Error(`the list was not imported: ${await response.text()}`);
}

function copiedIn(dataDir: string): number {
  try {
    const label = readFileSync(join(dataDir, 'snapshot', 'label.json'), 'utf8');
    return (JSON.parse(label) as { listings: number }).listings;
  } catch {
    return 0;
  }
}

/** Clock ticks a second of Linux, for processes. */
const TICKS = 100;

function cpuOf(root: number): number {
  try {
    const stats = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap(statOf);
    const own = new Set([root]);
    // A child has a later number than its parent, unless the numbers began anew meanwhile.
    for (const { pid, parent } of stats) if (own.has(parent)) own.add(pid);
    return stats.filter(({ pid }) => own.has(pid)).reduce((sum, { ticks }) => sum + ticks, 0) / TICKS;
  } catch {
    return 0;
  }
}

/** `pid (name) state parent …`, with the times in the fields 14 and 15. */
function statOf(pid: string): { pid: number; parent: number; ticks: number }[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return [{ pid: Number(pid), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }];
  } catch {
    return [];
  }
}
