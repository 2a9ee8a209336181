// What the front door itself answers: constant documents, and what to do where the part behind it is not there.
import type { ServerResponse } from 'node:http';
import { FALLBACK_DOCUMENTS } from '../../twiml/fallback.ts';

const FALLBACK_BY_PATH: ReadonlyMap<string, string> = new Map(
  Object.entries(FALLBACK_DOCUMENTS).map(([name, document]) => [`/${name}`, document]),
);

/** The documents behind the number's fallback URL. */
export const fallbackAt = (path: string): string | undefined => FALLBACK_BY_PATH.get(path);

export function sendDocument(response: ServerResponse, document: string): void {
  send(response, 200, 'text/xml; charset=utf-8', document);
}

const TOO_LARGE = JSON.stringify({ message: 'Request Entity Too Large' });
const UNAVAILABLE = JSON.stringify({ message: 'Service Unavailable' });

/** The connection ends with it: what is left of the body is not read. */
export function sendTooLarge(response: ServerResponse): void {
  response.shouldKeepAlive = false;
  send(response, 413, 'application/json', TOO_LARGE);
}

/** The part is being restarted, or has too much to do. */
export function sendUnavailable(response: ServerResponse): void {
  send(response, 503, 'application/json', UNAVAILABLE, { 'retry-after': '5' });
}

/** What `/health` says while the part that knows more is down; the shape is that of the API's contract. */
export function sendOfficeDown(response: ServerResponse): void {
  const problems = [DOWN.office];
  send(response, 200, 'application/json', JSON.stringify({ status: 'degraded', problems }));
}

/** What `/health` says of a part that is down. */
export const DOWN = {
  engine: 'the embedded database is being restarted; callers on no list are challenged meanwhile',
  voice:
    'the process that answers calls is being restarted; callers wait for it or can leave a message meanwhile',
  office: 'the process of console, API and jobs is being restarted; calls are answered meanwhile',
} as const;

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  more: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const headers = {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  };
  response.writeHead(status, { ...headers, ...more }).end(body);
}
