// Rows of the route table for the API: who may, and what every write touches beside its own tables.
import { type Access, type Role, type Route, andAuditLog } from '../route.ts';

export const ANYONE = ['viewer', 'agent', 'editor', 'approver', 'auditor', 'admin'] as const;
export const EDITORS = ['editor', 'approver', 'admin'] as const;
export const AUDITORS = ['auditor', 'approver', 'admin'] as const;
export const STAFF = ['agent', 'editor', 'approver', 'admin'] as const;

/** A write may come with an `Idempotency-Key`, which is remembered. */
const andRequestKeys = (access: Access): Access => ({
  ...access,
  writes: access.writes.includes('limits') ? access.writes : [...access.writes, 'limits'],
});

export const admin = <Method extends Route['method'], Path extends string>(
  method: Method,
  path: Path,
  auth: readonly Role[],
  access: Access,
) =>
  ({
    method,
    path,
    function: 'admin',
    auth,
    ...(method === 'GET' ? access : andAuditLog(andRequestKeys(access))),
  }) as const;

/** A read that carries much away, or that nobody should be able to make unseen. */
export const audited = <Path extends string>(path: Path, auth: readonly Role[], access: Access) =>
  ({ ...admin('GET', path, auth, andAuditLog(access)), audited: true }) as const;

/** A read of personal data; see `Route.audited`. */
export const looked = <Path extends string>(path: Path, auth: readonly Role[], access: Access) =>
  ({ ...admin('GET', path, auth, access), queue: 'sends', audited: 'looks' }) as const;

/** It unveils personal data or carries it away; see `Route.needsReason`. */
export const withReason = <Row extends Route>(row: Row) => ({ ...row, needsReason: true }) as const;
/** The same, for a route that programs with the admin token use as well. */
export const withReasonOfPeople = <Row extends Route>(row: Row) =>
  ({ ...row, needsReason: 'of-people' }) as const;

/** A question that is too long for a URL: nothing is written, and nothing is audited. */
export const asked = <Path extends string>(path: Path, auth: readonly Role[], access: Access) =>
  ({ method: 'POST', path, function: 'admin', auth, audited: false, ...access }) as const;
