// Closed: leave a message, or is fraud happening now?
import { attempt, department } from '../fields.ts';
import { type KeypadRow, ONE_KEY } from '../step.ts';

export const afterHoursStep = {
  title: { 'en-US': 'After hours', 'zh-CN': '非服务时间' },
  carries: {
    department,
    attempt,
  },
  visit: ['attempt'],
  event: 'KeysEntered',
  facts: ['duty'],
  keys: ONE_KEY,
  zero: 'key',
  isQuestion: false,
  lastResort: 'take-message',
} as const satisfies KeypadRow;
