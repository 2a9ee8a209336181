// An OpenID provider on this machine, one that is certified (https://github.com/panva/node-oidc-provider), with a sign-in
// page of one field: it checks PKCE, redirect addresses, codes and refresh tokens as providers elsewhere do.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider, type Configuration } from 'oidc-provider';

const CLIENT_ID = 'hotline-console';
const AUDIENCE = 'https://hotline.example/api';
const ROLES: Readonly<Record<string, readonly string[]>> = { ada: ['admin'], grace: ['viewer'] };

export class OidcIssuer {
  /** `http://localhost:4000` */
  readonly url: string;
  /** Of the access tokens that it gives from now on. */
  lifetimeSeconds = 3_600;
  /** Whether it gives refresh tokens from now on. */
  refreshes = true;
  /** What happens to its answers on their way to the console. */
  changeAnswer: (answer: URL) => void = () => undefined;
  /** What was asked of it: `GET /auth`. */
  readonly requests: string[] = [];
  readonly #server: Server;
  #provider: Provider | undefined;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://localhost:${(server.address() as AddressInfo).port}`;
  }

  /** Answers nothing until it knows the console. */
  static async start(): Promise<OidcIssuer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const issuer = new OidcIssuer(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void issuer.#answer(request, response);
    });
    return issuer;
  }

  /** What the hotline is told of it. */
  get environment(): Readonly<Record<string, string>> {
    return {
      OIDC_ISSUER: this.url,
      OIDC_AUDIENCE: AUDIENCE,
      OIDC_CLIENT_ID: CLIENT_ID,
      OIDC_JWKS_URL: `${this.url}/jwks`,
      OUTGOING_ALLOW: 'localhost',
      // Both clocks are this machine's, and tests wait for tokens to expire.
      OIDC_CLOCK_TOLERANCE: '0',
    };
  }

  async admit(consoleUrl: string): Promise<void> {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    this.#provider = new Provider(this.url, {
      ...this.#configuration(),
      jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'ES256', kid: 'k' }] },
      clients: [
        {
          client_id: CLIENT_ID,
          token_endpoint_auth_method: 'none',
          redirect_uris: [`${consoleUrl}/`],
          post_logout_redirect_uris: [`${consoleUrl}/`],
          grant_types: ['authorization_code', 'refresh_token'],
          id_token_signed_response_alg: 'ES256',
        },
      ],
    });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #configuration(): Configuration {
    return {
      cookies: { keys: ['a-test-needs-no-secret'] },
      clientBasedCORS: () => true,
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
      // Everybody has agreed already.
      loadExistingGrant: async ({ oidc }) => {
        const grant = new oidc.provider.Grant({
          accountId: oidc.session!.accountId!,
          clientId: oidc.client!.clientId,
        });
        grant.addOIDCScope('openid');
        grant.addResourceScope(AUDIENCE, 'api');
        await grant.save();
        return grant;
      },
      issueRefreshToken: () => Promise.resolve(this.refreshes),
      extraTokenClaims: (_context, token) => ({
        roles: ROLES['accountId' in token ? token.accountId : ''] ?? [],
      }),
      ttl: {
        AccessToken: () => this.lifetimeSeconds,
        Grant: 3_600,
        IdToken: 3_600,
        Interaction: 600,
        RefreshToken: 3_600,
        Session: 3_600,
      },
      features: {
        devInteractions: { enabled: false },
        revocation: { enabled: true },
        resourceIndicators: {
          enabled: true,
          defaultResource: () => AUDIENCE,
          useGrantedResource: () => true,
          getResourceServerInfo: () => ({
            scope: 'api',
            audience: AUDIENCE,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'ES256' } },
          }),
        },
        rpInitiatedLogout: {
          enabled: true,
          logoutSource: (context, form) => {
            context.body = page(
              `${form}<button form="op.logoutForm" name="logout" value="yes">Leave</button>`,
            );
          },
        },
      },
    };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    this.requests.push(`${request.method ?? ''} ${pathname}`);
    this.#watch(response);
    if (this.#provider === undefined) response.writeHead(503).end();
    else if (!pathname.startsWith('/interaction/')) await this.#provider.callback()(request, response);
    else if (searchParams.has('name')) await this.#finish(searchParams.get('name') ?? '', request, response);
    else response.writeHead(200, { 'content-type': 'text/html' }).end(SIGN_IN_PAGE);
  }

  #watch(response: ServerResponse): void {
    const setHeader = response.setHeader.bind(response);
    response.setHeader = (name, value) => {
      if (name.toLowerCase() !== 'location') return setHeader(name, value);
      const address = new URL(String(value), this.url);
      if (address.searchParams.has('state')) this.changeAnswer(address);
      return setHeader(name, address.href);
    };
  }

  async #finish(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const result =
      name === 'nobody'
        ? { error: 'access_denied', error_description: 'nobody may come in' }
        : { login: { accountId: name } };
    await this.#provider!.interactionFinished(request, response, result);
  }
}

const page = (body: string): string =>
  `<!doctype html><title>Issuer</title><link rel="icon" href="data:,">${body}`;
const SIGN_IN_PAGE = page('<form><label>Name <input name="name"></label><button>Go</button></form>');
