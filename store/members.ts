// Members of staff: who is on a call, and who answered how many today. Beside what is remembered of callers: both are
// numbers, and an incoming call reads them together.
import { BatchGetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Effect } from '../core/decision.ts';
import type { E164 } from '../core/e164.ts';
import type { MemberState, MemberStates } from '../core/hunt-group.ts';
import type { Database } from './database.ts';
import { ConflictError } from './errors.ts';
import type { Item } from './items.ts';

export interface Members {
  readonly states: (numbers: readonly E164[], now: Date) => Promise<MemberStates>;
  /** Counted once per call. */
  readonly takeCall: (effect: Extract<Effect, { kind: 'take-call' }>) => Promise<void>;
  readonly endCall: (effect: Extract<Effect, { kind: 'end-call' }>) => Promise<void>;
}

/** The calls answered on a day are a set under that day's name; those of a week ago are dropped. */
const answeredOn = (day: string): string => `answered:${day}`;
const DAY_MS = 86_400_000;
const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

export function memberFromItem(item: Item, now: Date): MemberState {
  const { onCall, lastAnsweredAt } = item as unknown as Pick<MemberState, 'onCall' | 'lastAnsweredAt'>;
  const answered = item[answeredOn(dayOf(now))];
  return {
    ...(onCall === undefined ? {} : { onCall }),
    ...(lastAnsweredAt === undefined ? {} : { lastAnsweredAt }),
    answeredToday: answered instanceof Set ? answered.size : 0,
  };
}

export function createMembers(database: Database): Members {
  const TableName = database.table('callers');
  return {
    states: async (numbers, now) => {
      if (numbers.length === 0) return new Map();
      const { Responses = {} } = await database.run('read members', (client, options) =>
        client.send(
          new BatchGetCommand({
            RequestItems: { [TableName]: { Keys: numbers.map((number) => ({ number })) } },
          }),
          options,
        ),
      );
      return new Map(
        (Responses[TableName] ?? []).map((item) => [item.number as E164, memberFromItem(item, now)]),
      );
    },

    takeCall: async ({ member, callSid, at }) => {
      const today = new Date(at);
      await database.run('member takes call', (client, options) =>
        client.send(
          new UpdateCommand({
            TableName,
            Key: { number: member },
            UpdateExpression: 'SET onCall = :call, lastAnsweredAt = :at ADD #today :calls REMOVE #old',
            ExpressionAttributeNames: {
              '#today': answeredOn(dayOf(today)),
              '#old': answeredOn(dayOf(new Date(today.getTime() - 7 * DAY_MS))),
            },
            ExpressionAttributeValues: {
              ':call': { callSid, since: at },
              ':at': at,
              ':calls': new Set([callSid]),
            },
          }),
          options,
        ),
      );
    },

    endCall: async ({ member, callSid }) => {
      try {
        await database.run('member ends call', (client, options) =>
          client.send(
            new UpdateCommand({
              TableName,
              Key: { number: member },
              UpdateExpression: 'REMOVE onCall',
              ConditionExpression: 'onCall.callSid = :call',
              ExpressionAttributeValues: { ':call': callSid },
            }),
            options,
          ),
        );
      } catch (error) {
        // On another call already.
        if (!(error instanceof ConflictError)) throw error;
      }
    },
  };
}
