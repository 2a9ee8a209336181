// The files of a lane. A segment holds the tasks that were sent together, a line each; beside it lies a journal of what
// came of them, until all are done. A line that cannot be read spoils no other.
import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A task in a lane. */
export interface QueuedTask {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  /** Not to be delivered before; milliseconds since 1970. */
  readonly due: number;
  /** Deliveries that have failed. */
  readonly attempts: number;
  /** The task, JSON. */
  readonly body: string;
}

export interface Segment {
  readonly tasks: readonly QueuedTask[];
  /** Lines that are no tasks; of an empty file one empty line, because something was in it. */
  readonly unreadable: readonly string[];
}

export type JournalEntry =
  | { readonly id: string; readonly done: true }
  | { readonly id: string; readonly attempts: number; readonly due: number };

/** A file that is longer holds up whoever reads it. */
export const MOST_IN_SEGMENT = 1_000;

const SEGMENT = /^(\d{13})-[\w-]+\.jsonl$/;

export const isUnfinished = (name: string): boolean => name.endsWith('.new');

/** When the first task of a segment is due, by its name; undefined for other files. */
export function dueOf(name: string): number | undefined {
  const time = SEGMENT.exec(name)?.[1];
  return time === undefined ? undefined : Number(time);
}

export const newTask = (body: string, sentAt: number, due: number): QueuedTask => ({
  id: randomUUID(),
  sentAt,
  due,
  attempts: 0,
  body,
});

/** Resolves when the tasks would survive a power failure. @returns the name */
export async function writeSegment(folder: string, tasks: readonly QueuedTask[]): Promise<string> {
  const due = Math.min(...tasks.map((task) => task.due));
  const name = `${String(due).padStart(13, '0')}-${randomUUID()}.jsonl`;
  await writeDurably(folder, name, tasks.map(lineOf).join(''));
  return name;
}

/** What is left of it, and no journal any more. */
export async function replaceSegment(
  folder: string,
  name: string,
  { tasks, unreadable }: Segment,
): Promise<void> {
  if (tasks.length + unreadable.length === 0) return removeSegment(folder, name);
  await writeDurably(folder, name, [...tasks.map(lineOf), ...unreadable.map((line) => `${line}\n`)].join(''));
  await rm(join(folder, journalOf(name)), { force: true });
}

/** Under another name first, so that nobody reads half of it; then the name, and both are on the disk. */
export async function writeDurably(folder: string, name: string, content: string): Promise<void> {
  const unfinished = join(folder, `${name}.${String(process.pid)}.new`);
  try {
    await writeSynced(unfinished, content, folder);
    await rename(unfinished, join(folder, name));
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(folder);
}

/** The folder of a webhook's host may just have been removed because it was empty. */
async function writeSynced(path: string, content: string, folder: string): Promise<void> {
  const file = await open(path, 'w').catch(async (error: unknown) => {
    if (!isMissing(error)) throw error;
    await makeFolder(folder);
    return open(path, 'w');
  });
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A new name is on the disk when its folder is. */
async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await syncFolder(join(folder, '..'));
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What is left to do of a segment; undefined where there is no such file. */
export async function readSegment(folder: string, name: string): Promise<Segment | undefined> {
  const content = await readIfThere(join(folder, name));
  if (content === undefined) return undefined;
  const journal = readJournal((await readIfThere(join(folder, journalOf(name)))) ?? '');
  const lines = linesOf(content).map((line) => taskIn(line) ?? line);
  return {
    tasks: lines.flatMap((line) => (typeof line === 'string' ? [] : leftOf(line, journal.get(line.id)))),
    unreadable: lines.filter((line) => typeof line === 'string'),
  };
}

/** Not synced: after a power failure a task that was done may be done once more. */
export async function noteInJournal(folder: string, name: string, entry: JournalEntry): Promise<void> {
  await appendFile(join(folder, journalOf(name)), `${JSON.stringify(entry)}\n`);
}

/** The segment first: a journal alone is a leftover, a segment without its journal would be done again. */
async function removeSegment(folder: string, name: string): Promise<void> {
  await rm(join(folder, name), { force: true });
  await rm(join(folder, journalOf(name)), { force: true });
}

const journalOf = (name: string): string => `${name}.journal`;
export const isJournal = (name: string): boolean => name.endsWith('.jsonl.journal');
export const segmentOfJournal = (name: string): string => name.slice(0, -'.journal'.length);

/** An empty file has one line. */
function linesOf(content: string): string[] {
  const lines = content.split('\n');
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines;
}

const lineOf = ({ body, ...about }: QueuedTask): string =>
  `${JSON.stringify({ ...about, task: JSON.parse(body) as unknown })}\n`;

function leftOf(task: QueuedTask, entry: JournalEntry | undefined): QueuedTask[] {
  if (entry === undefined) return [task];
  return 'done' in entry ? [] : [{ ...task, attempts: entry.attempts, due: entry.due }];
}

interface Line {
  readonly id: string;
  readonly sentAt: number;
  readonly due: number;
  readonly attempts: number;
  readonly task: unknown;
}

function taskIn(line: string): QueuedTask | undefined {
  const found = parsed(line) as Partial<Line> | null | undefined;
  if (found?.task === undefined) return undefined;
  const { id, sentAt, due, attempts, task } = found;
  if (typeof id !== 'string' || !isTime(sentAt) || !isTime(due) || !isTime(attempts)) return undefined;
  return { id, sentAt, due, attempts, body: JSON.stringify(task) };
}

/** Within what a `Date` can hold. */
const isTime = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= 8.64e15;

function readJournal(content: string): Map<string, JournalEntry> {
  const entries = new Map<string, JournalEntry>();
  for (const line of content.split('\n')) {
    const entry = parsed(line) as Partial<QueuedTask & { done: unknown }> | undefined | null;
    if (typeof entry?.id !== 'string') continue;
    const { id, attempts, due } = entry;
    if (entry.done === true) entries.set(id, { id, done: true });
    else if (isTime(attempts) && isTime(due)) entries.set(id, { id, attempts, due });
  }
  return entries;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

export const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
