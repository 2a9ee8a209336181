// Which code does the report page show? It proves that the number is the caller’s.
import { CODE_DIGITS } from '../../../cases/page-appeal.ts';
import { attempt } from '../fields.ts';
import { type KeypadRow, upToPound } from '../step.ts';

export const appealCodeStep = {
  title: { 'en-US': 'Appeal code entry', 'zh-CN': '输入申诉码' },
  carries: {
    attempt,
  },
  visit: ['attempt'],
  event: 'KeysEntered',
  facts: ['own-case', 'appeal-by-code'],
  keys: upToPound(CODE_DIGITS),
  zero: 'key',
  asked: { most: 3, then: 'code-spent' },
  isQuestion: true,
  isSecret: true,
  lastResort: 'take-message',
} as const satisfies KeypadRow;
