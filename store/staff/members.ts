// Members of staff: who is on a call, and who answered how many today. Beside what is remembered of callers: both are
// numbers, and an incoming call reads them together.
import { BatchGetCommand, GetCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Effect } from '../../core/call/decision.ts';
import type { DoNotDisturb } from '../../core/departments/do-not-disturb.ts';
import type { E164 } from '../../core/numbers/e164.ts';
import type { GuardState } from '../../core/guard/guard-state.ts';
import type { MemberState, MemberStates } from '../../core/departments/hunt-group.ts';
import type { Counted } from '../../core/basics/limit.ts';
import type { LockPolicy } from '../../core/basics/lock.ts';
import type { LastCall } from '../../core/call/staff-facts.ts';
import type { Database } from '../database/database.ts';
import { ignoreConflict } from '../database/errors.ts';
import {
  DO_NOT_DISTURB_KEY,
  doNotDisturbFromItem,
  GUARD_KEY,
  guardFromItem,
  named,
  type Item,
} from '../database/items.ts';
import { locksBeside, lockStateOf, takeTry } from '../limits/tries.ts';

export interface Members {
  /** Who can be rung: the staff, and whether anybody is to be rung at all. One request. */
  readonly onDuty: (numbers: readonly E164[], now: Date) => Promise<OnDuty>;
  /** What the staff menu needs of one member. */
  readonly account: (number: E164) => Promise<StaffAccount>;
  /** Null: the staff menu is closed to the member. Wrong PINs before it are forgotten. */
  readonly setPin: (number: E164, pinHash: string | null) => Promise<void>;
  readonly acceptPin: (effect: Extract<Effect, { kind: 'accept-pin' }>) => Promise<void>;
  /**
   * Counts an answer before it is compared. Calls for whose number the network vouches are counted by themselves, so
   * that nobody locks a member out by forging the number.
   * @returns undefined while there is no further try
   */
  readonly tryPin: (member: E164, asked: PinTry) => Promise<StaffAccount | undefined>;
  /** Ends every lock; the PIN stays. */
  readonly unlock: (member: E164) => Promise<void>;
  /** Counted once per call. */
  readonly takeCall: (effect: Extract<Effect, { kind: 'take-call' }>) => Promise<void>;
  /** Kept for the last call alone. */
  readonly notePickUp: (effect: Extract<Effect, { kind: 'note-pick-up' }>) => Promise<void>;
  readonly noteFlag: (effect: Extract<Effect, { kind: 'note-flag' }>) => Promise<void>;
  readonly endCall: (effect: Extract<Effect, { kind: 'end-call' }>) => Promise<void>;
}

interface OnDuty {
  readonly members: MemberStates;
  readonly doNotDisturb: DoNotDisturb | undefined;
  readonly guard: GuardState | undefined;
}

export interface StaffAccount {
  readonly pinHash?: string;
  readonly lastCall?: LastCall;
  /** The call that the member flagged last by telephone. */
  readonly lastFlag?: string;
}

interface PinTry {
  readonly own: Counted;
  readonly vouched: boolean;
  readonly policy: LockPolicy;
}

const WRONG_PINS = { vouched: 'wrongStaffPinsVouched', unvouched: 'wrongStaffPins' } as const;
/** Everything that may lock a member. */
const LOCKS = Object.values(WRONG_PINS).flatMap((attribute) => [attribute, locksBeside(attribute)]);

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
    pinLocks: Object.values(WRONG_PINS).map((attribute) => lockStateOf(item, attribute)),
  };
}

const accountFromItem = ({ pinHash, lastCall, lastFlag }: Item): StaffAccount => ({
  ...(typeof pinHash === 'string' ? { pinHash } : {}),
  ...(lastCall === undefined ? {} : { lastCall: lastCall as LastCall }),
  ...(typeof lastFlag === 'string' ? { lastFlag } : {}),
});

export function createMembers(database: Database): Members {
  const TableName = database.table('callers');
  const settings = database.table('settings');
  const item = async (number: E164): Promise<Item | undefined> => {
    const { Item: found } = await database.run('read member', (client, options) =>
      client.send(new GetCommand({ TableName, Key: { number } }), options),
    );
    return found;
  };
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

    account: async (number) => accountFromItem((await item(number)) ?? {}),

    tryPin: async (number, { own, vouched, policy }) => {
      const place = {
        TableName,
        Key: { number },
        attribute: vouched ? WRONG_PINS.vouched : WRONG_PINS.unvouched,
        operation: 'try staff PIN',
      };
      const found = await takeTry(database, place, { own, policy }, () => item(number));
      return found === undefined ? undefined : accountFromItem(found);
    },

    setPin: (number, pinHash) =>
      pinHash === null
        ? update('take PIN away', number, { UpdateExpression: `REMOVE pinHash, ${LOCKS.join(', ')}` })
        : update('set PIN', number, {
            UpdateExpression: `SET pinHash = :hash REMOVE ${LOCKS.join(', ')}`,
            ExpressionAttributeValues: { ':hash': pinHash },
          }),

    acceptPin: ({ member }) =>
      update('accept PIN', member, { UpdateExpression: `REMOVE ${LOCKS.join(', ')}` }),

    unlock: (member) => update('unlock member', member, { UpdateExpression: `REMOVE ${LOCKS.join(', ')}` }),

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
