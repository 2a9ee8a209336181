// Members of staff and their PINs.
import { STAFF_ROUTES } from './routes.ts';
import { numberText, instant, noQuery, type OperationContract } from '../contract-parts.ts';
import * as z from 'zod';

const staffSchema = z.object({
  name: z.string(),
  number: numberText,
  departments: z.array(z.string()).describe('Ids of the departments in which the member is rung'),
  hasPin: z.boolean().describe('Whether the staff menu is open to the member'),
  pinLockedUntil: instant
    .optional()
    .describe('Too many wrong PINs: until then the right one is refused too, unless an admin ends the lock'),
  onCall: z.boolean().describe('On a call at this moment'),
  answeredToday: z.int(),
});

export const STAFF_CONTRACT = {
  'staff.page': {
    summary: 'Members of staff: where they are rung, and what they are doing',
    query: noQuery,
    answer: z.object({ items: z.array(staffSchema) }),
  },
  'staff.pin.put': {
    summary: 'Give a member of staff a PIN for the staff menu, or a new one; it also ends a lock',
    query: noQuery,
    body: z.strictObject({ pin: z.string().max(20) }),
  },
  'staff.pin.delete': { summary: 'Close the staff menu to a member', query: noQuery },
  'staff.pin-lock.delete': {
    summary: 'End the lock after wrong PINs at once; the PIN stays',
    query: noQuery,
  },
} as const satisfies Record<keyof typeof STAFF_ROUTES, OperationContract>;
