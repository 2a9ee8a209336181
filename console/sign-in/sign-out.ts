// Out of the console, and out of the issuer's session where it has an address for that.
import { leave, session } from '../session.ts';
import { readConfiguration } from './configuration.ts';

/** Out of here first: what the issuer does cannot keep anybody signed in. */
export async function signOut(): Promise<void> {
  const left = session();
  leave('signed-out');
  const configuration = await readConfiguration();
  if (configuration.signIn !== 'redirect' || left?.idToken === undefined) return;
  const { farewell } = await import('./redirect.ts');
  // An issuer that does not answer has no session to end; the door says that one is out.
  const address = await farewell(configuration, left).catch(() => undefined);
  if (address !== undefined) location.assign(address);
}
