// What a recording means, told before the description of a case: not to be recorded, the full notice, or on.
import { caseKind, flag, notice, turn } from '../fields.ts';
import { type KeypadRow, ONE_KEY } from '../step.ts';

export const descriptionNoticeStep = {
  title: { 'en-US': 'Notice before the description', 'zh-CN': '录音告知（情况说明）' },
  carries: {
    about: caseKind,
    official: flag,
    turn,
    notice,
  },
  visit: ['turn'],
  event: 'KeysEntered',
  facts: ['own-or-joined-case', 'duty'],
  keys: ONE_KEY,
  zero: 'key',
  isQuestion: false,
  lastResort: 'take-message',
} as const satisfies KeypadRow;
