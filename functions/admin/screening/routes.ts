// What a number would get now, and what scores and other settings would have done. Which requests are answered, for whom, with which tables.
import { ANYONE, EDITORS, admin, asked, looked, withReasonOfPeople } from '../route-rows.ts';
import type { Route } from '../../route.ts';

export const SCREENING_ROUTES = {
  'what-if': asked('/api/what-if', EDITORS, { reads: ['calls', 'settings'], writes: [] }),
  shadow: admin('GET', '/api/shadow', ANYONE, { reads: ['calls', 'callers', 'settings'], writes: [] }),
  lookup: withReasonOfPeople(
    looked('/api/lookup/{number}', ANYONE, {
      reads: ['listings', 'callers', 'feeds', 'settings', 'shares'],
      writes: [],
    }),
  ),
} as const satisfies Record<string, Route>;
