// The state of the case was spoken: again, or on.
import { caseNumber, turn } from '../fields.ts';
import { type KeypadRow, ONE_KEY } from '../step.ts';

export const caseToldStep = {
  title: { 'en-US': 'Case status given', 'zh-CN': '告知处理进度' },
  carries: {
    case: caseNumber,
    turn,
  },
  visit: ['turn'],
  event: 'KeysEntered',
  facts: ['carried-case'],
  keys: ONE_KEY,
  zero: 'person',
  isQuestion: false,
  lastResort: 'take-message',
} as const satisfies KeypadRow;
