// What the address says of a sign-in when the page opens: the issuer's answer, or that another tab waits for a session.
import type { ConsoleConfiguration, RedirectSignIn } from '../../../functions/http/console-configuration.ts';
import { leave, setSession, stayApart, token } from '../../session.ts';
import { handOver } from './hand-over.ts';
import { SignInProblem } from '../sign-in-problem.ts';

let answer: URLSearchParams | undefined;
let waitingTab: string | undefined;
let arrival: Promise<void> | undefined;

/** Of an answer: RFC 6749 sections 4.1.2 and 4.1.2.1. */
const ANSWERS = ['code', 'error', 'state'] as const;

/**
 * Taken, and gone from the address and the history before anything else happens. In a tab where somebody is signed in
 * it changes nothing: who is at the screen has not asked for another person's session.
 */
export function takeSignInFromAddress(): void {
  const given = new URLSearchParams(location.search);
  waitingTab = /^#again=([0-9a-f]{32})$/.exec(location.hash)?.[1];
  const answered = ANSWERS.some((name) => given.has(name));
  if (!answered && waitingTab === undefined) return;
  history.replaceState(undefined, '', location.pathname);
  stayApart();
  if (token() !== undefined) return;
  if (given.has('code') || given.has('error')) answer = given;
  else if (answered) leave('signed-out');
}

/**
 * Resolves once a user who returns from the sign-in service is signed in, or the reason is known why not. Undefined if
 * nobody is returning.
 */
export function arriving(configuration: ConsoleConfiguration): Promise<void> | undefined {
  if (configuration.signIn !== 'redirect') return undefined;
  if (answer === undefined && waitingTab === undefined) return undefined;
  arrival ??= arrive(configuration).catch((error: unknown) => {
    leave(error instanceof SignInProblem ? error : new SignInProblem('refused', String(error)));
  });
  return arrival;
}

async function arrive(configuration: RedirectSignIn): Promise<void> {
  const [given, handTo] = [answer, waitingTab];
  try {
    const { comeBack, goToIssuer } = await import('./redirect.ts');
    if (given === undefined) {
      await goToIssuer(configuration, { hash: '', handTo });
      return;
    }
    const { session, errand } = await comeBack(configuration, given);
    if (errand.handTo === undefined) {
      history.replaceState(undefined, '', location.pathname + errand.hash);
      setSession(session);
    } else {
      handOver(errand.handTo, session);
      leave('handed-over');
    }
  } finally {
    answer = undefined;
    waitingTab = undefined;
  }
}
