// Which number is to be allowed?
import { behindPin } from '../fields.ts';
import { type KeypadRow, upToPound } from '../step.ts';

export const staffNumberStep = {
  title: { 'en-US': 'Number to allow', 'zh-CN': '输入白名单号码' },
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
