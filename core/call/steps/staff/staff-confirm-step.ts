// The number to be allowed was read back: is it right?
import { behindPin, number } from '../fields.ts';
import { type KeypadRow, ONE_KEY } from '../step.ts';

export const staffConfirmStep = {
  title: { 'en-US': 'Number confirmation', 'zh-CN': '核对白名单号码' },
  carries: {
    turn: behindPin,
    number,
  },
  visit: ['turn'],
  event: 'KeysEntered',
  facts: ['duty', 'listing'],
  keys: ONE_KEY,
  zero: 'key',
  isQuestion: true,
  lastResort: 'take-message',
} as const satisfies KeypadRow;
