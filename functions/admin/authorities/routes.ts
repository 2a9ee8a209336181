// Reports to authorities. Which requests are answered, for whom, with which tables.
import { STAFF, admin, audited, withReason } from '../route-rows.ts';
import type { Route } from '../../route.ts';

const READS = ['cases', 'calls', 'voicemails', 'settings'] as const;

export const AUTHORITY_ROUTES = {
  'authorities.report': withReason(
    audited('/api/cases/{caseNumber}/reports/{authority}', STAFF, { reads: READS, writes: [] }),
  ),
  'authorities.sent': admin('POST', '/api/cases/{caseNumber}/reports/{authority}', STAFF, {
    reads: READS,
    writes: ['cases'],
  }),
  'authorities.export': withReason(
    audited('/api/reports/{authority}/export', STAFF, { reads: READS, writes: [] }),
  ),
  /** Those that were exported, at once. */
  'authorities.mark': admin('POST', '/api/reports/{authority}/sent', STAFF, {
    reads: ['cases'],
    writes: ['cases'],
  }),
  'authorities.unmark': admin('POST', '/api/reports/{authority}/unmark', STAFF, {
    reads: [],
    writes: ['cases'],
  }),
} as const satisfies Record<string, Route>;
