// Sign-in at the issuer: OAuth 2.0's authorization code flow with PKCE (RFC 6749, RFC 7636, RFC 9700), as OpenID Connect
// Core 1.0 has it. Loaded when somebody signs in, out, or a token is refreshed, not before.
import * as oauth from 'oauth4webapi';
import type { RedirectSignIn } from '../../../functions/http/console-configuration.ts';
import type { Session } from '../../open-session.ts';
import { SignInProblem } from '../sign-in-problem.ts';

/** What the tab remembers while the person is at the issuer. */
interface Pending {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly errand: Errand;
}

/** What the sign-in is for. */
export interface Errand {
  /** The part after `#`: the page that is returned to is one of ours, whatever stands in it. */
  readonly hash: string;
  /** The tab that waits for the session, where that is another one. */
  readonly handTo?: string | undefined;
}

export interface Arrival {
  readonly session: Session;
  readonly errand: Errand;
}

const KEY = 'hotline-guard.sign-in';
const PATIENCE_MS = 10_000;
const PARTING_MS = 2_000;
/** Comes back from the issuer as `state` after signing out there. */
const SIGNED_OUT = 'signed-out';

const clientOf = ({ clientId }: RedirectSignIn): oauth.Client => ({ client_id: clientId });
/** Registered at the issuer to the letter; RFC 9700 section 2.1. */
const ownAddress = (): string => `${location.origin}/`;

const optionsFor = ({ issuer }: RedirectSignIn, milliseconds = PATIENCE_MS) => ({
  signal: AbortSignal.timeout(milliseconds),
  // An issuer on this machine needs no https; the configuration admits no other without.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- its own way of saying: not elsewhere
  [oauth.allowInsecureRequests]: issuer.startsWith('http:'),
});

/** Leaves for the issuer. @throws {SignInProblem} */
export async function goToIssuer(configuration: RedirectSignIn, errand: Errand): Promise<void> {
  const { authorization_endpoint } = await discover(configuration);
  if (authorization_endpoint === undefined) {
    throw new SignInProblem('not-an-issuer', `${configuration.issuer}: no authorization_endpoint`);
  }
  const pending: Pending = {
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
    errand,
  };
  sessionStorage.setItem(KEY, JSON.stringify(pending));
  const address = new URL(authorization_endpoint);
  const { audience } = configuration;
  for (const [name, value] of Object.entries({
    response_type: 'code',
    client_id: configuration.clientId,
    redirect_uri: ownAddress(),
    scope: configuration.scopes,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
    ...(audience === undefined ? {} : { audience }),
  }))
    address.searchParams.set(name, value);
  location.assign(address);
}

/** Back with the issuer's answer: `code`, `state` and perhaps `iss` (RFC 9207), or `error`. @throws {SignInProblem} */
export async function comeBack(configuration: RedirectSignIn, answer: URLSearchParams): Promise<Arrival> {
  const pending = takePending();
  if (pending === undefined) throw new SignInProblem('not-begun-here', 'no sign-in was begun in this tab');
  const server = await discover(configuration);
  const client = clientOf(configuration);
  const code = checked(server, client, answer, pending.state);
  const response = await oauth
    .authorizationCodeGrantRequest(
      server,
      client,
      oauth.None(),
      code,
      ownAddress(),
      pending.verifier,
      optionsFor(configuration),
    )
    .catch(unreachable);
  // The ID token comes from the issuer itself over TLS, which stands in for its signature: OpenID Connect Core 3.1.3.7.
  const tokens = await oauth
    .processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: pending.nonce,
      requireIdToken: true,
    })
    .catch(refused);
  return { session: sessionFrom(tokens, undefined), errand: pending.errand };
}

