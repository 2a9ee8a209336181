// A list of the API, page after page: the first when the component appears, the next ones on demand.
import { useCallback, useEffect, useState } from 'react';
import type { ItemOf, ItemPage, PagedRouteId, PageQuery } from '../../api-client/client.ts';
import { useApi } from './api-context.ts';
import { asProblem, type ApiProblem } from './problem.ts';
import { useEvery } from './use-every.ts';

export interface Paged<Item> {
  readonly items: readonly Item[];
  readonly problem: ApiProblem | undefined;
  /** Nothing is there yet. */
  readonly loading: boolean;
  /** Undefined on the last page. */
  readonly more: (() => void) | undefined;
  readonly loadingMore: boolean;
  /** From the first page on. */
  readonly reload: () => void;
}

interface State<Item> {
  readonly key: string;
  readonly items: readonly Item[];
  readonly cursor?: string | undefined;
  /** Further pages have been read. */
  readonly deeper?: true;
  readonly problem?: ApiProblem;
  readonly loadingMore?: boolean;
}

export function usePages<Id extends PagedRouteId>(
  id: Id,
  query: PageQuery<Id>,
  {
    everySeconds,
    params,
  }: { readonly everySeconds?: number; readonly params?: Readonly<Record<string, string>> } = {},
): Paged<ItemOf<Id>> {
  const key = JSON.stringify({ query, params });
  const [state, setState] = useState<State<ItemOf<Id>>>({ key: '', items: [] });
  const [turn, setTurn] = useState(0);
  const read = useReadPage(id, key);

  useEffect(() => {
    const aborter = new AbortController();
    read(undefined, aborter.signal).then(
      (page) => {
        if (!aborter.signal.aborted) setState({ key, ...page });
      },
      (error: unknown) => {
        if (aborter.signal.aborted) return;
        setState((before) => ({
          ...(before.key === key ? before : { key, items: [] }),
          problem: asProblem(error),
        }));
      },
    );
    return () => {
      aborter.abort();
    };
  }, [read, key, turn]);

  const reload = useCallback(() => {
    setTurn((value) => value + 1);
  }, []);
  // A user who has scrolled down would lose their place.
  const reading = state.deeper === true || state.loadingMore === true;
  useEvery(reading ? undefined : everySeconds, reload);

  const { cursor } = state;
  const more = (): void => {
    setState((before) => ({ ...before, loadingMore: true }));
    read(cursor).then(
      (page) => {
        setState((before) => appended(before, page, { key, cursor }));
      },
      (error: unknown) => {
        setState((before) => ({ ...before, loadingMore: false, problem: asProblem(error) }));
      },
    );
  };
  const loading = state.key !== key;
  return {
    items: loading ? [] : state.items,
    problem: loading ? undefined : state.problem,
    loading,
    more: loading || cursor === undefined ? undefined : more,
    loadingMore: state.loadingMore === true,
    reload,
  };
}

type ReadPage<Item> = (cursor: string | undefined, signal?: AbortSignal) => Promise<ItemPage<Item>>;

interface Question<Id extends PagedRouteId> {
  readonly query: PageQuery<Id>;
  readonly params?: Readonly<Record<string, string>>;
}

/** @param key query and params, as JSON: the same question is the same reader */
function useReadPage<Id extends PagedRouteId>(id: Id, key: string): ReadPage<ItemOf<Id>> {
  const api = useApi();
  return useCallback(
    (cursor, signal) => {
      const { query, params } = JSON.parse(key) as Question<Id>;
      return api.page(id, query, { params, cursor, ...(signal && { signal }) });
    },
    [api, id, key],
  );
}

/** With a further page; as before where the list has been read anew meanwhile. @param asked what the page was asked for */
const appended = <Item>(
  before: State<Item>,
  page: ItemPage<Item>,
  asked: { readonly key: string; readonly cursor: string | undefined },
): State<Item> =>
  before.key === asked.key && before.cursor === asked.cursor
    ? { key: asked.key, cursor: page.cursor, deeper: true, items: [...before.items, ...page.items] }
    : before;
