// Who asks, and whether their role admits them to a route. The token is checked in our own code, so that any OIDC
// issuer will do; on one machine a single token stands for an admin.
import { createHash, timingSafeEqual } from 'node:crypto';
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import { ROLES, type Role } from '../routes.ts';
import type { OidcConfig, Runtime } from '../runtime.ts';
import { Problem } from './problem.ts';

export interface Subject {
  /** Who, for the record of who did what. */
  readonly id: string;
  /** `token`: the one that the machine's owner has, which stands for nobody in particular. */
  readonly kind: 'person' | 'token';
  readonly roles: readonly Role[];
}

export type Authenticate = (authorization: string | undefined) => Promise<Subject>;

/** @throws {Problem} not-signed-in, sign-in-unavailable */
export function createAuthenticate({ oidc, secrets }: Pick<Runtime, 'oidc' | 'secrets'>): Authenticate {
  const verify = oidc === undefined ? undefined : createVerify(oidc);
  return async (authorization) => {
    const token = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) {
      throw new Problem('not-signed-in', 'Send the header "Authorization: Bearer <token>".');
    }
    const { adminToken } = await secrets();
    if (adminToken !== undefined && sameText(token, adminToken))
      return { id: 'admin', kind: 'token', roles: ['admin'] };
    if (verify === undefined) throw new Problem('not-signed-in', 'The token is not the one of this hotline.');
    return verify(token);
  };
}

/** @throws {Problem} not-allowed */
export function requireRole(subject: Subject, admitted: readonly Role[]): void {
  if (subject.roles.some((role) => admitted.includes(role))) return;
  throw new Problem('not-allowed', `This needs one of the roles ${admitted.join(', ')}.`);
}

function createVerify(oidc: OidcConfig): (token: string) => Promise<Subject> {
  const keySet = createRemoteJWKSet(new URL(oidc.jwksUrl), { timeoutDuration: 2_000 });
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keySet, {
        issuer: oidc.issuer,
        // Asymmetric only: a token that names HS256 would be checked with a public key as its secret.
        algorithms: ['RS256', 'RS384', 'RS512', 'PS256', 'ES256', 'ES384', 'EdDSA'],
        requiredClaims: ['sub', 'exp'],
      });
      requireAudience(payload, oidc.audience);
      return { id: payload.sub ?? '', kind: 'person', roles: rolesIn(payload, oidc.rolesClaim) };
    } catch (error) {
      if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) {
        throw new Problem('sign-in-unavailable', 'The keys of the identity provider could not be fetched.');
      }
      throw new Problem('not-signed-in', `The token is not accepted: ${error.code}.`);
    }
  };
}

/**
 * Whom the token is for: `aud` (RFC 7519 section 4.1.3, RFC 9068 section 4). An access token of Cognito has none and
 * names the client that it was issued to:
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 * @throws {errors.JWTClaimValidationFailed}
 */
function requireAudience(payload: JWTPayload, audience: string): void {
  const { aud = payload.token_use === 'access' ? payload.client_id : undefined } = payload;
  if (aud === audience || (Array.isArray(aud) && aud.includes(audience))) return;
  throw new errors.JWTClaimValidationFailed('the token is for somebody else', payload, 'aud', 'check_failed');
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

/** Hashed first, so that neither content nor length shows in the time it takes. */
const sameText = (a: string, b: string): boolean => timingSafeEqual(sha256(a), sha256(b));
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