/** Undefined where one has to sign in again (RFC 6749 section 6). @throws {SignInProblem} unreachable, not-an-issuer */
export async function refresh(configuration: RedirectSignIn, before: Session): Promise<Session | undefined> {
  if (before.refreshToken === undefined) return undefined;
  const server = await discover(configuration);
  const client = clientOf(configuration);
  const response = await oauth
    .refreshTokenGrantRequest(server, client, oauth.None(), before.refreshToken, optionsFor(configuration))
    .catch(unreachable);
  if (response.status >= 500) unreachable(`HTTP ${String(response.status)}`);
  try {
    const tokens = await oauth.processRefreshTokenResponse(server, client, response);
    return sessionFrom(tokens, before);
  } catch {
    return undefined;
  }
}

/**
 * Where the session at the issuer ends, if it has such an address: OpenID Connect RP-Initiated Logout 1.0. The refresh
 * token is given back first (RFC 7009); whether that succeeds is the issuer's affair.
 */
export async function farewell(configuration: RedirectSignIn, left: Session): Promise<URL | undefined> {
  const server = await discover(configuration);
  if (server.revocation_endpoint !== undefined && left.refreshToken !== undefined) {
    await oauth
      .revocationRequest(
        server,
        clientOf(configuration),
        oauth.None(),
        left.refreshToken,
        optionsFor(configuration, PARTING_MS),
      )
      .catch(() => undefined);
  }
  if (server.end_session_endpoint === undefined) return undefined;
  const address = new URL(server.end_session_endpoint);
  for (const [name, value] of Object.entries({
    client_id: configuration.clientId,
    post_logout_redirect_uri: ownAddress(),
    state: SIGNED_OUT,
    ...(left.idToken === undefined ? {} : { id_token_hint: left.idToken }),
    // Cognito's name for the same: https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html
    logout_uri: ownAddress(),
  }))
    address.searchParams.set(name, value);
  return address;
}

/** OpenID Connect Discovery 1.0. @throws {SignInProblem} */
async function discover(configuration: RedirectSignIn): Promise<oauth.AuthorizationServer> {
  // Only there has a browser the digests of PKCE.
  if (!isSecureContext) throw new SignInProblem('insecure', location.origin);
  const issuer = new URL(configuration.issuer);
  const response = await oauth.discoveryRequest(issuer, optionsFor(configuration)).catch(unreachable);
  try {
    return await oauth.processDiscoveryResponse(issuer, response);
  } catch (error) {
    throw new SignInProblem('not-an-issuer', `${configuration.issuer}: ${wordsOf(error)}`);
  }
}

/** Used once, whatever comes of it. */
function takePending(): Pending | undefined {
  const kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  return kept === null ? undefined : (JSON.parse(kept) as Pending);
}

/** @throws {SignInProblem} */
function checked(
  server: oauth.AuthorizationServer,
  client: oauth.Client,
  answer: URLSearchParams,
  state: string,
): URLSearchParams {
  try {
    return oauth.validateAuthResponse(server, client, answer, state);
  } catch (error) {
    if (!(error instanceof oauth.AuthorizationResponseError)) {
      throw new SignInProblem('not-begun-here', wordsOf(error));
    }
    throw new SignInProblem(error.error === 'access_denied' ? 'denied' : 'refused', wordsOf(error));
  }
}

/** The ID token says who signed in; the API takes the access token alone (RFC 9068). */
function sessionFrom(tokens: oauth.TokenEndpointResponse, before: Session | undefined): Session {
  return {
    token: tokens.access_token,
    // An issuer that does not rotate them sends none the second time.
    refreshToken: tokens.refresh_token ?? before?.refreshToken,
    idToken: tokens.id_token ?? before?.idToken,
  };
}

function unreachable(error: unknown): never {
  throw new SignInProblem('unreachable', wordsOf(error));
}

function refused(error: unknown): never {
  throw new SignInProblem('refused', wordsOf(error));
}

/** The issuer's own words, where it has some: RFC 6749 sections 4.1.2.1 and 5.2. */
function wordsOf(error: unknown): string {
  if (error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError) {
    return [error.error, error.error_description].filter(Boolean).join(': ');
  }
  return error instanceof Error ? error.message : String(error);
}
