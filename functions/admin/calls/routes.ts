// Past calls, and flags on them. Which requests are answered, for whom, with which tables.
import { ANYONE, STAFF, admin, looked } from '../route-rows.ts';
import type { Route } from '../../route.ts';

export const CALL_ROUTES = {
  'calls.page': looked('/api/calls', ANYONE, { reads: ['calls', 'settings'], writes: [] }),
  'calls.get': looked('/api/calls/{callSid}', ANYONE, { reads: ['calls', 'settings'], writes: [] }),
  'calls.flag': admin('POST', '/api/calls/{callSid}/flag', STAFF, {
    reads: ['calls', 'callers', 'settings'],
    writes: ['calls', 'callers'],
  }),
  /** Whoever gave the flag, and an admin. */
  'calls.unflag': admin('DELETE', '/api/calls/{callSid}/flag', STAFF, {
    reads: ['calls', 'callers', 'settings'],
    writes: ['calls', 'callers'],
  }),
} as const satisfies Record<string, Route>;
