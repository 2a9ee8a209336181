// The one way by which the hotline asks a URL that somebody has chosen: a partner's feed, a webhook, a time-stamp
// authority, the keys of a sign-in service. Each connection goes to an address that was checked after the name was
// resolved, so that a second answer of the name server cannot lead elsewhere; so does each redirect. An answer has a
// limit in time and in bytes, before and after decompression.
import { lookup as resolveName, type LookupAddress } from 'node:dns';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { FlowId } from '../../core/privacy/flows.ts';
import { refusalOfAddress, type Reach } from './reach.ts';

/** What was asked was not answered; the message says why, and holds neither path nor query, which can be passwords. */
export class OutgoingError extends Error {
  override readonly name = 'OutgoingError';
  /** `refused`: the address may not be asked at all. `too-large`, `too-slow`: beyond the limits. */
  readonly code: 'refused' | 'too-large' | 'too-slow' | 'unreachable';
  constructor(code: OutgoingError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export interface OutgoingRequest {
  /** What it is for: data residency is judged by it. */
  readonly flow: FlowId;
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent to the origin of the URL alone, and not to where a redirect leads. */
  readonly credentials?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | Uint8Array;
  /** For everything: names, connection, redirects, and the whole answer. */
  readonly timeoutMs: number;
  /** Of the body, as it is sent and as it is once decompressed. */
  readonly mostBytes: number;
  /** How many redirects are followed; none where absent. */
  readonly redirects?: number;
  /** What is answered is signed by itself, so that it may come over plain http. */
  readonly plainHttp?: true;
  /** The body of the answer is not read, because it is not needed and may be long. */
  readonly onlyStatus?: true;
}

interface OutgoingAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** @throws {OutgoingError} */
export type Outgoing = (request: OutgoingRequest) => Promise<OutgoingAnswer>;

/** All addresses of a name. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/** Why this URL may not be asked for this flow; undefined where it may. */
export type Guard = (url: URL, flow: FlowId) => Promise<string | undefined>;

const UNGUARDED: Guard = () => Promise.resolve(undefined);

interface OutgoingOptions {
  readonly resolve?: Resolve | undefined;
  /** Asked about every URL, also where a redirect leads. Everything may be asked where absent. */
  readonly guard?: Guard;
}

export const createOutgoing =
  (reach: Reach, { resolve = addressesOf, guard = UNGUARDED }: OutgoingOptions = {}): Outgoing =>
  async (request) => {
    const deadline = AbortSignal.timeout(request.timeoutMs);
    try {
      return await follow(request, { reach, resolve, guard, deadline });
    } catch (error) {
      if (deadline.aborted)
        throw new OutgoingError(
          'too-slow',
          `${hostOf(request.url)} did not answer within ${String(Math.round(request.timeoutMs / 1000))} seconds`,
          { cause: error },
        );
      if (error instanceof OutgoingError) throw error;
      throw new OutgoingError('unreachable', `${hostOf(request.url)} cannot be reached: ${reasonOf(error)}`, {
        cause: error,
      });
    }
  };

interface Way {
  readonly reach: Reach;
  readonly resolve: Resolve;
  readonly guard: Guard;
  readonly deadline: AbortSignal;
}

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

async function follow(request: OutgoingRequest, way: Way): Promise<OutgoingAnswer> {
  let url = checkedUrl(request.url, request, way.reach);
  const { origin } = url;
  for (let left = request.redirects ?? 0; ; left--) {
    const refusal = await way.guard(url, request.flow);
    if (refusal !== undefined) throw new OutgoingError('refused', refusal);
    const sent = url.origin === origin ? { ...request.headers, ...request.credentials } : request.headers;
    const answer = await ask(url, request, sent ?? {}, way);
    const { location } = answer.headers;
    if (!REDIRECTS.includes(answer.status) || location === undefined) {
      return { status: answer.status, headers: answer.headers, body: await bodyOf(answer, request, url) };
    }
    answer.message.destroy();
    if (left <= 0) throw new OutgoingError('refused', `${url.host} redirects ${redirectWords(request)}`);
    const next = URL.canParse(location, url.href) ? new URL(location, url).href : location;
    url = checkedUrl(next, request, way.reach);
  }
}

const redirectWords = ({ redirects = 0 }: OutgoingRequest): string =>
  redirects === 0 ? 'elsewhere, which is not followed' : `more than ${String(redirects)} times`;

/** @throws {OutgoingError} refused: not https, or with a password in it */
function checkedUrl(text: string, { plainHttp }: OutgoingRequest, { loopback }: Reach): URL {
  if (!URL.canParse(text)) throw new OutgoingError('refused', 'the address is not a URL');
  const url = new URL(text);
  if (url.username !== '' || url.password !== '')
    throw new OutgoingError('refused', `the address of ${url.host} has a password in it`);
  const isPlainAllowed = plainHttp === true || (loopback && isLoopbackHost(url.hostname));
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isPlainAllowed)) return url;
  const here = isLoopbackHost(url.hostname)
    ? '; this machine itself is asked only where OUTGOING_ALLOW names localhost'
    : '';
  throw new OutgoingError(
    'refused',
    `${url.host === '' ? 'the address' : url.host} must be an https address${here}`,
  );
}

