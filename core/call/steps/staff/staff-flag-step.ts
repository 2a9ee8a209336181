// Flag this call, or take back the flag on another one?
import { behindPin, call, callOrNone } from '../fields.ts';
import { type KeypadRow, ONE_KEY } from '../step.ts';

export const staffFlagStep = {
  title: { 'en-US': 'Flag a call', 'zh-CN': '标记来电' },
  carries: {
    turn: behindPin,
    call,
    /** Empty where the member has no flag to take back. */
    flagged: callOrNone,
  },
  visit: ['turn'],
  event: 'KeysEntered',
  facts: ['duty', 'last-call'],
  keys: ONE_KEY,
  zero: 'key',
  isQuestion: false,
  lastResort: 'take-message',
} as const satisfies KeypadRow;
