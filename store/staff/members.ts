// Members of staff: who is on a call, and who answered how many today. Beside what is remembered of callers: both are
// numbers, and an incoming call reads them together.
import { DAY_MS, DAY_SECONDS } from '../../core/basics/durations.ts';
import { CALLER_DAYS } from '../../core/holds/kept.ts';
import type { Effect } from '../../core/call/effect.ts';
import type { DoNotDisturb } from '../../core/departments/do-not-disturb.ts';
import { parseE164, type E164 } from '../../core/numbers/e164.ts';
import type { GuardState } from '../../core/guard/guard-state.ts';
import type { MemberStates } from '../../core/departments/hunt-group.ts';
import type { Counted } from '../../core/basics/limit.ts';
import type { LockPolicy } from '../../core/basics/lock.ts';
import type { Change } from '../database/changes.ts';
import { equals, type Condition } from '../database/conditions.ts';
import type { Database } from '../database/database.ts';
import { ignoreConflict } from '../database/errors.ts';
import { epochSeconds, type Item } from '../database/items.ts';
import { openTable, readTogether, type Table } from '../database/table.ts';
import { takeTry } from '../limits/tries.ts';
import {
  DO_NOT_DISTURB_KEY,
  doNotDisturbFromItem,
  GUARD_KEY,
  guardFromItem,
  named,
} from '../settings/settings-items.ts';
import {
  accountFromItem,
  answeredOn,
  LOCKS,
  memberFromItem,
  WRONG_PINS,
  type StaffAccount,
} from './member-items.ts';

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

interface PinTry {
  readonly own: Counted;
  readonly vouched: boolean;
  readonly policy: LockPolicy;
}

export function createMembers(database: Database): Members {
  const table = openTable(database, 'callers');
  const update = async (operation: string, number: E164, change: Change): Promise<void> => {
    await table.update(operation, { number }, change);
  };
  return {
    onDuty: (numbers, now) => onDuty(database, numbers, now),
    account: async (number) => accountFromItem((await table.get('read member', { number })) ?? {}),
    tryPin: (member, asked) => tryPin(table, member, asked),
    setPin: (number, pinHash) =>
      pinHash === null
        ? update('take PIN away', number, { remove: ['pinHash', ...LOCKS] })
        : update('set PIN', number, { set: { pinHash }, remove: LOCKS }),
    acceptPin: ({ member }) => update('accept PIN', member, { remove: LOCKS }),
    unlock: (member) => update('unlock member', member, { remove: LOCKS }),
    noteFlag: ({ member, callSid }) => update('note flag', member, { set: { lastFlag: callSid } }),
    takeCall: (effect) => update('member takes call', effect.member, taking(effect)),
    notePickUp: ({ member, callSid, at }) =>
      update('member picks up', member, { set: { pickedUp: { callSid, at } }, once: keptFrom(at) }),
    endCall: async ({ member, callSid }) => {
      await table
        .update('member ends call', { number: member }, { remove: ['onCall'] }, { only: isOn(callSid) })
        .catch(ignoreConflict);
    },
  };
}

/** The member may be on another call already. */
const isOn = (callSid: string): Condition => equals(['onCall', 'callSid'], callSid);

async function onDuty(database: Database, numbers: readonly E164[], now: Date): Promise<OnDuty> {
  const itemsOf = await readTogether(database, 'read members', {
    settings: [DO_NOT_DISTURB_KEY, GUARD_KEY],
    callers: numbers.map((number) => ({ number })),
  });
  return {
    members: membersIn(itemsOf('callers'), numbers, now),
    doNotDisturb: doNotDisturbFromItem(named(itemsOf('settings'), DO_NOT_DISTURB_KEY)),
    guard: guardFromItem(named(itemsOf('settings'), GUARD_KEY)),
  };
}

/** @param people items of the table of callers, among them those of the members */
export const membersIn = (people: readonly Item[], members: readonly E164[], now: Date): MemberStates =>
  new Map(
    people.flatMap((item) => {
      const number = parseE164(String(item.number));
      return number !== undefined && members.includes(number)
        ? [[number, memberFromItem(item, now)] as const]
        : [];
    }),
  );

async function tryPin(
  table: Table,
  number: E164,
  { own, vouched, policy }: PinTry,
): Promise<StaffAccount | undefined> {
  const attribute = vouched ? WRONG_PINS.vouched : WRONG_PINS.unvouched;
  const found = await takeTry(
    { table, key: { number }, attribute, operation: 'try staff PIN' },
    { own, policy },
  );
  return found === undefined ? undefined : accountFromItem(found);
}

const keptFrom = (at: string): { readonly ttl: number } => ({
  ttl: epochSeconds(at) + CALLER_DAYS * DAY_SECONDS,
});

function taking({ callSid, at, caller }: Extract<Effect, { kind: 'take-call' }>): Change {
  const today = new Date(at);
  return {
    set: {
      onCall: { callSid, since: at },
      lastCall: { callSid, at, ...(caller === undefined ? {} : { caller }) },
      lastAnsweredAt: at,
    },
    once: keptFrom(at),
    add: { [answeredOn(today)]: new Set([callSid]) },
    remove: [answeredOn(new Date(today.getTime() - 7 * DAY_MS))],
  };
}
