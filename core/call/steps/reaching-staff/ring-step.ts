// Telephones of the staff ring.
import { GROUPS } from '../../../departments/hunt-group.ts';
import { count, department, flag, oneOf, places, words } from '../fields.ts';
import type { OtherRow } from '../step.ts';

export const ringStep = {
  title: { 'en-US': 'Ringing staff', 'zh-CN': '呼叫员工' },
  carries: {
    department,
    /** Whose telephones: the department’s, or those who are on call after hours. */
    group: oneOf(GROUPS),
    /** `all`: every member at once; `in-turn`: the member at `position`. */
    sweep: oneOf(['all', 'in-turn']),
    position: count(0, 99),
    /** Of the members to be rung. */
    order: places,
    /** Whether this is the department to which another one overflowed. */
    overflowed: flag,
    reason: words,
    /** The caller says that fraud is happening now. */
    urgent: flag,
  },
  visit: ['department', 'sweep', 'position'],
  event: 'DialEnded',
  facts: ['duty'],
  lastResort: 'take-message',
} as const satisfies OtherRow;
