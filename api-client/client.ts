// The API for whoever calls it from TypeScript: the console, the command line, the traffic lab. A route's id gives method
// and path, and says what is sent and what comes back. How a request travels, and what becomes of one that is refused,
// is the caller's own.
import type { AdminRouteId, AnswerOf, AuthorityId, SentBodyOf } from '../functions/admin/contract.ts';
import { needsReason, type ReasonRouteId } from '../functions/routes.ts';
import { toSend, type ApiRequest, type GivenQuery, type LooseRequest, type SentRequest } from './request.ts';

/** Gives the answer to a request that was granted; throws for any other. */
export type Send = (request: SentRequest) => Promise<Response>;

export interface ApiAnswer<Id extends AdminRouteId> {
  readonly body: AnswerOf<Id>;
  /** Of a record that others may edit too; goes back with the write. */
  readonly version: number | undefined;
  /** With this a change to the lists is taken back. */
  readonly undo: string | undefined;
  /** Nothing changed yet: the write waits under this number for a second person. */
  readonly proposal: string | undefined;
}

/** Routes that answer `{ items }`, and a cursor where there may be more. */
export type PagedRouteId = {
  [Id in AdminRouteId]: AnswerOf<Id> extends { readonly items: readonly unknown[] } ? Id : never;
}[AdminRouteId];

export type ItemOf<Id extends PagedRouteId> =
  AnswerOf<Id> extends { readonly items: readonly (infer Item)[] } ? Item : never;

export interface ItemPage<Item> {
  readonly items: readonly Item[];
  /** Undefined on the last page. */
  readonly cursor?: string | undefined;
}

/** Query of a paged route, without its `cursor`: that comes from the page before. */
export type PageQuery<Id extends PagedRouteId> = Omit<GivenQuery<Id>, 'cursor'>;

/** Routes that answer pages of a CSV file. */
type CsvRouteId = 'listings.export' | 'authorities.export';
type CsvRequest<Id extends CsvRouteId> = Pick<ApiRequest<Id>, 'params' | 'why'> & {
  readonly query: Omit<GivenQuery<Id>, 'cursor'>;
};

interface CsvFile {
  readonly file: Blob;
  /** Numbers of the cases that are in it; none where it is not about cases. */
  readonly cases: readonly string[];
}

export interface ApiClient {
  readonly call: <Id extends AdminRouteId>(id: Id, request: ApiRequest<Id>) => Promise<ApiAnswer<Id>>;
  /** A recording or a CSV file. */
  readonly download: <Id extends AdminRouteId>(id: Id, request: ApiRequest<Id>) => Promise<Blob>;
  /** All pages of a CSV file as one, its header line once. */
  readonly downloadCsv: <Id extends CsvRouteId>(id: Id, request: CsvRequest<Id>) => Promise<CsvFile>;
  readonly page: <Id extends PagedRouteId>(
    id: Id,
    query: PageQuery<Id>,
    from?: {
      readonly params?: Readonly<Record<string, string>> | undefined;
      readonly cursor?: string | undefined;
      readonly signal?: AbortSignal;
    },
  ) => Promise<ItemPage<ItemOf<Id>>>;
}

export interface ClientOptions {
  readonly send: Send;
  /** One key for all tries of a write: it is done once, however often it arrives. No keys are sent where absent. */
  readonly writeKey?: () => string;
  /** Asked before a request that needs a reason and brings none. Without it, the API refuses such a request. */
  readonly reasonFor?: (id: ReasonRouteId, request: LooseRequest) => Promise<string>;
}

export function createClient({ send, writeKey, reasonFor }: ClientOptions): ApiClient {
  const ask = async (id: AdminRouteId, request: LooseRequest): Promise<Response> => {
    const given = request.why ?? request.query?.why;
    const asked = given === undefined && needsReason(id) ? await reasonFor?.(id, request) : undefined;
    return send(toSend(id, asked === undefined ? request : { ...request, why: asked }, writeKey));
  };
  return {
    call: async (id, request) => answerOf(id, await ask(id, request)),
    download: async (id, request) => (await ask(id, request)).blob(),
    downloadCsv: (id, { params, query, why }) =>
      wholeCsv((cursor) => ask(id, { params, query: { ...query, cursor }, why })),
    page: async (id, query, { params, cursor, signal } = {}) => {
      const request = {
        ...(params === undefined ? {} : { params }),
        query: { ...query, cursor },
        ...(signal === undefined ? {} : { signal }),
      };
      return pageIn<ItemOf<typeof id>>(await ask(id, request));
    },
  };
}

/** Up to so many items, over as many pages as it takes. */
export async function itemsOf<Id extends PagedRouteId>(
  client: Pick<ApiClient, 'page'>,
  id: Id,
  query: PageQuery<Id>,
  most = Infinity,
  params?: Readonly<Record<string, string>>,
): Promise<ItemOf<Id>[]> {
  const items: ItemOf<Id>[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.page(
      id,
      { ...query, limit: Math.min(MOST_A_PAGE, most - items.length) },
      { params, cursor },
    );
    items.push(...page.items);
    ({ cursor } = page);
  } while (cursor !== undefined && items.length < most);
  return items;
}

const MOST_A_PAGE = 500;

/** The server has made the answer by the same contract, and its tests hold it to that: here it is believed. */
async function answerOf<Id extends AdminRouteId>(_id: Id, response: Response): Promise<ApiAnswer<Id>> {
  const text = await response.text();
  return {
    body: (text === '' ? undefined : JSON.parse(text)) as AnswerOf<Id>,
    version: versionIn(response.headers),
    undo: response.headers.get('x-undo') ?? undefined,
    proposal: response.headers.get('x-proposal') ?? undefined,
  };
}

const pageIn = async <Item>(response: Response): Promise<ItemPage<Item>> =>
  (await response.json()) as ItemPage<Item>;

function versionIn(headers: Headers): number | undefined {
  const version = /"(\d+)"/.exec(headers.get('etag') ?? '')?.[1];
  return version === undefined ? undefined : Number(version);
}

async function wholeCsv(pageFrom: (cursor: string | undefined) => Promise<Response>): Promise<CsvFile> {
  const pieces: string[] = [];
  const cases: string[] = [];
  let cursor: string | undefined;
  do {
    const response = await pageFrom(cursor);
    const text = await response.text();
    pieces.push(pieces.length === 0 ? text : text.replace(/^[^\n]*\n/, ''));
    cases.push(...(response.headers.get('x-cases')?.split(',') ?? []));
    cursor = response.headers.get('x-next-cursor') ?? undefined;
  } while (cursor !== undefined);
  // Reading an answer as text drops its byte order mark, without which Excel takes UTF-8 for something else.
  return { file: new Blob(['\uFEFF', ...pieces], { type: 'text/csv' }), cases };
}

/** However many there are: one request for each part that the API takes at once. */
export async function markAsSent(
  { call }: Pick<ApiClient, 'call'>,
  authority: AuthorityId,
  { cases, ...note }: SentBodyOf<'authorities.mark'>,
): Promise<AnswerOf<'authorities.mark'>[]> {
  const batches: AnswerOf<'authorities.mark'>[] = [];
  for (let at = 0; at < cases.length; at += MARKED_AT_ONCE) {
    const part = cases.slice(at, at + MARKED_AT_ONCE);
    const { body } = await call('authorities.mark', {
      params: { authority },
      body: { cases: part, ...note },
    });
    batches.push(body);
  }
  return batches;
}

const MARKED_AT_ONCE = 50;
