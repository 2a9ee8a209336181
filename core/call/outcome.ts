// What the caller, the staff or the network did at one step of a call: every word that a timeline may hold.
import type { CallStatus, RecordingStatus } from './call-event.ts';
import type { Keys } from '../screening/challenge-code.ts';
import type { DialCallStatus } from '../departments/hunt-group.ts';
import type { Category } from '../cases/case.ts';
import type { MenuChoice } from '../departments/menu-entries.ts';

/** A single key is a choice, and worth keeping. */
type Key = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '*' | '#';

/** What a challenge came to, attempt by attempt. `failed`: the last one, wrong. */
type ChallengeAttempt = 'right' | 'wrong' | 'silence' | 'other-language' | 'person' | 'failed';

export type Outcome =
  | 'arrived'
  | ChallengeAttempt
  | MenuChoice
  | 'unknown-key'
  | Key
  | Category
  /** The caller pressed more than one key. The keys themselves are not kept. */
  | 'keyed'
  | 'spoken'
  /** The caller, in the middle of a message; and the message, in its own time. */
  | 'hung-up'
  | 'ended'
  | 'talked'
  | 'not-accepted'
  | 'picked-up'
  | 'accepted'
  | 'refused'
  | DialCallStatus
  | CallStatus
  | RecordingStatus;

/** What the keys say by themselves: a single one is a choice; numbers, case numbers and PINs are not kept. */
export function outcomeOfKeys({ digits, finishedOn, speech }: Keys): Outcome {
  if (digits === '' && speech !== undefined) return 'spoken';
  if (digits === '') return finishedOn !== undefined && isKey(finishedOn) ? finishedOn : 'silence';
  return isKey(digits) ? digits : 'keyed';
}

const isKey = (digits: string): digits is Key => /^[0-9*#]$/.test(digits);

/** `DialCallStatus` says completed for a mailbox too, and for a member who did not accept. */
export const outcomeOfDial = (bridged: boolean, status: DialCallStatus): Outcome => {
  if (bridged) return 'talked';
  return status === 'completed' ? 'not-accepted' : status;
};
