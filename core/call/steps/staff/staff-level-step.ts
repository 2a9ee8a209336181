// How hard is the hotline to be guarded?
import { behindPin } from '../fields.ts';
import { type KeypadRow, ONE_KEY } from '../step.ts';

export const staffLevelStep = {
  title: { 'en-US': 'Guard level, by phone', 'zh-CN': '电话设置防护等级' },
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
