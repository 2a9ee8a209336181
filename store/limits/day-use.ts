// What a day has used so far of its limits: one item a day in the table of limits. A place is taken by a conditional
// write before anything is spent, so that many at once never take more than there is.
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DailyKind, DailyUse } from '../../core/departments/day-limit.ts';
import type { Effect } from '../../core/call/decision.ts';
import type { Database } from '../database/database.ts';
import { wasWritten } from '../database/errors.ts';
import { epochSeconds } from '../database/items.ts';

export interface DayUse {
  /**
   * Takes some of the day's limit. A webhook that comes twice takes it twice, on the safe side.
   * @param day `YYYY-MM-DD`
   * @returns whether there was room
   */
  readonly take: (kind: DailyKind, day: string, taken: { count: number; most: number }) => Promise<boolean>;
  /** Adds the minutes of a conversation, once for each call. A fault between its two writes leaves them out. */
  readonly addMinutes: (effect: Extract<Effect, { kind: 'add-minutes' }>) => Promise<void>;
  /** Counts a text message that found no room on this day. */
  readonly noteWaitingText: (day: string) => Promise<void>;
  readonly of: (day: string) => Promise<DailyUse>;
}

const KEPT_SECONDS = 3 * 86_400;

export function createDayUse(database: Database): DayUse {
  const TableName = database.table('limits');
  const expiry = (day: string): number => epochSeconds(day) + KEPT_SECONDS;
  const add = (kind: DailyKind | 'waitingTexts', day: string, count: number, room: number | undefined) =>
    database.run('use of the day', (client, options) =>
      client.send(
        new UpdateCommand({
          TableName,
          Key: { name: `day:${day}` },
          UpdateExpression: 'ADD #kind :count SET #ttl = :ttl',
          ExpressionAttributeNames: { '#kind': kind, '#ttl': 'ttl' },
          ...(room === undefined
            ? { ExpressionAttributeValues: { ':count': count, ':ttl': expiry(day) } }
            : {
                ConditionExpression: 'attribute_not_exists(#kind) OR #kind <= :room',
                ExpressionAttributeValues: { ':count': count, ':ttl': expiry(day), ':room': room },
              }),
        }),
        options,
      ),
    );
  const claim = (name: string, day: string) =>
    database.run('count a conversation once', (client, options) =>
      client.send(
        new PutCommand({
          TableName,
          Item: { name, ttl: expiry(day) },
          ConditionExpression: 'attribute_not_exists(#name)',
          ExpressionAttributeNames: { '#name': 'name' },
        }),
        options,
      ),
    );

  return {
    take: async (kind, day, { count, most }) => {
      if (count > most) return false;
      return wasWritten(add(kind, day, count, most - count));
    },

    addMinutes: async ({ key, day, minutes }) => {
      if (await wasWritten(claim(`talk:${key}`, day))) await add('minutes', day, minutes, undefined);
    },

    noteWaitingText: async (day) => {
      await add('waitingTexts', day, 1, undefined);
    },

    of: async (day) => {
      const { Item = {} } = await database.run('read use of the day', (client, options) =>
        client.send(
          new GetCommand({ TableName, Key: { name: `day:${day}` }, ConsistentRead: true }),
          options,
        ),
      );
      return {
        minutes: Number(Item.minutes ?? 0),
        texts: Number(Item.texts ?? 0),
        ...(Item.waitingTexts === undefined ? {} : { waitingTexts: Number(Item.waitingTexts) }),
      };
    },
  };
}
