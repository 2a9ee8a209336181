// Subscriptions to the lists of partners. Which requests are answered, for whom, with which tables.
import { ANYONE, EDITORS, admin } from '../route-rows.ts';
import type { Route } from '../../route.ts';

/** A subscription decides whose word counts as evidence: two people decide, the second one of these roles. */
const DECIDERS = ['approver', 'admin'] as const;
const READS = { reads: ['subscriptions', 'feeds'], writes: [] } as const;
const CHANGE = { reads: ['subscriptions', 'feeds'], writes: ['subscriptions'] } as const;
/** What residency allows stands in the settings. */
const AGREE = { ...CHANGE, reads: [...CHANGE.reads, 'settings'] } as const;
const PUTS_IN_FORCE = {
  reads: ['subscriptions', 'feeds', 'listings', 'settings'],
  writes: ['subscriptions', 'feeds', 'listings'],
} as const;

export const SUBSCRIPTION_ROUTES = {
  'subscriptions.page': admin('GET', '/api/subscriptions', ANYONE, READS),
  'subscriptions.get': admin('GET', '/api/subscriptions/{name}', ANYONE, READS),
  'subscriptions.put': admin('PUT', '/api/subscriptions/{name}', EDITORS, AGREE),
  'subscriptions.approve': admin('POST', '/api/subscriptions/{name}/approve', DECIDERS, AGREE),
  'subscriptions.refuse': admin('POST', '/api/subscriptions/{name}/refuse', EDITORS, CHANGE),
  'subscriptions.fetch': admin('POST', '/api/subscriptions/{name}/fetch', DECIDERS, CHANGE),
  'subscriptions.decide': admin('POST', '/api/subscriptions/{name}/decide', DECIDERS, PUTS_IN_FORCE),
  'subscriptions.delete': admin('DELETE', '/api/subscriptions/{name}', DECIDERS, PUTS_IN_FORCE),
} as const satisfies Record<string, Route>;
