// Evidence packages for the police, an authority or a court. Which requests are answered, for whom, with which tables.
import { admin, AUDITORS, EDITORS, withReason } from '../route-rows.ts';
import type { Route } from '../../route.ts';

const APPROVERS = ['approver', 'admin'] as const;

export const EVIDENCE_ROUTES = {
  'evidence.page': admin('GET', '/api/evidence', AUDITORS, { reads: ['packages'], writes: [] }),
  'evidence.post': admin('POST', '/api/evidence', EDITORS, {
    reads: ['cases', 'packages', 'settings'],
    writes: ['packages'],
  }),
  'evidence.get': admin('GET', '/api/evidence/{package}', AUDITORS, { reads: ['packages'], writes: [] }),
  'evidence.approve': admin('POST', '/api/evidence/{package}/approve', APPROVERS, {
    reads: ['packages', 'holds'],
    writes: ['packages', 'holds'],
  }),
  'evidence.refuse': admin('POST', '/api/evidence/{package}/refuse', APPROVERS, {
    reads: ['packages'],
    writes: ['packages'],
  }),
  /** Again, from the same request. */
  'evidence.make': admin('POST', '/api/evidence/{package}/make', APPROVERS, {
    reads: ['packages'],
    writes: ['packages'],
  }),
  'evidence.link': withReason(
    admin('POST', '/api/evidence/{package}/link', APPROVERS, {
      reads: ['packages'],
      writes: ['packages'],
      evidence: 'links',
    }),
  ),
} as const satisfies Record<string, Route>;
