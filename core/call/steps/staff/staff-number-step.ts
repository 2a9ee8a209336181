// Which number is to be allowed?
import { behindPin } from '../fields.ts';
import { type KeypadRow, upToPound } from '../step.ts';

export const staffNumberStep = {
  title: { 'en-US': 'Number to be allowed', 'zh-CN': '输入要放行的号码' },
  carries: {
    turn: behindPin,
  },
  visit: ['turn'],
  event: 'KeysEntered',
  facts: ['duty', 'keyed-number'],
  keys: upToPound(20),
  zero: 'key',
  isQuestion: true,
  lastResort: 'take-message',
} as const satisfies KeypadRow;
