// Who is signed in: tokens in memory, and in sessionStorage so that a reload is no sign-out. Never in localStorage, and
// never for long in the address bar. A new tab goes on with the session of another one; see other-tabs.ts.
import { useSyncExternalStore } from 'react';
import { askToJoin, listen, randomId, tellSignedOut } from './other-tabs.ts';
import type { SignInProblem } from './sign-in/sign-in-problem.ts';
import type { Session } from './open-session.ts';

/** Why nobody is signed in, for the sign-in page. `handed-over`: another tab goes on with the session. */
export type LeaveReason = 'signed-out' | 'expired' | 'handed-over' | SignInProblem;

const KEY = 'hotline-guard.session';
const listeners = new Set<() => void>();
let current = read();
let leftBecause: LeaveReason | undefined;
let departures = 0;
let apart = false;
let joining: Promise<void> | undefined;
let partWith: ((left: Session) => void) | undefined;

export const session = (): Session | undefined => current;
export const token = (): string | undefined => current?.token;

export function setSession(next: Session | undefined): void {
  current = next && { ...next, id: next.id ?? randomId() };
  try {
    if (current === undefined) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // A browser that keeps nothing asks again after a reload.
  }
  for (const listener of listeners) listener();
}

/** Pasted, or from the link: there is nothing to refresh it with. */
export function setToken(value: string): void {
  setSession({ token: value });
}

export function leave(reason: LeaveReason): void {
  leftBecause = reason;
  departures += 1;
  setSession(undefined);
}

/** Out of all tabs of this browser. */
export function leaveEverywhere(): void {
  leave('signed-out');
  tellSignedOut();
}

/** When another tab has signed out: what is left to do with this one's session. */
export function onSignedOutElsewhere(what: (left: Session) => void): void {
  partWith = what;
}

export const leaveReason = (): LeaveReason | undefined => leftBecause;

/** Another number once somebody has left: what is kept for one person is not shown to the next. */
const visit = (): number => departures;

function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useToken = (): string | undefined => useSyncExternalStore(onSession, token);
export const useVisit = (): number => useSyncExternalStore(onSession, visit);

/** One signs in, or has signed out, in this very tab: no other is asked. */
export function stayApart(): void {
  apart = true;
}

/**
 * `#token=…`, as the local hotline prints it: taken, and gone from the address and the history at once. Else, when the
 * page opens, the session of another tab.
 */
export function takeTokenFromAddress(): void {
  listen({ session, signedOutElsewhere });
  const given = /^#token=(.+)$/.exec(location.hash)?.[1];
  if (given === undefined) {
    if (current === undefined && !apart) joining ??= joinOthers();
    return;
  }
  history.replaceState(undefined, '', location.pathname + location.search);
  setToken(decodeURIComponent(given));
}

/** Until it is known whether another tab has a session; undefined where none is asked. */
export const joiningOthers = (): Promise<void> | undefined => joining;

async function joinOthers(): Promise<void> {
  const shared = await askToJoin();
  if (shared === undefined || current !== undefined) return;
  // The simulated telephone takes the token of this machine's admin, and nobody's session.
  const isPerson = shared.idToken !== undefined || shared.renewAfter !== undefined;
  if (isPerson && location.pathname !== '/') return;
  setSession({ ...shared, borrowed: true });
}

function signedOutElsewhere(): void {
  const left = current;
  if (left === undefined) return;
  leave('signed-out');
  partWith?.(left);
}

function read(): Session | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Session | null;
    return kept === null ? undefined : { ...kept, id: kept.id ?? randomId() };
  } catch {
    return undefined;
  }
}
