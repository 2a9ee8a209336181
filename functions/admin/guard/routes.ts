// How hard the hotline is guarded just now, and whether staff are rung. Which requests are answered, for whom, with which tables.
import { ANYONE, STAFF, admin } from '../route-rows.ts';
import type { Route } from '../../route.ts';

export const GUARD_ROUTES = {
  'guard.get': admin('GET', '/api/guard', ANYONE, { reads: ['settings'], writes: [] }),
  'guard.put': admin('PUT', '/api/guard', STAFF, { reads: ['settings'], writes: ['settings'] }),
  'do-not-disturb.get': admin('GET', '/api/do-not-disturb', ANYONE, { reads: ['settings'], writes: [] }),
  'do-not-disturb.put': admin('PUT', '/api/do-not-disturb', STAFF, {
    reads: ['settings'],
    writes: ['settings'],
  }),
  'do-not-disturb.delete': admin('DELETE', '/api/do-not-disturb', STAFF, {
    reads: ['settings'],
    writes: ['settings'],
  }),
} as const satisfies Record<string, Route>;
