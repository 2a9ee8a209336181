// Who asks, and whether their role admits them to a route. The token is checked in our own code, so that any OIDC
// issuer will do; on one machine people have sessions of their own, and one token stands for an admin.
import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTPayload } from 'jose';
import { ROLES, type Role } from '../routes.ts';
import type { Log } from '../log.ts';
import { createOutgoing } from '../outgoing/outgoing.ts';
import { fetchBy } from '../outgoing/outgoing-fetch.ts';
import type { OidcConfig, Runtime } from '../runtime.ts';
import { Problem } from './problem.ts';
import { isSameText } from './same-text.ts';
import { isAccessToken } from './token-kind.ts';
import type { Subject } from './subject.ts';

export type Authenticate = (authorization: string | undefined) => Promise<Subject>;

/** @throws {Problem} not-signed-in, sign-in-unavailable */
export function createAuthenticate({
  oidc,
  people,
  secrets,
  log,
}: Pick<Runtime, 'oidc' | 'people' | 'secrets' | 'log'>): Authenticate {
  const verify = oidc === undefined ? undefined : createVerify(oidc, log);
  return async (authorization) => {
    const token = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) {
      throw new Problem('not-signed-in', 'Send the header "Authorization: Bearer <token>".');
    }
    const { adminToken } = await secrets();
    if (adminToken !== undefined && isSameText(token, adminToken))
      return { id: 'admin', kind: 'token', roles: ['admin'] };
    const person = await people?.subjectOf(token);
    if (person !== undefined) return person;
    if (verify === undefined) {
      log.warn('token refused', { problem: 'it is neither the admin token nor a session' });
      throw new Problem(
        'not-signed-in',
        'The token is not valid for this hotline, or the session has expired.',
      );
    }
    return verify(token);
  };
}

/** @throws {Problem} not-allowed */
export function requireRole(subject: Subject, admitted: readonly Role[]): void {
  if (subject.roles.some((role) => admitted.includes(role))) return;
  throw new Problem('not-allowed', `This action requires one of these roles: ${admitted.join(', ')}.`);
}

/** How far the clock of the identity provider may be from ours. */
const CLOCK_TOLERANCE_SECONDS = 60;

function createVerify(oidc: OidcConfig, log: Log): (token: string) => Promise<Subject> {
  const keySet = createRemoteJWKSet(new URL(oidc.jwksUrl), {
    timeoutDuration: 2_000,
    [customFetch]: fetchBy(createOutgoing(oidc.reach)),
  });
  return async (token) => {
    try {
      const { payload, protectedHeader: header } = await jwtVerify(token, keySet, {
        issuer: oidc.issuer,
        // Asymmetric only: a token that names HS256 would be checked with a public key as its secret.
        algorithms: ['RS256', 'RS384', 'RS512', 'PS256', 'ES256', 'ES384', 'EdDSA'],
        requiredClaims: ['sub', 'exp'],
        clockTolerance: oidc.clockToleranceSeconds ?? CLOCK_TOLERANCE_SECONDS,
      });
      requireAccessToken({ header, payload });
      requireAudience(payload, oidc.audience);
      return { id: payload.sub ?? '', kind: 'person', roles: rolesIn(payload, oidc.rolesClaim) };
    } catch (error) {
      if (!(error instanceof errors.JOSEError) || KEYS_UNAVAILABLE.includes(error.code)) {
        throw new Problem('sign-in-unavailable', 'The keys of the sign-in service could not be fetched.');
      }
      const reason = refusalReason(error, oidc);
      log.warn('token refused', { problem: reason });
      throw new Problem('not-signed-in', `The token is not accepted: ${reason}.`);
    }
  };
}

/** Codes of jose for keys that did not come: too late, with another status than 200, or as no set of keys. */
const KEYS_UNAVAILABLE: readonly string[] = ['ERR_JWKS_TIMEOUT', 'ERR_JOSE_GENERIC', 'ERR_JWKS_INVALID'];

