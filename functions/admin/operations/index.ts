// Every operation of the API, by route.
import type { AdminRouteId } from '../../routes.ts';
import type { Operations } from '../operation.ts';
import { AUDIT_OPERATIONS } from './audit.ts';
import { CALL_OPERATIONS } from './calls.ts';
import { CASE_OPERATIONS } from './cases.ts';
import { DO_NOT_DISTURB_OPERATIONS } from './do-not-disturb.ts';
import { FEED_OPERATIONS } from './feeds.ts';
import { GUARD_OPERATIONS } from './guard.ts';
import { HOLIDAY_OPERATIONS } from './holidays.ts';
import { LISTING_OPERATIONS } from './listings.ts';
import { LISTING_FILE_OPERATIONS } from './listing-files.ts';
import { LISTING_UNDO_OPERATIONS } from './listing-undo.ts';
import { LOOKUP_OPERATIONS } from './lookup.ts';
import { ME_OPERATIONS } from './me.ts';
import { NOTIFICATION_OPERATIONS } from './notifications.ts';
import { OVERVIEW_OPERATIONS } from './overview.ts';
import { SCREENING_OPERATIONS } from './screening.ts';
import { SETTINGS_OPERATIONS } from './settings.ts';
import { STAFF_OPERATIONS } from './staff.ts';
import { VOICEMAIL_OPERATIONS } from './voicemails.ts';

export const OPERATIONS: Operations<AdminRouteId> = {
  ...ME_OPERATIONS,
  ...OVERVIEW_OPERATIONS,
  ...LISTING_OPERATIONS,
  ...LISTING_FILE_OPERATIONS,
  ...LISTING_UNDO_OPERATIONS,
  ...FEED_OPERATIONS,
  ...LOOKUP_OPERATIONS,
  ...CALL_OPERATIONS,
  ...CASE_OPERATIONS,
  ...VOICEMAIL_OPERATIONS,
  ...SCREENING_OPERATIONS,
  ...GUARD_OPERATIONS,
  ...DO_NOT_DISTURB_OPERATIONS,
  ...STAFF_OPERATIONS,
  ...AUDIT_OPERATIONS,
  ...NOTIFICATION_OPERATIONS,
  ...HOLIDAY_OPERATIONS,
  ...SETTINGS_OPERATIONS,
};
