// How the carrier's HTTP requests leave: an injected function, and the one that uses `fetch`.

export interface TransportRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** In milliseconds, from the URL's connection overrides; the transport keeps them (in real time). */
export interface Timeouts {
  readonly connectMs: number;
  readonly readMs: number;
  readonly totalMs: number;
}

export interface TransportResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string | Uint8Array;
}

/** Sends one request and follows no redirect; rejects with a `TransportError`. */
export type Transport = (request: TransportRequest, timeouts: Timeouts) => Promise<TransportResponse>;

export type TransportErrorKind = 'connect' | 'dns' | 'tls' | 'certificate' | 'protocol' | 'timeout';

export class TransportError extends Error {
  readonly kind: TransportErrorKind;

  constructor(kind: TransportErrorKind, message: string = kind) {
    super(message);
    this.name = 'TransportError';
    this.kind = kind;
  }
}

/** Node's error codes, as far as they tell the kinds apart; all others count as a failed connection. */
const KIND_OF_CODE: Readonly<Record<string, TransportErrorKind>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EPROTO: 'tls',
  CERT_HAS_EXPIRED: 'certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  HPE_INVALID_CONSTANT: 'protocol',
};

export const fetchTransport: Transport = async (request, timeouts) => {
  const limitMs = Math.min(timeouts.connectMs + timeouts.readMs, timeouts.totalMs);
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(limitMs),
      ...(request.method === 'POST' ? { body: request.body } : {}),
    });
    const body = new Uint8Array(await response.arrayBuffer());
    const headers = {
      ...Object.fromEntries(response.headers),
      'set-cookie': response.headers.getSetCookie(),
    };
    return { status: response.status, headers, body };
  } catch (error) {
    throw toTransportError(error);
  }
};

function toTransportError(error: unknown): TransportError {
  if (error instanceof Error && error.name === 'TimeoutError')
    return new TransportError('timeout', error.message);
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const message = error instanceof Error ? error.message : String(error);
  return new TransportError(KIND_OF_CODE[code] ?? 'connect', `${message} ${code}`.trim());
}
