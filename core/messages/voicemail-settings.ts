// What can be set of messages: how long they are, how many there may be, and whether they are written down.
import * as z from 'zod';

/** `voicemail` in the settings. */
export const voicemailSettings = z.strictObject({
  /** Let callers hear their message and record it again. */
  review: z.boolean().default(true),
  /** Have messages written down. The carrier and Amazon Transcribe charge for each minute. */
  transcribe: z.boolean().default(false),
  /** From one number in 24 hours. */
  mostPerCallerPerDay: z.int().min(1).max(1_000).default(5),
  /** Callers of each class of the mailbox (`core/messages/mailbox.ts`); half as many with a hidden number. */
  mostPerHour: z.int().min(1).max(10_000).default(60),
  /** Four minutes of 8 kHz audio are 3.8 MB: as much as one answer of a Lambda function can carry to the console. */
  maxSeconds: z.int().min(10).max(240),
});
export type VoicemailSettings = z.output<typeof voicemailSettings>;
