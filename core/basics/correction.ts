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

/** What people write for a record: six digits are a case, a SID is a call, and all else is the number of a list entry. */
export function recordNamed(id: string): CorrectedRecord {
  if (/^\d{6}$/.test(id)) return { record: 'case', id };
  return { record: /^CA[0-9a-f]{32}$/.test(id) ? 'call' : 'listing', id };
}
