// Whose tokens are accepted: of the issuer, for this hotline, in the shapes that issuers give them.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';
import { createAuthenticate } from '../../../functions/http/authorize.ts';
import type { Subject } from '../../../functions/http/subject.ts';

const SECRETS = { twilioAuthTokens: [], challengeKey: '', pseudonymKey: '', webhookKey: '', sharingKey: '' };
const ISSUER = 'https://login.example.org/';
let server: Server;
let jwksUrl: string;
let jwksStatus = 200;
let key: CryptoKey;

beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  key = privateKey;
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'k' }] });
  server = createServer((_request, response) => response.writeHead(jwksStatus).end(jwks));
  await new Promise<void>((resolve) => server.listen(0, resolve));
  jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.close();
});

const now = (): number => Math.floor(Date.now() / 1000);

function tokenWith(
  claims: JWTPayload,
  { signWith = key, kid = 'k', without = '', typ = 'at+jwt' } = {},
): Promise<string> {
  const all: JWTPayload = { iss: ISSUER, sub: 'ada', exp: now() + 300, ...claims };
  return new SignJWT(Object.fromEntries(Object.entries(all).filter(([name]) => name !== without)))
    .setProtectedHeader({ alg: 'ES256', kid, ...(typ === '' ? {} : { typ }) })
    .sign(signWith);
}

/** What was logged of the last token that was refused. */
let logged: { message: string; problem: string | undefined } | undefined;

function present(token: string, rolesClaim = 'roles'): Promise<Subject> {
  logged = undefined;
  const quiet = (): void => undefined;
  const authenticate = createAuthenticate({
    oidc: { issuer: ISSUER, audience: 'hotline', rolesClaim, jwksUrl },
    secrets: () => Promise.resolve(SECRETS),
    log: {
      info: quiet,
      error: quiet,
      warn: (message, { problem } = {}) => {
        logged = { message, problem };
      },
    },
  });
  return authenticate(`Bearer ${token}`);
}

const signedIn = async (claims: JWTPayload, rolesClaim?: string): Promise<Subject> =>
  present(await tokenWith(claims), rolesClaim);

describe('a token is for this hotline', () => {
  test.each<[string, JWTPayload]>([
    ['by its audience', { aud: 'hotline' }],
    ['by one of several audiences', { aud: ['account', 'hotline'] }],
    [
      'as Cognito’s access token, by the client it was issued to',
      { token_use: 'access', client_id: 'hotline' },
    ],
  ])('%s', async (_how, claims) => {
    await expect(signedIn(claims)).resolves.toMatchObject({ id: 'ada' });
  });
});

describe('a token is not for this hotline', () => {
  test.each<[string, JWTPayload]>([
    ['without an audience', {}],
    ['with another audience', { aud: ['account', 'billing'] }],
    ['of another client of the pool', { token_use: 'access', client_id: 'billing' }],
    [
      'for another audience, whatever its client',
      { aud: 'billing', token_use: 'access', client_id: 'hotline' },
    ],
    ['issued to our client without saying for whom', { client_id: 'hotline' }],
    ['of another issuer', { iss: 'https://login.example.com/', aud: 'hotline' }],
  ])('%s', async (_how, claims) => {
    await expect(signedIn(claims)).rejects.toMatchObject({ kind: 'not-signed-in' });
  });
});

describe('access tokens are taken, ID tokens are not', () => {
  const as = async (typ: string, claims: JWTPayload): Promise<Subject> =>
    present(await tokenWith({ aud: 'hotline', ...claims }, { typ }));

  test.each<[string, string, JWTPayload]>([
    ['RFC 9068', 'at+jwt', { client_id: 'console' }],
    ['RFC 9068, written in full', 'application/at+jwt', { client_id: 'console' }],
    ['Cognito', '', { token_use: 'access', client_id: 'hotline' }],
    ['Keycloak before version 24, with a nonce', 'JWT', { typ: 'Bearer', azp: 'console', nonce: 'n' }],
    ['Auth0', 'JWT', { azp: 'console', scope: 'openid offline_access' }],
    ['Entra ID for a person', 'JWT', { azp: 'console', scp: 'console', ver: '2.0' }],
    ['Entra ID for a program', 'JWT', { azp: 'job', azpacr: '1', roles: ['admin'] }],
    ['Okta', '', { cid: 'console', scp: ['openid'] }],
  ])('access token of %s', async (_issuer, typ, claims) => {
    await expect(as(typ, claims)).resolves.toMatchObject({ id: 'ada' });
  });

  test.each<[string, string, JWTPayload]>([
    ['Cognito', '', { token_use: 'id', 'cognito:groups': ['admin'] }],
    ['Keycloak', 'JWT', { typ: 'ID', azp: 'console', at_hash: 'h' }],
    ['Keycloak, a refresh token', 'JWT', { typ: 'Refresh', scope: 'openid' }],
    ['Auth0', 'JWT', { nonce: 'n', sid: 's' }],
    ['Entra ID', 'JWT', { nonce: 'n', preferred_username: 'ada@example.org', ver: '2.0' }],
    ['Okta', '', { at_hash: 'h', amr: ['pwd'] }],
    ['nobody in particular, without any mark', 'JWT', {}],
  ])('ID token of %s', async (_issuer, typ, claims) => {
    await expect(as(typ, claims)).rejects.toMatchObject({ kind: 'not-signed-in' });
    expect(logged?.problem).toContain('ID tokens are not taken');
  });
});

