// The words of the sign-in page, and of the dialog that asks for a new sign-in when the session has expired.
import type { SignInProblemKind } from '../../sign-in/sign-in-problem.ts';

interface ProblemWords {
  readonly title: string;
  /** What to do about it. */
  readonly advice: string;
}

export const SIGN_IN = {
  title: 'Sign in',
  signIn: 'Sign in',
  signedOut: 'You have signed out.',
  expired: 'Your session has expired. Please sign in again.',
  tokenLabel: 'Token',
  tokenHint:
    'The token was printed in the terminal when the hotline started. The “Console” link printed there signs you in automatically.',
  tokenMissing: 'Enter your token.',
  tokenPrivacy: 'The token stays in this browser’s open tabs and is removed when you close them.',
  name: 'Name',
  password: 'Password',
  code: 'Authenticator code',
  codeHint: 'The six digits that your authenticator app shows now.',
  passwordHint: 'Forgot your password? Ask an administrator to set a new one.',
  nameMissing: 'Enter your name.',
  passwordMissing: 'Enter your password.',
  codeMissing: 'Enter the code.',
  refused: 'The name or password is incorrect. Check both and try again.',
  codeRefused:
    'The password or code is incorrect. Each code works only once. Wait until the app shows a new code, then try again.',
  locked: (minutes: number) =>
    `Too many sign-in attempts. Try again in ${minutes === 1 ? '1 minute' : `${String(minutes)} minutes`}, or ask an administrator to set a new password for you.`,
  useToken: 'Sign in with the admin token',
  usePassword: 'Sign in with name and password',
  ownPassword: {
    title: 'Change your password',
    now: 'Current password',
    next: 'New password',
    nextHint: 'At least 12 characters. You’ll be signed out everywhere else.',
    again: 'Confirm new password',
    different: 'The passwords don’t match.',
    change: 'Change password',
    done: 'Password changed.',
    refused: 'The current password is incorrect. Enter it again.',
    notTaken:
      'Choose a different password. Use 12 to 200 characters, at least four of them different, and leave out your name.',
  },
  at: (host: string) => `You’ll sign in at ${host}, then return to this page.`,
  handedOver: 'You’re signed in. Close this tab and continue in the other one.',
  againTitle: 'Your session has expired',
  again: 'Sign in again to continue. Your unsaved work is still here.',
  againElsewhere: 'Sign-in opens in a new tab. This page stays as it is.',
  againButton: 'Sign in (new tab)',
  againRefused: 'The hotline didn’t accept this token either.',
  problems: {
    unreachable: {
      title: 'Can’t reach the sign-in service',
      advice:
        'Check your connection and try again. If others can’t sign in either, ask your administrator to check oidcIssuer, oidcTokenOrigin, and the service’s CORS settings.',
    },
    'not-an-issuer': {
      title: 'The sign-in service is not set up correctly',
      advice:
        'The address in oidcIssuer does not belong to a sign-in service. Ask your administrator to check it.',
    },
    insecure: {
      title: 'Sign-in needs a secure connection',
      advice: 'Open this page at an address that starts with https.',
    },
    'not-begun-here': {
      title: 'This sign-in did not start in this tab',
      advice: 'You are not signed in. Start again from this page.',
    },
    denied: {
      title: 'Sign-in was canceled or denied',
      advice: 'Try again, or ask your administrator for access.',
    },
    refused: {
      title: 'The sign-in service couldn’t sign you in',
      advice: 'Try again. If it happens again, send the details below to your administrator.',
    },
    'not-accepted': {
      title: 'The hotline didn’t accept your sign-in',
      advice: 'Try again. If it happens again, send the details below to your administrator.',
    },
  } satisfies Record<SignInProblemKind, ProblemWords>,
} as const;
