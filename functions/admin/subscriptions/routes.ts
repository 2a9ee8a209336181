// Subscriptions to the lists of partners. Which requests are answered, for whom, with which tables.
import { ANYONE, admin } from '../route-rows.ts';
import type { Route } from '../../route.ts';

/** A subscription decides whose word counts as evidence, so that it takes more than an editor. */
const DECIDERS = ['approver', 'admin'] as const;
const PUTS_IN_FORCE = {
  reads: ['subscriptions', 'feeds', 'listings', 'settings'],
  writes: ['subscriptions', 'feeds', 'listings'],
} as const;

export const SUBSCRIPTION_ROUTES = {
  'subscriptions.page': admin('GET', '/api/subscriptions', ANYONE, {
    reads: ['subscriptions', 'feeds'],
    writes: [],
  }),
  'subscriptions.get': admin('GET', '/api/subscriptions/{name}', ANYONE, {
    reads: ['subscriptions', 'feeds'],
    writes: [],
  }),
  'subscriptions.put': admin('PUT', '/api/subscriptions/{name}', DECIDERS, {
    reads: ['subscriptions', 'feeds', 'settings'],
    writes: ['subscriptions'],
  }),
  'subscriptions.fetch': admin('POST', '/api/subscriptions/{name}/fetch', DECIDERS, {
    reads: ['subscriptions', 'feeds'],
    writes: ['subscriptions'],
  }),
  'subscriptions.decide': admin('POST', '/api/subscriptions/{name}/decide', DECIDERS, PUTS_IN_FORCE),
  'subscriptions.delete': admin('DELETE', '/api/subscriptions/{name}', DECIDERS, PUTS_IN_FORCE),
} as const satisfies Record<string, Route>;
