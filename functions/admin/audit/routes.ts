// The audit log, read and verified. Which requests are answered, for whom, with which tables.
import { AUDITORS, admin } from '../route-rows.ts';
import type { Route } from '../../route.ts';

export const AUDIT_ROUTES = {
  'audit.page': admin('GET', '/api/audit', AUDITORS, { reads: ['audit', 'settings'], writes: [] }),
  'audit.verify': admin('GET', '/api/audit/verify', AUDITORS, {
    reads: ['audit', 'settings'],
    writes: [],
  }),
} as const satisfies Record<string, Route>;
