// Appeals from the report page that wait for a call from their number: one item a number, for minutes. What is counted is
// counted by the same conditional write that allows it, so that many at once get no more than one after another.
import { GetCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { MOST_CALLS_ANSWERED, MOST_CODES_TRIED, type PageAppeal } from '../core/cases/page-appeal.ts';
import type { Effect } from '../core/call/decision.ts';
import type { Identity } from '../core/numbers/identity.ts';
import type { Database } from './database.ts';
import { ConflictError, unlessConflict } from './errors.ts';
import { epochSeconds, type Item } from './items.ts';

interface WaitingAppeal extends PageAppeal {
  /** ISO 8601, UTC. */
  readonly until: string;
  /** The call from which its code was keyed. */
  readonly provenBy?: string;
}

export interface Appeals {
  readonly open: (number: Identity, appeal: WaitingAppeal, now: Date) => Promise<void>;
  readonly get: (number: Identity, id: string) => Promise<WaitingAppeal | undefined>;
  /** Whether this refused call may be answered for a code; the same call may ask twice. */
  readonly takeCall: (number: Identity, callSid: string, now: Date) => Promise<boolean>;
  /**
   * Counts a code before it is compared; the same answer counts once.
   * @returns the appeals that wait, or undefined where no further code is taken
   */
  readonly tryCode: (
    number: Identity,
    answer: string,
    now: Date,
  ) => Promise<readonly WaitingAppeal[] | undefined>;
  /** Its code opens no other case. */
  readonly prove: (effect: Extract<Effect, { kind: 'prove-number' }>) => Promise<void>;
}

/** Beside the numbers themselves, so that an incoming call reads it with them. */
export const appealKey = (number: Identity): string => `appeal:${number}`;

export const awaitsCall = (item: Item | undefined, now: Date): boolean =>
  typeof item?.openUntil === 'string' && Date.parse(item.openUntil) > now.getTime();

export function createAppeals(database: Database): Appeals {
  const TableName = database.table('callers');
  const update = (
    operation: string,
    number: Identity,
    change: Omit<UpdateCommandInput, 'TableName' | 'Key'>,
  ) =>
    database.run(operation, (client, options) =>
      client.send(new UpdateCommand({ TableName, Key: { number: appealKey(number) }, ...change }), options),
    );

  /** One more of a set, up to so many, while appeals wait. */
  const take = async (number: Identity, set: 'answered' | 'tried', one: string, most: number, now: Date) => {
    const answer = await unlessConflict(
      update('count for an appeal', number, {
        UpdateExpression: 'ADD #set :some',
        ConditionExpression:
          'openUntil > :now AND (attribute_not_exists(#set) OR size(#set) < :most OR contains(#set, :one))',
        ExpressionAttributeNames: { '#set': set },
        ExpressionAttributeValues: {
          ':some': new Set([one]),
          ':one': one,
          ':most': most,
          ':now': now.toISOString(),
        },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return answer === undefined ? undefined : (answer.Attributes ?? {});
  };

  return {
    open: async (number, appeal, now) => {
      const { id, until } = appeal;
      const names = { '#ttl': 'ttl' };
      const values = { ':until': until, ':ttl': epochSeconds(until) + 3_600, ':now': now.toISOString() };
      try {
        await update('open appeal', number, {
          UpdateExpression: 'SET waiting = :waiting, openUntil = :until, #ttl = :ttl REMOVE answered, tried',
          ConditionExpression: 'attribute_not_exists(openUntil) OR openUntil <= :now',
          ExpressionAttributeNames: names,
          ExpressionAttributeValues: { ...values, ':waiting': { [id]: appeal } },
        });
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
        // Another one waits for this number: both do, and what was counted stays counted.
        await update('open another appeal', number, {
          UpdateExpression:
            'SET waiting.#id = if_not_exists(waiting.#id, :appeal), openUntil = :until, #ttl = :ttl',
          ExpressionAttributeNames: { ...names, '#id': id },
          ExpressionAttributeValues: { ':until': until, ':ttl': values[':ttl'], ':appeal': appeal },
        });
      }
    },

    get: async (number, id) => {
      const { Item: item } = await database.run('read appeal', (client, options) =>
        client.send(new GetCommand({ TableName, Key: { number: appealKey(number) } }), options),
      );
      return waitingIn(item).find((appeal) => appeal.id === id);
    },

    takeCall: async (number, callSid, now) =>
      (await take(number, 'answered', callSid, MOST_CALLS_ANSWERED, now)) !== undefined,

    tryCode: async (number, answer, now) => {
      const item = await take(number, 'tried', answer, MOST_CODES_TRIED, now);
      return item === undefined
        ? undefined
        : waitingIn(item).filter(({ until }) => Date.parse(until) > now.getTime());
    },

    prove: async ({ number, id, callSid }) => {
      await update('prove number', number, {
        UpdateExpression: 'SET waiting.#id.provenBy = if_not_exists(waiting.#id.provenBy, :call)',
        ConditionExpression: 'attribute_exists(waiting.#id)',
        ExpressionAttributeNames: { '#id': id },
        ExpressionAttributeValues: { ':call': callSid },
      });
    },
  };
}

const waitingIn = (item: Item | undefined): readonly WaitingAppeal[] =>
  Object.values((item?.waiting ?? {}) as Record<string, WaitingAppeal>);
