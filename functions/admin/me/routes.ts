// Who asks. Which requests are answered, for whom, with which tables.
import { ANYONE, admin } from '../route-rows.ts';
import type { Route } from '../../route.ts';

export const ME_ROUTES = {
  me: admin('GET', '/api/me', ANYONE, { reads: [], writes: [] }),
} as const satisfies Record<string, Route>;
