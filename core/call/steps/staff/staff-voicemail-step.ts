// A new message was played.
import { behindPin, message } from '../fields.ts';
import { type KeypadRow, ONE_KEY } from '../step.ts';

export const staffVoicemailStep = {
  title: { 'en-US': 'Messages, by phone', 'zh-CN': '员工收听留言' },
  carries: {
    turn: behindPin,
    recording: message,
  },
  visit: ['turn'],
  event: 'KeysEntered',
  facts: ['duty', 'new-messages'],
  keys: ONE_KEY,
  zero: 'key',
  isQuestion: false,
  lastResort: 'take-message',
} as const satisfies KeypadRow;
