// What an item of the table of callers says of a member of staff.
import type { MemberState } from '../../core/departments/hunt-group.ts';
import type { LastCall } from '../../core/call/staff-facts.ts';
import type { Item } from '../database/items.ts';
import {
  entriesIn,
  identity,
  optionalText,
  optionalTime,
  parserOf,
  schemaOf,
  text,
  time,
} from '../database/parse.ts';
import { locksBeside, lockStateOf } from '../limits/tries.ts';

export interface StaffAccount {
  readonly pinHash?: string;
  readonly lastCall?: LastCall;
  /** The call that the member flagged last by telephone. */
  readonly lastFlag?: string;
}

/** Wrong PINs of calls for whose number the network vouches, and of the others. */
export const WRONG_PINS = { vouched: 'wrongStaffPinsVouched', unvouched: 'wrongStaffPins' } as const;
/** Everything that may lock a member. */
export const LOCKS = Object.values(WRONG_PINS).flatMap((attribute) => [attribute, locksBeside(attribute)]);

/** The calls answered on a day are a set under that day's name; those of a week ago are dropped. */
export const answeredOn = (date: Date): string => `answered:${date.toISOString().slice(0, 10)}`;

type Stored = Pick<MemberState, 'onCall' | 'lastAnsweredAt' | 'pickedUp'>;

const stateOf = parserOf(
  'callers',
  schemaOf<Stored>({
    onCall: schemaOf<NonNullable<Stored['onCall']>>({ callSid: text, since: time }).optional(),
    lastAnsweredAt: optionalTime,
    pickedUp: schemaOf<NonNullable<Stored['pickedUp']>>({ callSid: text, at: time }).optional(),
  }),
);

export const memberFromItem = (item: Item, now: Date): MemberState => ({
  ...stateOf(item),
  answeredToday: entriesIn(item, answeredOn(now)).size,
  hasPin: item.pinHash !== undefined,
  pinLocks: Object.values(WRONG_PINS).map((attribute) => lockStateOf(item, attribute)),
});

export const accountFromItem = parserOf(
  'callers',
  schemaOf<StaffAccount>({
    pinHash: optionalText,
    lastCall: schemaOf<LastCall>({ callSid: text, at: time, caller: identity.optional() }).optional(),
    lastFlag: optionalText,
  }),
);
