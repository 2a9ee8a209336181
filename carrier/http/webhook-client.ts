// Requests to the application: signed, with cookies, redirects, retries and Twilio's time limits.
import type { Clock } from '../clock.ts';
import {
  parseOverrides,
  splitFragment,
  type ConnectionOverrides,
  type RetryReason,
} from './connection-overrides.ts';
import type { WebhookPurpose } from '../events.ts';
import type { Leg } from '../leg.ts';
import { isWebUrl, signedRequest, type Unsigned } from './signed-request.ts';
import { TransportError, type Transport, type TransportResponse } from './transport.ts';
import { CODE_OF_TRANSPORT_ERROR, ERRORS } from '../voice-errors.ts';

export interface WebhookRequest extends Unsigned {
  readonly purpose: WebhookPurpose;
}

export type Fetched =
  | {
      readonly ok: true;
      readonly url: string;
      readonly contentType: string | null;
      readonly body: Uint8Array;
    }
  | { readonly ok: false; readonly url: string; readonly code: number; readonly message: string };

type Attempt = { readonly fetched: Fetched; readonly retry?: RetryReason };

export interface WebhookClientOptions {
  readonly authToken: string;
  readonly transport: Transport;
  /** What the time limits are measured by: the carrier's clock, not that of a call run faster. */
  readonly clock: Clock;
  /** One token for all attempts of one request: the application sees a retry by it. */
  readonly newToken: () => string;
}

/** "Twilio supports a maximum of 10 redirects before failing the request" (TwiML overview). */
const MOST_REDIRECTS = 10;

const RETRY_BY_KIND = {
  connect: 'ct',
  dns: 'ct',
  tls: 'ct',
  certificate: 'ct',
  protocol: undefined,
  timeout: 'rt',
} as const;

export class WebhookClient {
  readonly #options: WebhookClientOptions;

  constructor(options: WebhookClientOptions) {
    this.#options = options;
  }

  async fetch(leg: Leg, request: WebhookRequest): Promise<Fetched> {
    const { bare, fragment } = splitFragment(request.url);
    if (!isWebUrl(bare)) return failed(bare, ERRORS.invalidUrl, `Invalid URL format: "${bare}"`);
    const overrides = parseOverrides(fragment);
    const deadline = this.#now() + overrides.totalMs;
    const token = this.#options.newToken();
    for (let attempt = 1; ; attempt++) {
      const one = await this.#attempt(
        leg,
        { ...request, url: bare },
        { overrides, deadline, token, attempt },
      );
      const again = one.retry !== undefined && overrides.retryOn.has(one.retry);
      if (!again || attempt > overrides.retries || this.#now() >= deadline) return one.fetched;
    }
  }

  /** One try, with the redirects it leads to. */
  async #attempt(leg: Leg, request: WebhookRequest, terms: Terms): Promise<Attempt> {
    let current = request;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
      const response = await this.#send(leg, current, terms);
      if (response instanceof TransportError) return transportFailure(current.url, response);
      const location = redirectTarget(response, current.url);
      if (location === undefined) return received(current.url, response);
      if (!isWebUrl(location)) return { fetched: failed(location, ERRORS.invalidUrl, 'Invalid URL format') };
      current = redirected(current, response.status, location);
    }
    return { fetched: failed(request.url, ERRORS.tooManyRedirects, 'Too many redirects') };
  }

  async #send(leg: Leg, request: WebhookRequest, terms: Terms): Promise<TransportResponse | TransportError> {
    const { purpose, method } = request;
    const signed = signedRequest(this.#options.authToken, request, leg.cookies.headerFor(request.url));
    const headers = { ...signed.headers, 'I-Twilio-Idempotency-Token': terms.token };
    const { parameters } = request;
    leg.emit({
      type: 'webhook',
      purpose,
      method,
      url: signed.url,
      parameters,
      headers,
      attempt: terms.attempt,
    });
    const response = await this.#sendWithin({ ...signed, headers }, terms);
    if (response instanceof TransportError) return response;
    leg.cookies.keep(request.url, headerValues(response, 'set-cookie'));
    leg.emit({
      type: 'response',
      purpose,
      url: signed.url,
      status: response.status,
      contentType: contentTypeOf(response),
      document: purpose === 'media' || isAudio(contentTypeOf(response)) ? '' : textOf(response.body),
    });
    return response;
  }

  /** The transport keeps the limits in real time; this keeps them where it does not, or where time is virtual. */
  async #sendWithin(
    request: Parameters<Transport>[0],
    terms: Terms,
  ): Promise<TransportResponse | TransportError> {
    const { connectMs, readMs } = terms.overrides;
    const totalMs = Math.max(0, terms.deadline - this.#now());
    const done = new AbortController();
    const sent = this.#transport(request, { connectMs, readMs, totalMs });
    const late = this.#options.clock.sleep(Math.min(connectMs + readMs, totalMs), done.signal);
    const response = await Promise.race([
      sent,
      late.then(() => new TransportError('timeout', 'no answer in time')),
    ]);
    done.abort();
    return response;
  }

  async #transport(...args: Parameters<Transport>): Promise<TransportResponse | TransportError> {
    try {
      return await this.#options.transport(...args);
    } catch (error) {
      return error instanceof TransportError ? error : new TransportError('connect', String(error));
    }
  }

  #now(): number {
    return this.#options.clock.now().getTime();
  }
}

