// The PIN of a case.
import { attempt, caseNumber } from '../fields.ts';
import { type KeypadRow, THRICE, upToPound } from '../step.ts';

export const casePinStep = {
  title: { 'en-US': 'Case PIN entry', 'zh-CN': '输入查询码' },
  carries: {
    case: caseNumber,
    /** Counts on from the case number: all wrong answers together are limited. */
    attempt,
  },
  visit: ['attempt'],
  event: 'KeysEntered',
  facts: ['case-by-pin'],
  keys: upToPound(4),
  zero: 'person',
  asked: THRICE,
  isQuestion: true,
  isSecret: true,
  lastResort: 'take-message',
} as const satisfies KeypadRow;
