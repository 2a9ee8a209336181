// A message is recorded.
import { VOICEMAIL_REASONS } from '../../../messages/message.ts';
import { attempt, department, notice, oneOf, recordingOrNone } from '../fields.ts';
import type { OtherRow } from '../step.ts';

export const voicemailStep = {
  title: { 'en-US': 'Message', 'zh-CN': '留言' },
  carries: {
    department,
    why: oneOf(VOICEMAIL_REASONS),
    /** 1, or 2 when nothing was heard the first time. */
    attempt,
    /** The message that the next one is to stand for; empty where there is none. */
    replaces: recordingOrNone,
    notice,
  },
  visit: ['attempt'],
  event: 'MessageEnded',
  facts: [],
  lastResort: 'thanks',
} as const satisfies OtherRow;
