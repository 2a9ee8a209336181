// Renews the session of a user who signed in with a password while they press keys or move the mouse. A page that only
// refreshes itself does not renew it.
import { session, setSession } from '../session.ts';
import { renewSession } from './password/password-session.ts';

const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

let renewing = false;

export function keepSessionAlive(): void {
  for (const sign of SIGNS_OF_LIFE) addEventListener(sign, () => void renewInTime(), { passive: true });
}

async function renewInTime(): Promise<void> {
  const before = session();
  if (renewing || before?.renewAfter === undefined || Date.parse(before.renewAfter) > Date.now()) return;
  renewing = true;
  try {
    const next = await renewSession(before);
    // A user who has signed out in the meantime stays signed out.
    if (session() === before) setSession(next);
  } catch {
    // The next request to the API says what is wrong, and asks for the password where it has to.
  } finally {
    renewing = false;
  }
}
