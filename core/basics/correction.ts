// What stands beside a record after somebody asked for a correction. The record itself stays as it was: decisions were made
// on it, and evidence was given of it.

export interface Correction {
  /** What is right, in words. */
  readonly text: string;
  /** Who accepted it: a subject, as in the audit log. */
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The request of the person. */
  readonly request: string;
}

/** Records that can be corrected, by what names them: a call’s SID, a case’s number, a list entry’s number. */
export const CORRECTABLE = ['call', 'case', 'listing'] as const;
export type Correctable = (typeof CORRECTABLE)[number];

export interface CorrectedRecord {
  readonly record: Correctable;
  readonly id: string;
}
