// Processes that end, hang or never get ready: the supervisor's side, with small programs in the place of the parts.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nextRestart } from '../../../local/supervisor/back-off.ts';
import { ChildPart, type ChildOptions } from '../../../local/supervisor/child-part.ts';
import { freePort } from '../../../local/supervisor/free-port.ts';

describe('pauses before a process is started again', () => {
  const pausesOf = (count: number): number[] => {
    const pauses: number[] = [];
    for (let ends = 0; ends < count;) {
      const restart = nextRestart(ends, 1_000);
      pauses.push(restart.pauseMs);
      ({ ends } = restart);
    }
    return pauses;
  };

  test('the first time at once, then longer and longer, and never longer than 5 s', () => {
    const pauses = pausesOf(20);
    expect(pauses[0]).toBe(0);
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    expect(pauses.at(-1)).toBe(5_000);
  });

  test('a process that was well for half a minute begins anew', () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.integer({ min: 30_000, max: 1e9 }), (ends, ranMs) => {
        expect(nextRestart(ends, ranMs)).toEqual({ ends: 1, pauseMs: 0 });
      }),
    );
  });
});

describe('the port of the embedded database', () => {
  test('is free, and none from which systems open connections', async () => {
    const port = await freePort();
    expect(port).toBeGreaterThanOrEqual(20_000);
    expect(port).toBeLessThan(32_000);
  });

  test('is another one where the first is taken', async () => {
    const taken = createServer().listen(await freePort(), '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as { port: number };
    const chances = [(port - 20_000) / 12_000, 0.5];
    expect(await freePort(() => chances.shift() ?? 0.25)).not.toBe(port);
    taken.close();
  });
});

const folder = mkdtempSync(join(tmpdir(), 'hotline-supervisor-'));
const running: ChildPart[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((part) => part.stop(100)));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const BEATS = `setInterval(() => process.send({ kind: 'beat' }), 50);
  process.on('disconnect', () => process.exit());`;
const READY = `process.on('message', ({ kind }) => {
  if (kind === 'begin') process.send({ kind: 'ready', port: 4000 + process.pid % 1000 });
  if (kind === 'stop') process.exit(0);
});`;

let programs = 0;

interface Started {
  readonly part: ChildPart;
  readonly said: string[];
  readonly changes: boolean[];
}

/** A part whose process runs this. */
function start(program: string, patience: Partial<ChildOptions> = {}): Started {
  const file = join(folder, `${String((programs += 1))}.mjs`);
  writeFileSync(file, program);
  const said: string[] = [];
  const changes: boolean[] = [];
  const part: ChildPart = new ChildPart({
    name: 'voice',
    program: [file],
    begin: { kind: 'begin', setting: {} as never, enginePort: undefined },
    mostMissed: 1,
    readyWithinBeats: 60,
    changed: () => changes.push(part.isDown),
    say: (words) => said.push(words),
    ...patience,
  });
  running.push(part);
  return { part, said, changes };
}

const MINUTE = 60_000;

describe('a part', () => {
  test('is up when it says so, and whoever waits for it is told', async () => {
    const { part, changes } = start(BEATS + READY);
    expect(part.isDown).toBe(true);
    expect(await part.portWithin(0)).toBeUndefined();
    const port = await part.portWithin(MINUTE);
    expect(port).toBe(4_000 + ((part.pid ?? 0) % 1_000));
    expect(changes).toEqual([false]);
  });

  test('that was killed is down at once and up again soon', async () => {
    const { part, said, changes } = start(BEATS + READY);
    await part.portWithin(MINUTE);
    const first = part.pid;
    part.kill();
    await until(() => part.isDown);
    await part.portWithin(MINUTE);
    expect(part.pid).not.toBe(first);
    expect(said).toEqual(['The voice process ended (SIGKILL). It is started again now.']);
    expect(changes).toEqual([false, true, false]);
  });

  test('whose event loop stands still is ended', async () => {
    const once = join(folder, 'has-hung');
    const { part, said } = start(`import { existsSync, writeFileSync } from 'node:fs'; ${BEATS} ${READY}
      if (!existsSync(${JSON.stringify(once)})) setTimeout(() => {
        writeFileSync(${JSON.stringify(once)}, '');
        for (;;);
      }, 200);`);
    await until(() => said.length > 0);
    expect(said[0]).toBe('The voice process hangs. It is ended.');
    await part.portWithin(MINUTE);
    expect(part.isDown).toBe(false);
  });

  test('that does not get ready is ended', async () => {
    const { said } = start(BEATS, { readyWithinBeats: 1 });
    await until(() => said.length > 0);
    expect(said[0]).toBe('The voice process does not get ready. It is ended.');
  });

  test('ends when it is asked to, and when it does not listen', async () => {
    const listening = start(BEATS + READY);
    await listening.part.portWithin(MINUTE);
    await listening.part.stop(MINUTE);
    const deaf = start(
      `${BEATS} process.on('message', ({ kind }) => kind === 'begin' && process.send({ kind: 'ready', port: 1 }));`,
    );
    await deaf.part.portWithin(MINUTE);
    await deaf.part.stop(10);
    expect([listening.said, deaf.said]).toEqual([[], []]);
    expect([listening.part.pid, deaf.part.pid]).toEqual([undefined, undefined]);
  });

  test('has no secret on its command line or in its environment', async () => {
    const secret = 'a-secret-of-this-start';
    const { part } = start(
      `${BEATS} import { writeFileSync } from 'node:fs';
       writeFileSync(process.argv[1] + '.seen', JSON.stringify([process.argv, process.execArgv, process.env]));
       ${READY}`,
      { begin: { kind: 'begin', setting: { innerSecret: secret } as never, enginePort: undefined } },
    );
    await part.portWithin(MINUTE);
    expect(readFileSync(join(folder, `${String(programs)}.mjs.seen`), 'utf8')).not.toContain(secret);
  });
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
}
