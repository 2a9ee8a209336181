// One answer of the API for as long as a component shows it: loading, ready or failed; read again on demand, and every
// so many seconds while somebody looks.
import { useCallback, useEffect, useState } from 'react';
import type { AdminRouteId, AnswerOf } from '../../functions/admin/contract.ts';
import { useApi } from './api-context.ts';
import type { ApiRequest } from './client.ts';
import { asProblem, type ApiProblem } from './problem.ts';
import { useEvery } from './use-every.ts';

export interface Answered<Body> {
  /** The last answer; kept while it is read again, and when that fails. */
  readonly body: Body | undefined;
  readonly version: number | undefined;
  readonly problem: ApiProblem | undefined;
  readonly loading: boolean;
  readonly reload: () => void;
  /** Shows what a write has answered, without reading again. */
  readonly replace: (answer: { readonly body: Body; readonly version: number | undefined }) => void;
}

interface State<Body> {
  readonly key: string;
  readonly body?: Body;
  readonly version?: number | undefined;
  readonly problem?: ApiProblem;
}

export function useAnswer<Id extends AdminRouteId>(
  id: Id,
  { params, query, why }: Pick<ApiRequest<Id>, 'params' | 'query' | 'why'>,
  { everySeconds }: { readonly everySeconds?: number } = {},
): Answered<AnswerOf<Id>> {
  const api = useApi();
  // Objects are made anew at each render; what they say is what counts.
  const key = JSON.stringify({ params, query, why });
  const [state, setState] = useState<State<AnswerOf<Id>>>({ key: '' });
  const [turn, setTurn] = useState(0);
  const reload = useCallback(() => {
    setTurn((value) => value + 1);
  }, []);
  useEffect(() => {
    const aborter = new AbortController();
    const request = { ...(JSON.parse(key) as ApiRequest<Id>), signal: aborter.signal };
    api.call(id, request).then(
      ({ body, version }) => {
        if (!aborter.signal.aborted) setState({ key, body, version });
      },
      (error: unknown) => {
        if (aborter.signal.aborted) return;
        setState((before) => ({ ...(before.key === key ? before : { key }), problem: asProblem(error) }));
      },
    );
    return () => {
      aborter.abort();
    };
  }, [api, id, key, turn]);
  useEvery(everySeconds, reload);
  const current = state.key === key ? state : undefined;
  return {
    body: current?.body,
    version: current?.version,
    problem: current?.problem,
    loading: current === undefined,
    reload,
    replace: ({ body, version }) => {
      setState({ key, body, version });
    },
  };
}
