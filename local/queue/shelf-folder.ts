// The shelf on one machine: a file for each task that the queue has given up, until a person retries or drops it.
import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { GivenUp, Shelf, ShelvedTask } from '../../functions/queue/shelf.ts';
import { parseTask } from '../../functions/queue/task.ts';
import type { SubjectTexts } from '../../core/rights/subject.ts';
import { isMissing, writeDurably } from './segment-file.ts';

/** Its folder in that of the queue. */
export const SHELF = 'shelf';

const NAME = /^(\d{13}-[0-9a-f]{16})\.json$/;
const ID = /^\d{13}-[0-9a-f]{16}$/;

export interface ShelfFolderParts {
  readonly folder: string;
  /** Keeps the task in its lane, as new. */
  readonly send: (body: string) => Promise<void>;
  readonly now: () => number;
}

export interface ShelfFolder extends Shelf {
  /** Entries that mention the person. @returns how many were removed */
  readonly erase: (texts: SubjectTexts) => Promise<number>;
}

export function openShelf({ folder, send, now }: ShelfFolderParts): ShelfFolder {
  const fileOf = (id: string): string => join(folder, `${id}.json`);
  const find = async (id: string): Promise<ShelvedTask | undefined> =>
    ID.test(id) ? readEntry(fileOf(id), id) : undefined;
  const drop = async (id: string): Promise<boolean> => {
    if ((await find(id)) === undefined) return false;
    await rm(fileOf(id), { force: true });
    return true;
  };
  /** Kept in its lane before it leaves the shelf. */
  const retry = async (id: string): Promise<boolean> => {
    const entry = await find(id);
    if (entry === undefined) return false;
    await send(entry.body);
    await rm(fileOf(id), { force: true });
    return true;
  };
  return {
    put: async (entry) => {
      await writeDurably(folder, `${idOf(entry, now())}.json`, JSON.stringify(entry));
    },
    count: async () => (await idsIn(folder)).length,
    list: async (most) => {
      const found = await Promise.all((await idsIn(folder)).sort().slice(0, most).map(find));
      return found.filter((entry) => entry !== undefined);
    },
    find,
    retry,
    retryAll: async () => {
      let sent = 0;
      for (const id of await idsIn(folder)) {
        const entry = await find(id);
        if (entry !== undefined && parseTask(entry.body) !== undefined && (await retry(id))) sent += 1;
      }
      return sent;
    },
    drop,
    erase: async (texts) => {
      let removed = 0;
      for (const id of await idsIn(folder)) {
        const entry = await find(id);
        if (entry === undefined || !(texts.isIn(entry.body) || texts.isIn(entry.why))) continue;
        if (await drop(id)) removed += 1;
      }
      return removed;
    },
  };
}

/** Removes what was shelved before. */
export async function emptyShelf(folder: string, before: Date): Promise<void> {
  for (const id of await idsIn(folder))
    if (shelvedAt(id) < before.getTime()) await rm(join(folder, `${id}.json`), { force: true });
}

const idsIn = async (folder: string): Promise<string[]> =>
  (await namesIn(folder)).flatMap((name) => NAME.exec(name)?.[1] ?? []);

/** The same matter that is given up twice, because of a crash between two steps, lies there twice at most. */
const idOf = (entry: GivenUp, now: number): string =>
  `${String(now).padStart(13, '0')}-${createHash('sha256').update(JSON.stringify(entry)).digest('hex').slice(0, 16)}`;

const shelvedAt = (id: string): number => Number(id.split('-')[0]);

/** An entry that was damaged is shown as one, with what is left of it. */
async function readEntry(file: string, id: string): Promise<ShelvedTask | undefined> {
  const content = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (content === undefined) return undefined;
  const at = new Date(shelvedAt(id)).toISOString();
  return { ...(entryIn(content) ?? damaged(content, at)), id, shelvedAt: at };
}

function entryIn(content: string): GivenUp | undefined {
  try {
    const found = JSON.parse(content) as Partial<GivenUp> | null;
    return typeof found?.body === 'string' && typeof found.problem === 'string'
      ? (found as GivenUp)
      : undefined;
  } catch {
    return undefined;
  }
}

const damaged = (body: string, sentAt: string): GivenUp => ({
  lane: 'work',
  body,
  problem: 'unreadable',
  why: 'The file on the shelf is damaged.',
  attempts: 0,
  sentAt,
});

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
