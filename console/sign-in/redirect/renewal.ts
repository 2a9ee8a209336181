// The API refuses a token: it is refreshed in silence, in the one tab that can, or the person is asked to sign in again, over the page, so that
// nothing typed is lost. Who is not in yet goes to the door.
import { ApiProblem } from '../../api/problem.ts';
import { askToRenew, renewWith } from '../../other-tabs.ts';
import { leave, session, setSession, token } from '../../session.ts';
import type { Session } from '../../open-session.ts';
import { readConfiguration } from '../configuration.ts';
import { SignInProblem } from '../sign-in-problem.ts';

/** Shows the question; the answer is whether there is a session again. */
export type Ask = (answer: (renewed: boolean) => void) => void;

let ask: Ask | undefined;
let renewing: Promise<boolean> | undefined;
let refreshing: Promise<boolean> | undefined;

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
  renewing ??= refreshedOnce()
    .then((done) => done || asked(why))
    .finally(() => {
      renewing = undefined;
    });
  return renewing;
}

/** For a tab that takes over this tab's session. The user is not asked to sign in. */
renewWith(async (refused) => {
  const mine = session();
  if (mine?.token === refused && mine.refreshToken !== undefined) await refreshedOnce();
  const next = session();
  return next?.id === mine?.id && next?.token !== refused ? next : undefined;
});

/** A refresh token that rotates is good for one request. */
function refreshedOnce(): Promise<boolean> {
  refreshing ??= refreshed().finally(() => {
    refreshing = undefined;
  });
  return refreshing;
}

/** @throws {ApiProblem} sign-in-unavailable */
async function refreshed(): Promise<boolean> {
  const before = session();
  if (before === undefined) return false;
  const next = await (before.refreshToken === undefined ? fromAnotherTab(before) : fromIssuer(before));
  // A user who has signed out in the meantime stays signed out.
  if (next === undefined || session() !== before) return false;
  setSession({ ...next, id: before.id });
  return true;
}

async function fromAnotherTab(before: Session): Promise<Session | undefined> {
  const shared = await askToRenew(before);
  return shared && { ...shared, borrowed: true };
}

/** @throws {ApiProblem} sign-in-unavailable */
async function fromIssuer(before: Session): Promise<Session | undefined> {
  const configuration = await readConfiguration();
  if (configuration.signIn !== 'redirect') return undefined;
  const { refresh } = await import('./redirect.ts');
  return refresh(configuration, before).catch((error: unknown) => {
    throw new ApiProblem('sign-in-unavailable', error instanceof Error ? error.message : String(error));
  });
}

function asked(why: string): Promise<boolean> {
  const left = session();
  if (left === undefined) return Promise.resolve(false);
  if (ask !== undefined) return new Promise(ask);
  // A fresh token of the issuer that the API does not know what to do with: its words tell the operator what is wrong.
  const fresh = left.idToken !== undefined && left.borrowed !== true;
  leave(fresh ? new SignInProblem('not-accepted', why) : 'expired');
  return Promise.resolve(false);
}
