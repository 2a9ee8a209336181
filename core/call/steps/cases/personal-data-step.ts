// What does the caller ask about their own data? Or the code of the privacy page, on which it was written.
import { CODE_DIGITS } from '../../../cases/page-appeal.ts';
import { attempt } from '../fields.ts';
import { type KeypadRow, THRICE, upToPound } from '../step.ts';

export const personalDataStep = {
  title: { 'en-US': 'Request about personal data', 'zh-CN': '个人信息请求' },
  carries: {
    attempt,
  },
  visit: ['attempt'],
  event: 'KeysEntered',
  facts: ['personal-data'],
  keys: upToPound(CODE_DIGITS),
  zero: 'person',
  asked: THRICE,
  isQuestion: true,
  isSecret: true,
  lastResort: 'take-message',
} as const satisfies KeypadRow;