interface Terms {
  readonly overrides: ConnectionOverrides;
  readonly deadline: number;
  readonly token: string;
  readonly attempt: number;
}

function received(url: string, response: TransportResponse): Attempt {
  const { status } = response;
  if (status >= 200 && status < 300) {
    return { fetched: { ok: true, url, contentType: contentTypeOf(response), body: bytesOf(response.body) } };
  }
  const fetched = failed(url, ERRORS.httpFailure, `Got HTTP ${status} response to ${url}`);
  if (status >= 500) return { fetched, retry: '5xx' };
  return status >= 400 ? { fetched, retry: '4xx' } : { fetched };
}

function transportFailure(url: string, error: TransportError): Attempt {
  const fetched = failed(
    url,
    CODE_OF_TRANSPORT_ERROR[error.kind],
    `HTTP ${error.kind} failure: ${error.message}`,
  );
  const retry = RETRY_BY_KIND[error.kind];
  return retry === undefined ? { fetched } : { fetched, retry };
}

function redirectTarget(response: TransportResponse, base: string): string | undefined {
  const [location] = headerValues(response, 'location');
  if (response.status < 300 || response.status > 399 || location === undefined) return undefined;
  return splitFragment(resolveUrl(base, location)).bare;
}

/**
 * Like a web browser: 307 and 308 repeat the request; after any other the new address is fetched with GET and without
 * parameters ("Twilio follows this redirect and won't resend the Digits", docs/voice/twiml/gather, troubleshooting).
 */
function redirected(request: WebhookRequest, status: number, url: string): WebhookRequest {
  if (status === 307 || status === 308) return { ...request, url };
  return { ...request, url, method: 'GET', parameters: {} };
}

/** RFC 3986; an absolute URL keeps its exact bytes, because they are signed. */
export function resolveUrl(base: string, reference: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(reference) || !URL.canParse(reference, base)) return reference;
  return new URL(reference, base).href;
}

function failed(url: string, code: number, message: string): Fetched {
  return { ok: false, url, code, message };
}

function headerValues(response: TransportResponse, name: string): readonly string[] {
  return Object.entries(response.headers)
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]) => value ?? []);
}

function contentTypeOf(response: TransportResponse): string | null {
  const [value] = headerValues(response, 'content-type');
  return value?.split(';')[0]?.trim().toLowerCase() ?? null;
}

export function isAudio(contentType: string | null): boolean {
  return contentType?.startsWith('audio/') ?? false;
}

function bytesOf(body: string | Uint8Array): Uint8Array {
  return typeof body === 'string' ? Buffer.from(body) : body;
}

function textOf(body: string | Uint8Array): string {
  return typeof body === 'string' ? body : Buffer.from(body).toString();
}
