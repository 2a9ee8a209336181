// The number was read back: is it right?
import { PURPOSES } from '../../call-step.ts';
import { attempt, number, oneOf } from '../fields.ts';
import { type KeypadRow, ONE_KEY, THRICE } from '../step.ts';

export const confirmStep = {
  title: { 'en-US': 'Number confirmation', 'zh-CN': '核对号码' },
  carries: {
    purpose: oneOf(PURPOSES),
    number,
    /** Counts on from keying it in. */
    attempt,
  },
  visit: ['purpose', 'attempt'],
  event: 'KeysEntered',
  facts: [],
  keys: ONE_KEY,
  zero: 'person',
  asked: THRICE,
  isQuestion: true,
  lastResort: 'take-message',
} as const satisfies KeypadRow;
