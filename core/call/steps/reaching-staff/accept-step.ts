// The member’s answer to the offer of the call.
import { department, flag, words } from '../fields.ts';
import type { OtherRow } from '../step.ts';

export const acceptStep = {
  title: { 'en-US': 'Call announcement', 'zh-CN': '员工是否接听' },
  carries: {
    department,
    reason: words,
    urgent: flag,
  },
  visit: [],
  event: 'OfferAnswered',
  facts: [],
  lastResort: 'hang-up',
} as const satisfies OtherRow;
