// Who did what to which record: one entry of the audit log.

export interface AuditEntry {
  /** The same act delivered twice has the same key, and is kept once. */
  readonly key: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Subject of a token, `staff:<number>` of the staff menu, or the name of a job. */
  readonly by: string;
  /** A route of the API (`settings.put`), or what was done elsewhere (`staff-menu.flag`, `watch.raise`). */
  readonly action: string;
  /** What it was done to: a pattern, a CallSid, a case number, the name of a document. */
  readonly record: string;
  /** In words, for the person who reads the log. */
  readonly detail?: string;
}
