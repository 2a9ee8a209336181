// The HTTP server of a part behind the front door: on this machine's own address, for requests of the front door alone.
// It reads a request as API Gateway would hand it to a function, and sends what the function answers.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpResult } from '../../functions/http/lambda-http.ts';
import type { RawRequest } from '../../in-process/api-gateway.ts';
import { hasInnerSecret, INNER, isInner } from '../front-door/inner-headers.ts';
import { DOOR_LIMITS } from '../front-door/limits.ts';
import { readBody } from '../front-door/read-body.ts';

export interface PartRequest extends RawRequest {
  readonly body: Buffer;
  /** As it came, for what is no function. */
  readonly incoming: IncomingMessage;
  /** How far the clock of a scripted call is ahead, milliseconds; undefined where the call runs on this machine's. */
  readonly clockAheadMs: number | undefined;
}

export interface PartServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

export type Answer = (request: PartRequest, response: ServerResponse) => Promise<void>;

export async function startPartServer(secret: string, answer: Answer): Promise<PartServer> {
  // The front door keeps connections and knows who may open them: nothing is closed here behind its back.
  const options = { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 };
  const server = createServer(options, (request, response) => {
    void respond(request, response, { secret, answer });
  });
  server.listen({ port: 0, host: '127.0.0.1', backlog: 2_048 });
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  { secret, answer }: { readonly secret: string; readonly answer: Answer },
): Promise<void> {
  if (!hasInnerSecret(request.headers, secret)) {
    response.writeHead(403, { connection: 'close' }).end();
    return;
  }
  try {
    const body = await readBody(request, DOOR_LIMITS.mostBodyBytes);
    if (body === undefined) sendJson(response, 413, { message: 'Request Entity Too Large' });
    else await answer(partRequest(request, body), response);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    if (!response.headersSent) sendJson(response, 500, { message: 'Internal Server Error' });
    else response.end();
  }
}

function partRequest(incoming: IncomingMessage, body: Buffer): PartRequest {
  const { headers, method = 'GET', url = '/' } = incoming;
  const ahead = headers[INNER.clockAhead];
  return {
    incoming,
    method,
    target: url,
    headers: headersOf(incoming),
    body,
    sourceIp: String(headers[INNER.client] ?? '127.0.0.1'),
    arrivedAt: Number(headers[INNER.arrivedAt] ?? Date.now()),
    clockAheadMs: ahead === undefined ? undefined : Number(ahead),
  };
}

/** Repeated headers joined by commas. */
const headersOf = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || isInner(name) ? [] : [[name, Array.isArray(value) ? value.join(',') : value]],
    ),
  );

export function sendResult(
  response: ServerResponse,
  { statusCode = 200, headers = {}, body = '', isBase64Encoded }: HttpResult,
): void {
  const bytes = Buffer.from(body, isBase64Encoded === true ? 'base64' : 'utf8');
  // The answer of a Lambda function has the same limit as what it is given, base64 included.
  if (Buffer.byteLength(body) > DOOR_LIMITS.mostBodyBytes) {
    sendJson(response, 500, { message: 'Internal Server Error' });
    return;
  }
  const fields = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  const empty = statusCode === 204 || statusCode === 304;
  response
    .writeHead(statusCode, {
      ...Object.fromEntries(fields),
      ...(empty ? {} : { 'content-length': bytes.byteLength }),
    })
    .end(bytes);
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  sendResult(response, {
    statusCode: status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
