// A blocked caller may object.
import { attempt } from '../fields.ts';
import { type KeypadRow, ONE_KEY } from '../step.ts';

export const appealStep = {
  title: { 'en-US': 'Appeal offered', 'zh-CN': '申诉提示' },
  carries: {
    attempt,
  },
  visit: ['attempt'],
  event: 'KeysEntered',
  facts: ['own-case'],
  keys: ONE_KEY,
  zero: 'key',
  asked: { most: 2, then: 'answer' },
  isQuestion: true,
  lastResort: 'take-message',
} as const satisfies KeypadRow;
