// The console's files over HTTP: strict headers, caching by what is in them, compression, and nothing that is no file.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readConfiguration } from '../../local/configuration.ts';
import { createConsoleSite } from '../../local/console-site.ts';

const folder = mkdtempSync(join(tmpdir(), 'hotline-site-'));
const dist = join(folder, 'dist');
const SCRIPT = 'console.log("hello");\n'.repeat(50);
let server: Server;

beforeAll(async () => {
  mkdirSync(join(dist, 'assets'), { recursive: true });
  writeFileSync(join(dist, 'index.html'), '<!doctype html>console');
  writeFileSync(join(dist, 'phone.html'), '<!doctype html>phone');
  writeFileSync(join(dist, 'assets/a-1234.js'), SCRIPT);
  mkdirSync(join(dist, 'guide/images'), { recursive: true });
  writeFileSync(join(dist, 'guide/staff.zh-CN.html'), '<!doctype html>指南');
  writeFileSync(join(dist, 'guide/images/a.jpg'), 'picture');
  writeFileSync(join(dist, '.sources'), 'secret');
  writeFileSync(join(folder, 'outside.js'), 'secret');
  const site = createConsoleSite(dist);
  server = createServer((incoming, response) => {
    void site.handle(incoming, (incoming.url ?? '').split('?')[0] ?? '', response).then((handled) => {
      if (!handled) response.writeHead(404).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Not `fetch`: it would tidy the path up first, and unpack the answer. */
function get(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
  from = server,
): Promise<Got> {
  const { port } = from.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    request({ port, path, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        });
      });
    })
      .on('error', reject)
      .end();
  });
}

test.each([
  ['/', 'console'],
  ['/index.html', 'console'],
  ['/phone', 'phone'],
])('%s is a page that lets nothing in from outside', async (path, words) => {
  const { status, headers, body } = await get(path);
  expect([status, body.toString()]).toEqual([200, `<!doctype html>${words}`]);
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
  });
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("style-src 'self';");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});

test('files named after their content are kept for ever, and compressed', async () => {
  const plain = await get('/assets/a-1234.js');
  expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  const brotli = await get('/assets/a-1234.js', { 'accept-encoding': 'gzip, deflate, br' });
  expect(brotli.headers['content-encoding']).toBe('br');
  expect(brotliDecompressSync(brotli.body).toString()).toBe(SCRIPT);
  const gzipped = await get('/assets/a-1234.js', { 'accept-encoding': 'gzip' });
  expect(gunzipSync(gzipped.body).toString()).toBe(SCRIPT);
  expect(gzipped.body.byteLength).toBeLessThan(SCRIPT.length);
});

test('guides and their pictures are files of the site, under its headers', async () => {
  const page = await get('/guide/staff.zh-CN.html');
  expect([page.status, page.body.toString(), page.headers['content-type']]).toEqual([
    200,
    '<!doctype html>指南',
    'text/html; charset=utf-8',
  ]);
  expect(String(page.headers['content-security-policy'])).toContain("default-src 'none'");
  expect((await get('/guide/images/a.jpg')).headers['content-type']).toBe('image/jpeg');
});

test('what the browser has is not sent again, until it changes', async () => {
  const { headers } = await get('/');
  const again = await get('/', { 'if-none-match': String(headers.etag) });
  expect([again.status, again.body.byteLength]).toEqual([304, 0]);
  writeFileSync(join(dist, 'index.html'), '<!doctype html>console');
  expect((await get('/', { 'if-none-match': String(headers.etag) })).status).toBe(304);
  writeFileSync(join(dist, 'index.html'), '<!doctype html>newer');
  expect((await get('/', { 'if-none-match': String(headers.etag) })).body.toString()).toContain('newer');
});

test('the console is told how one signs in here, and that there is a telephone', async () => {
  const { headers, body } = await get('/config.json');
  expect([headers['cache-control'], JSON.parse(body.toString())]).toEqual([
    'no-cache',
    { signIn: 'token', phone: true },
  ]);
});

describe('an issuer of the operator', () => {
  const env = (more: Record<string, string>) => ({ DATA_DIR: folder, PORT: '0', ...more });
  const AT_KEYCLOAK = {
    OIDC_ISSUER: 'https://login.example.org/realms/staff',
    OIDC_CLIENT_ID: 'hotline-console',
    OIDC_TOKEN_ORIGIN: 'https://tokens.example.org',
  };

  test('is announced, and let in by the policy with its token endpoint and nobody else', async () => {
    const { oidc } = readConfiguration(env(AT_KEYCLOAK));
    const site = createServer((incoming, response) => {
      void createConsoleSite(dist, oidc).handle(incoming, incoming.url ?? '', response);
    });
    await new Promise<void>((resolve) => site.listen(0, resolve));
    const { headers, body } = await get('/config.json', {}, 'GET', site);
    site.close();
    expect(JSON.parse(body.toString())).toEqual({
      signIn: 'redirect',
      issuer: 'https://login.example.org/realms/staff',
      clientId: 'hotline-console',
      scopes: 'openid',
      phone: false,
    });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("connect-src 'self' https://login.example.org https://tokens.example.org;");
    expect(policy.match(/https?:/g)).toHaveLength(2);
  });

  test('without a client of the console its tokens are pasted', () => {
    const { oidc } = readConfiguration(
      env({ OIDC_ISSUER: 'https://login.example.org', OIDC_AUDIENCE: 'hotline' }),
    );
    expect(oidc).toEqual({
      issuer: 'https://login.example.org',
      audience: 'hotline',
      rolesClaim: 'roles',
      jwksUrl: 'https://login.example.org/.well-known/jwks.json',
      client: undefined,
      reach: { loopback: true, networks: [] },
    });
  });

  test.each<[Record<string, string>, string]>([
    [{ OIDC_ISSUER: 'https://login.example.org' }, 'With OIDC_ISSUER goes OIDC_AUDIENCE'],
    [{ ...AT_KEYCLOAK, OIDC_ISSUER: 'http://login.example.org' }, 'it must be an https URL'],
    [{ ...AT_KEYCLOAK, OIDC_TOKEN_ORIGIN: "https://x 'unsafe-eval'" }, 'it must be an https origin'],
    [{ ...AT_KEYCLOAK, OIDC_SCOPES: 'profile' }, '"openid" among them'],
  ])('%j is refused in words', (given, words) => {
    expect(() => readConfiguration(env(given))).toThrow(words);
  });
});

describe('nothing else', () => {
  test.each([
    '/.sources',
    '/../outside.js',
    '/assets/../../outside.js',
    '/assets/%2e%2e/%2e%2e/outside.js',
    '/..%2foutside.js',
    '/guide/../../outside.js',
    '/guide/images/../../../outside.js',
    '/guide/',
    '/assets',
    '/assets/',
    '/banana',
    '//',
  ])('%s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  test('by other methods', async () => {
    expect((await get('/', {}, 'POST')).status).toBe(404);
    const head = await get('/', {}, 'HEAD');
    expect([head.status, head.body.byteLength]).toEqual([200, 0]);
  });
});
