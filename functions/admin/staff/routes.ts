// Members of staff and their PINs. Which requests are answered, for whom, with which tables.
import { ANYONE, admin } from '../route-rows.ts';
import type { Route } from '../../route.ts';

export const STAFF_ROUTES = {
  'staff.page': admin('GET', '/api/staff', ANYONE, { reads: ['settings', 'callers'], writes: [] }),
  'staff.pin.put': admin('PUT', '/api/staff/{number}/pin', ['admin'], {
    reads: ['settings'],
    writes: ['callers'],
  }),
  'staff.pin.delete': admin('DELETE', '/api/staff/{number}/pin', ['admin'], {
    reads: ['settings'],
    writes: ['callers'],
  }),
  'staff.pin-lock.delete': admin('DELETE', '/api/staff/{number}/pin-lock', ['admin'], {
    reads: ['settings'],
    writes: ['callers'],
  }),
} as const satisfies Record<string, Route>;
