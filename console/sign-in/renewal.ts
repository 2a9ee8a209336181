// The API refuses a token: it is refreshed in silence, or the person is asked to sign in again, over the page, so that
// nothing typed is lost. Who is not in yet goes to the door.
import { ApiProblem } from '../api/problem.ts';
import { leave, session, setSession, token } from '../session.ts';
import { readConfiguration } from './configuration.ts';
import { SignInProblem } from './sign-in-problem.ts';

/** Shows the question; the answer is whether there is a session again. */
export type Ask = (answer: (renewed: boolean) => void) => void;

let ask: Ask | undefined;
let renewing: Promise<boolean> | undefined;

/** From here on there is a page that can ask. */
export function askWith(asker: Ask): () => void {
  ask = asker;
  return () => {
    ask = undefined;
  };
}

/**
 * Whether there is another token than the refused one; one question for all that were refused.
 * @param why the API's own words
 * @throws {ApiProblem} sign-in-unavailable
 */
export function renew(refused: string | undefined, why: string): Promise<boolean> {
  if (token() !== refused) return Promise.resolve(token() !== undefined);
  renewing ??= refreshed()
    .then((done) => done || asked(why))
    .finally(() => {
      renewing = undefined;
    });
  return renewing;
}

/** @throws {ApiProblem} sign-in-unavailable */
async function refreshed(): Promise<boolean> {
  const before = session();
  if (before?.refreshToken === undefined) return false;
  const configuration = await readConfiguration();
  if (configuration.signIn !== 'redirect') return false;
  const { refresh } = await import('./redirect.ts');
  const next = await refresh(configuration, before).catch((error: unknown) => {
    throw new ApiProblem('sign-in-unavailable', error instanceof Error ? error.message : String(error));
  });
  // Who signed out meanwhile stays out.
  if (next === undefined || session() !== before) return false;
  setSession(next);
  return true;
}

function asked(why: string): Promise<boolean> {
  const left = session();
  if (left === undefined) return Promise.resolve(false);
  if (ask !== undefined) return new Promise(ask);
  // A fresh token of the issuer that the API does not know what to do with: its words tell the operator what is wrong.
  leave(left.idToken === undefined ? 'expired' : new SignInProblem('not-accepted', why));
  return Promise.resolve(false);
}
