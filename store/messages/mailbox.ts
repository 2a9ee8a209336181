// Messages lately: of one caller under the caller's own number, of everybody by class in quarters of an hour. Sets, so
// that a message that is announced twice counts once; both in the table that an incoming call reads anyway.
//
// A class's set holds callers, so that somebody who leaves one message after the other takes one place. Callers without
// a number cannot be told apart: each of their recordings counts.
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Effect } from '../../core/call/decision.ts';
import { MAILBOX_CLASSES, type MailboxClass, type MailboxCounts } from '../../core/messages/mailbox.ts';
import type { Database } from '../database/database.ts';
import { epochSeconds, type Item } from '../database/items.ts';

export interface MailboxLog {
  readonly count: (effect: Extract<Effect, { kind: 'keep-voicemail' }>) => Promise<void>;
}

const QUARTER_MS = 15 * 60_000;
const HOUR_MS = 4 * QUARTER_MS;
const DAY_MS = 24 * HOUR_MS;

const quarterKey = (time: number): string =>
  `mailbox:${new Date(Math.floor(time / QUARTER_MS) * QUARTER_MS).toISOString().slice(0, 16)}Z`;

/** The quarters that reach into the hour before `now`: five, since that hour rarely begins with one. */
export const mailboxKeys = (now: Date): string[] =>
  Array.from({ length: 5 }, (_, index) => quarterKey(now.getTime() - index * QUARTER_MS));

const messagesOn = (day: string): string => `messages:${day}`;
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Each entry is its time and its recording; one that was announced twice has two times. */
function ofLastDay(caller: Item | undefined, now: Date): number {
  const since = new Date(now.getTime() - DAY_MS).toISOString();
  const entries = [now.getTime(), now.getTime() - DAY_MS].flatMap((time) => {
    const found = caller?.[messagesOn(dayOf(time))];
    return found instanceof Set ? [...(found as Set<string>)] : [];
  });
  return new Set(entries.filter((entry) => entry > since).map((entry) => entry.split(' ')[1])).size;
}

/** @param people items of the table of callers, among them the caller's and those of `mailboxKeys` */
export function mailboxFromItems(
  people: readonly Item[],
  number: string | undefined,
  now: Date,
): MailboxCounts {
  const keys = mailboxKeys(now);
  const quarters = people.filter((item) => keys.includes(String(item.number)));
  return {
    ofCaller: ofLastDay(
      people.find((item) => item.number === number),
      now,
    ),
    lastHour: Object.fromEntries(
      MAILBOX_CLASSES.map((room) => [room, countDistinct(room, quarters)]),
    ) as MailboxCounts['lastHour'],
  };
}

const countDistinct = (room: MailboxClass, quarters: readonly Item[]): number =>
  new Set(
    quarters.flatMap(({ [room]: entries }) => (entries instanceof Set ? [...(entries as Set<string>)] : [])),
  ).size;

export function createMailboxLog(database: Database): MailboxLog {
  const TableName = database.table('callers');
  const add = (number: string, change: { attribute: string; entry: string; ttl: number; remove?: string }) =>
    database.run('count message', (client, options) =>
      client.send(
        new UpdateCommand({
          TableName,
          Key: { number },
          UpdateExpression: `ADD #messages :entry SET #ttl = if_not_exists(#ttl, :ttl)${change.remove === undefined ? '' : ' REMOVE #old'}`,
          ExpressionAttributeNames: {
            '#messages': change.attribute,
            '#ttl': 'ttl',
            ...(change.remove === undefined ? {} : { '#old': change.remove }),
          },
          ExpressionAttributeValues: { ':entry': new Set([change.entry]), ':ttl': change.ttl },
        }),
        options,
      ),
    );

  return {
    count: async ({ recordingSid, receivedAt, from, room, expiresAt }) => {
      if (room === undefined) return;
      const time = Date.parse(receivedAt);
      const quarter = add(quarterKey(time), {
        attribute: room,
        entry: from?.caller ?? recordingSid,
        ttl: Math.floor((time + DAY_MS) / 1000),
      });
      const caller =
        from?.caller === undefined
          ? undefined
          : add(from.caller, {
              attribute: messagesOn(dayOf(time)),
              entry: `${receivedAt} ${recordingSid}`,
              ttl: epochSeconds(expiresAt),
              remove: messagesOn(dayOf(time - 7 * DAY_MS)),
            });
      await Promise.all([quarter, caller]);
    },
  };
}