/** Which claim failed and why, or what else is wrong with the token; never the token itself. */
function refusalReason(error: errors.JOSEError, oidc: OidcConfig): string {
  if (error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed) {
    const { claim, payload } = error;
    return CLAIM_REASONS[claim]?.(payload, oidc) ?? `its claim "${claim}" is missing or wrong`;
  }
  return TOKEN_REASONS[error.code] ?? `it is not a token of this identity provider (${error.code})`;
}

const CLAIM_REASONS: Readonly<Record<string, (payload: JWTPayload, oidc: OidcConfig) => string>> = {
  exp: ({ exp }) =>
    typeof exp === 'number'
      ? `it expired at ${instantOf(exp)} (exp), and it is ${instantOf(Date.now() / 1000)} here`
      : 'it does not say when it expires (exp)',
  nbf: ({ nbf }) =>
    `it is valid from ${instantOf(nbf)} (nbf), and it is ${instantOf(Date.now() / 1000)} here`,
  iss: ({ iss }, { issuer }) => `its issuer (iss) is ${shown(iss)}, and this hotline trusts ${shown(issuer)}`,
  aud: ({ aud, token_use: use, client_id: client }, { audience }) => {
    const given = aud ?? (use === 'access' ? client : undefined);
    return `its audience (aud) is ${shown(given)}, and this hotline takes tokens for ${shown(audience)}`;
  },
  typ: () =>
    'it is not marked as an access token (header typ "at+jwt", or token_use, typ, scope or scp among its claims); ID tokens are not taken',
  sub: () => 'it does not say whose it is (sub)',
};

/** By the code of jose's error; all of them are about the token as a whole. */
const TOKEN_REASONS: Readonly<Record<string, string>> = {
  ERR_JWKS_NO_MATCHING_KEY: 'it is signed with a key that the identity provider does not publish (kid)',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'its signature does not fit the key of the identity provider',
  ERR_JOSE_ALG_NOT_ALLOWED: 'its signature algorithm (alg) is not one that this hotline takes',
  ERR_JWS_INVALID: 'it is not a signed token (JWT); an opaque access token cannot be checked',
  ERR_JWT_INVALID: 'its claims are not a JSON object of the usual types',
};

/** @param seconds since 1970, as in a token; anything else is shown as it is */
function instantOf(seconds: unknown): string {
  const at = new Date(Number(seconds) * 1000);
  return Number.isNaN(at.getTime()) ? shown(seconds) : `${at.toISOString().slice(0, 19)}Z`;
}

/** A claim's value, short enough for a log line. */
const shown = (value: unknown): string =>
  value === undefined ? 'absent' : JSON.stringify(value).slice(0, 200);

/**
 * Whom the token is for: `aud` (RFC 7519 section 4.1.3, RFC 9068 section 4). An access token of Cognito has none and
 * names the client that it was issued to:
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 * @throws {errors.JWTClaimValidationFailed}
 */
function requireAudience(payload: JWTPayload, audience: string): void {
  const { aud = payload.token_use === 'access' ? payload.client_id : undefined } = payload;
  if (aud === audience || (Array.isArray(aud) && aud.includes(audience))) return;
  throw new errors.JWTClaimValidationFailed(
    'the token is for another audience',
    payload,
    'aud',
    'check_failed',
  );
}

/** @throws {errors.JWTClaimValidationFailed} */
function requireAccessToken(token: Parameters<typeof isAccessToken>[0]): void {
  if (isAccessToken(token)) return;
  const words = 'the token is no access token';
  throw new errors.JWTClaimValidationFailed(words, token.payload, 'typ', 'check_failed');
}

/** A list of strings, or one string with spaces or commas between; words that are no role of ours count for nothing. */
function rolesIn(payload: JWTPayload, claim: string): Role[] {
  const value = claimAt(payload, claim);
  const words: readonly unknown[] =
    typeof value === 'string' ? value.split(/[\s,]+/) : Array.isArray(value) ? value : [];
  return ROLES.filter((role) => words.includes(role));
}

/** By its name, which may have dots in it (Auth0: `https://…/roles`), or as a way inwards (Keycloak: `realm_access.roles`). */
function claimAt(payload: JWTPayload, claim: string): unknown {
  if (claim in payload) return payload[claim];
  return claim
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined,
      payload,
    );
}
