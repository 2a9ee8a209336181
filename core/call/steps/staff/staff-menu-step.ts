// The menu behind the PIN. What the member was told is what the keys mean, whatever has happened since.
import { behindPin, count, flag } from '../fields.ts';
import { type KeypadRow, ONE_KEY } from '../step.ts';

export const staffMenuStep = {
  title: { 'en-US': 'Staff menu', 'zh-CN': '员工菜单' },
  carries: {
    turn: behindPin,
    misses: count(0, 9),
    doNotDisturb: flag,
    attackMode: flag,
  },
  visit: ['turn'],
  event: 'KeysEntered',
  facts: { '1': ['duty', 'last-call'], '2': ['duty', 'new-messages'], other: ['duty'] },
  keys: ONE_KEY,
  zero: 'key',
  isQuestion: false,
  lastResort: 'take-message',
} as const satisfies KeypadRow;
