// Errors as the API tells them: RFC 9457 application/problem+json.
import type { HttpResult } from './lambda-http.ts';

/** Every kind of refusal, with its status and the sentence that is the same each time. */
const KINDS = {
  'invalid-request': { status: 400, title: 'The request does not have the shape that this route takes' },
  'invalid-number': { status: 400, title: 'This is not a number that can be listed or looked up' },
  'invalid-settings': { status: 400, title: 'The settings have problems' },
  'not-signed-in': { status: 401, title: 'A bearer token is needed' },
  'sign-in-refused': { status: 401, title: 'The name, the password or the code is wrong' },
  'code-needed': { status: 401, title: 'A code of the authenticator app is needed' },
  'person-exists': { status: 409, title: 'Somebody has this name already' },
  'people-elsewhere': { status: 409, title: 'People are managed at the identity provider' },
  'not-allowed': { status: 403, title: 'Your role does not allow this' },
  'not-found': { status: 404, title: 'There is no such record' },
  conflict: { status: 409, title: 'Somebody else changed this at the same moment' },
  protected: { status: 409, title: 'This number is protected from being blocked' },
  'nothing-to-approve': { status: 409, title: 'Nothing waits for approval here' },
  'version-needed': { status: 428, title: 'Say which version of the record you replace' },
  'key-reused': { status: 422, title: 'This Idempotency-Key was sent with another request' },
  'changed-meanwhile': { status: 412, title: 'Somebody else changed this since you read it' },
  'import-rejected': { status: 422, title: 'Nothing was imported' },
  'which-country': { status: 422, title: 'It is not clear which country the numbers of this file belong to' },
  'reports-closed': { status: 403, title: 'Reports are taken by telephone only' },
  'not-solved': { status: 403, title: 'The challenge is not solved' },
  'already-used': { status: 409, title: 'This solution was used already' },
  'too-large': { status: 413, title: 'The request is too large' },
  'too-many-requests': { status: 429, title: 'Too many for the moment' },
  'store-refused': { status: 500, title: 'The database refuses this request' },
  'store-misconfigured': { status: 500, title: 'The database is not set up for this hotline' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  'store-unavailable': { status: 503, title: 'The store does not answer at the moment' },
  'sign-in-unavailable': { status: 503, title: 'The identity provider does not answer at the moment' },
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
  'store-unavailable': { 'retry-after': '5' },
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
