// The queue on one machine: a folder that several processes send to and one delivers from. What was accepted survives a
// crash, a power failure and an update; what cannot be done lies on the shelf.
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { SubjectTexts } from '../../core/rights/subject.ts';
import { createLog, type Log } from '../../functions/log.ts';
import { LANES } from '../../functions/queue/lanes.ts';
import { parseTask } from '../../functions/queue/task.ts';
import type { DeferredQueue } from '../../functions/runtime.ts';
import { Lane, type Deliver } from './lane.ts';
import { folderFor, laneOfFolder } from './lane-folders.ts';
import { newTask } from './segment-file.ts';
import { Sender } from './sender.ts';
import { openShelf, SHELF, type ShelfFolder } from './shelf-folder.ts';
import { cleanUp, takeOver } from './take-over.ts';

export interface LocalQueue extends DeferredQueue {
  readonly shelf: ShelfFolder;
  /** Begins to deliver, in one process of those that share the folder; what a crash left over comes first. */
  readonly start: (deliver: Deliver) => void;
  /** Delivers everything that is due now. */
  readonly drain: () => Promise<void>;
  /** Takes out what mentions the person, here and on the shelf. @returns how many tasks */
  readonly erase: (texts: SubjectTexts) => Promise<number>;
  /** Gives the tasks in hand a moment; what is not done keeps. */
  readonly stop: () => Promise<void>;
}

export interface QueueOptions {
  readonly log?: Log;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** How soon the deliverer sees what another process has sent. */
const LOOK_EVERY_MS = 500;
const STOP_WITHIN_MS = 500;

/** @throws when the folder can be neither found nor made */
export async function openQueue(folder: string, options: QueueOptions = {}): Promise<LocalQueue> {
  const { log = createLog('queue'), now = Date.now } = options;
  await mkdir(folder, { recursive: true });
  const sender = new Sender(folder);
  const sendBody = async (body: string, due: number): Promise<void> => {
    const task = parseTask(body);
    if (task === undefined) throw new Error('what is sent is no task');
    await sender.keep(folderFor(task), newTask(body, now(), due));
  };
  const shelf = openShelf({ folder: join(folder, SHELF), send: (body) => sendBody(body, now()), now });
  const deliverer = new Deliverer({ folder, shelf, sendBody, now, log });
  return {
    shelf,
    send: async (task, delaySeconds = 0) => {
      const sentAt = now();
      const lane = folderFor(task);
      await sender.keep(lane, newTask(JSON.stringify(task), sentAt, sentAt + delaySeconds * 1_000));
      deliverer.wake(lane);
    },
    start: (deliver) => {
      deliverer.start(deliver);
    },
    drain: () => deliverer.drain(),
    erase: async (texts) => (await deliverer.erase(texts)) + (await shelf.erase(texts)),
    stop: () => deliverer.stop(),
  };
}

interface DelivererParts {
  readonly folder: string;
  readonly shelf: ShelfFolder;
  readonly sendBody: (body: string, due: number) => Promise<void>;
  readonly now: () => number;
  readonly log: Log;
}

/** The lanes of a folder, as many as there are folders in it. */
class Deliverer {
  readonly #parts: DelivererParts;
  readonly #lanes = new Map<string, Lane>();
  #deliver: Deliver | undefined;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(parts: DelivererParts) {
    this.#parts = parts;
  }

  start(deliver: Deliver): void {
    this.#deliver = deliver;
    this.#looking = cleanUp({ ...this.#parts, send: this.#parts.sendBody, giveUp: this.#parts.shelf.put });
    this.#lookAgain(0);
  }

  wake(folder: string): void {
    if (this.#deliver !== undefined && !this.#stopped) this.#laneIn(folder)?.wake();
  }

  async drain(): Promise<void> {
    if (this.#deliver === undefined) return;
    let busy = true;
    // What is done may send something else, to a lane that had nothing to do.
    while (busy && !this.#stopped) {
      await this.#look();
      busy = (await Promise.all([...this.#lanes.values()].map((lane) => lane.drain()))).includes(true);
    }
  }

  async erase(texts: SubjectTexts): Promise<number> {
    await this.#look();
    const removed = await Promise.all([...this.#lanes.values()].map((lane) => lane.erase(texts)));
    return removed.reduce((sum, count) => sum + count, 0);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    const stopped = Promise.all([this.#looking, ...[...this.#lanes.values()].map((lane) => lane.stop())]);
    await Promise.race([stopped, delay(STOP_WITHIN_MS, undefined, { ref: false })]);
  }

  #lookAgain(ms: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      void this.#look()
        .then(() => {
          for (const lane of this.#lanes.values()) lane.wake();
        })
        .finally(() => {
          this.#lookAgain(LOOK_EVERY_MS);
        });
    }, ms).unref();
  }

  /** Finds lanes that another process has begun, and files that are in none. One failure does not end the queue. */
  #look(): Promise<void> {
    const { folder, shelf, sendBody, log } = this.#parts;
    const look = async (): Promise<void> => {
      try {
        await takeOver({ ...this.#parts, send: sendBody, giveUp: shelf.put });
        for (const name of await readdir(folder)) this.#laneIn(name);
      } catch (error) {
        log.error('the queue cannot be read', { error });
      }
    };
    return (this.#looking = this.#looking.then(look));
  }

  #laneIn(folder: string): Lane | undefined {
    const name = laneOfFolder(folder);
    const deliver = this.#deliver;
    if (name === undefined || deliver === undefined) return undefined;
    const { shelf, now, log } = this.#parts;
    const known = this.#lanes.get(folder);
    if (known !== undefined) return known;
    const lane = new Lane({
      name,
      folder: join(this.#parts.folder, folder),
      atOnce: LANES[name].atOnce,
      deliver,
      giveUp: shelf.put,
      now,
      log,
    });
    this.#lanes.set(folder, lane);
    return lane;
  }
}
