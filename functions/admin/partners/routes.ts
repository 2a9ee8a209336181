// Partners that numbers are shared with, and the shares that a person has to look at.
import { AUDITORS, EDITORS, admin, looked } from '../route-rows.ts';
import type { Role, Route } from '../../route.ts';

/** A partner gives personal data away: two people decide, the second one of these roles. */
const APPROVERS = ['approver', 'admin'] as const satisfies readonly Role[];
const READERS = [...new Set([...EDITORS, ...AUDITORS])] as const;

const CHANGE = { reads: ['partners'], writes: ['partners'] } as const;
const TERMS = { reads: ['partners', 'settings'], writes: ['partners'] } as const;

export const PARTNER_ROUTES = {
  'partners.page': admin('GET', '/api/partners', READERS, { reads: ['partners'], writes: [] }),
  'partners.get': admin('GET', '/api/partners/{partner}', READERS, {
    reads: ['partners', 'shares'],
    writes: [],
  }),
  'partners.put': admin('PUT', '/api/partners/{partner}', EDITORS, TERMS),
  'partners.delete': admin('DELETE', '/api/partners/{partner}', APPROVERS, CHANGE),
  /** Partners are given the numbers at once: the shares are brought up to date by way of the queue. */
  'partners.approve': admin('POST', '/api/partners/{partner}/approve', APPROVERS, CHANGE),
  'partners.refuse': admin('POST', '/api/partners/{partner}/refuse', EDITORS, CHANGE),
  'partners.rotate': admin('POST', '/api/partners/{partner}/rotate', EDITORS, CHANGE),
  'partners.suspend': admin('POST', '/api/partners/{partner}/suspend', EDITORS, CHANGE),
  'partners.resume': admin('POST', '/api/partners/{partner}/resume', EDITORS, CHANGE),
  'shares.page': looked('/api/shares', READERS, { reads: ['shares'], writes: [] }),
  'shares.decide': admin('POST', '/api/shares/{entry}/decide', EDITORS, {
    reads: ['shares'],
    writes: ['shares'],
  }),
} as const satisfies Record<string, Route>;
