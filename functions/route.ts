// What one row of the route table says: method and path, which function answers, who may, which tables it touches.
import type { TableName } from '../store/tables.ts';

/** From the least to the most: not a ladder, each route names the roles it admits. */
export const ROLES = ['viewer', 'agent', 'editor', 'approver', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

type Auth = 'twilio-signature' | 'signed-url' | 'partner' | 'none' | readonly Role[];

/** One Lambda each; every voice step shares one, so that a call stays warm. */
export const FUNCTIONS = ['voice', 'admin', 'public', 'sharing', 'jobs', 'packages', 'rights'] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

export interface Access {
  readonly reads: readonly TableName[];
  readonly writes: readonly TableName[];
  /** Looks for one person in every table; `writes`: and takes them out of it. */
  readonly sweeps?: 'reads' | 'writes';
  readonly queue?: 'sends';
  /** Tasks that the queue has given up. */
  readonly shelf?: 'counts' | 'looks' | 'puts' | 'retries' | 'drops';
  readonly recordings?: 'reads' | 'writes';
  /** The bucket of evidence packages. */
  readonly evidence?: 'links' | 'writes';
  /** Copies of a person's data, for them to fetch. */
  readonly copies?: 'links' | 'writes';
  /** Files that are attached to cases. */
  readonly attachments?: readonly ('puts' | 'gets' | 'removes')[];
  /** The bucket in which the head of the audit log is anchored. */
  readonly anchors?: 'reads' | 'writes';
  /** The log of erasures beside the anchors, which survives a restore of the database. */
  readonly erasures?: 'writes';
  /** The copy of the lists, for the time when the store does not answer. */
  readonly listCopies?: 'reads' | 'writes';
  readonly email?: 'sends';
  /** Recordings written down by Amazon Transcribe. */
  readonly transcription?: 'begins' | 'reads';
}

export interface Route extends Access {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** API Gateway form: `{name}` is one path segment. */
  readonly path: string;
  readonly function: Exclude<FunctionName, 'jobs' | 'packages' | 'rights'>;
  readonly auth: Auth;
  /**
   * Whether it goes into the audit log; where absent, every write of the API does. `looks`: it shows personal data, and is
   * entered once an hour for each person, record and reason, by way of the queue.
   */
  readonly audited?: boolean | 'looks';
  /**
   * It unveils personal data or carries it away: without a reason, which goes into the audit log, it is refused. `of-people`:
   * programs use the route too, and the admin token may leave the reason out.
   */
  readonly needsReason?: true | 'of-people';
}

/** Appending to the audit log reads its end first; what cannot be written goes to the queue. */
export const andAuditLog = (access: Access): Access => ({
  ...access,
  reads: [...access.reads, 'audit'],
  writes: [...access.writes, 'audit'],
  queue: 'sends',
});

/** `GET /api/listings/{pattern}`: the key under which API Gateway announces the route it matched. */
export const routeKey = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;
