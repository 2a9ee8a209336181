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
  audit: AUDIT,
};

/** What is kept outside of the tables: in buckets on AWS, in folders of `DATA_DIR` on one machine. */
export interface StoredObject {
  readonly category: KeptCategory;
  readonly kind: DataKind;
}

export const OBJECTS = {
  /** Audio of messages, as the carrier recorded it. */
  recordings: { category: 'recordings', kind: 'voice' },
  /** Files that staff added to a case. */
  attachments: { category: 'cases', kind: 'words' },
  /** Packages for authorities. */
  evidence: { category: 'evidence-packages', kind: 'words' },
  /** Heads of the audit log, with no entry of it. */
  anchors: { category: 'audit', kind: 'technical' },
  /** Copies of people's own data, for a week. */
  copies: { category: 'privacy-requests', kind: 'words' },
  /** Erasures: keyed codes for the numbers, and names under a key. */
  erasures: { category: 'audit', kind: 'technical' },
  /** Work that was put off, for days at most. */
  queue: { category: 'short-lived', kind: 'words' },
  /** On one machine alone: mail and texts that were sent. */
  outbox: { category: 'calls', kind: 'words' },
  /** On one machine alone: who may sign in. */
  people: { category: 'staff', kind: 'secret' },
} as const satisfies Record<string, StoredObject>;
