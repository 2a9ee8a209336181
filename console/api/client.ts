// The console's way to the API: with the token of whoever is signed in, renewed where it has ended, and patient with a
// connection that breaks.
import { createClient, type ApiClient, type ClientOptions, type Send } from '../../api-client/client.ts';
import type { SentRequest } from '../../api-client/request.ts';
import { ApiProblem, problemIn } from './problem.ts';

export type { ApiRequest } from '../../api-client/request.ts';
/** Each of its methods throws {ApiProblem} where the request is not granted. */
export type Api = ApiClient;

export interface ApiParts {
  readonly token: () => string | undefined;
  /** The API does not accept the token (any more), and says why: whether there is another one now. @throws {ApiProblem} */
  readonly renew: (refused: string | undefined, why: string) => Promise<boolean>;
  /** Why somebody looks, where the API wants to know. @throws {ApiProblem} where they do not say */
  readonly reasonFor?: NonNullable<ClientOptions['reasonFor']>;
}

export function createApi({ token, renew, ...asking }: ApiParts): Api {
  const attempt = async (request: SentRequest): Promise<Response | ApiProblem> => {
    const response = await fetchPatiently(() => fetch(request.target, initOf(request, token())));
    return response.ok ? response : problemIn(response);
  };
  const send: Send = async (request) => {
    const used = token();
    let outcome = await attempt(request);
    if (!(outcome instanceof Response) && outcome.kind === 'not-signed-in') {
      // Nothing was done, so that the same request may be made again.
      if (await renew(used, outcome.message)) outcome = await attempt(request);
    }
    if (outcome instanceof Response) return outcome;
    throw outcome;
  };
  return createClient({ send, writeKey: randomKey, ...asking });
}

/** Not `randomUUID`: browsers have that on https alone. */
const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

const initOf = ({ method, headers, body, signal }: SentRequest, token: string | undefined): RequestInit => ({
  method,
  headers: { ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
  ...(body === undefined ? {} : { body }),
  ...(signal === undefined ? {} : { signal }),
  cache: 'no-store',
  credentials: 'omit',
});

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
