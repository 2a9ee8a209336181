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
    if (adminToken !== undefined && sameText(token, adminToken)) return { id: 'admin', roles: ['admin'] };
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
        audience: oidc.audience,
        // Asymmetric only: a token that names HS256 would be checked with a public key as its secret.
        algorithms: ['RS256', 'RS384', 'RS512', 'PS256', 'ES256', 'ES384', 'EdDSA'],
        requiredClaims: ['sub', 'exp'],
      });
      return { id: payload.sub ?? '', roles: rolesIn(payload, oidc.rolesClaim) };
    } catch (error) {
      if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) {
        throw new Problem('sign-in-unavailable', 'The keys of the identity provider could not be fetched.');
      }
      throw new Problem('not-signed-in', `The token is not accepted: ${error.code}.`);
    }
  };
}

/** A list of strings, or one string with spaces or commas between; words that are no role of ours count for nothing. */
function rolesIn(payload: JWTPayload, claim: string): Role[] {
  const value = payload[claim];
  const words: readonly unknown[] =
    typeof value === 'string' ? value.split(/[\s,]+/) : Array.isArray(value) ? value : [];
  return ROLES.filter((role) => words.includes(role));
}

/** Hashed first, so that neither content nor length shows in the time it takes. */
const sameText = (a: string, b: string): boolean => timingSafeEqual(sha256(a), sha256(b));
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
