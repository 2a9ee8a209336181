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
  // Asked for a person, or for anything else: the department rings. `person` would ask for the reason again, for ever.
  zero: 'key',
  isQuestion: true,
  lastResort: 'take-message',
} as const satisfies KeypadRow;
