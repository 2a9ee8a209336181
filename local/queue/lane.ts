// One lane: delivers the tasks of a folder, several at the same time, each until it is done or given up. What another
// process puts into the folder is found too.
import { readdir } from 'node:fs/promises';
import { assertNever } from '../../core/basics/assert-never.ts';
import type { SubjectTexts } from '../../core/rights/subject.ts';
import type { Delivered, Delivery } from '../../functions/queue/delivery.ts';
import type { GivenUp } from '../../functions/queue/shelf.ts';
import type { Lane as LaneName } from '../../functions/queue/lanes.ts';
import type { Log } from '../../functions/log.ts';
import { Turns } from './turns.ts';
import {
  dueOf,
  isMissing,
  noteInJournal,
  readSegment,
  replaceSegment,
  type JournalEntry,
  type QueuedTask,
} from './segment-file.ts';

export type Deliver = (delivery: Delivery) => Promise<Delivered>;

export interface LaneParts {
  readonly name: LaneName;
  readonly folder: string;
  readonly atOnce: number;
  readonly deliver: Deliver;
  readonly giveUp: (task: GivenUp) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
}

interface OpenSegment {
  readonly name: string;
  readonly left: Map<string, QueuedTask>;
  readonly inHand: Set<string>;
  unreadable: readonly string[];
  /** Whether the file holds tasks that are done. */
  stale: boolean;
}

interface Job {
  readonly segment: OpenSegment;
  readonly task: QueuedTask;
}

/** A file that the disk does not give, or does not take, is looked at again after so long. */
const TROUBLE_MS = 30_000;
/** After a delivery that broke its word and threw. */
const BROKEN_PAUSE_SECONDS = 60;

export class Lane {
  readonly #parts: LaneParts;
  readonly #open = new Map<string, OpenSegment>();
  /** Segments that have been looked at: when their next task is due. */
  readonly #waiting = new Map<string, number>();
  /** Segments that were found and not looked at yet, the last one first. */
  #names: string[] = [];
  /** One at a time in the folder. */
  readonly #turns = new Turns();
  readonly #workers = new Set<Promise<void>>();
  /** Deliveries so far. */
  #performed = 0;
  #searching = false;
  /** Something may have come after the search that goes on had looked for it. */
  #wokenMeanwhile = false;
  #stopped = false;

  constructor(parts: LaneParts) {
    this.#parts = parts;
  }

  /** Looks whether something is due, unless everybody has a task in hand. */
  wake(): void {
    if (this.#searching) this.#wokenMeanwhile = true;
    if (this.#stopped || this.#searching || this.#workers.size >= this.#parts.atOnce) return;
    this.#searching = true;
    const worker = this.#work().finally(() => this.#workers.delete(worker));
    this.#workers.add(worker);
  }

  /** Resolves when nothing is due any more. @returns whether something was */
  async drain(): Promise<boolean> {
    const before = this.#performed;
    this.wake();
    while (this.#workers.size > 0) await Promise.allSettled(this.#workers);
    return this.#performed > before;
  }

  stop(): Promise<unknown> {
    this.#stopped = true;
    return Promise.allSettled(this.#workers);
  }

  /** Takes out what mentions the person. @returns how many tasks */
  erase(texts: SubjectTexts): Promise<number> {
    return this.#turns.take(async () => {
      let removed = 0;
      for (const name of await this.#segments()) {
        const open = this.#open.get(name) ?? (await this.#read(name));
        if (open === undefined) continue;
        const mentioned = [...open.left.values()].filter(({ body }) => texts.isIn(body));
        const legible = open.unreadable.filter((line) => !texts.isIn(line));
        const count = mentioned.length + open.unreadable.length - legible.length;
        if (count === 0) continue;
        for (const { id } of mentioned) open.left.delete(id);
        open.unreadable = legible;
        await this.#rewrite(open);
        removed += count;
      }
      return removed;
    });
  }

  async #work(): Promise<void> {
    for (;;) {
      const job = await this.#search();
      if (job === undefined) return;
      this.wake();
      await this.#perform(job);
      this.#performed += 1;
      if (this.#stopped) return;
    }
  }

  async #search(): Promise<Job | undefined> {
    for (;;) {
      this.#searching = true;
      this.#wokenMeanwhile = false;
      const job = await this.#turns.take(() => this.#nextOrNone());
      this.#searching = false;
      if (job !== undefined || !this.#wasWoken()) return job;
    }
  }

  #wasWoken(): boolean {
    return this.#wokenMeanwhile;
  }

  async #nextOrNone(): Promise<Job | undefined> {
    try {
      return await this.#next();
    } catch (error) {
      this.#troubled(error);
      return undefined;
    }
  }

