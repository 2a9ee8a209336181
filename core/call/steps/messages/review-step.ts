// A message was left, and is kept from here on: hear it, record it again, or done.
import { VOICEMAIL_REASONS } from '../../../messages/message.ts';
import { department, notice, oneOf, recording, turn } from '../fields.ts';
import { type KeypadRow, ONE_KEY } from '../step.ts';

export const reviewStep = {
  title: { 'en-US': 'Message review', 'zh-CN': '确认留言' },
  carries: {
    department,
    why: oneOf(VOICEMAIL_REASONS),
    recording,
    turn,
    /** A message that is recorded again needs no second notice. */
    notice,
  },
  visit: ['turn'],
  event: 'KeysEntered',
  facts: [],
  keys: ONE_KEY,
  zero: 'key',
  isQuestion: false,
  lastResort: 'thanks',
} as const satisfies KeypadRow;
