// Nobody is to be rung: for how many hours?
import { behindPin } from '../fields.ts';
import { type KeypadRow, ONE_KEY } from '../step.ts';

export const staffQuietStep = {
  title: { 'en-US': 'Do not disturb, by phone', 'zh-CN': '电话设置免打扰' },
  carries: {
    turn: behindPin,
  },
  visit: ['turn'],
  event: 'KeysEntered',
  facts: ['duty'],
  keys: ONE_KEY,
  zero: 'key',
  isQuestion: true,
  lastResort: 'take-message',
} as const satisfies KeypadRow;
