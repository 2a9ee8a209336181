// Whose news is asked for: the number of a case.
import { attempt } from '../fields.ts';
import { type KeypadRow, THRICE, upToPound } from '../step.ts';

export const caseNumberStep = {
  title: { 'en-US': 'Case number entry', 'zh-CN': '输入受理编号' },
  carries: {
    attempt,
  },
  visit: ['attempt'],
  event: 'KeysEntered',
  facts: ['keyed-case'],
  keys: upToPound(7),
  zero: 'person',
  asked: THRICE,
  isQuestion: true,
  lastResort: 'take-message',
} as const satisfies KeypadRow;
