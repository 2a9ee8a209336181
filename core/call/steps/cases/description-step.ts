// The case is open; the caller may say what happened, or why the block is wrong.
import { caseKind, flag, notice } from '../fields.ts';
import type { OtherRow } from '../step.ts';

export const descriptionStep = {
  title: { 'en-US': 'Description', 'zh-CN': '情况说明' },
  carries: {
    about: caseKind,
    /** Whether the report is about a number of our own. */
    official: flag,
    notice,
  },
  visit: [],
  event: 'DescriptionEnded',
  facts: ['own-or-joined-case'],
  lastResort: 'take-message',
} as const satisfies OtherRow;
