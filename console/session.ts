// The token of whoever is signed in: in memory, and in sessionStorage so that a reload is no sign-out. Never in
// localStorage, and never for long in the address bar.
import { useSyncExternalStore } from 'react';

/** Why there is no token, for the sign-in page. */
export type LeaveReason = 'signed-out' | 'expired';

const KEY = 'hotline-guard.token';
const listeners = new Set<() => void>();
let current = read();
let leftBecause: LeaveReason | undefined;

export const token = (): string | undefined => current;

export function setToken(value: string | undefined): void {
  current = value;
  try {
    if (value === undefined) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, value);
  } catch {
    // A browser that keeps nothing asks again after a reload.
  }
  for (const listener of listeners) listener();
}

export function leave(reason: LeaveReason): void {
  leftBecause = reason;
  setToken(undefined);
}

export const leaveReason = (): LeaveReason | undefined => leftBecause;

export const useToken = (): string | undefined =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );

/** `#token=…`, as the local hotline prints it: taken, and gone from the address and the history at once. */
export function takeTokenFromAddress(): void {
  const given = /^#token=(.+)$/.exec(location.hash)?.[1];
  if (given === undefined) return;
  history.replaceState(undefined, '', location.pathname + location.search);
  setToken(decodeURIComponent(given));
}

function read(): string | undefined {
  try {
    return sessionStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}
