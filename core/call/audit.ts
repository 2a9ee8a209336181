// Who did what to which record: one entry of the audit log.

/** What is done otherwise than by a request to the API: by telephone, by a job, by the people of one machine. */
export const ACTS = [
  'staff-menu.flag',
  'staff-menu.unflag',
  'staff-menu.do-not-disturb',
  'staff-menu.guard-level',
  'staff-menu.allow',
  'staff-menu.delete-voicemail',
  'automatic.block',
  'automatic.block-to-approve',
  'automatic.would-block',
  'automatic.unblock',
  'evidence.withdraw',
  'watch.raise',
  'watch.relax',
  'spend-guard.raise',
  'spend-guard.relax',
  'retention.audit',
  'call.seal',
  'calls.seal',
  'package.made',
  'rights.copied',
  'rights.erased',
  'rights.failed',
  'people.add',
  'people.remove',
  'people.roles',
  'people.password',
  'people.own-password',
  'people.code',
] as const;
export type Act = (typeof ACTS)[number];

declare const operation: unique symbol;
/** Name of an operation of the API that is audited (`settings.put`); only the API makes one. */
export type AuditedOperation = string & { readonly [operation]: true };

export interface AuditEntry {
  /** The same act delivered twice has the same key, and is kept once. */
  readonly key: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Subject of a token, `staff:<number>` of the staff menu, or the name of a job. */
  readonly by: string;
  readonly action: Act | AuditedOperation;
  /** What it was done to: a pattern, a CallSid, a case number, the name of a document. */
  readonly record: string;
  /** In words, for the person who reads the log. */
  readonly detail?: string;
  /** The reason that the person gave. */
  readonly why?: string;
}