test('an identity provider that answers 503 is unavailable; its users’ tokens are not wrong', async () => {
  jwksStatus = 503;
  await expect(signedIn({ aud: 'hotline' })).rejects.toMatchObject({ kind: 'sign-in-unavailable' });
  jwksStatus = 200;
});

describe('the roles', () => {
  test.each<[string, string, JWTPayload]>([
    ['Cognito’s groups', 'cognito:groups', { 'cognito:groups': ['agent', 'editor'] }],
    ['a claim of our own', 'roles', { roles: 'agent, editor' }],
    [
      'Auth0’s claim, named like an address',
      'https://x.example/roles',
      { 'https://x.example/roles': ['agent', 'editor'] },
    ],
    [
      'Keycloak’s realm roles',
      'realm_access.roles',
      { realm_access: { roles: ['agent', 'editor', 'offline_access'] } },
    ],
  ])('%s', async (_whose, claim, claims) => {
    expect((await signedIn({ aud: 'hotline', ...claims }, claim)).roles).toEqual(['agent', 'editor']);
  });

  test.each<[string, JWTPayload]>([
    ['realm_access.roles', { realm_access: 'admin' }],
    ['realm_access.roles', {}],
    ['constructor.name', {}],
  ])('none at %s of %j', async (claim, claims) => {
    expect((await signedIn({ aud: 'hotline', ...claims }, claim)).roles).toEqual([]);
  });
});

describe('clocks that differ by less than a minute', () => {
  test.each<[string, () => JWTPayload]>([
    ['expired 50 seconds ago', () => ({ exp: now() - 50 })],
    ['valid in 50 seconds', () => ({ nbf: now() + 50 })],
    ['issued in 50 seconds', () => ({ iat: now() + 50 })],
  ])('%s: taken', async (_what, claims) => {
    await expect(signedIn({ aud: 'hotline', ...claims() })).resolves.toMatchObject({ id: 'ada' });
  });

  test.each<[string, () => JWTPayload]>([
    ['expired 90 seconds ago', () => ({ exp: now() - 90 })],
    ['valid in 90 seconds', () => ({ nbf: now() + 90 })],
  ])('%s: refused', async (_what, claims) => {
    await expect(signedIn({ aud: 'hotline', ...claims() })).rejects.toMatchObject({ kind: 'not-signed-in' });
  });
});

describe('a refused token: the log line and the answer say what is wrong with it', () => {
  const time = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`;
  test.each<[string, () => Promise<string>, RegExp]>([
    [
      'expired',
      () => tokenWith({ aud: 'hotline', exp: Date.UTC(2026, 0, 2, 3, 4, 5) / 1000 - 1e9 }),
      new RegExp(`it expired at ${time} \\(exp\\), and it is ${time} here`),
    ],
    [
      'not valid yet',
      () => tokenWith({ aud: 'hotline', nbf: now() + 3600 }),
      new RegExp(`it is valid from ${time} \\(nbf\\), and it is ${time} here`),
    ],
    [
      'another audience',
      () => tokenWith({ aud: ['account', 'billing'] }),
      /its audience \(aud\) is \["account","billing"\], and this hotline takes tokens for "hotline"/,
    ],
    ['no audience', () => tokenWith({}), /its audience \(aud\) is absent/],
    [
      'another client of the pool',
      () => tokenWith({ token_use: 'access', client_id: 'billing' }),
      /its audience \(aud\) is "billing"/,
    ],
    [
      'another issuer, with a slash less',
      () => tokenWith({ iss: 'https://login.example.org', aud: 'hotline' }),
      /its issuer \(iss\) is "https:\/\/login.example.org", and this hotline trusts "https:\/\/login.example.org\/"/,
    ],
    ['no subject', () => tokenWith({ aud: 'hotline' }, { without: 'sub' }), /\(sub\)/],
    [
      'no end',
      () => tokenWith({ aud: 'hotline' }, { without: 'exp' }),
      /does not say when it expires \(exp\)/,
    ],
    [
      'another key',
      async () => tokenWith({ aud: 'hotline' }, { signWith: (await generateKeyPair('ES256')).privateKey }),
      /its signature does not fit/,
    ],
    [
      'an unknown key',
      () => tokenWith({ aud: 'hotline' }, { kid: 'old' }),
      /a key that .* does not publish \(kid\)/,
    ],
    ['an opaque token', () => Promise.resolve('opaque-token-of-somebody'), /it is not a signed token/],
  ])('%s', async (_what, make, words) => {
    const token = await make();
    await expect(present(token)).rejects.toMatchObject({
      kind: 'not-signed-in',
      message: expect.stringMatching(words) as unknown,
    });
    expect(logged).toEqual({ message: 'token refused', problem: expect.stringMatching(words) as unknown });
    expect(JSON.stringify(logged)).not.toContain(token);
  });
});
