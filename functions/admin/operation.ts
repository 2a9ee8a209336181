// What an operation of the API is given and gives. Everything it is given has been checked against the contract.
import type { HttpResult } from '../http/lambda-http.ts';
import { Problem } from '../http/problem.ts';
import type { Subject } from '../http/subject.ts';
import type { AdminRouteId } from '../routes.ts';
import type { Runtime } from '../runtime.ts';
import type { AnswerOf, BodyOf, QueryOf } from './contract.ts';

export interface OperationInput<Id extends AdminRouteId> {
  /** Segments named in the route's path, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: QueryOf<Id>;
  readonly body: BodyOf<Id>;
  /** Version named by `If-Match`; `any` for `*`, undefined where the header is absent. */
  readonly ifMatch: number | 'any' | undefined;
  /** `Idempotency-Key` bound to this very request: the same key with another body is another write. */
  readonly writeKey: string | undefined;
  readonly subject: Subject;
  readonly runtime: Runtime;
}

/** What the audit log says of an operation, beside who did it when. */
export interface AuditNote {
  /** What it was done to, in our own spelling; the segments of the path where absent. */
  readonly record?: string;
  /** What was done, in words. */
  readonly detail?: string;
  /** What tells this write from a later one that was sent with the same `Idempotency-Key`; the ETag where absent. */
  readonly act?: string;
  /** Of an act that takes several requests: all that tell of it give the same key. */
  readonly key?: string;
}

/** `nothing-done`: a write that only said what it would do. */
export type Outcome = HttpResult & { readonly audit?: AuditNote | 'nothing-done' };

export type Operation<Id extends AdminRouteId> = (input: OperationInput<Id>) => Promise<Outcome>;
export type Operations<Id extends AdminRouteId> = { readonly [Route in Id]: Operation<Route> };

/** @param version becomes the ETag */
export function answer<Id extends AdminRouteId>(
  _route: Id,
  body: AnswerOf<Id>,
  version?: number,
): HttpResult {
  return {
    statusCode: 200,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      ...(version === undefined ? {} : { etag: `"${version}"` }),
    },
    body: JSON.stringify(body),
  };
}

export const NO_CONTENT: HttpResult = { statusCode: 204 };

/**
 * @param standing what stands there now, in words, where the record is short enough to be told
 * @throws {Problem} changed-meanwhile
 */
export function requireVersion(
  ifMatch: OperationInput<AdminRouteId>['ifMatch'],
  version: number,
  standing?: string,
): void {
  if (ifMatch === undefined || ifMatch === 'any' || ifMatch === version) return;
  throw new Problem(
    'changed-meanwhile',
    `You edited version ${ifMatch}, but version ${version} is current${standing === undefined ? '' : `: ${standing}`}. Read it again, then retry.`,
  );
}

/**
 * For a whole record that is put in the place of another: its writer has to say which one was read (RFC 6585 section 3).
 * @throws {Problem} version-needed, changed-meanwhile
 */
export function requireReplacedVersion(
  ifMatch: OperationInput<AdminRouteId>['ifMatch'],
  version: number,
  standing?: string,
): void {
  if (ifMatch === undefined) {
    const detail = `Read it first, and send its ETag: If-Match: "${version}". With If-Match: * it is replaced unread.`;
    throw new Problem('version-needed', detail);
  }
  requireVersion(ifMatch, version, standing);
}

export const pathSegment = (path: Readonly<Record<string, string>>, name: string): string => path[name] ?? '';
