// A request as the API reads it: path, query, JSON body, each checked; what is wrong is said with its place.
import { createHash } from 'node:crypto';
import type * as z from 'zod';
import type { HttpEvent } from './lambda-http.ts';
import { Problem } from './problem.ts';

/** API Gateway decodes path segments; a client that encoded twice is understood too. */
export const pathOf = ({ pathParameters = {} }: HttpEvent): Record<string, string> =>
  Object.fromEntries(Object.entries(pathParameters).map(([name, value = '']) => [name, decoded(value)]));

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/**
 * From the raw text: API Gateway's own map joins repeated keys with commas. A plus that was sent as it is stands for a
 * space in a query; where a number or a time zone needs a plus, it is read as the plus that was meant.
 */
export function queryOf({ rawQueryString }: HttpEvent): Record<string, string> {
  const params = new URLSearchParams(withMeantPluses(rawQueryString));
  const repeated = [...params.keys()].find((key, index, keys) => keys.indexOf(key) !== index);
  if (repeated !== undefined) throw new Problem('invalid-request', `query: "${repeated}" is given twice.`);
  return Object.fromEntries(params);
}

/**
 * Before a digit, at the beginning of a value (`caller=+1312…`) or of the number of a member of staff
 * (`by=staff:+1312…`), and before the offset of a time (`from=2026-11-24T09:00+08:00`). No value of the API begins with
 * a space. A proxy may have made `%20` of the plus.
 */
const MEANT_PLUS = /^(staff(?::|%3A)|[\d-]{1,20}T(?:[\d:.]|%3A){1,60})?(?:\+|%20| )(?=\d)/i;

const withMeantPluses = (rawQuery: string): string =>
  rawQuery
    .split('&')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return value.length === 0 ? name : `${name}=${value.join('=').replace(MEANT_PLUS, '$1%2B')}`;
    })
    .join('&');

export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new Problem(
      'invalid-request',
      `The body is not JSON: ${error instanceof Error ? error.message : ''}`,
    );
  }
}

export function checked(schema: z.ZodType, value: unknown, where: 'query' | 'body'): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => ({
    at: path.map((key) => `/${String(key)}`).join(''),
    problem: message,
  }));
  const detail = problems.map(({ at, problem }) => `${where} ${at}: ${problem}`).join('; ');
  throw new Problem('invalid-request', detail, { problems });
}

/** `Idempotency-Key`, bound to this very request. */
export function writeKeyOf({ headers, routeKey: key, rawPath }: HttpEvent, body: string): string | undefined {
  const given = headers['idempotency-key'];
  if (given === undefined) return undefined;
  return createHash('sha256')
    .update(JSON.stringify([given, key, rawPath, body]))
    .digest('base64url');
}
