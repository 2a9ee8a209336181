// Training mode: results of exercises. Which requests are answered, for whom, with which tables.
import { STAFF, admin } from '../route-rows.ts';
import type { Route } from '../../route.ts';

export const EXERCISE_ROUTES = {
  'exercises.page': admin('GET', '/api/exercises', STAFF, { reads: ['exercises'], writes: [] }),
  'exercises.post': admin('POST', '/api/exercises', STAFF, { reads: ['calls'], writes: ['exercises'] }),
} as const satisfies Record<string, Route>;