  #troubled(error: unknown): void {
    this.#parts.log.error('a lane of the queue cannot be read', { problem: this.#parts.name, error });
  }

  /** The next task that is due, in hand. */
  async #next(): Promise<Job | undefined> {
    if (this.#stopped) return undefined;
    for (const segment of this.#open.values()) {
      const job = this.#dueIn(segment);
      if (job !== undefined) return job;
    }
    for (let name = await this.#nextName(); name !== undefined; name = await this.#nextName()) {
      const segment = await this.#readOrLeave(name);
      if (segment === undefined) continue;
      this.#open.set(name, segment);
      await this.#giveUpUnreadable(segment);
      const job = this.#dueIn(segment);
      if (job !== undefined) return job;
      await this.#close(segment);
    }
    return undefined;
  }

  /** The folder is listed once for all of its files, because after an outage there may be ten thousand. */
  async #nextName(): Promise<string | undefined> {
    const isNext = (name: string): boolean => !this.#open.has(name) && this.#mayBeDue(name);
    const known = popUntil(this.#names, isNext);
    if (known !== undefined) return known;
    this.#names = (await this.#segments()).filter(isNext).reverse();
    return this.#names.pop();
  }

  #dueIn(segment: OpenSegment): Job | undefined {
    const now = this.#parts.now();
    for (const task of segment.left.values()) {
      if (task.due > now || segment.inHand.has(task.id)) continue;
      segment.inHand.add(task.id);
      return { segment, task };
    }
    return undefined;
  }

  /** In the order in which they are due. */
  async #segments(): Promise<string[]> {
    try {
      return (await readdir(this.#parts.folder)).filter((name) => dueOf(name) !== undefined).sort();
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  #mayBeDue(name: string): boolean {
    return (this.#waiting.get(name) ?? dueOf(name) ?? 0) <= this.#parts.now();
  }

  async #readOrLeave(name: string): Promise<OpenSegment | undefined> {
    try {
      return await this.#read(name);
    } catch (error) {
      this.#waiting.set(name, this.#parts.now() + TROUBLE_MS);
      this.#troubled(error);
      return undefined;
    }
  }

  async #read(name: string): Promise<OpenSegment | undefined> {
    const found = await readSegment(this.#parts.folder, name);
    if (found === undefined) {
      this.#waiting.delete(name);
      return undefined;
    }
    const left = new Map(found.tasks.map((task) => [task.id, task]));
    return { name, left, inHand: new Set(), unreadable: found.unreadable, stale: false };
  }

  /** What cannot be kept on the shelf stays where it is; the tasks beside it are delivered all the same. */
  async #giveUpUnreadable(segment: OpenSegment): Promise<void> {
    const kept: string[] = [];
    for (const line of segment.unreadable) {
      const why = line.trim() === '' ? 'The file is empty.' : 'The line is no task: it is torn or damaged.';
      const sentAt = new Date(dueOf(segment.name) ?? 0).toISOString();
      const entry = {
        lane: this.#parts.name,
        body: line,
        problem: 'unreadable',
        why,
        attempts: 0,
        sentAt,
      } as const;
      if (await this.#putOnShelf(entry)) segment.stale = true;
      else kept.push(line);
    }
    segment.unreadable = kept;
  }

  async #putOnShelf(entry: GivenUp): Promise<boolean> {
    try {
      await this.#parts.giveUp(entry);
      return true;
    } catch (error) {
      this.#parts.log.error('a task cannot be set aside', { problem: entry.problem, error });
      return false;
    }
  }

  async #perform({ segment, task }: Job): Promise<void> {
    const outcome = await this.#deliver(task);
    const entry = await this.#entryOf(task, outcome);
    await this.#turns.take(() => this.#note(segment, task, entry));
  }

  async #deliver({ body, attempts }: QueuedTask): Promise<Delivered> {
    try {
      return await this.#parts.deliver({ body, attempt: attempts + 1 });
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      this.#parts.log.error('a delivery broke off', { error });
      return { kind: 'again', error, pauseSeconds: BROKEN_PAUSE_SECONDS };
    }
  }

  async #entryOf(task: QueuedTask, outcome: Delivered): Promise<JournalEntry> {
    const { id, body } = task;
    const attempts = task.attempts + 1;
    const after = (ms: number): JournalEntry => ({ id, attempts, due: this.#parts.now() + ms });
    switch (outcome.kind) {
      case 'done':
        return { id, done: true };
      case 'again':
        return after(outcome.pauseSeconds * 1_000);
      case 'given-up': {
        const { problem, why } = outcome;
        const sentAt = new Date(task.sentAt).toISOString();
        const entry = { lane: this.#parts.name, body, problem, why, attempts, sentAt };
        return (await this.#putOnShelf(entry)) ? { id, done: true } : after(TROUBLE_MS);
      }
      default:
        return assertNever(outcome, 'outcome of a delivery');
    }
  }

  /** The last task of a file needs no journal: the file goes. */
  async #note(segment: OpenSegment, task: QueuedTask, entry: JournalEntry): Promise<void> {
    const { name, left, inHand } = segment;
    inHand.delete(task.id);
    // Somebody has asked for it to be erased meanwhile.
    if (!left.has(task.id)) return this.#close(segment);
    if ('done' in entry) {
      left.delete(task.id);
      segment.stale = true;
    } else left.set(task.id, { ...task, attempts: entry.attempts, due: entry.due });
    if (left.size > 0) await this.#journal(name, entry);
    await this.#close(segment);
  }

  async #journal(name: string, entry: JournalEntry): Promise<void> {
    await noteInJournal(this.#parts.folder, name, entry).catch((error: unknown) => {
      // The file is rewritten when the pass over it is over; until then only a crash would do the task once more.
      this.#parts.log.error('the journal of a lane cannot be written', { problem: this.#parts.name, error });
    });
  }

  /** Once nothing of it is in hand or due: what is done leaves the disk, what waits leaves the memory. */
  async #close(segment: OpenSegment): Promise<void> {
    const { name, left, inHand } = segment;
    const now = this.#parts.now();
    if (inHand.size > 0 || [...left.values()].some(({ due }) => due <= now)) return;
    try {
      if (segment.stale || left.size + segment.unreadable.length === 0) await this.#rewrite(segment);
    } catch (error) {
      // It stays open: read again from the disk, what is done would be done again.
      this.#parts.log.error('a lane of the queue cannot be written', { problem: this.#parts.name, error });
      return;
    }
    this.#open.delete(name);
    const next = Math.min(...[...left.values()].map(({ due }) => due));
    if (left.size > 0) this.#waiting.set(name, next);
    else if (segment.unreadable.length > 0) this.#waiting.set(name, now + TROUBLE_MS);
    else this.#waiting.delete(name);
  }

  async #rewrite(segment: OpenSegment): Promise<void> {
    const { name, left, unreadable } = segment;
    await replaceSegment(this.#parts.folder, name, { tasks: [...left.values()], unreadable });
    segment.stale = false;
  }
}

function popUntil<Item>(items: Item[], isWanted: (item: Item) => boolean): Item | undefined {
  for (let item = items.pop(); item !== undefined; item = items.pop()) if (isWanted(item)) return item;
  return undefined;
}
