// What the overview shows. Which requests are answered, for whom, with which tables.
import { ANYONE, admin, looked } from '../route-rows.ts';
import type { Route } from '../../route.ts';

export const OVERVIEW_ROUTES = {
  'overview.stats': admin('GET', '/api/stats', ANYONE, {
    reads: ['calls', 'cases', 'settings'],
    writes: [],
  }),
  'overview.state': admin('GET', '/api/state', ANYONE, { reads: ['settings', 'limits'], writes: [] }),
  'overview.live': looked('/api/live', ANYONE, { reads: ['calls', 'settings'], writes: [] }),
} as const satisfies Record<string, Route>;
