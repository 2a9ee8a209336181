// The queue of one machine, with real files: what goes wrong with one task stays with it, and what was accepted is done or
// lies on the shelf.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { open as openFile, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Delivered } from '../../../functions/queue/delivery.ts';
import { createLog } from '../../../functions/log.ts';
import { parseTask } from '../../../functions/queue/task.ts';
import type { DeferredTask } from '../../../functions/runtime.ts';
import { openQueue, type LocalQueue } from '../../../local/queue/local-queue.ts';
import { textsOf } from '../../../core/rights/subject.ts';

const DONE: Delivered = { kind: 'done' };
const AGAIN: Delivered = { kind: 'again', error: new Error('not now'), pauseSeconds: 60 };
const QUIET = createLog('queue', 'SILENT');
const HANGS = new Promise<never>(() => undefined);

let folder: string;
let time: number;
let queue: LocalQueue;
let delivered: DeferredTask[];
/** What comes of a task. */
let outcome: (task: DeferredTask, attempt: number) => Delivered | Promise<Delivered>;

const open = (): Promise<LocalQueue> => openQueue(folder, { log: QUIET, now: () => time });

function start(): void {
  queue.start(({ body, attempt }) => {
    const task = parseTask(body);
    if (task === undefined)
      return Promise.resolve({ kind: 'given-up', problem: 'unreadable', why: 'no task' });
    delivered.push(task);
    return Promise.resolve(outcome(task, attempt));
  });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'queue-'));
  time = Date.parse('2026-11-28T12:00:00Z');
  delivered = [];
  outcome = () => DONE;
  queue = await open();
});
afterEach(() => queue.stop());

const seal = (callSid: string): DeferredTask => ({ kind: 'seal-call', callSid });
const webhook = (host: string, id: string): DeferredTask => ({
  kind: 'post-webhook',
  url: `https://${host}/hook`,
  id,
  body: '{}',
});
const email = (id: string): DeferredTask => ({
  kind: 'send-email',
  email: { id, to: 'duty@example.com', subject: 's', text: 't' },
});
const write = (at: string): DeferredTask => ({
  kind: 'commit',
  effects: [{ kind: 'audit', entry: { action: 'test', at } }] as never,
});

/** Files of tasks, wherever in the queue. */
const filesLeft = (): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));

const shelved = async () => (await queue.shelf.list(100)).map(({ problem, body }) => [problem, body]);

