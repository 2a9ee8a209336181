// The console's files over HTTP: what CloudFront and S3 do on AWS. Strict headers, entity tags, compression, and no path
// that is not the name of a file.
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { howToSignIn, type IssuerOfConsole } from '../functions/http/console-configuration.ts';
import { cacheControl, CONSOLE_HEADERS, contentSecurityPolicy } from '../functions/http/console-headers.ts';

export interface ConsoleSite {
  /** False where the path is none of the console's. */
  readonly handle: (request: IncomingMessage, rawPath: string, response: ServerResponse) => Promise<boolean>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.jpg': 'image/jpeg',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
};
const COMPRESSED = new Set(['.html', '.js', '.css', '.svg', '.json']);

type Encoding = 'br' | 'gzip' | 'identity';

interface SiteFile {
  readonly modified: number;
  readonly etag: string;
  readonly bodies: Partial<Record<Encoding, Buffer>>;
}

/**
 * @param issuer where one signs in; where it is absent, with name and password, or by a pasted token
 * @param hasPeople whether anybody has a password here
 */
export function createConsoleSite(
  folder: string,
  issuer?: IssuerOfConsole,
  hasPeople: () => boolean = () => false,
): ConsoleSite {
  const files = new Map<string, SiteFile>();
  /** The telephone takes the admin token alone: no way leads there for whoever signs in at an issuer. */
  const configurationFile = (): string => {
    const configuration = howToSignIn(issuer, hasPeople());
    return JSON.stringify({ ...configuration, phone: configuration.signIn !== 'redirect' });
  };
  const headersFor = headersWith(contentSecurityPolicy(issuer?.client?.origins));

  /** Read again when it was built again. */
  const load = async (name: string): Promise<SiteFile | undefined> => {
    const path = join(folder, name);
    const info = await stat(path).catch(() => undefined);
    if (info?.isFile() !== true) return undefined;
    const known = files.get(name);
    if (known?.modified === info.mtimeMs) return known;
    const body = await readFile(path);
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    const file = { modified: info.mtimeMs, etag, bodies: { identity: body } };
    files.set(name, file);
    return file;
  };

  return {
    handle: async (request, rawPath, response) => {
      if (request.method !== 'GET' && request.method !== 'HEAD') return false;
      if (rawPath === '/config.json') {
        response.writeHead(200, headersFor('config.json')).end(configurationFile());
        return true;
      }
      const name = fileFor(rawPath);
      if (name === undefined) return false;
      const file = await load(name);
      if (file === undefined) {
        return rawPath === '/' ? notBuilt(response, headersFor('index.html')) : false;
      }
      await answer(request, { name, file, headers: headersFor(name) }, response);
      return true;
    },
  };
}

/** `/` and `/phone` are pages; everything else goes by its own name, in the folder, its `assets`, or its `guide`. */
function fileFor(rawPath: string): string | undefined {
  if (rawPath === '/') return 'index.html';
  const name = /^\/((?:assets\/|guide\/(?:images\/)?)?[\w-][\w.-]*)$/.exec(rawPath)?.[1];
  return name !== undefined && extname(name) === '' ? `${name}.html` : name;
}

type Headers = Readonly<Record<string, string>>;

interface Found {
  readonly name: string;
  readonly file: SiteFile;
  readonly headers: Headers;
}

async function answer(request: IncomingMessage, found: Found, response: ServerResponse): Promise<void> {
  const { name, file } = found;
  const headers = { ...found.headers, etag: file.etag };
  if (request.headers['if-none-match']?.includes(file.etag) === true) {
    response.writeHead(304, headers).end();
    return;
  }
  const encoding = encodingFor(name, request.headers['accept-encoding']);
  const body = await encoded(file, encoding);
  response.writeHead(200, {
    ...headers,
    'content-length': body.byteLength,
    ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

const headersWith = (policy: string) => (name: string) => ({
  ...CONSOLE_HEADERS,
  'content-security-policy': policy,
  'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
  'cache-control': cacheControl(name),
  vary: 'accept-encoding',
});

function encodingFor(name: string, accepted = ''): Encoding {
  if (!COMPRESSED.has(extname(name))) return 'identity';
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : 'identity';
}

const compressed = {
  identity: (body: Buffer) => Promise.resolve(body),
  gzip: (body: Buffer) => promisify(gzip)(body),
  // Level 11 takes seconds for a few bytes less.
  br: (body: Buffer) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
} as const satisfies Record<Encoding, (body: Buffer) => Promise<Buffer>>;

async function encoded({ bodies }: SiteFile, encoding: Encoding): Promise<Buffer> {
  return (bodies[encoding] ??= await compressed[encoding](bodies.identity ?? Buffer.alloc(0)));
}

function notBuilt(response: ServerResponse, headers: Headers): true {
  response.writeHead(503, { ...headers, 'content-type': 'text/plain; charset=utf-8' });
  response.end('The console is not built. Run: npm run build:console\n');
  return true;
}
