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

/** Where nobody could count, messages are taken. */
export function mailboxFor(counts: MailboxCounts | undefined, { voicemail }: Settings): Mailbox {
  if (counts === undefined) return 'open';
  if (counts.ofCaller >= voicemail.mostPerCallerPerDay) return 'caller-full';
  return counts.lastHour >= voicemail.mostPerHour ? 'full' : 'open';
}
