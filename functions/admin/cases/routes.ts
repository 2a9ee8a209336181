// Reports and appeals. Which requests are answered, for whom, with which tables.
import { STAFF, admin, asked, looked } from '../route-rows.ts';
import type { Route } from '../../route.ts';

export const CASE_ROUTES = {
  'cases.page': looked('/api/cases', STAFF, { reads: ['cases', 'settings'], writes: [] }),
  'cases.post': admin('POST', '/api/cases', STAFF, { reads: ['cases', 'settings'], writes: ['cases'] }),
  'cases.get': looked('/api/cases/{caseNumber}', STAFF, {
    reads: ['cases', 'voicemails', 'settings'],
    writes: [],
  }),
  'cases.patch': admin('PATCH', '/api/cases/{caseNumber}', STAFF, {
    reads: ['cases', 'voicemails', 'listings', 'settings', 'callers'],
    writes: ['cases', 'callers', 'listings'],
  }),
  'cases.preview': asked('/api/cases/{caseNumber}/preview', STAFF, {
    reads: ['cases', 'settings'],
    writes: [],
  }),
} as const satisfies Record<string, Route>;
