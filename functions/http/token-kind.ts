// Whether a signed token is an access token. An ID token tells a client who signed in and is no key to an API (RFC 9068
// section 5, OpenID Connect Core section 2); issuers mark the two in ways of their own.
import type { JWTHeaderParameters, JWTPayload } from 'jose';

type Marks = { readonly header: Pick<JWTHeaderParameters, 'typ'>; readonly payload: JWTPayload };
type Found = 'access' | 'other' | 'unmarked';

const marked = (value: unknown, access: string): Found =>
  typeof value !== 'string' ? 'unmarked' : value === access ? 'access' : 'other';

/** Claims that OpenID Connect gives to ID tokens alone: sections 2, 3.1.3.6 and 3.3.2.11. */
const ID_CLAIMS = ['nonce', 'at_hash', 'c_hash'] as const;

/**
 * What was granted and to whom, which ID tokens do not say: `scope` and `client_id` of RFC 9068 (Auth0, Authentik and
 * others), `scp` and `azpacr` or `appidacr` of Entra ID, `scp` and `cid` of Okta, `gty` of Auth0's own clients.
 */
const ACCESS_CLAIMS = ['scope', 'scp', 'client_id', 'azpacr', 'appidacr', 'cid', 'gty'] as const;

/** In the order in which they are believed; the first that finds a mark decides. */
const MARKS: readonly ((token: Marks) => Found)[] = [
  // RFC 9068 section 2.1; most other tokens of either kind say "JWT" or nothing.
  ({ header }) => (/^(application\/)?at\+jwt$/i.test(header.typ ?? '') ? 'access' : 'unmarked'),
  // Cognito: "access" or "id".
  ({ payload }) => marked(payload.token_use, 'access'),
  // Keycloak: "Bearer", "ID", "Refresh", "Offline". Its access tokens had a nonce before version 24.
  ({ payload }) => marked(payload.typ, 'Bearer'),
  ({ payload }) => (ID_CLAIMS.some((claim) => claim in payload) ? 'other' : 'unmarked'),
  ({ payload }) => (ACCESS_CLAIMS.some((claim) => claim in payload) ? 'access' : 'unmarked'),
];

export const isAccessToken = (token: Marks): boolean =>
  MARKS.map((find) => find(token)).find((found) => found !== 'unmarked') === 'access';
