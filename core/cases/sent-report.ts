// What was sent about a case to an authority. The forms of the authorities are in `core/authorities/`.

export const AUTHORITY_IDS = ['12321', '12381', 'ftc', 'fcc', 'report-fraud'] as const;
export type AuthorityId = (typeof AUTHORITY_IDS)[number];

export interface SentReport {
  readonly authority: AuthorityId;
  /** When it was sent, as the sender says; ISO 8601, UTC. */
  readonly sentAt: string;
  readonly by: string;
  /** The number that the authority gave the report, where it gave one. */
  readonly reference?: string;
  /** Of a note that was made for many cases at once: all that were made together have the same. */
  readonly batch?: string;
}

/** A case keeps no more of them, so that its item stays far below the 400 KB that DynamoDB takes. */
export const MAX_SENT_REPORTS = 50;
/** Cases of one request: as many as the audit log can name in one entry. */
export const MAX_MARKED_AT_ONCE = 50;
/** Characters of a reference number. */
export const MAX_REFERENCE = 100;
