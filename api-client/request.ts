// What is sent to a route of the API: method and path come from the route table, the types from the contract. Only types
// are taken from the contract, so that the schemas behind them stay on the server.
import type { AdminRouteId, QueryOf, SentBodyOf } from '../functions/admin/contract.ts';
import { ROUTES } from '../functions/routes.ts';

type PathParameter<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathParameter<Rest>
  : never;
type ParameterOf<Id extends AdminRouteId> = PathParameter<(typeof ROUTES)[Id]['path']>;

/** What a request to the route carries; what the route does not take cannot be given. */
export type ApiRequest<Id extends AdminRouteId> = {
  readonly query?: GivenQuery<Id>;
  /** The version that was read. The API rejects the write if the record has a newer version. */
  readonly version?: number | undefined;
  readonly signal?: AbortSignal;
  /** Goes into the audit log; some routes are refused without it. */
  readonly why?: string | undefined;
} & ([ParameterOf<Id>] extends [never]
  ? { readonly params?: undefined }
  : { readonly params: Readonly<Record<ParameterOf<Id>, string>> }) &
  ([SentBodyOf<Id>] extends [undefined] ? { readonly body?: undefined } : { readonly body: SentBodyOf<Id> });

/** What is undefined is not sent. */
export type GivenQuery<Id extends AdminRouteId> = {
  readonly [Name in keyof QueryOf<Id>]?: QueryOf<Id>[Name] | undefined;
};

/** A request on its way, over whatever carries it. */
export interface SentRequest {
  readonly method: string;
  /** From the slash on, with its query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | undefined;
  readonly signal: AbortSignal | undefined;
}

/** A request, whatever its route. */
export interface LooseRequest {
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly version?: number | undefined;
  readonly signal?: AbortSignal;
  readonly why?: string | undefined;
}

/** @param writeKey the `Idempotency-Key` of a write; a read takes none */
export function toSend(id: AdminRouteId, request: LooseRequest, writeKey?: () => string): SentRequest {
  const { body, version, signal, why } = request;
  const { method } = ROUTES[id];
  const type = typeof body === 'string' ? 'text/csv' : isBytes(body) ? 'application/octet-stream' : undefined;
  return {
    method,
    target: targetOf(id, request),
    headers: {
      ...(body === undefined ? {} : { 'content-type': type ?? 'application/json' }),
      ...(version === undefined ? {} : { 'if-match': `"${String(version)}"` }),
      ...(why === undefined ? {} : { 'x-audit-reason': encodeURIComponent(why) }),
      ...(writeKey === undefined || method === 'GET' ? {} : { 'idempotency-key': writeKey() }),
    },
    body: typeof body === 'string' || isBytes(body) ? body : JSON.stringify(body),
    signal,
  };
}

const isBytes = (body: unknown): body is Uint8Array<ArrayBuffer> => body instanceof Uint8Array;

function targetOf(id: AdminRouteId, { params = {}, query = {} }: LooseRequest): string {
  const path = ROUTES[id].path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  // Trimmed: the API reads a space before a number as the plus that a query cannot hold.
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    const text = typeof value === 'string' ? value.trim() : JSON.stringify(value);
    if (text !== '') search.set(name, text);
  }
  const asked = search.toString();
  return asked === '' ? path : `${path}?${asked}`;
}
