// What was accepted is done at least once or lies on the shelf, whatever crashes in between: as a law over random
// histories, and with a real process that is killed while it sends.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createLog } from '../../../functions/log.ts';
import type { Delivered } from '../../../functions/queue/delivery.ts';
import { parseTask } from '../../../functions/queue/task.ts';
import type { DeferredTask } from '../../../functions/runtime.ts';
import { openQueue, type LocalQueue } from '../../../local/queue/local-queue.ts';

const QUIET = createLog('queue', 'SILENT');

type Fate = 'done' | 'fails-once' | 'refused' | 'throws-once';
type Step =
  | {
      readonly kind: 'send';
      readonly tasks: readonly { readonly lane: number; readonly fate: Fate; readonly later: boolean }[];
    }
  | { readonly kind: 'deliver' }
  /** After so many deliveries the process is gone: what they come to is noted nowhere. */
  | { readonly kind: 'crash'; readonly after: number }
  | { readonly kind: 'wait' }
  | { readonly kind: 'tear'; readonly bytes: number };

const FATES = ['done', 'fails-once', 'refused', 'throws-once'] as const;
const task = fc.record({ lane: fc.nat(3), fate: fc.constantFrom(...FATES), later: fc.boolean() });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('send' as const),
      tasks: fc.array(task, { minLength: 1, maxLength: 6 }),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ kind: 'deliver' as const }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('crash' as const), after: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'wait' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('tear' as const), bytes: fc.nat(40) }) },
);

/** Names of tasks carry their number and their fate. */
function taskOf(lane: number, name: string): DeferredTask {
  switch (lane) {
    case 0:
      return { kind: 'seal-call', callSid: name };
    case 1:
      return { kind: 'end-import', claim: name, entry: {} as never };
    case 2:
      return { kind: 'post-webhook', url: 'https://a.example', id: name, body: '{}' };
    default:
      return { kind: 'fetch-recording', recordingSid: name, callSid: 'CA' };
  }
}

const nameOf = (body: string): string => /\d+:[a-z-]+/.exec(body)?.[0] ?? body;

class History {
  readonly #folder = mkdtempSync(join(tmpdir(), 'queue-law-'));
  readonly #attempts = new Map<string, number>();
  readonly accepted = new Set<string>();
  readonly done = new Map<string, number>();
  #time = Date.parse('2026-11-28T12:00:00Z');
  #sent = 0;
  #torn = 0;
  #queue: LocalQueue | undefined;

