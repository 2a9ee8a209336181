// Whose tokens are accepted: of the issuer, for this hotline, in the shapes that issuers give them.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';
import { createAuthenticate, type Subject } from '../../../functions/http/authorize.ts';

const SECRETS = { twilioAuthTokens: [], challengeKey: '', pseudonymKey: '', webhookKey: '' };
const ISSUER = 'https://login.example.org/';
let server: Server;
let jwksUrl: string;
let key: CryptoKey;

beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  key = privateKey;
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'k' }] });
  server = createServer((_request, response) => response.end(jwks));
  await new Promise<void>((resolve) => server.listen(0, resolve));
  jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.close();
});

async function signedIn(claims: JWTPayload, rolesClaim = 'roles'): Promise<Subject> {
  const token = await new SignJWT({ iss: ISSUER, sub: 'ada', ...claims })
    .setProtectedHeader({ alg: 'ES256', kid: 'k' })
    .setExpirationTime('5m')
    .sign(key);
  const authenticate = createAuthenticate({
    oidc: { issuer: ISSUER, audience: 'hotline', rolesClaim, jwksUrl },
    secrets: () => Promise.resolve(SECRETS),
  });
  return authenticate(`Bearer ${token}`);
}

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
