// The audit log, read and verified. Which requests are answered, for whom, with which tables.
import { AUDITORS, admin, looked, withReason } from '../route-rows.ts';
import type { Route } from '../../route.ts';

export const AUDIT_ROUTES = {
  'audit.page': admin('GET', '/api/audit', AUDITORS, { reads: ['audit', 'settings'], writes: [] }),
  'audit.verify': admin('GET', '/api/audit/verify', AUDITORS, {
    reads: ['audit', 'settings'],
    writes: [],
    anchors: 'reads',
  }),
  'audit.anchors': admin('GET', '/api/audit/anchors', AUDITORS, { reads: [], writes: [], anchors: 'reads' }),
  'audit.links': withReason(looked('/api/audit/links', AUDITORS, { reads: ['audit'], writes: [] })),
  /** What `audit.page` shows, to be carried away. */
  'audit.export': withReason(
    looked('/api/audit/export', AUDITORS, { reads: ['audit', 'settings'], writes: [] }),
  ),
} as const satisfies Record<string, Route>;
