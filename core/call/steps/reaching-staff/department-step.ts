// Which department, where there is more than one?
import { attempt } from '../fields.ts';
import { type KeypadRow, ONE_KEY, THRICE } from '../step.ts';

export const departmentStep = {
  title: { 'en-US': 'Department choice', 'zh-CN': '选择部门' },
  carries: {
    attempt,
  },
  visit: ['attempt'],
  event: 'KeysEntered',
  facts: ['duty'],
  keys: ONE_KEY,
  zero: 'person',
  asked: THRICE,
  isQuestion: true,
  lastResort: 'take-message',
} as const satisfies KeypadRow;
