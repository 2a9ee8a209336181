// What befalls one process of the hotline does not reach its callers: real processes, killed, stopped and starved.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { callAndTell, nothingTold } from '../../lab/kill-drill.ts';
import { lostOf } from '../support/kept.ts';
import { StartedHotline, until } from '../support/processes.ts';

// Four processes of a machine that may be busy; a test that fails ends by its assertions, not by this.
jest.setTimeout(300_000);

const folder = mkdtempSync(join(tmpdir(), 'hotline-isolation-'));
let sids = 0;
const callSid = (): string => `CA${String((sids += 1)).padStart(32, '0')}`;
const ring = (hotline: StartedHotline): ReturnType<StartedHotline['webhook']> =>
  hotline.webhook('/voice/incoming', { CallSid: callSid() });

const LAST_RESORT = '<Record action="voicemail"';
const isWell = async (hotline: StartedHotline): Promise<boolean> => (await hotline.health()).status === 'ok';
/** Any document that a caller can go on with. */
const isDocument = ({ status, text }: { status: number; text: string }): boolean =>
  status === 200 && /<Gather|<Record|<Dial/.test(text);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('of a running hotline', () => {
  let hotline: StartedHotline;
  beforeAll(async () => {
    hotline = await StartedHotline.start(join(folder, 'main'));
  });
  afterAll(async () => {
    await hotline.stop();
  });

  test('the office is killed: calls are answered, health says so, and it comes back', async () => {
    hotline.signal('office', 'SIGKILL');
    expect((await ring(hotline)).text).toContain('<Gather');
    await until(() => isWell(hotline));
    expect(hotline.output).toContain('The office process ended (SIGKILL). It is started again now.');
  });

  test('the voice process is killed: the next call waits for it, or the caller can leave a message', async () => {
    hotline.signal('voice', 'SIGKILL');
    const answer = await ring(hotline);
    expect(isDocument(answer)).toBe(true);
    await until(async () => (await ring(hotline)).text.includes('<Gather'));
  });

  test('the voice process stands still: the caller can leave a message, and it is replaced', async () => {
    const stopped = hotline.pidOf('voice');
    hotline.signal('voice', 'SIGSTOP');
    expect((await ring(hotline)).text).toContain(LAST_RESORT);
    await until(() => hotline.output.includes('The voice process hangs. It is ended.'));
    await until(async () => (await ring(hotline)).text.includes('<Gather'));
    expect(hotline.pidOf('voice')).not.toBe(stopped);
  });

  test('the engine is killed: callers are challenged, and what was kept is there again', async () => {
    hotline.signal('engine', 'SIGKILL');
    expect(isDocument(await ring(hotline))).toBe(true);
    await until(() => isWell(hotline));
    const answer = await ring(hotline);
    expect(answer.text).toContain('<Gather');
  });

  test('a callback that comes while the voice process is replaced is answered by the next one', async () => {
    const sid = callSid();
    await hotline.webhook('/voice/incoming', { CallSid: sid });
    hotline.signal('voice', 'SIGKILL');
    const { status } = await hotline.webhook('/voice/status', { CallSid: sid, CallStatus: 'completed' });
    expect([200, 503]).toContain(status);
  });

  test('what callers were told is kept, though each part is killed while they call', async () => {
    const told = nothingTold();
    const calls = Promise.all(
      Array.from({ length: 9 }, (_, index) =>
        callAndTell(index, (path, parameters) => hotline.webhook(path, parameters), told),
      ),
    );
    for (const part of ['engine', 'office', 'voice'] as const) {
      await until(() => hotline.signal(part, 'SIGKILL'));
      await until(() => isWell(hotline));
    }
    await calls;
    // A busy machine may keep a call from its case number; sooner or later one is told.
    const last = nothingTold();
    for (let index = 100; last.cases.length === 0 || last.recordings.length === 0; index += 1)
      await callAndTell(index, (path, parameters) => hotline.webhook(path, parameters), last);
    expect(await lostOf(told, hotline)).toEqual({ cases: [], recordings: [] });
    expect(await lostOf(last, hotline)).toEqual({ cases: [], recordings: [] });
  });

  test('nobody but the front door is answered behind it', async () => {
    const sockets = execFileSync('ss', ['-tlnpH'], { encoding: 'utf8' });
    const ports = (['voice', 'office'] as const).map((part) => {
      const line = sockets.split('\n').find((one) => one.includes(`pid=${String(hotline.pidOf(part))},`));
      return /127\.0\.0\.1:(\d+)/.exec(line ?? '')?.[1];
    });
    for (const port of ports) {
      expect(port).toBeDefined();
      const answer = await fetch(`http://127.0.0.1:${String(port)}/voice/incoming`, { method: 'POST' });
      expect(answer.status).toBe(403);
    }
  });
});

test('the parts end with their supervisor, however that ended', async () => {
  const hotline = await StartedHotline.start(join(folder, 'orphans'));
  const pids = (['engine', 'voice', 'office'] as const).map((part) => hotline.pidOf(part) ?? 0);
  await hotline.stop('SIGKILL');
  const isGone = (pid: number): boolean => {
    try {
      process.kill(pid, 0);
      return false;
    } catch {
      return true;
    }
  };
  await until(() => pids.every(isGone));
});

/** A file system of so few megabytes. @throws where mounting is not allowed */
function mountSmall(place: string, megabytes: number): void {
  mkdirSync(place, { recursive: true });
  const size = `size=${String(megabytes)}m`;
  execFileSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', place], { stdio: 'ignore' });
}

function canMount(): boolean {
  const place = join(folder, 'probe');
  try {
    mountSmall(place, 1);
    execFileSync('umount', [place]);
    return true;
  } catch {
    process.stderr.write('A small disk cannot be mounted here: the full disk is not tested; run as root.\n');
    return false;
  }
}

(canMount() ? test : test.skip)(
  'the disk is full: every call is answered, a restart included, and it recovers by itself',
  async () => {
    const place = join(folder, 'small');
    mountSmall(place, 24);
    const dataDir = join(place, 'data');
    let hotline = await StartedHotline.start(dataDir);
    try {
      const secrets = readFileSync(join(dataDir, 'secrets.json'), 'utf8');
      fill(join(place, 'filler'));
      for (let calls = 0; calls < 30; calls += 1) expect(isDocument(await ring(hotline))).toBe(true);
      hotline.signal('engine', 'SIGKILL');
      for (let calls = 0; calls < 10; calls += 1) expect(isDocument(await ring(hotline))).toBe(true);
      expect(hotline.hasEnded).toBe(false);
      await hotline.stop();
      hotline = await StartedHotline.start(dataDir);
      expect(isDocument(await ring(hotline))).toBe(true);
      expect(readFileSync(join(dataDir, 'secrets.json'), 'utf8')).toBe(secrets);
      rmSync(join(place, 'filler'));
      await until(() => isWell(hotline));
      await until(async () => (await ring(hotline)).text.includes('<Gather'));
    } finally {
      await hotline.stop();
      execFileSync('umount', [place]);
    }
  },
);

/** Takes every byte that is left. */
function fill(file: string): void {
  let bytes = 1_000_000;
  let written = '';
  while (bytes >= 1) {
    try {
      writeFileSync(file, Buffer.alloc(bytes), { flag: 'a' });
      written = file;
    } catch {
      bytes = Math.floor(bytes / 10);
    }
  }
  expect(statSync(written).size).toBeGreaterThan(0);
}
