// What API Gateway does between a request and a function: routes from the table, events of payload format 2.0.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { HttpEvent } from '../functions/http/lambda-http.ts';
import { ROUTES, routeKey, type Route } from '../functions/routes.ts';

export interface MatchedRoute {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface RoutePattern {
  readonly route: Route;
  readonly segments: readonly string[];
}

/** Fixed paths first: `/api/listings/export` is no `{pattern}`. */
const PATTERNS: readonly RoutePattern[] = Object.values<Route>(ROUTES)
  .map((route) => ({ route, segments: route.path.split('/') }))
  .sort((a, b) => variables(a) - variables(b));

function isVariable(segment: string): boolean {
  return segment.startsWith('{');
}

function variables({ segments }: RoutePattern): number {
  return segments.filter(isVariable).length;
}

export function matchRoute(method: string, rawPath: string): MatchedRoute | undefined {
  const given = rawPath.split('/');
  for (const { route, segments } of PATTERNS) {
    if (route.method !== method || !fits(segments, given)) continue;
    const parameters = segments.flatMap((segment, index): [string, string][] =>
      isVariable(segment) ? [[nameIn(segment), decoded(valueAt(segment, index, given))]] : [],
    );
    return { route, pathParameters: Object.fromEntries(parameters) };
  }
  return undefined;
}

/** `{path+}` takes the rest of a path, whatever segments it has, also where only a slash is left of it. */
const isGreedy = (segment: string): boolean => segment.endsWith('+}');
const nameIn = (segment: string): string => segment.slice(1, isGreedy(segment) ? -2 : -1);
const valueAt = (segment: string, index: number, given: readonly string[]): string =>
  isGreedy(segment) ? given.slice(index).join('/') : (given[index] ?? '');

function fits(segments: readonly string[], given: readonly string[]): boolean {
  const greedy = isGreedy(segments.at(-1) ?? '');
  if (greedy ? given.length < segments.length : given.length !== segments.length) return false;
  return segments.every((segment, index) =>
    isVariable(segment) ? isGreedy(segment) || given[index] !== '' : segment === given[index],
  );
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/**
 * Media types whose bodies are handed over as text; all others, form posts among them, come in base64. What API Gateway
 * makes of text that is not UTF-8 is undocumented; here nothing is lost. `application/octet-stream` is safe everywhere.
 */
const TEXT = /^(text\/|application\/(json|javascript|xml)|[^;]*\+(json|xml))/i;

/** A request as it came in. */
export interface RawRequest {
  readonly method: string;
  /** Path and query, undecoded. */
  readonly target: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly sourceIp: string;
  /** When its headers had arrived, milliseconds since 1970; now where absent. */
  readonly arrivedAt?: number;
}

export function toEvent({ route, pathParameters }: MatchedRoute, request: RawRequest): HttpEvent {
  const { headers, method, sourceIp } = request;
  const { rawPath, rawQueryString } = splitTarget(request.target);
  const body = Buffer.from(request.body);
  const isText = TEXT.test(headers['content-type'] ?? '') && isUtf8(body);
  const arrived = new Date(request.arrivedAt ?? Date.now());
  const query = [...new URLSearchParams(rawQueryString)];
  return {
    version: '2.0',
    routeKey: routeKey(route),
    rawPath,
    rawQueryString,
    ...(headers.cookie === undefined ? {} : { cookies: headers.cookie.split(/;\s*/) }),
    headers,
    ...(query.length === 0 ? {} : { queryStringParameters: joined(query) }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: headers.host ?? 'localhost',
      domainPrefix: 'local',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp, userAgent: headers['user-agent'] ?? '' },
      requestId: randomUUID(),
      routeKey: routeKey(route),
      stage: '$default',
      time: arrived.toISOString(),
      timeEpoch: arrived.getTime(),
    },
    ...(Object.keys(pathParameters).length === 0 ? {} : { pathParameters: { ...pathParameters } }),
    ...(body.length === 0 ? {} : { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

export function splitTarget(target: string): { rawPath: string; rawQueryString: string } {
  const at = target.indexOf('?');
  return at < 0
    ? { rawPath: target, rawQueryString: '' }
    : { rawPath: target.slice(0, at), rawQueryString: target.slice(at + 1) };
}

function joined(pairs: readonly [string, string][]): Record<string, string> {
  const map = new Map<string, string>();
  for (const [key, value] of pairs) map.set(key, map.has(key) ? `${map.get(key) ?? ''},${value}` : value);
  return Object.fromEntries(map);
}
