// What the caller, the staff or the network did at one step of a call: every word that a timeline may hold.
import type { CallStatus, RecordingStatus } from './call-event.ts';
import type { DialCallStatus } from '../departments/hunt-group.ts';
import type { Category } from '../cases/case.ts';
import type { MenuChoice } from '../departments/menu-entries.ts';

/** A single key is a choice, and worth keeping. */
export type Key = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '*' | '#';

/** What a challenge came to, attempt by attempt. `failed`: the last one, wrong. */
export type ChallengeAttempt = 'right' | 'wrong' | 'silence' | 'other-language' | 'person' | 'failed';

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
