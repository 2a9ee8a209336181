// Whether the number is ours was spoken: again, report it, or on.
import { number, turn } from '../fields.ts';
import { type KeypadRow, ONE_KEY } from '../step.ts';

export const checkedStep = {
  title: { 'en-US': 'Number check', 'zh-CN': '号码核实' },
  carries: {
    number,
    turn,
  },
  visit: ['turn'],
  event: 'KeysEntered',
  facts: [],
  keys: ONE_KEY,
  zero: 'person',
  isQuestion: false,
  lastResort: 'take-message',
} as const satisfies KeypadRow;