/** Until it is so; the test's own time limit ends it otherwise. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await delay(5);
}

describe('garbage in the queue at the start', () => {
  const GARBAGE: readonly [string, string][] = [
    ['an empty file', ''],
    ['half of a task', '{"kind":"seal-call","callS'],
    ['no JSON', 'hello'],
    ['JSON that is no task', '{"kind":"launch"}'],
    ['a task without what it needs', '{"kind":"seal-call"}'],
    ['null', 'null'],
    ['bytes', '\u0000\u0001\ufffd'],
  ];

  test.each(GARBAGE)('%s of an earlier version: set aside alone', async (_, content) => {
    writeFileSync(join(folder, '1764288000000-aaaa.json'), content);
    writeFileSync(join(folder, '1764288000001-bbbb.json'), JSON.stringify(seal('CA1')));
    start();
    await queue.drain();
    expect(delivered).toEqual([seal('CA1')]);
    expect(await shelved()).toEqual([['unreadable', content]]);
    expect(filesLeft()).toEqual([expect.stringMatching(/^shelf\//)]);
  });

  test.each(GARBAGE)('%s in a lane: set aside alone', async (_, content) => {
    await queue.send(seal('CA1'));
    writeFileSync(join(folder, 'work', '1764288000000-aaaa.jsonl'), content);
    start();
    await queue.drain();
    expect(delivered).toEqual([seal('CA1')]);
    expect(await shelved()).toEqual([['unreadable', content]]);
    expect(filesLeft()).toEqual([expect.stringMatching(/^shelf\//)]);
  });

  test('a torn line among good ones', async () => {
    await Promise.all([queue.send(seal('CA1')), queue.send(seal('CA2')), queue.send(seal('CA3'))]);
    const [file = ''] = filesLeft();
    const lines = readFileSync(join(folder, file), 'utf8').split('\n');
    const torn = lines[1]?.slice(0, 40) ?? '';
    writeFileSync(join(folder, file), [lines[0], torn, lines[2], ''].join('\n'));
    start();
    await queue.drain();
    expect(delivered).toEqual([seal('CA1'), seal('CA3')]);
    expect(await shelved()).toEqual([['unreadable', torn]]);
  });

  test('halves of files are removed once their writer must be gone; journals without a segment at once', async () => {
    await queue.send(seal('CA1'));
    const put = (name: string, ageMs: number): void => {
      writeFileSync(join(folder, name), 'half');
      const seconds = (time - ageMs) / 1_000;
      utimesSync(join(folder, name), seconds, seconds);
    };
    put('work/1764288000000-cccc.jsonl.123.new', 120_000);
    put('work/1764288000000-dddd.jsonl.123.new', 1_000);
    put('1764288000000-eeee.json.new', 120_000);
    put('work/1764288000000-ffff.jsonl.journal', 1_000);
    start();
    await queue.drain();
    expect(filesLeft()).toEqual(['work/1764288000000-dddd.jsonl.123.new']);
  });

  test('what an earlier version had set aside is on the shelf, and can be tried again', async () => {
    mkdirSync(join(folder, 'set-aside'));
    writeFileSync(join(folder, 'set-aside', '1764288000000-aaaa.json'), JSON.stringify(write('1')));
    start();
    await queue.drain();
    const [entry] = await queue.shelf.list(100);
    expect(entry).toMatchObject({ lane: 'writes', problem: 'refused', sentAt: '2025-11-28T00:00:00.000Z' });
    expect(await queue.shelf.retry(entry?.id ?? '')).toBe(true);
    await queue.drain();
    expect(delivered).toEqual([write('1')]);
    expect(filesLeft()).toEqual([]);
  });
});

test('a webhook target that hangs delays nobody else: e-mails, writes and other targets are done', async () => {
  outcome = (task) => (task.kind === 'post-webhook' && task.url.includes('hangs') ? HANGS : DONE);
  start();
  const sent = Array.from({ length: 8 }, (_, index) => String(index)).map((id) => [
    webhook('hangs.example', id),
    email(id),
    write(id),
    webhook('well.example', id),
  ]);
  await Promise.all(sent.flat().map((task) => queue.send(task)));
  const done = (): string[] =>
    delivered.map((task) => (task.kind === 'post-webhook' ? new URL(task.url).host : task.kind)).sort();
  await until(() => done().filter((what) => what !== 'hangs.example').length === 24);
  // Four of the eight are in hand, and the others wait for them alone.
  expect(done()).toEqual([
    ...Array<string>(8).fill('commit'),
    ...Array<string>(4).fill('hangs.example'),
    ...Array<string>(8).fill('send-email'),
    ...Array<string>(8).fill('well.example'),
  ]);
});

describe('a task that fails', () => {
  test('is tried again after its pause, and the others of its file are not', async () => {
    outcome = (task, attempt) =>
      task.kind === 'seal-call' && task.callSid === 'CA2' && attempt < 3 ? AGAIN : DONE;
    await Promise.all([queue.send(seal('CA1')), queue.send(seal('CA2')), queue.send(seal('CA3'))]);
    start();
    await queue.drain();
    await queue.drain();
    expect(delivered).toHaveLength(3);
    // What is done has left the disk.
    expect(
      filesLeft()
        .map((file) => readFileSync(join(folder, file), 'utf8'))
        .join(),
    ).not.toMatch(/CA1|CA3/);
    for (const attempts of [4, 5, 5]) {
      time += 60_000;
      await queue.drain();
      expect(delivered).toHaveLength(attempts);
    }
    expect(filesLeft()).toEqual([]);
  });

  test('keeps its attempts and its pause over a restart', async () => {
    const attempts: number[] = [];
    outcome = (_, attempt) => {
      attempts.push(attempt);
      return AGAIN;
    };
    await queue.send(seal('CA1'));
    for (let restart = 0; restart < 3; restart++) {
      start();
      await queue.drain();
      await queue.drain();
      await queue.stop();
      queue = await open();
      time += 60_000;
    }
    expect(attempts).toEqual([1, 2, 3]);
  });

  test('is not done again after a crash that left its neighbors undone', async () => {
    outcome = (task) => (task.kind === 'seal-call' && task.callSid === 'CA2' ? HANGS : DONE);
    await Promise.all([queue.send(seal('CA1')), queue.send(seal('CA2')), queue.send(seal('CA3'))]);
    start();
    await until(() => filesLeft().some((file) => file.endsWith('.journal')) && delivered.length === 3);
    await delay(20);
    // Nothing is stopped: as after a crash, whatever was in hand is forgotten.
    queue = await open();
    outcome = () => DONE;
    start();
    await queue.drain();
    expect(delivered.slice(3)).toEqual([seal('CA2')]);
  });

  test('a delivery that throws does not end the queue', async () => {
    outcome = (task) => {
      if (task.kind === 'seal-call') throw new Error('a mistake of ours');
      return DONE;
    };
    await queue.send(seal('CA1'));
    await queue.send({ kind: 'update-shares' });
    start();
    await queue.drain();
    expect(delivered).toHaveLength(2);
    time += 60_000;
    outcome = () => DONE;
    await queue.drain();
    expect(filesLeft()).toEqual([]);
  });
});

test('a task for later is done when it is due, and not before', async () => {
  start();
  await queue.send(seal('CA1'), 900);
  await queue.drain();
  time += 899_000;
  await queue.drain();
  expect(delivered).toEqual([]);
  time += 1_000;
  await queue.drain();
  expect(delivered).toEqual([seal('CA1')]);
});

test('another process sends, and this one delivers', async () => {
  start();
  const other = await open();
  await other.send(webhook('new.example', '1'));
  await until(() => delivered.length === 1);
  await queue.drain();
  expect(filesLeft()).toEqual([]);
});

test('a thousand tasks that are sent at once share their files', async () => {
  await Promise.all(Array.from({ length: 1_000 }, (_, index) => queue.send(seal(`CA${String(index)}`))));
  await Promise.all(Array.from({ length: 1_000 }, (_, index) => queue.send(seal(`CB${String(index)}`), 900)));
  expect(filesLeft().length).toBeLessThan(6);
  time += 901_000;
  start();
  await queue.drain();
  expect(new Set(delivered.map((task) => (task.kind === 'seal-call' ? task.callSid : ''))).size).toBe(2_000);
  expect(filesLeft()).toEqual([]);
});

test('what cannot be kept is refused to whoever sends it, and leaves nothing behind', async () => {
  writeFileSync(join(folder, 'work'), 'a file where the folder of the lane should be');
  await expect(queue.send(seal('CA1'))).rejects.toThrow();
  await queue.send(email('1'));
  start();
  await queue.drain();
  expect(delivered).toEqual([email('1')]);
});

test('what an earlier version left stays where it is until its lane can keep it', async () => {
  writeFileSync(join(folder, 'work'), 'a file where the folder of the lane should be');
  writeFileSync(join(folder, '1764288000000-aaaa.json'), JSON.stringify(seal('CA1')));
  start();
  await queue.drain();
  expect(filesLeft()).toContain('1764288000000-aaaa.json');
  rmSync(join(folder, 'work'));
  await queue.drain();
  expect(delivered).toEqual([seal('CA1')]);
  expect(filesLeft()).toEqual([]);
});

test('a task is on the disk before it is acknowledged: the file before it has its name, then the folder', async () => {
  await queue.send(seal('CA0'));
  const synced: string[] = [];
  const handle = await openFile(folder, 'r');
  const methods = Object.getPrototypeOf(handle) as { sync: (this: FileHandle) => Promise<void> };
  await handle.close();
  const { sync } = methods;
  methods.sync = async function () {
    await sync.call(this);
    const path = readlinkSync(`/proc/self/fd/${String(this.fd)}`).slice(folder.length + 1);
    synced.push(`${path.replace(/^work\/.*\.new$/, 'half')} of ${String(filesLeft().length)}`);
  };
  try {
    await queue.send(seal('CA1'));
    expect(synced).toEqual(['half of 2', 'work of 2']);
    expect(filesLeft().every((file) => file.endsWith('.jsonl'))).toBe(true);
  } finally {
    methods.sync = sync;
  }
});

describe('the shelf', () => {
  beforeEach(async () => {
    outcome = (task) =>
      task.kind === 'commit' ? { kind: 'given-up', problem: 'refused', why: 'too large' } : DONE;
    await Promise.all([queue.send(write('1')), queue.send(write('2')), queue.send(seal('CA1'))]);
    start();
    await queue.drain();
  });

  test('keeps what was given up over a restart, with why', async () => {
    queue = await open();
    expect(await queue.shelf.count()).toBe(2);
    expect(await queue.shelf.list(1)).toMatchObject([
      {
        lane: 'writes',
        problem: 'refused',
        why: 'too large',
        attempts: 1,
        sentAt: '2026-11-28T12:00:00.000Z',
      },
    ]);
  });

  test('one is dropped, the other retried', async () => {
    const [first, second] = await queue.shelf.list(100);
    outcome = () => DONE;
    expect(await queue.shelf.drop(first?.id ?? '')).toBe(true);
    expect(await queue.shelf.drop(first?.id ?? '')).toBe(false);
    expect(await queue.shelf.retry(second?.id ?? '')).toBe(true);
    expect(await queue.shelf.count()).toBe(0);
    delivered = [];
    await queue.drain();
    expect(delivered).toHaveLength(1);
  });

  test('all are retried but what is no task', async () => {
    writeFileSync(join(folder, 'nonsense.json'), 'nonsense');
    await queue.drain();
    expect(await queue.shelf.retryAll()).toBe(2);
    expect(await shelved()).toEqual([['unreadable', 'nonsense']]);
  });

  test('no name leads out of it', async () => {
    writeFileSync(join(folder, '1764288000000-aaaaaaaaaaaaaaaa.json'), '{}');
    for (const id of ['../1764288000000-aaaaaaaaaaaaaaaa', '', '..', 'nothing'])
      expect([await queue.shelf.find(id), await queue.shelf.drop(id)]).toEqual([undefined, false]);
  });
});

test('erasing a person takes their tasks out of every lane and off the shelf, and leaves the others', async () => {
  const text = (to: string): DeferredTask => ({ kind: 'send-sms', to, body: 'your case' });
  const [theirs, other] = ['+13125550111', '+13125550122'];
  outcome = (task) => (task.kind === 'send-sms' ? AGAIN : DONE);
  await Promise.all([queue.send(text(theirs)), queue.send(text(other))]);
  await queue.send({ kind: 'judge', number: theirs as never }, 900);
  await queue.shelf.put({
    lane: 'sms',
    body: JSON.stringify(text(theirs)),
    problem: 'attempts',
    why: 'x',
    attempts: 20,
    sentAt: '2026-11-28T12:00:00Z',
  });
  start();
  await queue.drain();
  expect(await queue.erase(textsOf({ number: theirs as never }))).toBe(3);
  const left = filesLeft()
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join();
  expect(left).not.toContain(theirs);
  time += 1_000_000;
  delivered = [];
  outcome = () => DONE;
  await queue.drain();
  expect(delivered).toEqual([text(other)]);
});
