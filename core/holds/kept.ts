// What is kept, by category: for how long, from when on, and which setting says so. The retention report shows it, and the
// register of stored fields (`store/register/`) names one of these categories for every field.
import type { HeldKind } from './hold.ts';

export const KEPT_CATEGORIES = [
  'calls',
  'recordings',
  'cases',
  'webhooks',
  'evidence-packages',
  'holds',
  'caller-records',
  'short-lived',
  'listings',
  'complaint-files',
  'staff',
  'exercises',
  'privacy-requests',
  'shared-numbers',
  'partners',
  'audit',
  'settings',
] as const;
export type KeptCategory = (typeof KEPT_CATEGORIES)[number];

/** When a period begins: with the record, when its case is closed, with the last use, or with the record's own end. */
type PeriodBegin = 'creation' | 'closing' | 'last-use' | 'expiry';

/** As far as the periods need the settings. */
export interface PeriodSettings {
  readonly calls: { readonly retentionDays: number };
  readonly reports: { readonly retentionDays: number };
  readonly audit: { readonly retentionDays: number };
  readonly evidence: { readonly webhookDays: number };
}

export interface Period {
  /** Absent where it never ends. */
  readonly days?: number;
  readonly from: PeriodBegin;
  /** JSON pointer of the setting; absent where the period is fixed. */
  readonly setting?: string;
}

const CALLS = '/calls/retentionDays';
const AUDIT = '/audit/retentionDays';

/** What is known of a number as a caller. Evidence with a half-life of 64 days is next to nothing by then. */
export const CALLER_DAYS = 400;
/** A listing that has expired can be looked up and renewed for so long. */
export const LISTING_DAYS = 30;
/** Results of training mode. */
export const EXERCISE_DAYS = 365;
/** Counts and claims: longer than anything that is counted in them is looked at. */
export const SHORT_LIVED_DAYS = 3;

/** What came of a request about personal data can be asked for so long after the answer. No law names a period. */
export const PRIVACY_REQUEST_DAYS = 1_095;

/** What is left of a number that was shared: its tombstone, so that partners learn of the end. */
export const SHARED_DAYS = 180;
/** To answer for what a partner was given. */
export const PARTNER_DAYS = 1_095;

export const PERIODS: Readonly<Record<KeptCategory, (settings: PeriodSettings) => Period>> = {
  calls: ({ calls }) => ({ days: calls.retentionDays, from: 'creation', setting: CALLS }),
  recordings: ({ calls }) => ({ days: calls.retentionDays, from: 'creation', setting: CALLS }),
  cases: ({ reports }) => ({
    days: reports.retentionDays,
    from: 'closing',
    setting: '/reports/retentionDays',
  }),
  webhooks: ({ evidence }) => ({
    days: evidence.webhookDays,
    from: 'creation',
    setting: '/evidence/webhookDays',
  }),
  'evidence-packages': () => ({ from: 'creation' }),
  holds: ({ audit }) => ({ days: audit.retentionDays, from: 'closing', setting: AUDIT }),
  'caller-records': () => ({ days: CALLER_DAYS, from: 'last-use' }),
  'short-lived': () => ({ days: SHORT_LIVED_DAYS, from: 'last-use' }),
  listings: () => ({ days: LISTING_DAYS, from: 'expiry' }),
  'complaint-files': () => ({ from: 'creation' }),
  staff: () => ({ days: CALLER_DAYS, from: 'last-use' }),
  exercises: () => ({ days: EXERCISE_DAYS, from: 'creation' }),
  'privacy-requests': () => ({ days: PRIVACY_REQUEST_DAYS, from: 'closing' }),
  'shared-numbers': () => ({ days: SHARED_DAYS, from: 'expiry' }),
  partners: () => ({ days: PARTNER_DAYS, from: 'closing' }),
  audit: ({ audit }) => ({ days: audit.retentionDays, from: 'creation', setting: AUDIT }),
  settings: () => ({ from: 'creation' }),
};

/** The category of each kind of record that a hold can cover. */
export const CATEGORY_OF: Readonly<Record<HeldKind, KeptCategory>> = {
  call: 'calls',
  voicemail: 'recordings',
  case: 'cases',
};
