// Rights of people over their own data. Which requests are answered, for whom, with which tables.
import { admin, audited, EDITORS, withReason } from '../route-rows.ts';
import type { Route } from '../../route.ts';

const APPROVERS = ['approver', 'admin'] as const;

export const RIGHTS_ROUTES = {
  'rights.page': admin('GET', '/api/rights', EDITORS, { reads: ['rights'], writes: [] }),
  'rights.get': admin('GET', '/api/rights/{request}', EDITORS, { reads: ['rights'], writes: [] }),
  /** Asked for in writing, in person, or in a call that a member of staff took. */
  'rights.post': admin('POST', '/api/rights', EDITORS, {
    reads: ['rights', 'settings'],
    writes: ['rights'],
  }),
  'rights.decide': admin('POST', '/api/rights/{request}/decide', APPROVERS, {
    reads: ['rights', 'settings', 'calls', 'cases', 'listings'],
    writes: ['rights', 'calls', 'cases', 'listings'],
  }),
  /** To the copy of a person's data, to be handed to them. */
  'rights.link': withReason(
    admin('POST', '/api/rights/{request}/link', APPROVERS, {
      reads: ['rights'],
      writes: [],
      copies: 'links',
    }),
  ),
  'people.export': withReason(
    audited('/api/people/{number}/export', APPROVERS, {
      reads: ['settings', 'calls', 'feeds'],
      writes: [],
      sweeps: 'reads',
    }),
  ),
  'people.erase': admin('POST', '/api/people/{number}/erase', APPROVERS, {
    reads: ['rights', 'settings'],
    writes: ['rights'],
  }),
  'people.unblock': admin('POST', '/api/people/{number}/unblock', APPROVERS, {
    reads: ['settings'],
    writes: ['callers'],
  }),
} as const satisfies Record<string, Route>;
