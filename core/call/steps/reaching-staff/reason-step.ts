// "Who are you, and what is it about?", before a department rings.
import { attempt, department } from '../fields.ts';
import { type KeypadRow, ONE_KEY } from '../step.ts';

export const reasonStep = {
  title: { 'en-US': 'Name and reason', 'zh-CN': '询问姓名和事由' },
  carries: {
    department,
    attempt,
  },
  visit: ['attempt'],
  event: 'KeysEntered',
  facts: ['duty'],
  keys: ONE_KEY,
  speech: true,
  zero: 'person',
  isQuestion: true,
  lastResort: 'take-message',
} as const satisfies KeypadRow;
