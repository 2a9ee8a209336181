// The console in a real browser, signed in to at a real OpenID provider: both started, and each told of the other.
import type { Page } from 'playwright-core';
import { ConsoleRig } from './console.ts';
import { OidcIssuer } from './oidc-issuer.ts';

export class ConsoleBehindIssuer {
  readonly rig: ConsoleRig;
  readonly issuer: OidcIssuer;

  private constructor(rig: ConsoleRig, issuer: OidcIssuer) {
    this.rig = rig;
    this.issuer = issuer;
  }

  static async start(): Promise<ConsoleBehindIssuer> {
    const issuer = await OidcIssuer.start();
    const rig = await ConsoleRig.start(issuer.environment);
    await issuer.admit(rig.hotline.publicUrl);
    return new ConsoleBehindIssuer(rig, issuer);
  }

  /**
   * The API says from now on, in each tab of this one's browser, that the token it holds has run out: now, however long
   * the page took to get here.
   */
  async expire(page: Page): Promise<void> {
    const session = await page.evaluate<string>('sessionStorage.getItem("hotline-guard.session")');
    const { token } = JSON.parse(session) as { token: string };
    const json = { type: 'urn:hotline-guard:problem:not-signed-in', detail: 'The token has run out.' };
    await page
      .context()
      .route('**/api/**', (route) =>
        route.request().headers().authorization === `Bearer ${token}`
          ? route.fulfill({ status: 401, contentType: 'application/problem+json', json })
          : route.fallback(),
      );
  }

  async stop(): Promise<void> {
    await this.rig.stop();
    await this.issuer.stop();
  }
}
