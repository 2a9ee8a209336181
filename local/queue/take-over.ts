// What lies in the folder of the queue and is in no lane: the files of earlier versions, one for each task, and whatever a
// person has put there. And what a process that was killed has left behind.
import { readdir, readFile, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { laneOfBody, parseTask } from '../../functions/queue/task.ts';
import type { GivenUp } from '../../functions/queue/shelf.ts';
import type { Log } from '../../functions/log.ts';
import { laneOfFolder } from './lane-folders.ts';
import { isJournal, isUnfinished, segmentOfJournal } from './segment-file.ts';

export interface TakeOverParts {
  readonly folder: string;
  readonly send: (body: string, due: number) => Promise<void>;
  readonly giveUp: (task: GivenUp) => Promise<void>;
  readonly now: () => number;
  readonly log: Log;
}

/** Where earlier versions put what the database refused, and texts that had waited too long. */
const SET_ASIDE = 'set-aside';
/** `1764288000000-1b4e28ba-….json`: when the task is due, and what makes the name its own. */
const EARLIER_TASK = /^(\d{13})-[\w-]+\.json$/;
/** Another process may be about to give such a file its name. */
const UNFINISHED_MS = 60_000;
const FILES_AT_ONCE = 50;

/** A file that cannot be taken over stays, and is tried again. */
export async function takeOver(parts: TakeOverParts): Promise<void> {
  const { folder } = parts;
  await eachFile(folder, parts, (file, due) => takeTask(file, due, parts));
  await eachFile(join(folder, SET_ASIDE), parts, (file, due) => takeSetAside(file, due, parts));
}

async function eachFile(
  folder: string,
  { log }: TakeOverParts,
  take: (file: string, due: number) => Promise<void>,
): Promise<void> {
  const names = (await namesIn(folder)).filter((name) => name.endsWith('.json'));
  for (let begin = 0; begin < names.length; begin += FILES_AT_ONCE)
    await Promise.all(
      names.slice(begin, begin + FILES_AT_ONCE).map(async (name) => {
        try {
          await take(join(folder, name), Number(EARLIER_TASK.exec(name)?.[1] ?? 0));
        } catch (error) {
          log.error('a file in the folder of the queue cannot be taken over', { error });
        }
      }),
    );
}

/** Kept in its lane before the file goes: a crash between the two does it twice, and loses nothing. */
async function takeTask(file: string, due: number, { send, giveUp }: TakeOverParts): Promise<void> {
  const body = await readFile(file, 'utf8');
  if (parseTask(body) === undefined) {
    const why = body.trim() === '' ? 'The file is empty.' : 'The file is no task: it is torn or damaged.';
    await giveUp({ lane: 'work', body, problem: 'unreadable', why, attempts: 0, sentAt: isoOf(due) });
  } else await send(body, due);
  await rm(file, { force: true });
}

async function takeSetAside(file: string, due: number, { giveUp }: TakeOverParts): Promise<void> {
  const body = await readFile(file, 'utf8');
  const kind = parseTask(body)?.kind;
  const problem = kind === undefined ? 'unreadable' : kind === 'send-sms' ? 'too-late' : 'refused';
  const why = 'An earlier version had set it aside.';
  await giveUp({ lane: laneOfBody(body), body, problem, why, attempts: 1, sentAt: isoOf(due) });
  await rm(file, { force: true });
}

const isoOf = (ms: number): string => new Date(ms).toISOString();

/** Halves of files whose writer is gone, journals without their segment, and folders of hosts that nothing is sent to. */
export async function cleanUp({ folder, now, log }: TakeOverParts): Promise<void> {
  const lanes = (await namesIn(folder)).filter((name) => laneOfFolder(name) !== undefined);
  for (const place of [folder, join(folder, SET_ASIDE), ...lanes.map((lane) => join(folder, lane))]) {
    try {
      await cleanFolder(place, now());
    } catch (error) {
      log.error('a folder of the queue cannot be cleaned', { error });
    }
  }
  for (const lane of lanes.filter((name) => laneOfFolder(name) === 'webhooks'))
    await rmdir(join(folder, lane)).catch(() => undefined);
}

async function cleanFolder(folder: string, now: number): Promise<void> {
  const names = await namesIn(folder);
  for (const name of names) {
    const isLeftOver =
      (isUnfinished(name) && now - (await stat(join(folder, name))).mtimeMs > UNFINISHED_MS) ||
      (isJournal(name) && !names.includes(segmentOfJournal(name)));
    if (isLeftOver) await rm(join(folder, name), { force: true });
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
