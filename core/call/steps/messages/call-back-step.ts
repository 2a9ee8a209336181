// No message can be taken: is a call-back wanted, under which number, and is that number right?
import { VOICEMAIL_REASONS } from '../../../messages/message.ts';
import { CALL_BACK_ASKS } from '../../call-step.ts';
import { attempt, department, numberOrNone, oneOf } from '../fields.ts';
import { type KeypadRow, ONE_KEY, upToPound } from '../step.ts';

export const callBackStep = {
  title: { 'en-US': 'Call-back request', 'zh-CN': '回电请求' },
  carries: {
    department,
    why: oneOf(VOICEMAIL_REASONS),
    asks: oneOf(CALL_BACK_ASKS),
    /** `none` until one is read back. */
    number: numberOrNone,
    /** Counts on over all three questions. */
    attempt,
  },
  visit: ['attempt'],
  event: 'KeysEntered',
  facts: ['keyed-number'],
  keys: { by: 'asks', of: { offer: ONE_KEY, number: upToPound(20), confirm: ONE_KEY } },
  poundAlone: true,
  zero: 'key',
  isQuestion: true,
  lastResort: 'take-message',
} as const satisfies KeypadRow;
