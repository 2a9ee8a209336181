// What anybody may ask without an account: the report page, appeals, and whether the hotline is well.
import type { Access, Route } from '../route.ts';

const anybody = (method: Route['method'], path: string, access: Access) =>
  ({ method, path, function: 'public', auth: 'none', ...access }) as const;

export const PUBLIC_ROUTES = {
  health: {
    method: 'GET',
    path: '/health',
    function: 'public',
    auth: 'none',
    reads: ['settings'],
    writes: [],
    shelf: 'counts',
  },
  openapi: {
    method: 'GET',
    path: '/api/openapi.json',
    function: 'public',
    auth: 'none',
    reads: [],
    writes: [],
  },
  'report.page': anybody('GET', '/report', { reads: ['settings'], writes: [] }),
  'privacy.page': anybody('GET', '/privacy', { reads: ['settings'], writes: [] }),
  'report.file': anybody('GET', '/report/{file}', { reads: [], writes: [] }),
  'public.challenge': anybody('GET', '/api/public/challenge', { reads: [], writes: [] }),
  'public.report': anybody('POST', '/api/public/reports', {
    reads: ['settings', 'cases'],
    writes: ['cases', 'limits'],
    queue: 'sends',
  }),
  'public.case': anybody('GET', '/api/public/reports/{caseNumber}', {
    reads: ['settings', 'cases'],
    writes: ['cases', 'limits'],
  }),
  'public.appeal': anybody('POST', '/api/public/appeals', {
    reads: ['settings'],
    writes: ['callers', 'limits'],
  }),
  'public.appeal-state': anybody('GET', '/api/public/appeals/{token}', {
    reads: ['settings', 'callers', 'cases'],
    writes: [],
  }),
  'public.rights': anybody('POST', '/api/public/rights', {
    reads: ['settings', 'rights'],
    writes: ['rights', 'callers', 'limits'],
  }),
  'public.rights-call': anybody('POST', '/api/public/rights/{token}/call', {
    reads: ['settings', 'rights', 'listings'],
    writes: ['limits'],
  }),
  'public.rights-state': anybody('GET', '/api/public/rights/{token}', {
    reads: ['rights'],
    writes: [],
    copies: 'links',
  }),
} as const satisfies Record<string, Route>;
