// What the staff menu is decided on, beside the keys: the PIN, the last call and flag, new messages, a keyed number.
import type { PinCheck } from '../departments/staff.ts';
import type { Listing } from '../lists/listing.ts';
import type { Voicemail } from '../messages/message.ts';
import type { Identity } from '../numbers/identity.ts';

export interface StaffFacts {
  readonly pin?: PinCheck;
  /** The last call that the member accepted. */
  readonly lastCall?: LastCall;
  /** The call that the member flagged last by telephone, while that flag stands. */
  readonly lastFlag?: FlaggedCall;
  /** New messages for the member's departments, oldest first. */
  readonly messages?: readonly Voicemail[];
  /** What stands on a list under the number that the member keyed. */
  readonly listed?: Listing;
}

export interface FlaggedCall {
  readonly callSid: string;
  /** Absent when withheld. */
  readonly caller?: Identity;
}

export interface LastCall extends FlaggedCall {
  /** ISO 8601, UTC. */
  readonly at: string;
}
