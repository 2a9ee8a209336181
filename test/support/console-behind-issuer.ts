// The console in a real browser, signed in to at a real OpenID provider: both started, and each told of the other.
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

  async stop(): Promise<void> {
    await this.rig.stop();
    await this.issuer.stop();
  }
}