  async run(steps: readonly Step[]): Promise<void> {
    for (const one of steps) await this.#step(one);
    // The machine is well again for a while.
    for (let hours = 0; hours < 4; hours++) {
      this.#time += 3_600_000;
      await this.#deliver(Infinity);
    }
    const shelved = await (await this.#opened()).shelf.list(1_000);
    const onShelf = new Set(shelved.map(({ body }) => nameOf(body)));
    for (const name of this.accepted) {
      const fate = name.split(':')[1];
      if (fate === 'refused') expect([name, onShelf.has(name)]).toEqual([name, true]);
      else expect([name, this.done.get(name) ?? 0]).not.toEqual([name, 0]);
    }
    expect(shelved.filter(({ problem }) => problem === 'unreadable')).toHaveLength(this.#torn);
    const left = readdirSync(this.#folder, { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    );
    expect(left.filter(({ parentPath }) => !parentPath.endsWith('/shelf'))).toEqual([]);
    await this.#queue?.stop();
    rmSync(this.#folder, { recursive: true });
  }

  async #step(one: Step): Promise<void> {
    switch (one.kind) {
      case 'send': {
        const queue = await this.#opened();
        await Promise.all(
          one.tasks.map(async ({ lane, fate, later }) => {
            const name = `${String((this.#sent += 1))}:${fate}`;
            await queue.send(taskOf(lane, name), later ? 900 : 0);
            this.accepted.add(name);
          }),
        );
        return;
      }
      case 'deliver':
        return this.#deliver(Infinity);
      case 'crash':
        return this.#deliver(one.after);
      case 'wait':
        this.#time += 1_000_000;
        return;
      case 'tear':
        this.#torn += 1;
        writeFileSync(
          join(this.#folder, `1764288000000-torn${String(this.#torn)}.json`),
          // Each begins with another letter: the same text twice would be one thing on the shelf.
          `${String.fromCodePoint(0x60 + this.#torn)}{"kind":"seal-call","x`.slice(0, one.bytes + 1),
        );
        return;
    }
  }

  /** @param most deliveries before the process is gone; what is in hand then never ends */
  async #deliver(most: number): Promise<void> {
    const queue = await this.#opened();
    let deliveries = 0;
    let crashed: () => void = () => undefined;
    const crash = new Promise<void>((resolve) => (crashed = resolve));
    queue.start(({ body }) => {
      deliveries += 1;
      if (deliveries <= most) return this.#outcome(body);
      crashed();
      return new Promise<never>(() => undefined);
    });
    await Promise.race([queue.drain(), crash]);
    void queue.stop();
    this.#queue = undefined;
  }

  #outcome(body: string): Promise<Delivered> {
    if (parseTask(body) === undefined) throw new Error('a lane holds what is no task');
    const name = nameOf(body);
    const attempt = (this.#attempts.get(name) ?? 0) + 1;
    this.#attempts.set(name, attempt);
    const fate = name.split(':')[1];
    if (fate === 'refused') return Promise.resolve({ kind: 'given-up', problem: 'refused', why: 'no' });
    if (fate === 'fails-once' && attempt === 1)
      return Promise.resolve({ kind: 'again', error: new Error('no'), pauseSeconds: 60 });
    if (fate === 'throws-once' && attempt === 1) return Promise.reject(new Error('a mistake'));
    this.done.set(name, (this.done.get(name) ?? 0) + 1);
    return Promise.resolve({ kind: 'done' });
  }

  async #opened(): Promise<LocalQueue> {
    return (this.#queue ??= await openQueue(this.#folder, { log: QUIET, now: () => this.#time }));
  }
}

test('a law: every task that was accepted is done or on the shelf, and nothing else is left', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => new History().run(steps)),
    { numRuns: 60 },
  );
});

const SENDER = `
import { openQueue } from './local/queue/local-queue.ts';
const queue = await openQueue(process.argv[2]);
for (let round = 0; ; round++)
  await Promise.all(Array.from({ length: 50 }, async (_, index) => {
    const callSid = 'CA' + process.pid + '-' + round + '-' + index;
    await queue.send({ kind: index % 2 ? 'seal-call' : 'judge', callSid, number: callSid });
    process.stdout.write(callSid + '\\n');
  }));
`;

test('a process that is killed while it sends: everything it has acknowledged is there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'queue-kill-'));
  const script = join(mkdtempSync(join(tmpdir(), 'queue-sender-')), 'sender.mts');
  writeFileSync(script, SENDER.replace('./local/', `${process.cwd()}/local/`));
  const acknowledged = new Set<string>();
  for (const kill of [60, 400, 1_000]) {
    const child = spawn(process.execPath, ['--import', 'tsx', script, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged.add(line);
      if ((said += 1) === kill) child.kill('SIGKILL');
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    expect(child.signalCode).toBe('SIGKILL');
  }
  const delivered = new Set<string>();
  const queue = await openQueue(folder, { log: QUIET });
  queue.start(({ body }) => {
    delivered.add((JSON.parse(body) as { callSid: string }).callSid);
    return Promise.resolve({ kind: 'done' });
  });
  await queue.drain();
  await queue.stop();
  expect([...acknowledged].filter((callSid) => !delivered.has(callSid))).toEqual([]);
  expect(acknowledged.size).toBeGreaterThan(1_000);
  expect(await queue.shelf.count()).toBe(0);
});
