// The register of everything that is stored: each attribute of each table, and each object outside of the tables, with what
// it is, for what, on which legal basis, for how long and for whom. A table without an entry here, and an attribute that a
// record type has and the register does not, are errors of the compiler; an attribute that only the store itself writes is
// found by every test, because `in-process/registered-writes.ts` refuses it.
import type { KeptCategory } from '../../core/holds/kept.ts';
import type { DataKind } from '../../core/privacy/kinds.ts';
import type { TableName } from '../tables.ts';
import { CALLS, VOICEMAILS, WEBHOOKS } from './call-fields.ts';
import { CASEFILES, CASES, HOLDS, PACKAGES } from './case-fields.ts';
import type { Fields } from './field.ts';
import { CALLERS, FEEDS, LIMITS, LISTINGS } from './number-fields.ts';
import { PARTNERS, SHARES } from './sharing-fields.ts';
import { RIGHTS } from './rights-fields.ts';
import { SUBSCRIPTIONS } from './subscription-fields.ts';
import { AUDIT, EXERCISES, SETTINGS } from './people-fields.ts';

export const REGISTER: Readonly<Record<TableName, Fields>> = {
  listings: LISTINGS,
  callers: CALLERS,
  calls: CALLS,
  voicemails: VOICEMAILS,
  cases: CASES,
  casefiles: CASEFILES,
  exercises: EXERCISES,
  limits: LIMITS,
  feeds: FEEDS,
  settings: SETTINGS,
  webhooks: WEBHOOKS,
  packages: PACKAGES,
  holds: HOLDS,
  rights: RIGHTS,
  partners: PARTNERS,
  shares: SHARES,
  subscriptions: SUBSCRIPTIONS,
  audit: AUDIT,
};

/** What is kept outside of the tables: in buckets on AWS, in folders of `DATA_DIR` on one machine. */
export interface StoredObject {
  readonly category: KeptCategory;
  readonly kind: DataKind;
  readonly end: ObjectEnd;
}

/** What removes it. */
export type ObjectEnd =
  /** The bucket itself: the stack’s rules are made from this (`cdk/lifecycle.ts`). `period`: that of its category. */
  | {
      readonly by: 'bucket';
      readonly bucket: 'recordings' | 'evidence';
      readonly prefix: string;
      readonly days: 'period' | number;
    }
  /** The code of this file, when the record that it belongs to ends. */
  | { readonly by: 'code'; readonly file: string }
  /** A person alone; the category has no end of its own, or a law keeps it. */
  | { readonly by: 'person' };

/** What a person fetches within a week is still there on the last day of it. */
const COPY_DAYS = 8;

export const OBJECTS = {
  /** Audio of messages, as the carrier recorded it. */
  recordings: {
    category: 'recordings',
    kind: 'voice',
    end: { by: 'bucket', bucket: 'recordings', prefix: 'voicemail/', days: 'period' },
  },
  /** Copies of recordings under a legal hold, until it is lifted. */
  held: {
    category: 'recordings',
    kind: 'voice',
    end: { by: 'code', file: 'functions/holds/keep-held.ts' },
  },
  /** What a service has written down, until the table has it. */
  transcripts: {
    category: 'recordings',
    kind: 'voice',
    end: { by: 'bucket', bucket: 'recordings', prefix: 'transcripts/', days: 1 },
  },
  /** The copy of the lists: replaced hourly at least, and one of more than a week decides nothing. */
  snapshot: {
    category: 'listings',
    kind: 'number',
    end: { by: 'bucket', bucket: 'recordings', prefix: 'snapshot/', days: 8 },
  },
  /** Files that staff added to a case. */
  attachments: {
    category: 'cases',
    kind: 'words',
    end: { by: 'code', file: 'functions/jobs/retention.ts' },
  },
  /** Packages for authorities. */
  evidence: { category: 'evidence-packages', kind: 'words', end: { by: 'person' } },
  /** Heads of the audit log, with no entry of it. */
  anchors: { category: 'audit', kind: 'technical', end: { by: 'person' } },
  /** Copies of people's own data, for a week. */
  copies: {
    category: 'privacy-requests',
    kind: 'words',
    end: { by: 'bucket', bucket: 'evidence', prefix: 'copies/', days: COPY_DAYS },
  },
  /** Erasures: keyed codes for the numbers, and names under a key. */
  erasures: { category: 'audit', kind: 'technical', end: { by: 'person' } },
  /** Work that was put off, for days at most. */
  queue: { category: 'short-lived', kind: 'words', end: { by: 'code', file: 'cdk/storage.ts' } },
  /** On one machine alone: mail and texts that were sent. */
  outbox: { category: 'calls', kind: 'words', end: { by: 'code', file: 'local/remove-past.ts' } },
  /** On one machine alone: who may sign in. */
  people: { category: 'staff', kind: 'secret', end: { by: 'person' } },
} as const satisfies Record<string, StoredObject>;
