// What anybody may ask: whether the hotline is well, and what its API looks like.
import type { HttpEvent, HttpResult } from '../http/lambda-http.ts';
import { Problem, problemResult } from '../http/problem.ts';
import { ROUTES, routeKey, type PublicRouteId } from '../routes.ts';
import type { Runtime } from '../runtime.ts';
import { openApiDocument } from './openapi.ts';

type PublicOperation = (runtime: Runtime) => Promise<HttpResult>;

const OPERATIONS: Readonly<Record<PublicRouteId, PublicOperation>> = {
  health: async (runtime) => {
    const problems = await problemsOf(runtime);
    return json(problems.length === 0 ? { status: 'ok' } : { status: 'degraded', problems });
  },
  openapi: (runtime) => Promise.resolve(json(openApiDocument(runtime.publicUrl))),
};

export function createPublicHandler(runtime: Runtime): (event: HttpEvent) => Promise<HttpResult> {
  const ids = Object.keys(OPERATIONS) as PublicRouteId[];
  const byKey = new Map<string, PublicRouteId>(ids.map((id) => [routeKey(ROUTES[id]), id]));
  return async (event) => {
    const id = byKey.get(event.routeKey);
    if (id === undefined) return problemResult(new Problem('not-found', 'There is no such route.'));
    return OPERATIONS[id](runtime);
  };
}

/** Degraded is not down: calls are answered without the store too, so the status code stays 200. */
async function problemsOf({ store, log }: Runtime): Promise<string[]> {
  try {
    await store.settings.current();
    return [];
  } catch (error) {
    log.error('health: degraded', { error });
    return ['the store does not answer; callers on no list are challenged, lists and API are unavailable'];
  }
}

const json = (body: unknown): HttpResult => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});
