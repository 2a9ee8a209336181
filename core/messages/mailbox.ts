// The mailbox has a room for each class of callers, so that no class can close it to another. A flood of recordings costs
// money and buries the message that matters: a room takes a number of callers in an hour, and a caller leaves a number of
// messages in a day.
import type { Admission } from '../screening/admission.ts';
import type { VoicemailSettings } from './voicemail-settings.ts';

/** `passed`: solved the challenge in this call. `reporter`: describes a case. `hidden`: callers without a number, together. */
export type MailboxClass = 'known' | 'passed' | 'reporter' | 'stranger' | 'hidden';

/**
 * Which rooms of the mailbox this caller finds open, decided when the call came in. Each word opens less than the one
 * before.
 * - `known`: open, and the room is that of known callers, though the challenge may still be put to this one.
 * - `open`: open.
 * - `after-passing`: open from the moment on in which the caller passes the challenge.
 * - `reports-only`: the room is full; the description of a fraud report is still recorded.
 * - `caller-full`: this caller has left as many messages as one may in a day; likewise for reports.
 * - `full`: nothing is recorded.
 */
export const MAILBOXES = ['known', 'open', 'after-passing', 'reports-only', 'caller-full', 'full'] as const;
export type Mailbox = (typeof MAILBOXES)[number];

export interface MailboxCounts {
  /** Messages of this caller in the 24 hours before. */
  readonly ofCaller: number;
  /** Callers who left a message in the hour before, by class; up to a quarter of an hour more, never less. */
  readonly lastHour: Readonly<Record<MailboxClass, number>>;
}

/** A message with less speech than this is kept, but does not count toward the limits. */
export const FEWEST_COUNTED_SECONDS = 3;

/** Parts of `voicemail.mostPerHour`. */
const SHARES: Readonly<Record<MailboxClass, number>> = {
  known: 1,
  passed: 1,
  reporter: 1,
  stranger: 1,
  hidden: 0.5,
};

/** Strangers who are asked for a message because of what speaks against them fill no more than this part of the strangers' room. */
const SHARE_OF_SUSPECTS = 0.5;

/** What a call carries from step to step of its mailbox. */
interface CallerState {
  readonly mailbox: Mailbox;
  readonly admission: Admission;
}

interface MailboxLimits {
  readonly voicemail: Pick<VoicemailSettings, 'mostPerHour' | 'mostPerCallerPerDay'>;
}

export interface MailboxCaller {
  /** The class that the caller belongs to when the call comes in. */
  readonly in: Extract<MailboxClass, 'known' | 'stranger' | 'hidden'>;
  /** Is asked for a message because of what speaks against the number. */
  readonly suspect?: boolean;
}

/**
 * After the keypad check, the caller's message counts toward the limit of verified callers as well. If the messages could
 * not be counted, messages are taken.
 */
export function mailboxFor(
  counts: MailboxCounts | undefined,
  { voicemail }: MailboxLimits,
  caller: MailboxCaller,
): Mailbox {
  const open = caller.in === 'known' ? 'known' : 'open';
  if (counts === undefined) return open;
  const hasRoom = (room: MailboxClass, share = 1): boolean =>
    counts.lastHour[room] < Math.ceil(voicemail.mostPerHour * SHARES[room] * share);
  const mayReport = hasRoom('reporter');
  if (counts.ofCaller >= voicemail.mostPerCallerPerDay) return mayReport ? 'caller-full' : 'full';
  if (hasRoom(caller.in, caller.suspect === true ? SHARE_OF_SUSPECTS : 1)) return open;
  if (hasRoom('passed')) return caller.in === 'known' ? open : 'after-passing';
  return mayReport ? 'reports-only' : 'full';
}

/** Whether a message of this caller is recorded now. */
export function takesMessage({ mailbox, admission }: CallerState): boolean {
  switch (mailbox) {
    case 'known':
    case 'open':
      return true;
    case 'after-passing':
      return admission === 'challenged';
    case 'reports-only':
    case 'caller-full':
    case 'full':
      return false;
  }
}

/** Whether the description of a case is recorded now. */
export const takesDescription = ({ mailbox }: Pick<CallerState, 'mailbox'>): boolean => mailbox !== 'full';

/** The room that a message of this caller takes. @param shown whether the caller shows a number */
export function roomOf({ mailbox, admission }: CallerState, shown: boolean): MailboxClass {
  if (!shown) return 'hidden';
  switch (admission) {
    case 'never-block':
    case 'allowlisted':
    case 'verified':
    case 'staff':
      return 'known';
    case 'challenged':
      return mailbox === 'known' ? 'known' : 'passed';
    case 'unverified':
      return mailbox === 'known' ? 'known' : 'stranger';
  }
}
