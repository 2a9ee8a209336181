// Who is signed in: tokens in memory, and in sessionStorage so that a reload is no sign-out. Never in localStorage, and
// never for long in the address bar.
import { useSyncExternalStore } from 'react';
import type { SignInProblem } from './sign-in/sign-in-problem.ts';

export interface Session {
  /** What the API is sent. */
  readonly token: string;
  readonly refreshToken?: string | undefined;
  /** For the issuer, when one signs out there. */
  readonly idToken?: string | undefined;
}

/** Why nobody is signed in, for the sign-in page. `handed-over`: another tab goes on with the session. */
export type LeaveReason = 'signed-out' | 'expired' | 'handed-over' | SignInProblem;

const KEY = 'hotline-guard.session';
const listeners = new Set<() => void>();
let current = read();
let leftBecause: LeaveReason | undefined;
let departures = 0;

export const session = (): Session | undefined => current;
export const token = (): string | undefined => current?.token;

export function setSession(next: Session | undefined): void {
  current = next;
  try {
    if (next === undefined) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify(next));
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

export const leaveReason = (): LeaveReason | undefined => leftBecause;

/** Another number once somebody has left: what is kept for one person is not shown to the next. */
export const visit = (): number => departures;

export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useToken = (): string | undefined => useSyncExternalStore(onSession, token);
export const useVisit = (): number => useSyncExternalStore(onSession, visit);

/** `#token=…`, as the local hotline prints it: taken, and gone from the address and the history at once. */
export function takeTokenFromAddress(): void {
  const given = /^#token=(.+)$/.exec(location.hash)?.[1];
  if (given === undefined) return;
  history.replaceState(undefined, '', location.pathname + location.search);
  setToken(decodeURIComponent(given));
}

function read(): Session | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Session | null;
    return kept ?? undefined;
  } catch {
    return undefined;
  }
}
