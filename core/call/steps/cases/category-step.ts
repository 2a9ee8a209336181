// What the report is about.
import { attempt, numberOrUnknown } from '../fields.ts';
import { type KeypadRow, ONE_KEY, THRICE } from '../step.ts';

export const categoryStep = {
  title: { 'en-US': 'Report category', 'zh-CN': '举报类别' },
  carries: {
    reported: numberOrUnknown,
    attempt,
  },
  visit: ['attempt'],
  event: 'KeysEntered',
  facts: ['report'],
  keys: ONE_KEY,
  zero: 'person',
  asked: THRICE,
  isQuestion: true,
  lastResort: 'take-message',
} as const satisfies KeypadRow;
