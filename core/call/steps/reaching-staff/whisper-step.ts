// A member of staff has picked up, and hears who calls.
import { department, flag, words } from '../fields.ts';
import type { OtherRow } from '../step.ts';

export const whisperStep = {
  title: { 'en-US': 'Staff phone answered', 'zh-CN': '接听前播报' },
  carries: {
    department,
    /** In the caller’s own words; empty where nobody asked. */
    reason: words,
    urgent: flag,
  },
  visit: [],
  event: 'LegAnswered',
  facts: [],
  lastResort: 'hang-up',
} as const satisfies OtherRow;
