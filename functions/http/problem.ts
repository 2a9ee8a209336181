// Errors as the API tells them: RFC 9457 application/problem+json.
import type { HttpResult } from './lambda-http.ts';

/** Every kind of refusal, with its status and the sentence that is the same each time. */
const KINDS = {
  'invalid-request': { status: 400, title: 'The request is not valid' },
  'invalid-number': { status: 400, title: 'This is not a valid phone number or prefix rule' },
  'invalid-settings': { status: 400, title: 'Some settings are not valid' },
  'reason-needed': { status: 400, title: 'A reason is needed' },
  'not-signed-in': { status: 401, title: 'Sign-in required' },
  'sign-in-refused': { status: 401, title: 'The name, password, or code is incorrect' },
  'code-needed': { status: 401, title: 'Authenticator code required' },
  'person-exists': { status: 409, title: 'This name is already taken' },
  'people-elsewhere': { status: 409, title: 'People are managed in the sign-in service' },
  'partner-unknown': { status: 401, title: 'Partner credential required' },
  'partner-refused': { status: 403, title: 'This partner is not served' },
  'not-agreed': { status: 403, title: 'The agreement with this partner does not include this' },
  'not-acceptable': { status: 406, title: 'None of the accepted media types is available' },
  'not-allowed': { status: 403, title: 'Your role does not allow this' },
  'not-found': { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'Someone else changed this record' },
  protected: { status: 409, title: 'This number can’t be blocked' },
  held: { status: 409, title: 'A legal hold keeps this record' },
  'nothing-to-approve': { status: 409, title: 'Nothing is pending approval' },
  'version-needed': { status: 428, title: 'The version to replace is missing' },
  'key-reused': { status: 422, title: 'This Idempotency-Key was already sent with a different request' },
  'changed-meanwhile': { status: 412, title: 'Someone else changed this record' },
  'import-rejected': { status: 422, title: 'Nothing was imported' },
  'which-country': { status: 422, title: 'The country of the numbers in this file is not known' },
  'reports-closed': { status: 403, title: 'Reports are accepted by phone only' },
  'not-solved': { status: 403, title: 'The proof of work is not valid' },
  'already-used': { status: 409, title: 'This proof of work was already used' },
  'call-failed': { status: 502, title: 'The call could not be placed' },
  'too-large': { status: 413, title: 'The request is too large' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'store-refused': { status: 500, title: 'The database rejected this request' },
  'store-misconfigured': { status: 500, title: 'The database is not set up correctly' },
  internal: { status: 500, title: 'Internal error' },
  'store-unavailable': { status: 503, title: 'The database is not responding' },
  'secrets-unavailable': { status: 503, title: 'The secrets are not available' },
  'sign-in-unavailable': { status: 503, title: 'The sign-in service is not responding' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemKind = keyof typeof KINDS;
export const statusOf = (kind: ProblemKind): number => KINDS[kind].status;

/** What the API behind the console may answer. */
export const PROBLEM_STATUSES = [...new Set(Object.values(KINDS).map(({ status }) => status))].filter(
  (status) => status !== KINDS['too-many-requests'].status,
);

/** One place in the request that is wrong, as a JSON pointer into body or query. */
export interface ProblemPlace {
  readonly at: string;
  readonly problem: string;
}

/** Thrown by an operation to be answered as is. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly kind: ProblemKind;
  /** Further members of the problem document, such as `problems`. */
  readonly extra: Readonly<Record<string, unknown>>;
  constructor(kind: ProblemKind, detail: string, extra: Readonly<Record<string, unknown>> = {}) {
    super(detail);
    this.kind = kind;
    this.extra = extra;
  }
}

const HEADERS: Partial<Record<ProblemKind, Readonly<Record<string, string>>>> = {
  'not-signed-in': { 'www-authenticate': 'Bearer' },
  'partner-unknown': { 'www-authenticate': 'Basic realm="Hotline Guard feeds", Bearer' },
  'store-unavailable': { 'retry-after': '5' },
  'secrets-unavailable': { 'retry-after': '5' },
  'sign-in-unavailable': { 'retry-after': '5' },
};

export function problemResult({ kind, message, extra }: Problem): HttpResult {
  const { status, title } = KINDS[kind];
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...HEADERS[kind],
      ...(typeof extra.retryAfter === 'number' ? { 'retry-after': String(extra.retryAfter) } : {}),
    },
    body: JSON.stringify({
      type: `urn:hotline-guard:problem:${kind}`,
      title,
      status,
      detail: message,
      ...extra,
    }),
  };
}
