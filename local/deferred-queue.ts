// The deferred queue on one machine: one file a task, delivered to the jobs handler like a message of SQS, until it
// is done. What is in the folder survives a restart.
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { DeferredQueue, DeferredTask } from '../functions/runtime.ts';

export interface LocalQueue extends DeferredQueue {
  /** Begins to deliver; what a crash left over comes first. */
  readonly start: (deliver: (event: SQSEvent) => Promise<SQSBatchResponse | undefined>) => void;
  /** Delivers everything that is due now. */
  readonly drain: () => Promise<void>;
  /** Gives the task in hand a moment; what is not done keeps. */
  readonly stop: () => Promise<void>;
}

/** Folder in the queue's own, for tasks that can never be done; moved back by hand they are delivered again. */
const SET_ASIDE = 'set-aside';
const RETRY_MS = 5_000;
const STOP_WITHIN_MS = 500;

export async function openQueue(folder: string): Promise<LocalQueue> {
  await mkdir(folder, { recursive: true });
  let deliver: Parameters<LocalQueue['start']>[0] | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();

  /** What failed the last time is tried again: one failure does not end the queue. */
  const drain = (): Promise<void> =>
    (running = running.catch(() => undefined).then(() => deliverAll(folder, deliver, () => stopped)));
  const later = (ms: number): void => {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      drain()
        .catch((error: unknown) => {
          process.stderr.write(`the queue could not be read: ${String(error)}\n`);
        })
        .finally(() => {
          later(RETRY_MS);
        });
    }, ms);
    timer.unref();
  };

  return {
    send: async (task, delaySeconds = 0) => {
      await keep(task, folder, delaySeconds);
      if (deliver !== undefined) later(0);
    },
    setAside: async (task) => {
      await mkdir(join(folder, SET_ASIDE), { recursive: true });
      await keep(task, join(folder, SET_ASIDE));
    },
    start: (handler) => {
      deliver = handler;
      later(0);
    },
    drain,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await Promise.race([running, delay(STOP_WITHIN_MS, undefined, { ref: false })]);
    },
  };
}

/** Under another name first: a task is delivered whole or not at all. */
/** The name begins with the time at which the task is to be done, in milliseconds. */
async function keep(task: DeferredTask, folder: string, delaySeconds = 0): Promise<void> {
  const name = `${String(Date.now() + delaySeconds * 1_000)}-${randomUUID()}.json`;
  await writeFile(join(folder, `${name}.new`), JSON.stringify(task));
  await rename(join(folder, `${name}.new`), join(folder, name));
}

async function deliverAll(
  folder: string,
  deliver: Parameters<LocalQueue['start']>[0] | undefined,
  isStopped: () => boolean,
): Promise<void> {
  if (deliver === undefined || isStopped()) return;
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json') && isDue(name)).sort();
  for (const name of names) {
    if (isStopped()) return;
    const body = await readFile(join(folder, name), 'utf8');
    const outcome = await deliver({ Records: [message(name, body)] });
    if (outcome?.batchItemFailures.length === 0) await rm(join(folder, name));
  }
}

const isDue = (name: string): boolean => Number(name.split('-')[0]) <= Date.now();

const message = (messageId: string, body: string): SQSRecord => ({
  messageId,
  receiptHandle: messageId,
  body,
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: messageId.split('-')[0] ?? '0',
    SenderId: 'local',
    ApproximateFirstReceiveTimestamp: messageId.split('-')[0] ?? '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:local:sqs:deferred',
  awsRegion: 'local',
});
