// Headers on their way through the front door: those of one connection stay there (RFC 9110, section 7.6.1), and nobody
// outside can say what the processes tell each other.
import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { hasInnerSecret, INNER, isInner } from './inner-headers.ts';

const OF_ONE_CONNECTION: ReadonlySet<string> = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

export const forwarded = (
  headers: IncomingHttpHeaders,
  keep: (name: string) => boolean = () => true,
): OutgoingHttpHeaders => {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name, value]) =>
        value !== undefined && !OF_ONE_CONNECTION.has(name) && !named.includes(name) && keep(name),
    ),
  );
};

export interface Arrival {
  readonly secret: string;
  /** Milliseconds since 1970. */
  readonly arrivedAt: number;
}

/** The headers of a request for the process behind the door. */
export function inwardHeaders(
  { headers, socket }: IncomingMessage,
  { secret, arrivedAt }: Arrival,
): OutgoingHttpHeaders {
  const isOurs = hasInnerSecret(headers, secret);
  return {
    ...forwarded(headers, (name) => !isInner(name) || (isOurs && name === INNER.clockAhead)),
    [INNER.secret]: secret,
    [INNER.arrivedAt]: String(arrivedAt),
    [INNER.client]: socket.remoteAddress ?? '127.0.0.1',
  };
}
