// Legal holds, and what is kept for how long. Which requests are answered, for whom, with which tables.
import { AUDITORS, admin } from '../route-rows.ts';
import type { Route } from '../../route.ts';

const APPROVERS = ['approver', 'admin'] as const;

export const HOLD_ROUTES = {
  'holds.page': admin('GET', '/api/holds', AUDITORS, { reads: ['holds'], writes: [] }),
  'holds.get': admin('GET', '/api/holds/{hold}', AUDITORS, { reads: ['holds'], writes: [] }),
  'holds.post': admin('POST', '/api/holds', APPROVERS, {
    reads: ['holds', 'cases', 'settings'],
    writes: ['holds'],
  }),
  'holds.propose': admin('POST', '/api/holds/{hold}/propose-lift', APPROVERS, {
    reads: ['holds'],
    writes: ['holds'],
  }),
  'holds.lift': admin('POST', '/api/holds/{hold}/lift', APPROVERS, { reads: ['holds'], writes: ['holds'] }),
  'holds.refuse': admin('POST', '/api/holds/{hold}/refuse-lift', APPROVERS, {
    reads: ['holds'],
    writes: ['holds'],
  }),
  'retention.report': admin('GET', '/api/retention', AUDITORS, {
    reads: ['calls', 'voicemails', 'cases', 'audit', 'holds', 'packages', 'exercises', 'settings'],
    writes: [],
  }),
} as const satisfies Record<string, Route>;
