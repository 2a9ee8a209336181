// The domain `privacy` says what personal data the hotline keeps, why, on which legal basis, for how long and for whom, and
// what callers are told of it. It may know who a caller is and what is kept for how long, and nothing of how it is stored.
//
// This file: what is said of each category of data. The fields of each category are in `store/register/`; the spoken
// notice, the page /privacy, the record of processing and the impact assessment are made from both.
import type { KeptCategory } from '../holds/kept.ts';

/** What the data is for. */
export const PURPOSES = [
  'answer-calls',
  'keep-fraud-away',
  'take-messages',
  'handle-reports',
  'preserve-evidence',
  'run-safely',
  'account-for-acts',
  'train-staff',
  'answer-rights',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/**
 * Items of article 13 of China's Personal Information Protection Law: 1 consent, 2 a contract or the management of staff,
 * 3 a duty under a law (such as the Law against Telecom and Online Fraud), 7 other cases that a law names.
 */
export type PiplItem = 1 | 2 | 3 | 7;
/** Letters of article 6(1) of the GDPR: a consent, b contract, c legal obligation, f legitimate interests. */
export type GdprLetter = 'a' | 'b' | 'c' | 'f';

/** Who receives data beyond the people of the company who work with the hotline. */
export const RECIPIENTS = [
  /** Carries the calls, and makes the recordings. */
  'carrier',
  /** Runs database, files and functions. */
  'cloud',
  /** Writes messages down. */
  'transcription',
  /** E-mail, text and webhook addresses that the settings name. */
  'notified',
  /** The police, an authority or a court, after two people have agreed. */
  'authorities',
  /** Other institutions, under an agreement: blocked numbers and their categories, or keyed codes for them. */
  'partners',
] as const;
export type Recipient = (typeof RECIPIENTS)[number];

export interface DataCategory {
  readonly purposes: readonly [Purpose, ...Purpose[]];
  readonly pipl: PiplItem;
  readonly gdpr: GdprLetter;
  readonly recipients: readonly Recipient[];
  /** Whose data it is. */
  readonly about: readonly ('callers' | 'reported' | 'staff')[];
}

const ON_CALLS = ['carrier', 'cloud'] as const;

export const CATEGORIES: Readonly<Record<KeptCategory, DataCategory>> = {
  calls: {
    purposes: ['answer-calls', 'keep-fraud-away'],
    pipl: 3,
    gdpr: 'f',
    recipients: [...ON_CALLS, 'authorities'],
    about: ['callers', 'staff'],
  },
  recordings: {
    purposes: ['take-messages', 'handle-reports'],
    pipl: 1,
    gdpr: 'a',
    recipients: [...ON_CALLS, 'transcription', 'notified', 'authorities'],
    about: ['callers', 'reported'],
  },
  cases: {
    purposes: ['handle-reports'],
    pipl: 1,
    gdpr: 'f',
    recipients: ['cloud', 'notified', 'authorities'],
    about: ['callers', 'reported', 'staff'],
  },
  webhooks: {
    purposes: ['preserve-evidence'],
    pipl: 3,
    gdpr: 'c',
    recipients: ['cloud', 'authorities'],
    about: ['callers'],
  },
  'evidence-packages': {
    purposes: ['preserve-evidence'],
    pipl: 3,
    gdpr: 'c',
    recipients: ['cloud', 'authorities'],
    about: ['callers', 'reported', 'staff'],
  },
  holds: {
    purposes: ['preserve-evidence'],
    pipl: 3,
    gdpr: 'c',
    recipients: ['cloud'],
    about: ['callers', 'reported', 'staff'],
  },
  'caller-records': {
    purposes: ['keep-fraud-away'],
    pipl: 3,
    gdpr: 'f',
    recipients: ['cloud'],
    about: ['callers', 'reported'],
  },
  'privacy-requests': {
    purposes: ['answer-rights'],
    pipl: 3,
    gdpr: 'c',
    recipients: ['cloud'],
    about: ['callers', 'reported', 'staff'],
  },
  'shared-numbers': {
    purposes: ['keep-fraud-away'],
    pipl: 3,
    gdpr: 'f',
    recipients: ['cloud', 'partners'],
    about: ['reported'],
  },
  partners: {
    purposes: ['keep-fraud-away', 'account-for-acts'],
    pipl: 2,
    gdpr: 'b',
    recipients: ['cloud'],
    about: ['staff'],
  },
  'short-lived': {
    purposes: ['run-safely', 'keep-fraud-away'],
    pipl: 3,
    gdpr: 'f',
    recipients: ['cloud'],
    about: ['callers'],
  },
  listings: {
    purposes: ['keep-fraud-away'],
    pipl: 3,
    gdpr: 'f',
    recipients: ['cloud', 'authorities'],
    about: ['callers', 'reported', 'staff'],
  },
  'complaint-files': {
    purposes: ['keep-fraud-away'],
    pipl: 3,
    gdpr: 'f',
    recipients: ['cloud'],
    about: ['reported'],
  },
  staff: {
    purposes: ['answer-calls', 'run-safely'],
    pipl: 2,
    gdpr: 'f',
    recipients: [...ON_CALLS],
    about: ['staff'],
  },
  exercises: { purposes: ['train-staff'], pipl: 2, gdpr: 'f', recipients: ['cloud'], about: ['staff'] },
  audit: {
    purposes: ['account-for-acts'],
    pipl: 3,
    gdpr: 'c',
    recipients: ['cloud', 'authorities'],
    about: ['staff', 'callers', 'reported'],
  },
  settings: { purposes: ['run-safely'], pipl: 2, gdpr: 'f', recipients: ['cloud'], about: ['staff'] },
};
