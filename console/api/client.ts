// The API, typed by its contract: a route's id gives method and path, and says what is sent and what comes back.
import type { AdminRouteId, AnswerOf, QueryOf, SentBodyOf } from '../../functions/admin/contract.ts';
import { ROUTES } from '../../functions/routes.ts';
import { ApiProblem, problemIn } from './problem.ts';

type PathParameter<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathParameter<Rest>
  : never;
type ParameterOf<Id extends AdminRouteId> = PathParameter<(typeof ROUTES)[Id]['path']>;

/** What a request to the route carries; what the route does not take cannot be given. */
export type ApiRequest<Id extends AdminRouteId> = {
  readonly query?: Partial<QueryOf<Id>>;
  /** The version that was read. The API rejects the write if the record has a newer version. */
  readonly version?: number | undefined;
  readonly signal?: AbortSignal;
} & ([ParameterOf<Id>] extends [never]
  ? { readonly params?: undefined }
  : { readonly params: Readonly<Record<ParameterOf<Id>, string>> }) &
  ([SentBodyOf<Id>] extends [undefined] ? { readonly body?: undefined } : { readonly body: SentBodyOf<Id> });

interface ApiAnswer<Id extends AdminRouteId> {
  readonly body: AnswerOf<Id>;
  /** Of a record that others may edit too; goes back with the write. */
  readonly version: number | undefined;
  /** With this a change to the lists is taken back. */
  readonly undo: string | undefined;
  /** Nothing changed yet: the write waits under this number for a second person. */
  readonly proposal: string | undefined;
}

export interface Api {
  /** @throws {ApiProblem} */
  readonly call: <Id extends AdminRouteId>(id: Id, request: ApiRequest<Id>) => Promise<ApiAnswer<Id>>;
  /** A recording or a CSV file. @throws {ApiProblem} */
  readonly download: <Id extends AdminRouteId>(id: Id, request: ApiRequest<Id>) => Promise<Blob>;
  /** All pages of a CSV file as one, its header line once. @throws {ApiProblem} */
  readonly downloadCsv: (
    id: 'listings.export',
    query: Omit<NonNullable<ApiRequest<'listings.export'>['query']>, 'cursor'>,
  ) => Promise<Blob>;
}

export interface ApiParts {
  readonly token: () => string | undefined;
  /** The API does not accept the token (any more), and says why: whether there is another one now. @throws {ApiProblem} */
  readonly renew: (refused: string | undefined, why: string) => Promise<boolean>;
}

export function createApi({ token, renew }: ApiParts): Api {
  const attempt = async (id: AdminRouteId, request: LooseRequest): Promise<Response | ApiProblem> => {
    const response = await fetchPatiently(() => fetch(urlOf(id, request), initOf(id, request, token())));
    return response.ok ? response : problemIn(response);
  };
  const send = async (id: AdminRouteId, request: LooseRequest): Promise<Response> => {
    const used = token();
    let outcome = await attempt(id, request);
    if (!(outcome instanceof Response) && outcome.kind === 'not-signed-in') {
      // Nothing was done, so that the same request may be made again.
      if (await renew(used, outcome.message)) outcome = await attempt(id, request);
    }
    if (outcome instanceof Response) return outcome;
    throw outcome;
  };
  return {
    call: async <Id extends AdminRouteId>(id: Id, request: ApiRequest<Id>) => {
      const response = await send(id, prepared(id, request));
      const text = await response.text();
      return {
        body: (text === '' ? undefined : JSON.parse(text)) as AnswerOf<Id>,
        version: versionOf(response),
        undo: response.headers.get('x-undo') ?? undefined,
        proposal: response.headers.get('x-proposal') ?? undefined,
      };
    },
    download: async (id, request) => (await send(id, prepared(id, request))).blob(),
    downloadCsv: async (id, query) => {
      const pieces: string[] = [];
      let cursor: string | undefined;
      do {
        const response = await send(id, prepared(id, { query: { ...query, cursor } }));
        const text = await response.text();
        pieces.push(pieces.length === 0 ? text : text.replace(/^[^\n]*\n/, ''));
        cursor = response.headers.get('x-next-cursor') ?? undefined;
      } while (cursor !== undefined);
      // Reading an answer as text drops its byte order mark, without which Excel takes UTF-8 for something else.
      return new Blob(['\uFEFF', ...pieces], { type: 'text/csv' });
    },
  };
}

interface LooseRequest {
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly version?: number | undefined;
  readonly signal?: AbortSignal;
  readonly writeKey: string | undefined;
}

/** One key for all tries of a write: it is done once, however often it arrives. */
const prepared = (id: AdminRouteId, request: Omit<LooseRequest, 'writeKey'>): LooseRequest => ({
  ...request,
  writeKey: ROUTES[id].method === 'GET' ? undefined : randomKey(),
});

/** Not `randomUUID`: browsers have that on https alone. */
const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

function urlOf(id: AdminRouteId, { params = {}, query = {} }: LooseRequest): string {
  const path = ROUTES[id].path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  // Trimmed: the API reads a space before a number as the plus that a query cannot hold.
  const given = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, typeof value === 'string' ? value.trim() : JSON.stringify(value)])
    .filter(([, value]) => value !== '');
  const search = new URLSearchParams(given).toString();
  return search === '' ? path : `${path}?${search}`;
}

function initOf(id: AdminRouteId, request: LooseRequest, token: string | undefined): RequestInit {
  const { body, version, signal, writeKey } = request;
  const isText = typeof body === 'string';
  return {
    method: ROUTES[id].method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': isText ? 'text/csv' : 'application/json' }),
      ...(version === undefined ? {} : { 'if-match': `"${String(version)}"` }),
      ...(writeKey === undefined ? {} : { 'idempotency-key': writeKey }),
    },
    ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
    cache: 'no-store',
    credentials: 'omit',
  };
}

const versionOf = ({ headers }: Response): number | undefined => {
  const version = /"(\d+)"/.exec(headers.get('etag') ?? '')?.[1];
  return version === undefined ? undefined : Number(version);
};

const PAUSES_MS = [400, 1_200];

/** A connection that breaks, or a store that is away for a moment, is tried again. @throws {ApiProblem} */
async function fetchPatiently(attempt: () => Promise<Response>): Promise<Response> {
  for (const pause of PAUSES_MS) {
    const response = await attempt().catch(unlessAborted);
    if (response !== undefined && response.status !== 503) return response;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  try {
    return await attempt();
  } catch (error) {
    unlessAborted(error);
    throw new ApiProblem('unreachable', error instanceof Error ? error.message : String(error));
  }
}

function unlessAborted(error: unknown): undefined {
  if (error instanceof DOMException && error.name === 'AbortError') throw error;
  return undefined;
}
