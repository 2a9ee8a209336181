// The case number was spoken: again, or on.
import { caseKind, flag, flagOrNo, turn } from '../fields.ts';
import { type KeypadRow, ONE_KEY } from '../step.ts';

export const caseOpenedStep = {
  title: { 'en-US': 'Case number given', 'zh-CN': '告知受理编号' },
  carries: {
    about: caseKind,
    /** Whether the report is about a number of our own. */
    official: flag,
    turn,
    /** The caller did not want to be recorded, and is connected with a person afterwards. */
    person: flagOrNo,
  },
  visit: ['turn'],
  event: 'KeysEntered',
  facts: ['own-or-joined-case', 'duty'],
  keys: ONE_KEY,
  zero: 'key',
  isQuestion: false,
  lastResort: 'take-message',
} as const satisfies KeypadRow;
