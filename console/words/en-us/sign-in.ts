// At the door, and when the API does not accept the token any more.
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
  expired: 'Your sign-in is not valid any more. Please sign in again.',
  tokenLabel: 'Token',
  tokenHint:
    'Whoever started the hotline finds it on the terminal, after “Token”; the link after “Console” signs in by itself.',
  tokenMissing: 'Paste the token first.',
  tokenPrivacy: 'It is kept in the open tabs of this browser until you close them, and nowhere else.',
  name: 'Name',
  password: 'Password',
  code: 'Code of your authenticator app',
  codeHint: 'The six digits that the app shows now',
  passwordHint: 'Forgotten? Ask an admin for a new one.',
  nameMissing: 'Enter your name.',
  passwordMissing: 'Enter your password.',
  codeMissing: 'Enter the code.',
  refused: 'The name or the password is wrong. Check them and try again.',
  codeRefused:
    'The password or the code is wrong. A code can be used once: wait until the app shows the next one, and try again.',
  locked: (minutes: number) =>
    `Too many attempts to sign in. Try again in ${minutes === 1 ? '1 minute' : `${String(minutes)} minutes`}, or ask an admin to set a new password for you.`,
  useToken: 'Sign in with the admin token',
  usePassword: 'Sign in with name and password',
  ownPassword: {
    title: 'Change your password',
    now: 'Present password',
    next: 'New password',
    nextHint: 'At least 12 characters. Your other sign-ins end.',
    again: 'New password, again',
    different: 'The two are not the same.',
    change: 'Change password',
    done: 'Your password is changed.',
    refused: 'The present password is wrong. Enter it again.',
    notTaken:
      'Choose another new password: 12 to 200 characters, at least four of them different, and without your name.',
  },
  at: (host: string) => `You sign in at ${host} and come back to this page.`,
  handedOver: 'You are signed in again. Close this tab and go on in the other one.',
  againTitle: 'Please sign in again',
  again: 'Your sign-in is not valid any more. What you were doing waits here and goes on once you are back.',
  againElsewhere: 'You sign in in another tab; this page stays as it is.',
  againButton: 'Sign in in another tab',
  againRefused: 'The hotline does not accept this one either.',
  problems: {
    unreachable: {
      title: 'The identity provider cannot be reached',
      advice:
        'Check your connection and try again. If others cannot sign in either, tell whoever runs the hotline: its address, or that of its token endpoint, may not be let in by this page, or it does not admit requests from here (CORS).',
    },
    'not-an-issuer': {
      title: 'The identity provider is not set up rightly here',
      advice:
        'What answers at its address does not describe itself as that provider. Tell whoever runs the hotline to check oidcIssuer.',
    },
    insecure: {
      title: 'One can sign in over https only',
      advice: 'Open this page by an address that begins with https.',
    },
    'not-begun-here': {
      title: 'This answer does not belong to a sign-in of this tab',
      advice: 'Nobody was signed in. Begin again here, and do not use links to the middle of a sign-in.',
    },
    denied: {
      title: 'The sign-in was refused',
      advice:
        'You, or the identity provider, said no. Try again, or ask whoever runs the hotline for access.',
    },
    refused: {
      title: 'The identity provider did not sign you in',
      advice: 'Try again. If it happens again, give whoever runs the hotline the words below.',
    },
    'not-accepted': {
      title: 'The hotline does not accept this sign-in, or no longer',
      advice: 'Sign in again. If it happens again at once, give whoever runs the hotline the words below.',
    },
  } satisfies Record<SignInProblemKind, ProblemWords>,
} as const;
