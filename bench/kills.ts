// Kills the processes of a running hotline while callers report numbers and leave messages, and looks afterwards for every
// case number that a caller heard and every recording whose end was acknowledged. Fails where one is lost.
// `npm run bench:kills [calls, 2000] [kills, 50] [callers at once, 2000]`
import { cpus, tmpdir } from 'node:os';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { callAndTell, nothingTold } from '../lab/kill-drill.ts';
import { lostOf } from '../test/support/kept.ts';
import { StartedHotline, until } from '../test/support/processes.ts';

const [calls = 2_000, kills = 50, atOnce = 2_000] = process.argv.slice(2).map(Number);
const PARTS = ['voice', 'engine', 'office'] as const;
/** After a kill the hotline gets well again, and works for so long. */
const BETWEEN_KILLS_MS = 1_000;

const folder = mkdtempSync(join(tmpdir(), 'hotline-kills-'));
const hotline = await StartedHotline.start(join(folder, 'data'));
const told = nothingTold();
let [next, isOver, killed] = [0, false, 0];

const caller = async (): Promise<void> => {
  while (next < calls)
    await callAndTell(next++, (path, parameters) => hotline.webhook(path, parameters), told);
};
const killer = async (): Promise<void> => {
  while (killed < kills && !isOver) {
    await until(async () => isOver || (await hotline.health()).status === 'ok');
    await delay(BETWEEN_KILLS_MS);
    if (hotline.signal(PARTS[killed % PARTS.length] ?? 'voice', 'SIGKILL')) killed += 1;
  }
};

const began = performance.now();
const killing = killer();
await Promise.all(Array.from({ length: Math.min(atOnce, calls) }, caller));
const seconds = (performance.now() - began) / 1_000;
isOver = true;
await killing;
await until(async () => (await hotline.health()).status === 'ok');
const lost = await lostOf(told, hotline);
await hotline.stop();
rmSync(folder, { recursive: true, force: true });

const sorted = told.took.toSorted((a, b) => a - b);
const at = (share: number): string => `${(sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(0)} ms`;
const lines = {
  machine: `${String(cpus().length)} × ${cpus()[0]?.model ?? ''}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`,
  calls: `${String(calls)}, ${String(Math.min(atOnce, calls))} at once, in ${seconds.toFixed(0)} s`,
  kills: `${String(killed)} (voice, engine and office in turn)`,
  webhooks: `${String(sorted.length)}: p50 ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1 - 1e-9)}`,
  'last resorts': String(told.lastResorts),
  'calls that failed': `${String(told.failures.length)} ${[...new Set(told.failures)].slice(0, 3).join('; ')}`,
  'case numbers heard': `${String(told.cases.length)}, lost ${String(lost.cases.length)} ${lost.cases.slice(0, 5).join(' ')}`,
  'recordings acknowledged': `${String(told.recordings.length)}, lost ${String(lost.recordings.length)} ${lost.recordings.slice(0, 5).join(' ')}`,
};
for (const [name, value] of Object.entries(lines)) process.stdout.write(`${name.padEnd(24)} ${value}\n`);
process.exit(lost.cases.length + lost.recordings.length === 0 ? 0 : 1);
