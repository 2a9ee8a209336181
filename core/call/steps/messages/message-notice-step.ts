// What a recording means, told before the message: not to be recorded, the full notice, or on.
import { VOICEMAIL_REASONS } from '../../../messages/message.ts';
import { department, notice, oneOf, turn } from '../fields.ts';
import { type KeypadRow, ONE_KEY } from '../step.ts';

export const messageNoticeStep = {
  title: { 'en-US': 'Notice before the message', 'zh-CN': '录音告知（留言）' },
  carries: {
    department,
    why: oneOf(VOICEMAIL_REASONS),
    turn,
    notice,
  },
  visit: ['turn'],
  event: 'KeysEntered',
  facts: ['duty'],
  keys: ONE_KEY,
  zero: 'key',
  isQuestion: false,
  lastResort: 'take-message',
} as const satisfies KeypadRow;
