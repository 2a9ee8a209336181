// The HTTP server on one machine: the routes of the table through the very handlers that deploy, the carrier's
// static fallback documents, the console's files, and the simulator beside them.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpEvent, HttpResult } from '../functions/http/lambda-http.ts';
import type { Route } from '../functions/routes.ts';
import { FALLBACK_DOCUMENTS } from '../twiml/fallback.ts';
import { atCallTime } from './call-time.ts';
import type { ConsoleSite } from './console-site.ts';
import { matchRoute, splitTarget, toEvent, type RawRequest } from '../in-process/api-gateway.ts';
import type { EvidenceFolder } from './evidence/evidence-folder.ts';
import { answerQuery, AUTHORITY_PATH, type TimeStampAuthority } from './evidence/time-stamp-authority.ts';
import type { PeopleApi } from './people/people-api.ts';
import type { Simulator } from './simulator.ts';
import type { Carrier } from '../carrier/carrier.ts';

type HttpHandlers = Readonly<Record<Route['function'], (event: HttpEvent) => Promise<HttpResult>>>;

/** What answers. Composed after the server listens: its address is part of what the handlers are given. */
export interface Composition {
  readonly handlers: HttpHandlers;
  readonly carrier: Carrier;
  readonly simulator: Simulator;
  readonly people: PeopleApi;
  readonly site: ConsoleSite;
  readonly evidence: EvidenceFolder;
  readonly authority: TimeStampAuthority;
}

export interface LocalServer {
  /** `http://127.0.0.1:3000` */
  readonly url: string;
  readonly port: number;
  readonly serve: (composition: Composition) => void;
  readonly stop: () => Promise<void>;
}

/** API Gateway takes 10 MB, a Lambda function 6 MB, base64 included; its answer has the same limit. */
const LAMBDA_LIMIT_BYTES = 6_000_000;

/** Connections that have not been taken yet. Node's own number is 511, and a thousand calls may come at once. */
const MOST_WAITING = 4_096;

/** @throws when the port is taken (`EADDRINUSE`) */
export async function startServer(port: number): Promise<LocalServer> {
  let composition: Composition | undefined;
  const server = createServer((request, response) => {
    void respond(request, response, composition);
  });
  server.listen({ port, backlog: MOST_WAITING });
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${taken}`;
  return {
    url,
    port: taken,
    serve: (ready) => {
      composition = ready;
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  composition: Composition | undefined,
): Promise<void> {
  try {
    const body = await readBody(request);
    if (body === undefined) json(response, 413, { message: 'Request Entity Too Large' });
    else if (composition === undefined) json(response, 503, { message: 'Service Unavailable' });
    else await dispatch(request, body, response, composition);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    if (!response.headersSent) json(response, 500, { message: 'Internal Server Error' });
    else response.end();
  }
}

async function dispatch(
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  { handlers, carrier, simulator, people, site, evidence, authority }: Composition,
): Promise<void> {
  const { rawPath } = splitTarget(request.url ?? '/');
  if (rawPath.startsWith('/2010-04-01/')) return answerRest(request, body, response, carrier);
  if (rawPath.startsWith('/simulator/')) {
    simulator.handle(request, body, response);
    return;
  }
  if (rawPath === AUTHORITY_PATH) return answerQuery(authority, request, body, response);
  if (await evidence.serve(request, response)) return;
  const aboutPeople = people.answer({
    method: request.method ?? 'GET',
    path: rawPath,
    authorization: request.headers.authorization,
    body: body.toString(),
    address: request.socket.remoteAddress ?? '127.0.0.1',
  });
  if (aboutPeople !== undefined) {
    send(response, await aboutPeople);
    return;
  }
  const document = fallbackDocument(rawPath);
  if (document !== undefined) {
    response.writeHead(200, { 'content-type': 'text/xml; charset=utf-8' }).end(document);
    return;
  }
  const matched = matchRoute(request.method ?? 'GET', rawPath);
  if (matched === undefined) {
    if (await site.handle(request, rawPath, response)) return;
    json(response, 404, { message: 'Not Found' });
    return;
  }
  const event = toEvent(matched, rawRequest(request, body));
  const answer = (): Promise<HttpResult> => handlers[matched.route.function](event);
  send(response, await atCallTime(carrier.clockOf(callSidIn(matched.route, body)), answer));
}

/** Empty for anything but a webhook of a call. */
const callSidIn = ({ function: name }: Route, body: Buffer): string =>
  name === 'voice' ? (new URLSearchParams(body.toString()).get('CallSid') ?? '') : '';

const rawRequest = (request: IncomingMessage, body: Buffer): RawRequest => ({
  method: request.method ?? 'GET',
  target: request.url ?? '/',
  headers: headersOf(request),
  body,
  sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
});

/** Repeated headers joined by commas. */
const headersOf = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(',') : value]],
    ),
  );

const fallbackDocument = (rawPath: string): string | undefined =>
  Object.entries(FALLBACK_DOCUMENTS).find(([name]) => rawPath === `/${name}`)?.[1];

async function answerRest(
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  carrier: Carrier,
): Promise<void> {
  const { rawPath, rawQueryString } = splitTarget(request.url ?? '/');
  const answer = await carrier.handleRest({
    method: request.method ?? 'GET',
    path: rawPath,
    query: new URLSearchParams(rawQueryString),
    authorization: request.headers.authorization,
    form: new URLSearchParams(body.toString()),
  });
  const headers = { 'content-type': answer.contentType, 'content-length': answer.body.byteLength };
  response.writeHead(answer.status, headers).end(answer.body);
}

function send(
  response: ServerResponse,
  { statusCode = 200, headers = {}, body = '', isBase64Encoded }: HttpResult,
): void {
  if (Buffer.byteLength(body) > LAMBDA_LIMIT_BYTES) {
    json(response, 500, { message: 'Internal Server Error' });
    return;
  }
  const fields = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  response
    .writeHead(statusCode, Object.fromEntries(fields))
    .end(isBase64Encoded === true ? Buffer.from(body, 'base64') : body);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Undefined for a body that no function could be given. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes <= LAMBDA_LIMIT_BYTES) chunks.push(chunk);
  }
  return bytes > LAMBDA_LIMIT_BYTES ? undefined : Buffer.concat(chunks);
}
