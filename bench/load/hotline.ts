// The hotline that is measured: a process of its own, an empty folder, this machine alone.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';
import { StartedHotline, until } from '../../test/support/processes.ts';
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

/** @param profile leaves a processor profile of each process in `load-profile/` */
export async function startMeasured({ profile }: { profile: boolean }): Promise<MeasuredHotline> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hotline-load-'));
  const nodeOptions = profile ? ['--cpu-prof', '--cpu-prof-dir=load-profile'] : [];
  const hotline = await StartedHotline.start(dataDir, { logLevel: 'ERROR', nodeOptions });
  await until(async () => (await hotline.health()).status === 'ok');
  const { TWILIO_ACCOUNT_SID: accountSid = '', TWILIO_AUTH_TOKEN: authToken = '' } = hotline.secrets;
  return {
    url: hotline.url,
    accountSid,
    authToken,
    number: SEED_SETTINGS.hotline.number,
    logged: () => errorsIn(hotline.output),
    list: async (callers) => {
      for (const kind of ['allowed', 'blocked'] as const) {
        const own = callers.filter((caller) => caller.kind === kind);
        await importList(hotline, kind === 'allowed' ? 'allow' : 'block', own);
      }
      const listed = callers.filter(({ kind }) => kind !== 'stranger').length;
      await until(() => copiedIn(dataDir) >= listed);
      // The voice process looks for a newer copy every five seconds.
      await delay(6_000);
    },
    cpuSeconds: () => cpuOf(hotline.pid),
    stop: async () => {
      await hotline.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function errorsIn(output: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [, message = ''] of output.matchAll(/^\{"level":"ERROR","message":"([^"]+)"/gm))
    counts.set(message, (counts.get(message) ?? 0) + 1);
  return counts;
}

async function importList(
  { url, secrets }: StartedHotline,
  list: string,
  callers: readonly LoadCaller[],
): Promise<void> {
  const lines = callers.map(({ number }) => `${number},load test,`);
  const response = await fetch(`${url}/api/listings/import?list=${list}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secrets.ADMIN_TOKEN ?? ''}`, 'content-type': 'text/csv' },
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
