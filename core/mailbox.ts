// How many messages are taken: so many from one caller in a day, so many from all together in an hour. A flood of
// recordings costs money and buries the one that matters.
import type { Mailbox } from './call-step.ts';
import type { Settings } from './settings.ts';

export interface MailboxCounts {
  /** In the 24 hours before. */
  readonly ofCaller: number;
  /** From everybody, in the hour before; up to a quarter of an hour more, never less. */
  readonly lastHour: number;
}

/** Callers who are asked for a message because of what speaks against them fill no more than this part of an hour's room. */
const ROOM_FOR_SUSPECTS = 0.5;

/** Where nobody could count, messages are taken. @param suspect sent here because of what speaks against the caller */
export function mailboxFor(
  counts: MailboxCounts | undefined,
  { voicemail }: Settings,
  suspect = false,
): Mailbox {
  if (counts === undefined) return 'open';
  if (counts.ofCaller >= voicemail.mostPerCallerPerDay) return 'caller-full';
  return counts.lastHour >= Math.ceil(voicemail.mostPerHour * (suspect ? ROOM_FOR_SUSPECTS : 1))
    ? 'full'
    : 'open';
}
