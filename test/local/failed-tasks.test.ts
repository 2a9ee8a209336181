// Garbage lies in the queue when a hotline starts: it starts, does the other tasks, and shows the bad one, as a stranger
// would see it: real processes, real HTTP, the hotline command.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, expect, test } from '@jest/globals';
import { readRunning } from '../../local/running.ts';

const run = promisify(execFile);
const dataDir = mkdtempSync(join(tmpdir(), 'hotline-garbage-'));
let child: ChildProcess | undefined;
afterAll(() => {
  child?.kill('SIGKILL');
});

async function start(): Promise<void> {
  child = spawn('node', ['local/start.mjs'], { env: { ...process.env, PORT: '0', DATA_DIR: dataDir } });
  let text = '';
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      text += chunk.toString();
      if (text.includes('Ctrl-C')) resolve();
    };
    child?.stdout?.on('data', listen);
    child?.stderr?.on('data', listen);
    child?.on('exit', (code) => {
      reject(new Error(`ended with ${String(code)}: ${text}`));
    });
  });
}

const hotline = async (...commandLine: string[]): Promise<string> =>
  (await run('node', ['cli/hotline.mjs', ...commandLine], { env: { ...process.env, DATA_DIR: dataDir } }))
    .stdout;

const health = async (): Promise<unknown> =>
  (await fetch(`${readRunning(dataDir)?.url ?? ''}/health`)).json();

interface Failed {
  readonly id: string;
  readonly problem: string;
}

test('an empty file and torn tasks: the hotline starts, does the others, and shows the bad ones', async () => {
  const queue = join(dataDir, 'queue');
  mkdirSync(queue, { recursive: true });
  writeFileSync(join(queue, '1764288000000-aaaa.json'), '');
  writeFileSync(join(queue, '1764288000001-bbbb.json'), '{"kind":"send-sms","to":"+13125550');
  const email = { id: 'msg_1', to: 'duty@example.org', subject: 'Still told', text: 'after the garbage' };
  writeFileSync(join(queue, '1764288000002-cccc.json'), JSON.stringify({ kind: 'send-email', email }));
  await start();
  const outbox = join(dataDir, 'outbox');
  while (!existsSync(outbox) || !(await hotline('outbox')).includes('Still told')) await delay(200);
  expect(await health()).toMatchObject({
    status: 'degraded',
    failedTasks: 2,
    problems: [expect.stringContaining('2 background tasks have failed') as unknown],
  });
  const shown = await hotline('queue');
  expect(shown).toContain('The task is damaged and can’t be read. The file is empty.');
  // Nothing of a task that cannot be read is shown: it may be half of a number.
  expect(shown).not.toContain('3125550');
  const failed = (await hotline('queue', '--json'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Failed);
  expect(failed.map(({ problem }) => problem)).toEqual(['unreadable', 'unreadable']);
  expect(await hotline('queue', 'retry')).toContain('0 tasks');
  for (const { id } of failed)
    expect(await hotline('queue', 'drop', id, '--why', 'half of a text')).toContain('dropped');
  expect(await health()).toEqual({ status: 'ok' });
  expect(await hotline('audit')).toContain('Dropped a failed task');
  expect(await hotline('queue')).toBe('No results.\n');
}, 600_000);
