// The reasons why a sign-in by redirect failed. `console/words/` has a sentence for each.

export type SignInProblemKind =
  /** The issuer does not answer, or the browser may not ask it. */
  | 'unreachable'
  /** Something answers that is no OpenID provider, or another one. */
  | 'not-an-issuer'
  /** The browser has no cryptography here: the page is not on https. */
  | 'insecure'
  /** The answer does not belong to a sign-in of this tab: `state` or `iss` are others. */
  | 'not-begun-here'
  /** The issuer, or the person there, said no: `access_denied`. */
  | 'denied'
  /** The issuer answered with another error, or with a token that does not hold. */
  | 'refused'
  /** Signed in at the issuer, but the API does not accept the token. */
  | 'not-accepted';

export class SignInProblem extends Error {
  override readonly name = 'SignInProblem';
  readonly kind: SignInProblemKind;

  /** @param detail the issuer's or the browser's own words */
  constructor(kind: SignInProblemKind, detail: string) {
    super(detail);
    this.kind = kind;
  }
}
