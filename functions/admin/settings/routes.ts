// The settings, their versions, proposals and previews, and public holidays. Which requests are answered, for whom, with which tables.
import { ANYONE, admin, asked } from '../route-rows.ts';
import type { Route } from '../../route.ts';

export const SETTINGS_ROUTES = {
  holidays: admin('GET', '/api/holidays', ANYONE, { reads: [], writes: [] }),
  'settings.get': admin('GET', '/api/settings', ANYONE, { reads: ['settings'], writes: [] }),
  'settings.warnings': admin('GET', '/api/settings/warnings', ANYONE, { reads: ['settings'], writes: [] }),
  'settings.schema': admin('GET', '/api/settings/schema', ANYONE, { reads: [], writes: [] }),
  /** With data residency, what the hotline is connected with is judged too. */
  'settings.put': admin('PUT', '/api/settings', ['admin'], {
    reads: ['settings', 'subscriptions', 'partners'],
    writes: ['settings'],
  }),
  'settings.proposals': admin('GET', '/api/settings/proposals', ANYONE, {
    reads: ['settings'],
    writes: [],
  }),
  'settings.proposal.approve': admin(
    'POST',
    '/api/settings/proposals/{proposal}/approve',
    ['approver', 'admin'],
    { reads: ['settings', 'subscriptions', 'partners'], writes: ['settings'] },
  ),
  'settings.proposal.delete': admin('DELETE', '/api/settings/proposals/{proposal}', ['approver', 'admin'], {
    reads: ['settings'],
    writes: ['settings'],
  }),
  'settings.preview': asked('/api/settings/preview', ANYONE, { reads: ['settings'], writes: [] }),
  'settings.versions': admin('GET', '/api/settings/versions', ANYONE, { reads: ['settings'], writes: [] }),
  'settings.version': admin('GET', '/api/settings/versions/{version}', ANYONE, {
    reads: ['settings'],
    writes: [],
  }),
} as const satisfies Record<string, Route>;
