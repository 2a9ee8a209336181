// Complaint feeds: what is sent, and what each has. Which requests are answered, for whom, with which tables.
import { ANYONE, EDITORS, admin } from '../route-rows.ts';
import type { Route } from '../../route.ts';

export const FEED_ROUTES = {
  'feeds.page': admin('GET', '/api/feeds', ANYONE, { reads: ['feeds'], writes: [] }),
  'feeds.get': admin('GET', '/api/feeds/{name}', ANYONE, { reads: ['feeds'], writes: [] }),
  'feeds.import': admin('POST', '/api/feeds/{name}/complaints', EDITORS, {
    reads: ['feeds', 'listings', 'settings'],
    writes: ['feeds', 'listings'],
  }),
  'feeds.commit': admin('POST', '/api/feeds/{name}/commit', EDITORS, {
    reads: ['feeds', 'listings', 'settings'],
    writes: ['feeds', 'listings'],
  }),
  'feeds.delete': admin('DELETE', '/api/feeds/{name}', EDITORS, {
    reads: ['feeds', 'listings', 'settings'],
    writes: ['feeds', 'listings'],
  }),
} as const satisfies Record<string, Route>;