const isLoopbackHost = (hostname: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);

interface Heard {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly message: IncomingMessage;
}

function ask(
  url: URL,
  { method = 'GET', body }: OutgoingRequest,
  headers: Readonly<Record<string, string>>,
  way: Way,
): Promise<Heard> {
  const literal = url.hostname.replace(/^\[(.*)\]$/, '$1');
  // A literal address is connected to without being looked up, so it is checked here.
  if (isIP(literal) !== 0) requireAllowed(url.host, literal, way.reach);
  const options: RequestOptions = {
    method,
    headers: { 'user-agent': 'hotline-guard', 'accept-encoding': 'gzip, deflate, br', ...headers },
    lookup: checkedLookup(url.host, way),
    signal: way.deadline,
    agent: false,
  };
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, (message) => {
      resolve({ status: message.statusCode ?? 0, headers: headersOf(message), message });
    });
    request.on('error', reject);
    request.end(body);
  });
}

function requireAllowed(host: string, address: string, reach: Reach): void {
  const refusal = refusalOfAddress(address, reach);
  if (refusal !== undefined)
    throw new OutgoingError(
      'refused',
      `${host} leads to the address ${address}, which is ${refusal}; only public addresses are asked`,
    );
}

/** The connection is made to what this returns: nothing is resolved a second time. */
const checkedLookup =
  (host: string, { resolve, reach }: Way): LookupFunction =>
  (hostname, { all }, callback) => {
    resolve(hostname).then(
      (found) => {
        try {
          for (const { address } of found) requireAllowed(host, address, reach);
        } catch (error) {
          callback(error as OutgoingError, '', 0);
          return;
        }
        const [first] = found;
        if (first === undefined) callback(new Error(`${hostname} has no address`), '', 0);
        else if (all === true) callback(null, [...found]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => {
        callback(error as NodeJS.ErrnoException, '', 0);
      },
    );
  };

const addressesOf: Resolve = (host) =>
  new Promise((resolve, reject) => {
    resolveName(host, { all: true }, (error, found) => {
      if (error === null) resolve(found);
      else reject(error);
    });
  });

const headersOf = ({ headers }: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );

const DECODERS: Readonly<Record<string, (() => NodeJS.ReadWriteStream & Readable) | undefined>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** Both streams are counted while they arrive, so that a bomb is given up before it has unfolded. */
async function bodyOf(heard: Heard, { mostBytes, onlyStatus }: OutgoingRequest, url: URL): Promise<Buffer> {
  const { message, headers } = heard;
  if (onlyStatus === true) {
    message.destroy();
    return Buffer.alloc(0);
  }
  const tooLarge = (): OutgoingError =>
    new OutgoingError('too-large', `${url.host} sends more than ${String(mostBytes)} bytes`);
  if (Number(headers['content-length'] ?? 0) > mostBytes) {
    message.destroy();
    throw tooLarge();
  }
  const encoding = (headers['content-encoding'] ?? '').trim().toLowerCase();
  const decoder = DECODERS[encoding];
  if (decoder === undefined && encoding !== '' && encoding !== 'identity') {
    message.destroy();
    throw new OutgoingError('unreachable', `${url.host} sends an unknown content encoding, "${encoding}"`);
  }
  const source: Readable = decoder === undefined ? message : decoded(message, decoder(), mostBytes, tooLarge);
  try {
    return await collected(source, mostBytes, tooLarge);
  } finally {
    message.destroy();
  }
}

function decoded(
  message: IncomingMessage,
  decoder: NodeJS.ReadWriteStream & Readable,
  mostBytes: number,
  tooLarge: () => Error,
): Readable {
  let arrived = 0;
  message.on('data', (chunk: Buffer) => {
    arrived += chunk.byteLength;
    if (arrived > mostBytes) message.destroy(tooLarge());
  });
  message.on('error', (error) => decoder.destroy(error));
  return message.pipe(decoder);
}

async function collected(source: Readable, mostBytes: number, tooLarge: () => Error): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The host alone: path and query of a URL are often its password. */
export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : 'the address');

const reasonOf = (error: unknown): string => {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  return typeof code === 'string' ? code : String(message);
};
