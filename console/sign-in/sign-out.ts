// Out of the console, and out of the issuer's session where it has an address for that.
import { leaveEverywhere, onSignedOutElsewhere, session } from '../session.ts';
import type { Session } from '../open-session.ts';
import { readConfiguration } from './configuration.ts';
import { endSession } from './password/password-session.ts';

/** Out of here first: what the issuer does cannot keep anybody signed in. */
export async function signOut(): Promise<void> {
  const left = session();
  leaveEverywhere();
  if (left?.renewAfter !== undefined) await endSession(left);
  const address = left && (await farewellTo(left));
  if (address !== undefined) location.assign(address);
}

/** An issuer that does not answer has no session to end; the door says that one is out. */
async function farewellTo(left: Session): Promise<URL | undefined> {
  const configuration = await readConfiguration();
  if (configuration.signIn !== 'redirect' || left.idToken === undefined) return undefined;
  const { farewell } = await import('./redirect/redirect.ts');
  return farewell(configuration, left).catch(() => undefined);
}

// The tab in which one signs out goes to the issuer; the one that has the refresh token gives it back.
onSignedOutElsewhere((left) => {
  if (left.refreshToken !== undefined) void farewellTo(left);
});
