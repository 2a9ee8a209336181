// The hotline calls a number about which somebody asked on the privacy page: is the code of the page entered there? The
// carrier fetches the question with the first attempt, before anything was asked.
import { CODE_DIGITS } from '../../../cases/page-appeal.ts';
import { attempt } from '../fields.ts';
import { type KeypadRow, upToPound } from '../step.ts';

export const proofCallStep = {
  title: { 'en-US': 'Call to confirm a privacy request', 'zh-CN': '回拨验证个人信息请求' },
  carries: {
    attempt,
  },
  visit: ['attempt'],
  event: 'KeysEntered',
  facts: ['proof-call'],
  keys: upToPound(CODE_DIGITS),
  zero: 'key',
  isQuestion: true,
  isSecret: true,
  lastResort: 'hang-up',
} as const satisfies KeypadRow;
