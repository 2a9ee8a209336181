// The menu of callers who may pass.
import { count } from '../fields.ts';
import type { OtherRow } from '../step.ts';

export const menuStep = {
  title: { 'en-US': 'Menu', 'zh-CN': '菜单' },
  carries: {
    turn: count(1, 99),
    misses: count(0, 9),
  },
  visit: ['turn'],
  event: 'MenuAnswered',
  facts: ['duty'],
  lastResort: 'take-message',
} as const satisfies OtherRow;
