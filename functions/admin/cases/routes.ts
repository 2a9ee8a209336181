// Reports and appeals. Which requests are answered, for whom, with which tables.
import { STAFF, EDITORS, admin, asked, audited, looked, withReason } from '../route-rows.ts';
import type { Route } from '../../route.ts';

export const CASE_ROUTES = {
  'cases.page': looked('/api/cases', STAFF, { reads: ['cases', 'settings'], writes: [] }),
  'cases.post': admin('POST', '/api/cases', STAFF, { reads: ['cases', 'settings'], writes: ['cases'] }),
  'cases.campaigns': admin('GET', '/api/cases/campaigns', STAFF, { reads: ['cases'], writes: [] }),
  'cases.get': looked('/api/cases/{caseNumber}', STAFF, {
    reads: ['cases', 'voicemails', 'settings'],
    writes: [],
  }),
  'cases.patch': admin('PATCH', '/api/cases/{caseNumber}', STAFF, {
    reads: ['cases', 'voicemails', 'listings', 'settings', 'callers'],
    writes: ['cases', 'callers', 'listings'],
  }),
  'cases.preview': asked('/api/cases/{caseNumber}/preview', STAFF, {
    reads: ['cases', 'settings'],
    writes: [],
  }),
  'cases.extend': admin('POST', '/api/cases/{caseNumber}/extension', STAFF, {
    reads: ['cases', 'voicemails', 'settings'],
    writes: ['cases'],
  }),
  'cases.merge': admin('POST', '/api/cases/{caseNumber}/merge', STAFF, {
    reads: ['cases', 'voicemails', 'settings', 'callers'],
    writes: ['cases', 'callers'],
  }),
  'cases.files': looked('/api/cases/{caseNumber}/files', STAFF, {
    reads: ['cases', 'casefiles'],
    writes: [],
  }),
  'cases.note': admin('POST', '/api/cases/{caseNumber}/notes', STAFF, {
    reads: ['cases', 'casefiles'],
    writes: ['casefiles'],
  }),
  'cases.link': admin('POST', '/api/cases/{caseNumber}/links', STAFF, {
    reads: ['cases', 'casefiles'],
    writes: ['casefiles'],
  }),
  'cases.unlink': admin('DELETE', '/api/cases/{caseNumber}/links/{other}', STAFF, {
    reads: ['cases', 'casefiles'],
    writes: ['casefiles'],
  }),
  'cases.attach': admin('POST', '/api/cases/{caseNumber}/attachments', STAFF, {
    reads: ['cases', 'casefiles'],
    writes: ['casefiles'],
    attachments: ['puts', 'removes'],
  }),
  'cases.attachment': withReason(
    audited('/api/cases/{caseNumber}/attachments/{attachment}', STAFF, {
      reads: ['cases', 'casefiles'],
      writes: [],
      attachments: ['gets'],
    }),
  ),
  'cases.detach': admin('DELETE', '/api/cases/{caseNumber}/attachments/{attachment}', EDITORS, {
    reads: ['cases', 'casefiles'],
    writes: ['casefiles'],
    attachments: ['removes'],
  }),
} as const satisfies Record<string, Route>;
