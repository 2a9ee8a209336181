// What is kept of people and why, as documents. Which requests are answered, for whom, with which tables.
import { AUDITORS, admin } from '../route-rows.ts';
import type { Route } from '../../route.ts';

export const PRIVACY_ROUTES = {
  'privacy.records': admin('GET', '/api/privacy/records', AUDITORS, { reads: ['settings'], writes: [] }),
  'privacy.assessment': admin('GET', '/api/privacy/assessment', AUDITORS, {
    reads: ['settings'],
    writes: [],
  }),
  'privacy.borders': admin('GET', '/api/privacy/borders', AUDITORS, {
    reads: ['settings', 'callers', 'subscriptions', 'partners'],
    writes: [],
  }),
} as const satisfies Record<string, Route>;
