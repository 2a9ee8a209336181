// `/config.json`: how one signs in to the console, and what is there beside it. Written by the stack on AWS and by the
// local server, read by `console/sign-in/`.

/** The console as the issuer knows it: a public client (RFC 6749 section 2.1) that comes with PKCE. */
export interface ConsoleClient {
  readonly clientId: string;
  /** `openid offline_access` */
  readonly scopes: string;
  /** Of the issuer, and of its token endpoint where that is elsewhere. */
  readonly origins: readonly string[];
}

export interface RedirectSignIn extends Omit<ConsoleClient, 'origins'> {
  readonly signIn: 'redirect';
  readonly issuer: string;
  /** Asked for by name where it is not the client itself: Auth0 needs that, others take no notice (RFC 6749 section 3.1). */
  readonly audience?: string;
}

export type ConsoleConfiguration = (
  | RedirectSignIn
  /** A bearer token is pasted, or comes with the link. */
  | { readonly signIn: 'token' }
  /** Name and password, or the admin token; on one machine where people have been added. */
  | { readonly signIn: 'password' }
) & {
  /** Whether `/phone` is there: with the simulated carrier alone. */
  readonly phone?: boolean;
};

export interface IssuerOfConsole {
  readonly issuer: string;
  readonly audience: string;
  /** Undefined if users paste a token to sign in. */
  readonly client: ConsoleClient | undefined;
}

/** @param hasPeople whether anybody has a password here */
export function howToSignIn(issuer: IssuerOfConsole | undefined, hasPeople = false): ConsoleConfiguration {
  if (issuer?.client === undefined) return { signIn: hasPeople ? 'password' : 'token' };
  const { clientId, scopes } = issuer.client;
  return {
    signIn: 'redirect',
    issuer: issuer.issuer,
    clientId,
    scopes,
    ...(issuer.audience === clientId ? {} : { audience: issuer.audience }),
  };
}

const DEFAULT_SCOPES = 'openid';

/** Of what an operator gives: the shape, and the shape in words. http is for this machine alone (RFC 8252 section 8.3). */
export const SIGN_IN_SHAPES = {
  issuer: [
    /^(https:\/\/[\w.-]+|http:\/\/(localhost|127\.0\.0\.1))(:\d+)?(\/[\w./~-]*)?$/,
    'an https URL without query or fragment',
  ],
  clientId: [/^[\x21-\x7e]+$/, 'the id of a public client, without spaces'],
  scopes: [
    /^((?!openid )[\x21-\x7e]+ )*openid( [\x21-\x7e]+)*$/,
    'scopes with spaces between, "openid" among them',
  ],
  tokenOrigin: [
    /^(https:\/\/[\w.-]+|http:\/\/(localhost|127\.0\.0\.1))(:\d+)?$/,
    'an https origin without a path',
  ],
} as const satisfies Record<string, readonly [RegExp, string]>;

/** What names an issuer and the console's client there, each checked by its shape. */
export type SignInText = Readonly<Record<keyof typeof SIGN_IN_SHAPES, string | undefined>>;

/** Undefined without a client id. */
export function consoleClient(given: SignInText): ConsoleClient | undefined {
  const { issuer, clientId, scopes = DEFAULT_SCOPES, tokenOrigin } = given;
  if (issuer === undefined || clientId === undefined) return undefined;
  const origins = [new URL(issuer).origin, ...(tokenOrigin === undefined ? [] : [tokenOrigin])];
  return {
    clientId,
    scopes,
    origins: [...new Set(origins)],
  };
}
