// Messages and requests to be called back. Which requests are answered, for whom, with which tables.
import { admin, audited, STAFF, looked, withReason } from '../route-rows.ts';
import type { Route } from '../../route.ts';

export const VOICEMAIL_ROUTES = {
  'voicemails.page': looked('/api/voicemails', STAFF, { reads: ['voicemails'], writes: [] }),
  'voicemails.get': looked('/api/voicemails/{recordingSid}', STAFF, {
    reads: ['voicemails'],
    writes: [],
  }),
  'voicemails.patch': admin('PATCH', '/api/voicemails/{recordingSid}', STAFF, {
    reads: ['voicemails'],
    writes: ['voicemails'],
  }),
  'voicemails.audio': withReason(
    audited('/api/voicemails/{recordingSid}/audio', STAFF, {
      reads: ['voicemails'],
      writes: [],
      recordings: 'reads',
    }),
  ),
} as const satisfies Record<string, Route>;
