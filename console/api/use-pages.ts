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
  { everySeconds }: { readonly everySeconds?: number } = {},
): Paged<ItemOf<Id>> {
  const api = useApi();
  const key = JSON.stringify(query);
  const [state, setState] = useState<State<ItemOf<Id>>>({ key: '', items: [] });
  const [turn, setTurn] = useState(0);

  const read = useCallback(
    (cursor: string | undefined, signal?: AbortSignal): Promise<ItemPage<ItemOf<Id>>> =>
      api.page(id, JSON.parse(key) as PageQuery<Id>, { cursor, ...(signal && { signal }) }),
    [api, id, key],
  );

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
        setState((before) =>
          before.key === key && before.cursor === cursor
            ? { key, cursor: page.cursor, deeper: true, items: [...before.items, ...page.items] }
            : before,
        );
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
