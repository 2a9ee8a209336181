// A member of staff calls: which PIN?
import { attempt } from '../fields.ts';
import { type KeypadRow, upToPound } from '../step.ts';

export const staffPinStep = {
  title: { 'en-US': 'Staff PIN', 'zh-CN': '员工密码' },
  carries: {
    attempt,
  },
  visit: ['attempt'],
  event: 'KeysEntered',
  facts: ['duty', 'staff-pin'],
  keys: upToPound(8),
  poundAlone: true,
  zero: 'key',
  asked: { most: 3, then: 'staff' },
  isQuestion: true,
  isSecret: true,
  lastResort: 'take-message',
} as const satisfies KeypadRow;
