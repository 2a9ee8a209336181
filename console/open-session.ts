// The session of somebody who is signed in, as a tab keeps it and shares it with other tabs.

export interface Session {
  /** What the API is sent. */
  readonly token: string;
  readonly refreshToken?: string | undefined;
  /** For the issuer, when one signs out there. */
  readonly idToken?: string | undefined;
  /** The same in all tabs that go on with one sign-in, and after each renewal. */
  readonly id?: string | undefined;
  /** Of somebody who signed in with a password: from when on the token is renewed while they work. ISO 8601. */
  readonly renewAfter?: string | undefined;
  /** From another tab, which alone renews it. */
  readonly borrowed?: true | undefined;
}
