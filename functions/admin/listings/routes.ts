// Numbers and rules on the lists: single ones, pages of them, and whole files. Which requests are answered, for whom, with which tables.
import { ANYONE, EDITORS, admin, audited, withReasonOfPeople } from '../route-rows.ts';
import type { Route } from '../../route.ts';

export const LISTING_ROUTES = {
  'listings.page': admin('GET', '/api/listings', ANYONE, { reads: ['listings', 'settings'], writes: [] }),
  /** A complaint file goes to its feed, whatever list it is sent to. */
  'listings.import': admin('POST', '/api/listings/import', EDITORS, {
    reads: ['listings', 'feeds', 'settings'],
    writes: ['listings', 'feeds', 'limits'],
  }),
  'listings.export': withReasonOfPeople(
    audited('/api/listings/export', EDITORS, { reads: ['listings'], writes: [] }),
  ),
  'listings.preview': admin('GET', '/api/listings/preview', ANYONE, {
    reads: ['listings', 'settings'],
    writes: [],
  }),
  'listings.undo': admin('POST', '/api/listings/undo', EDITORS, {
    reads: ['listings'],
    writes: ['listings'],
  }),
  'listings.get': admin('GET', '/api/listings/{pattern}', ANYONE, {
    reads: ['listings', 'calls', 'settings'],
    writes: [],
  }),
  'listings.put': admin('PUT', '/api/listings/{pattern}', EDITORS, {
    reads: ['listings', 'settings'],
    writes: ['listings'],
  }),
  'listings.delete': admin('DELETE', '/api/listings/{pattern}', EDITORS, {
    reads: ['listings', 'settings'],
    writes: ['listings'],
  }),
  'listings.approve': admin('POST', '/api/listings/{pattern}/approve', ['approver', 'admin'], {
    reads: ['listings', 'settings'],
    writes: ['listings'],
  }),
} as const satisfies Record<string, Route>;
