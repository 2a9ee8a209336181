// Every operation of the API, by route.
import type { AdminRouteId } from '../routes.ts';
import type { Operations } from './operation.ts';
import { AUDIT_OPERATIONS } from './audit/operations.ts';
import { AUTHORITY_OPERATIONS } from './authorities/operations.ts';
import { CALL_OPERATIONS } from './calls/operations.ts';
import { CASE_FILE_OPERATIONS } from './cases/case-files.ts';
import { CASE_OPERATIONS } from './cases/operations.ts';
import { CASE_WORK_OPERATIONS } from './cases/case-work.ts';
import { DEFERRED_OPERATIONS } from './deferred/operations.ts';
import { DO_NOT_DISTURB_OPERATIONS } from './guard/do-not-disturb.ts';
import { RIGHTS_OPERATIONS } from './rights/operations.ts';
import { NUMBER_OPERATIONS } from './numbers/operations.ts';
import { EVIDENCE_OPERATIONS } from './evidence/operations.ts';
import { EXERCISE_OPERATIONS } from './exercises/operations.ts';
import { FEED_OPERATIONS } from './feeds/operations.ts';
import { GUARD_OPERATIONS } from './guard/operations.ts';
import { HOLIDAY_OPERATIONS } from './settings/holidays.ts';
import { PARTNER_OPERATIONS } from './partners/operations.ts';
import { SHARE_OPERATIONS } from './partners/share-operations.ts';
import { HOLD_OPERATIONS } from './holds/operations.ts';
import { PRIVACY_OPERATIONS } from './privacy/operations.ts';
import { LISTING_OPERATIONS } from './listings/operations.ts';
import { LISTING_FILE_OPERATIONS } from './listings/files.ts';
import { LISTING_UNDO_OPERATIONS } from './listings/undo.ts';
import { LOOKUP_OPERATIONS } from './screening/lookup.ts';
import { MARK_OPERATIONS } from './authorities/mark-many.ts';
import { ME_OPERATIONS } from './me/operations.ts';
import { NOTIFICATION_OPERATIONS } from './notifications/operations.ts';
import { OVERVIEW_OPERATIONS } from './overview/operations.ts';
import { SCREENING_OPERATIONS } from './screening/operations.ts';
import { SETTINGS_OPERATIONS } from './settings/operations.ts';
import { SUBSCRIPTION_OPERATIONS } from './subscriptions/operations.ts';
import { STAFF_OPERATIONS } from './staff/operations.ts';
import { VOICEMAIL_OPERATIONS } from './voicemails/operations.ts';

export const OPERATIONS: Operations<AdminRouteId> = {
  ...ME_OPERATIONS,
  ...OVERVIEW_OPERATIONS,
  ...LISTING_OPERATIONS,
  ...LISTING_FILE_OPERATIONS,
  ...LISTING_UNDO_OPERATIONS,
  ...FEED_OPERATIONS,
  ...SUBSCRIPTION_OPERATIONS,
  ...LOOKUP_OPERATIONS,
  ...CALL_OPERATIONS,
  ...CASE_OPERATIONS,
  ...EVIDENCE_OPERATIONS,
  ...RIGHTS_OPERATIONS,
  ...NUMBER_OPERATIONS,
  ...CASE_WORK_OPERATIONS,
  ...CASE_FILE_OPERATIONS,
  ...EXERCISE_OPERATIONS,
  ...AUTHORITY_OPERATIONS,
  ...MARK_OPERATIONS,
  ...VOICEMAIL_OPERATIONS,
  ...SCREENING_OPERATIONS,
  ...GUARD_OPERATIONS,
  ...DO_NOT_DISTURB_OPERATIONS,
  ...STAFF_OPERATIONS,
  ...HOLD_OPERATIONS,
  ...PRIVACY_OPERATIONS,
  ...PARTNER_OPERATIONS,
  ...SHARE_OPERATIONS,
  ...AUDIT_OPERATIONS,
  ...DEFERRED_OPERATIONS,
  ...NOTIFICATION_OPERATIONS,
  ...HOLIDAY_OPERATIONS,
  ...SETTINGS_OPERATIONS,
};
