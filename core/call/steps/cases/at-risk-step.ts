// After a report: has the caller given away money, a code or bank details? Whoever has is put through at once.
import { attempt } from '../fields.ts';
import { type KeypadRow, ONE_KEY } from '../step.ts';

export const atRiskStep = {
  title: { 'en-US': 'Is money at risk?', 'zh-CN': '是否涉及钱款' },
  carries: { attempt },
  visit: ['attempt'],
  event: 'KeysEntered',
  facts: ['duty'],
  keys: ONE_KEY,
  zero: 'person',
  isQuestion: true,
  lastResort: 'take-message',
} as const satisfies KeypadRow;
