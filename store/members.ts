// Members of staff: who is on a call, and who answered how many today. Beside what is remembered of callers: both are
// numbers, and an incoming call reads them together.
import { BatchGetCommand, GetCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Effect } from '../core/decision.ts';
import type { DoNotDisturb } from '../core/do-not-disturb.ts';
import type { E164 } from '../core/e164.ts';
import type { GuardState } from '../core/guard-level.ts';
import type { MemberState, MemberStates } from '../core/hunt-group.ts';
import type { LastCall } from '../core/staff.ts';
import type { Database } from './database.ts';
import { ignoreConflict } from './errors.ts';
import {
  DO_NOT_DISTURB_KEY,
  doNotDisturbFromItem,
  GUARD_KEY,
  guardFromItem,
  named,
  type Item,
} from './items.ts';

export interface Members {
  /** Who can be rung: the staff, and whether anybody is to be rung at all. One request. */
  readonly onDuty: (numbers: readonly E164[], now: Date) => Promise<OnDuty>;
  /** What the staff menu needs of one member. */
  readonly account: (number: E164) => Promise<StaffAccount>;
  /** Null: the staff menu is closed to the member. Wrong PINs before it are forgotten. */
  readonly setPin: (number: E164, pinHash: string | null) => Promise<void>;
  readonly acceptPin: (effect: Extract<Effect, { kind: 'accept-pin' }>) => Promise<void>;
  readonly countWrongPin: (effect: Extract<Effect, { kind: 'count-wrong-staff-pin' }>) => Promise<void>;
  /** Counted once per call. */
  readonly takeCall: (effect: Extract<Effect, { kind: 'take-call' }>) => Promise<void>;
  /** Kept for the last call alone. */
  readonly notePickUp: (effect: Extract<Effect, { kind: 'note-pick-up' }>) => Promise<void>;
  readonly noteFlag: (effect: Extract<Effect, { kind: 'note-flag' }>) => Promise<void>;
  readonly endCall: (effect: Extract<Effect, { kind: 'end-call' }>) => Promise<void>;
}

export interface OnDuty {
  readonly members: MemberStates;
  readonly doNotDisturb: DoNotDisturb | undefined;
  readonly guard: GuardState | undefined;
}

export interface StaffAccount {
  readonly pinHash?: string;
  /** When a wrong PIN was keyed, ISO 8601. */
  readonly wrongPinsAt: readonly string[];
  readonly lastCall?: LastCall;
  /** The call that the member flagged last by telephone. */
  readonly lastFlag?: string;
}

/** The calls answered on a day are a set under that day's name; those of a week ago are dropped. */
const answeredOn = (day: string): string => `answered:${day}`;
const DAY_MS = 86_400_000;
const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

export function memberFromItem(item: Item, now: Date): MemberState {
  const { onCall, lastAnsweredAt, pickedUp } = item as unknown as Pick<
    MemberState,
    'onCall' | 'lastAnsweredAt' | 'pickedUp'
  >;
  const answered = item[answeredOn(dayOf(now))];
  return {
    ...(onCall === undefined ? {} : { onCall }),
    ...(lastAnsweredAt === undefined ? {} : { lastAnsweredAt }),
    ...(pickedUp === undefined ? {} : { pickedUp }),
    answeredToday: answered instanceof Set ? answered.size : 0,
    hasPin: item.pinHash !== undefined,
  };
}

export function createMembers(database: Database): Members {
  const TableName = database.table('callers');
  const settings = database.table('settings');
  const update = async (
    operation: string,
    number: E164,
    change: Omit<UpdateCommandInput, 'TableName' | 'Key'>,
  ): Promise<void> => {
    await database.run(operation, (client, options) =>
      client.send(new UpdateCommand({ TableName, Key: { number }, ...change }), options),
    );
  };

  return {
    onDuty: async (numbers, now) => {
      const { Responses = {} } = await database.run('read members', (client, options) =>
        client.send(
          new BatchGetCommand({
            RequestItems: {
              [settings]: { Keys: [DO_NOT_DISTURB_KEY, GUARD_KEY] },
              ...(numbers.length === 0
                ? {}
                : { [TableName]: { Keys: numbers.map((number) => ({ number })) } }),
            },
          }),
          options,
        ),
      );
      return {
        members: new Map(
          (Responses[TableName] ?? []).map((item) => [item.number as E164, memberFromItem(item, now)]),
        ),
        doNotDisturb: doNotDisturbFromItem(named(Responses[settings], DO_NOT_DISTURB_KEY.name)),
        guard: guardFromItem(named(Responses[settings], GUARD_KEY.name)),
      };
    },

    account: async (number) => {
      const { Item = {} } = await database.run('read member', (client, options) =>
        client.send(new GetCommand({ TableName, Key: { number } }), options),
      );
      const { pinHash, lastCall, lastFlag, wrongStaffPins } = Item;
      const wrong = wrongStaffPins instanceof Set ? [...(wrongStaffPins as Set<string>)] : [];
      return {
        ...(pinHash === undefined ? {} : { pinHash: String(pinHash) }),
        ...(lastCall === undefined ? {} : { lastCall: lastCall as LastCall }),
        ...(lastFlag === undefined ? {} : { lastFlag: String(lastFlag) }),
        wrongPinsAt: wrong.map((entry) => entry.split(' ')[0] ?? ''),
      };
    },

    setPin: (number, pinHash) =>
      pinHash === null
        ? update('take PIN away', number, { UpdateExpression: 'REMOVE pinHash, wrongStaffPins' })
        : update('set PIN', number, {
            UpdateExpression: 'SET pinHash = :hash REMOVE wrongStaffPins',
            ExpressionAttributeValues: { ':hash': pinHash },
          }),

    acceptPin: ({ member }) => update('accept PIN', member, { UpdateExpression: 'REMOVE wrongStaffPins' }),

    countWrongPin: ({ member, answer, at }) =>
      update('count wrong PIN', member, {
        UpdateExpression: 'ADD wrongStaffPins :wrong',
        ExpressionAttributeValues: { ':wrong': new Set([`${at} ${answer}`]) },
      }),

    noteFlag: ({ member, callSid }) =>
      update('note flag', member, {
        UpdateExpression: 'SET lastFlag = :call',
        ExpressionAttributeValues: { ':call': callSid },
      }),

    takeCall: async ({ member, callSid, at, caller }) => {
      const today = new Date(at);
      await update('member takes call', member, {
        UpdateExpression:
          'SET onCall = :call, lastCall = :last, lastAnsweredAt = :at ADD #today :calls REMOVE #old',
        ExpressionAttributeNames: {
          '#today': answeredOn(dayOf(today)),
          '#old': answeredOn(dayOf(new Date(today.getTime() - 7 * DAY_MS))),
        },
        ExpressionAttributeValues: {
          ':call': { callSid, since: at },
          ':last': { callSid, at, ...(caller === undefined ? {} : { caller }) },
          ':at': at,
          ':calls': new Set([callSid]),
        },
      });
    },

    notePickUp: ({ member, callSid, at }) =>
      update('member picks up', member, {
        UpdateExpression: 'SET pickedUp = :call',
        ExpressionAttributeValues: { ':call': { callSid, at } },
      }),

    endCall: async ({ member, callSid }) => {
      await update('member ends call', member, {
        UpdateExpression: 'REMOVE onCall',
        // Perhaps on another call already.
        ConditionExpression: 'onCall.callSid = :call',
        ExpressionAttributeValues: { ':call': callSid },
      }).catch(ignoreConflict);
    },
  };
}
