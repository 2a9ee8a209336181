// Key in the number that called you.
import { PURPOSES } from '../../call-step.ts';
import { attempt, oneOf } from '../fields.ts';
import { type KeypadRow, THRICE, upToPound } from '../step.ts';

export const numberStep = {
  title: { 'en-US': 'Number entry', 'zh-CN': '输入号码' },
  carries: {
    purpose: oneOf(PURPOSES),
    attempt,
  },
  visit: ['purpose', 'attempt'],
  event: 'KeysEntered',
  facts: ['keyed-number'],
  keys: upToPound(20),
  poundAlone: true,
  zero: 'person',
  asked: THRICE,
  isQuestion: true,
  lastResort: 'take-message',
} as const satisfies KeypadRow;
