// Masked numbers shown whole, and who has looked at a number. Which requests are answered, for whom, with which tables.
import type { Route } from '../../route.ts';
import { admin, AUDITORS, looked, withReason } from '../route-rows.ts';

export const NUMBER_ROUTES = {
  /** One record at a time. Roles that see numbers whole anyway may as well: a program need not know its own. */
  'numbers.unmask': withReason(
    admin('POST', '/api/unmask/{kind}/{record}', ['auditor', 'editor', 'approver', 'admin'], {
      reads: ['calls', 'holds', 'packages'],
      writes: [],
    }),
  ),
  'numbers.looks': looked('/api/people/{number}/looks', AUDITORS, {
    reads: ['audit', 'calls', 'cases', 'settings'],
    writes: [],
  }),
} as const satisfies Record<string, Route>;
