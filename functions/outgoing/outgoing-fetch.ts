// The same as `fetch`, for libraries that take one.
import type { Outgoing } from './outgoing.ts';

const TIMEOUT_MS = 2_000;
const MOST_BYTES = 500_000;
const WITHOUT_BODY: readonly number[] = [204, 205, 304];

/** Reads only: the keys of a sign-in service. Neither a body nor redirects. */
export const fetchBy =
  (outgoing: Outgoing) =>
  async (url: string, { headers }: { readonly headers: Headers }): Promise<Response> => {
    const answer = await outgoing({
      flow: 'sign-in',
      url,
      headers: Object.fromEntries(headers),
      timeoutMs: TIMEOUT_MS,
      mostBytes: MOST_BYTES,
    });
    const body = WITHOUT_BODY.includes(answer.status) ? null : new Uint8Array(answer.body);
    return new Response(body, { status: answer.status });
  };
