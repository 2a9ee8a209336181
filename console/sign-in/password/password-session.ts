// The requests for signing in with a name and a password, in one-machine mode.
import { ApiProblem, problemIn } from '../../api/problem.ts';
import type { Session } from '../../open-session.ts';

interface Issued {
  readonly token: string;
  readonly renewAfter: string;
}

/** @throws {ApiProblem} sign-in-refused, code-needed, too-many-requests */
export const signInWithPassword = (given: {
  readonly name: string;
  readonly password: string;
  readonly code?: string;
}): Promise<Session> => issued('/api/sign-in', undefined, given);

/** @throws {ApiProblem} not-signed-in */
export const renewSession = async (session: Session): Promise<Session> => ({
  ...(await issued('/api/sign-in/renewal', session, {})),
  id: session.id,
  borrowed: session.borrowed,
});

/** @throws {ApiProblem} sign-in-refused, invalid-request */
export const changeOwnPassword = async (
  session: Session,
  given: { readonly password: string; readonly newPassword: string },
): Promise<Session> => ({ ...(await issued('/api/sign-in/password', session, given)), id: session.id });

/** If the hotline does not answer, the session ends when it is not renewed in time. */
export async function endSession(session: Session): Promise<void> {
  await post('/api/sign-in/end', session, {}).catch(() => undefined);
}

async function issued(path: string, session: Session | undefined, body: object): Promise<Session> {
  const response = await post(path, session, body);
  if (!response.ok) throw await problemIn(response);
  const { token, renewAfter } = (await response.json()) as Issued;
  return { token, renewAfter };
}

function post(path: string, session: Session | undefined, body: object): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    credentials: 'omit',
    keepalive: true,
    headers: {
      'content-type': 'application/json',
      ...(session === undefined ? {} : { authorization: `Bearer ${session.token}` }),
    },
    body: JSON.stringify(body),
  }).catch((error: unknown) => {
    throw new ApiProblem('unreachable', error instanceof Error ? error.message : String(error));
  });
}
