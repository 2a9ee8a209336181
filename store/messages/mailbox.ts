// Messages lately: of one caller under the caller's own number, of everybody by class in quarters of an hour. Sets, so
// that a message that is announced twice counts once; both in the table that an incoming call reads anyway.
//
// A class's set holds callers, so that somebody who leaves one message after the other takes one place. Callers without
// a number cannot be told apart: each of their recordings counts.
import { DAY_MS, MINUTE_MS } from '../../core/basics/durations.ts';
import type { Effect } from '../../core/call/effect.ts';
import type { MailboxClass, MailboxCounts } from '../../core/messages/mailbox.ts';
import type { Database } from '../database/database.ts';
import { epochSeconds, type Item } from '../database/items.ts';
import { updateKeepingLongest } from '../evidence/keep-longest.ts';
import { entriesIn } from '../database/parse.ts';
import { openTable, type Table } from '../database/table.ts';

export interface MailboxLog {
  readonly count: (effect: Extract<Effect, { kind: 'keep-voicemail' }>) => Promise<void>;
}

const QUARTER_MS = 15 * MINUTE_MS;

const quarterKey = (time: number): string =>
  `mailbox:${new Date(Math.floor(time / QUARTER_MS) * QUARTER_MS).toISOString().slice(0, 16)}Z`;

/** The quarters that reach into the hour before `now`: five, since that hour rarely begins with one. */
export const mailboxKeys = (now: Date): string[] =>
  Array.from({ length: 5 }, (_, index) => quarterKey(now.getTime() - index * QUARTER_MS));

/** The caller's messages of a day are a set under that day's name; those of a week ago are dropped. */
const messagesOn = (time: number): string => `messages:${new Date(time).toISOString().slice(0, 10)}`;

/** @param people items of the table of callers, among them the caller's and those of `mailboxKeys` */
export function mailboxFromItems(
  people: readonly Item[],
  number: string | undefined,
  now: Date,
): MailboxCounts {
  const keys = mailboxKeys(now);
  const quarters = people.filter((item) => keys.includes(String(item.number)));
  const own = people.find((item) => item.number === number);
  const inRoom = (room: MailboxClass): number =>
    new Set(quarters.flatMap((quarter) => [...entriesIn(quarter, room)])).size;
  return {
    ofCaller: ofLastDay(own, now),
    lastHour: {
      known: inRoom('known'),
      passed: inRoom('passed'),
      reporter: inRoom('reporter'),
      stranger: inRoom('stranger'),
      hidden: inRoom('hidden'),
    },
  };
}

/** Each entry is its time and its recording; one that was announced twice has two times. */
function ofLastDay(caller: Item | undefined, now: Date): number {
  const dayAgo = now.getTime() - DAY_MS;
  const since = new Date(dayAgo).toISOString();
  const entries = [now.getTime(), dayAgo].flatMap((time) => [...entriesIn(caller, messagesOn(time))]);
  return new Set(entries.filter((entry) => entry > since).map((entry) => entry.split(' ')[1])).size;
}

export function createMailboxLog(database: Database): MailboxLog {
  const table = openTable(database, 'callers');
  return {
    count: async (effect) => {
      await Promise.all([countInRoom(table, effect), countOfCaller(table, effect)]);
    },
  };
}

type Kept = Extract<Effect, { kind: 'keep-voicemail' }>;

async function countInRoom(table: Table, { recordingSid, receivedAt, from, room }: Kept): Promise<void> {
  if (room === undefined) return;
  const time = Date.parse(receivedAt);
  await table.update(
    'count message',
    { number: quarterKey(time) },
    {
      add: { [room]: new Set([from?.caller ?? recordingSid]) },
      once: { ttl: Math.floor((time + DAY_MS) / 1_000) },
    },
  );
}

async function countOfCaller(
  table: Table,
  { recordingSid, receivedAt, from, room, expiresAt }: Kept,
): Promise<void> {
  if (room === undefined || from?.caller === undefined) return;
  const time = Date.parse(receivedAt);
  await updateKeepingLongest(table, 'count message', {
    number: from.caller,
    change: {
      add: { [messagesOn(time)]: new Set([`${receivedAt} ${recordingSid}`]) },
      remove: [messagesOn(time - 7 * DAY_MS)],
    },
    expiry: epochSeconds(expiresAt),
  });
}
