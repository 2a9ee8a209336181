// Appeals from the report page that wait for a call from their number: one item a number, for minutes. What is counted is
// counted by the same conditional write that allows it, so that many at once get no more than one after another.
import {
  GetCommand,
  UpdateCommand,
  type UpdateCommandInput,
  type UpdateCommandOutput,
} from '@aws-sdk/lib-dynamodb';
import {
  CODE_MINUTES,
  isExpired,
  MOST_CALLS_ANSWERED,
  MOST_CODES_TRIED,
  replacedAppeals,
  type WaitingAppeal,
} from '../../core/cases/page-appeal.ts';
import type { Effect } from '../../core/call/decision.ts';
import { isUnvouched, type Attestation } from '../../core/numbers/attestation.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import type { Database } from '../database/database.ts';
import { ignoreConflict, unlessConflict } from '../database/errors.ts';
import { epochSeconds, type Item } from '../database/items.ts';

/** A call from the number, by which its caller may show whose it is. */
interface ProvingCall {
  readonly number: Identity;
  /** Calls that the network vouches for are counted apart from the others. */
  readonly attestation: Attestation;
}

export interface Appeals {
  /** Lets the appeal wait; beyond so many, others make room for it. The same appeal may be opened twice. */
  readonly open: (number: Identity, appeal: WaitingAppeal, now: Date) => Promise<void>;
  /** @returns undefined also for an appeal that has made room for another one */
  readonly get: (number: Identity, id: string) => Promise<WaitingAppeal | undefined>;
  /** Whether this refused call may be answered for a code; the same call may ask twice. */
  readonly takeCall: (call: ProvingCall, callSid: string, now: Date) => Promise<boolean>;
  /**
   * Counts a code before it is compared; the same answer counts once.
   * @returns the appeals that wait, or undefined where no further code is taken
   */
  readonly tryCode: (
    call: ProvingCall,
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

/** What is counted in the minutes of a code: the sets of the item, by whether the network vouches for the call. */
const COUNTED = {
  answered: { unvouched: 'answered', vouched: 'answeredVouched' },
  tried: { unvouched: 'tried', vouched: 'triedVouched' },
} as const;
const ALL_COUNTED = Object.values(COUNTED).flatMap((sets) => Object.values(sets));

/** The page shows what came of an appeal for so long after its code has expired. */
const KEPT_SECONDS = 3_600;

type Update = (
  operation: string,
  number: Identity,
  change: Omit<UpdateCommandInput, 'TableName' | 'Key'>,
) => Promise<UpdateCommandOutput>;

export function createAppeals(database: Database): Appeals {
  const TableName = database.table('callers');
  const update: Update = (operation, number, change) =>
    database.run(operation, (client, options) =>
      client.send(new UpdateCommand({ TableName, Key: { number: appealKey(number) }, ...change }), options),
    );
  const take = takingUpdates(update);

  return {
    open: openingUpdates(update),

    get: async (number, id) => {
      const { Item: item } = await database.run('read appeal', (client, options) =>
        client.send(new GetCommand({ TableName, Key: { number: appealKey(number) } }), options),
      );
      return waitingIn(item).find((appeal) => appeal.id === id);
    },

    takeCall: async (call, callSid, now) =>
      (await take(call, 'answered', callSid, MOST_CALLS_ANSWERED, now)) !== undefined,

    tryCode: async (call, answer, now) => {
      const item = await take(call, 'tried', answer, MOST_CODES_TRIED, now);
      return item === undefined ? undefined : waitingIn(item).filter((appeal) => !isExpired(appeal, now));
    },

    // Where another appeal has taken its place in this moment, there is nothing to note: the case is open, and its
    // caller has heard the number of it.
    prove: async ({ number, id, callSid }) => {
      await update('prove number', number, {
        UpdateExpression: 'SET waiting.#id.provenBy = if_not_exists(waiting.#id.provenBy, :call)',
        ConditionExpression: 'attribute_exists(waiting.#id)',
        ExpressionAttributeNames: { '#id': id },
        ExpressionAttributeValues: { ':call': callSid },
      }).catch(ignoreConflict);
    },
  };
}

/** @returns what adds one more to a set while appeals wait, and gives back the item; undefined where the set is full */
function takingUpdates(update: Update) {
  return async (
    { number, attestation }: ProvingCall,
    what: keyof typeof COUNTED,
    one: string,
    most: number,
    now: Date,
  ) => {
    const set = COUNTED[what][isUnvouched(attestation) ? 'unvouched' : 'vouched'];
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
}

/** Makes a new appeal wait. */
function openingUpdates(update: Update): Appeals['open'] {
  /** The first appeal after all others have expired finds nothing of them left. */
  const forgetExpired = (number: Identity, now: Date) =>
    unlessConflict(
      update('forget expired appeals', number, {
        UpdateExpression: 'SET waiting = :none, openUntil = :now, #ttl = :ttl',
        ConditionExpression: 'attribute_not_exists(openUntil) OR openUntil < :now',
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: {
          ':none': {},
          ':now': now.toISOString(),
          ':ttl': epochSeconds(now.toISOString()) + KEPT_SECONDS,
        },
      }),
    );

  /** Counts begin anew when the minutes of a code are over, also where other appeals wait all the time. */
  const countAnew = (number: Identity, now: Date) =>
    unlessConflict(
      update('count anew for appeals', number, {
        UpdateExpression: `SET countedUntil = :until REMOVE ${ALL_COUNTED.join(', ')}`,
        ConditionExpression: 'attribute_not_exists(countedUntil) OR countedUntil <= :now',
        ExpressionAttributeValues: {
          ':until': new Date(now.getTime() + CODE_MINUTES * 60_000).toISOString(),
          ':now': now.toISOString(),
        },
      }),
    );

  const add = async (number: Identity, appeal: WaitingAppeal): Promise<readonly WaitingAppeal[]> => {
    const { Attributes } = await update('open appeal', number, {
      UpdateExpression:
        'SET waiting.#id = if_not_exists(waiting.#id, :appeal), openUntil = :until, #ttl = :ttl',
      ExpressionAttributeNames: { '#id': appeal.id, '#ttl': 'ttl' },
      ExpressionAttributeValues: {
        ':appeal': appeal,
        ':until': appeal.until,
        ':ttl': epochSeconds(appeal.until) + KEPT_SECONDS,
      },
      ReturnValues: 'ALL_NEW',
    });
    return waitingIn(Attributes);
  };

  /** One that is proven at this moment stays; the next appeal makes the room again. */
  const replace = async (number: Identity, ids: readonly string[]): Promise<void> => {
    if (ids.length === 0) return;
    const places = ids.map((_, index) => `waiting.#id${String(index)}`);
    await update('replace appeals', number, {
      UpdateExpression: `REMOVE ${places.join(', ')}`,
      ConditionExpression: places.map((place) => `attribute_not_exists(${place}.provenBy)`).join(' AND '),
      ExpressionAttributeNames: Object.fromEntries(ids.map((id, index) => [`#id${String(index)}`, id])),
    }).catch(ignoreConflict);
  };

  return async (number, appeal, now) => {
    await forgetExpired(number, now);
    await countAnew(number, now);
    await replace(number, replacedAppeals(await add(number, appeal), now));
  };
}

const waitingIn = (item: Item | undefined): readonly WaitingAppeal[] =>
  Object.values((item?.waiting ?? {}) as Record<string, WaitingAppeal>);
