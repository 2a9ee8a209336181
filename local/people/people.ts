// What can be done with people on one machine: they sign in, stay signed in and sign out, and admins manage them.
import { randomUUID } from 'node:crypto';
import { Problem } from '../../functions/http/problem.ts';
import type { Role } from '../../functions/routes.ts';
import type { Runtime } from '../../functions/runtime.ts';
import { takeAttempt } from './attempts.ts';
import { newSecret, stepOf } from './one-time-code.ts';
import { hashPassword, isPasswordOf, passwordProblem } from './password.ts';
import type { Person, Roster } from './roster.ts';
import type { IssuedSession, OpenSession, Sessions } from './sessions.ts';

/** Letters and digits of any script; no colon, which marks `staff:<number>` in the audit log. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]{0,39}$/u;
/** Words that the audit log has for somebody else. */
const RESERVED: readonly string[] = [
  'admin',
  'staff',
  'watch',
  'feeds',
  'hotline',
  'carrier',
  'retention',
  'reporter',
];

export interface PeopleParts {
  readonly roster: Roster;
  readonly sessions: Sessions;
  readonly runtime: Runtime;
}

interface SignIn {
  readonly name: string;
  readonly password: string;
  readonly code?: string | undefined;
  /** Network address of the browser. */
  readonly address: string;
}

export interface People {
  /** @throws {Problem} too-many-requests, sign-in-refused, code-needed */
  readonly signIn: (given: SignIn) => Promise<IssuedSession>;
  /** The person's own: ends the other sessions. @throws {Problem} */
  readonly changeOwnPassword: (
    session: OpenSession,
    given: { readonly password: string; readonly newPassword: string; readonly address: string },
  ) => Promise<IssuedSession>;
  /** @throws {Problem} person-exists, invalid-request */
  readonly add: (given: { name: string; roles: readonly Role[]; password: string }) => Promise<void>;
  readonly setPassword: (name: string, password: string) => Promise<void>;
  readonly setRoles: (name: string, roles: readonly Role[]) => void;
  readonly remove: (name: string) => void;
  readonly beginCode: (name: string) => { readonly secret: string; readonly uri: string };
  readonly confirmCode: (name: string, code: string) => void;
  readonly removeCode: (name: string) => void;
}

export function createPeople(parts: PeopleParts): People {
  const { roster, runtime } = parts;
  const change = (name: string, how: (person: Person) => Person | undefined): void => {
    personNamed(name, roster);
    roster.change(name, how);
  };
  return {
    signIn: (given) => signIn(given, parts),
    changeOwnPassword: (session, given) => changeOwnPassword(session, given, parts),
    add: async ({ name, roles, password }) => {
      requireName(name);
      requirePassword(password, name);
      const passwordHash = await hashPassword(password);
      const passwordSetAt = runtime.now().toISOString();
      if (!roster.add({ name, roles: [...roles], passwordHash, passwordSetAt, sessions: [] }))
        throw new Problem('person-exists', `Somebody is called ${name} already; choose another name.`);
    },
    setPassword: async (name, password) => {
      requirePassword(password, personNamed(name, roster).name);
      const passwordHash = await hashPassword(password);
      const passwordSetAt = runtime.now().toISOString();
      change(name, (person) => ({ ...person, passwordHash, passwordSetAt, sessions: [] }));
    },
    setRoles: (name, roles) => {
      change(name, (person) => ({ ...person, roles: [...roles] }));
    },
    remove: (name) => {
      change(name, () => undefined);
    },
    beginCode: (name) => {
      const made = newSecret(personNamed(name, roster).name);
      change(name, (person) => ({ ...person, totp: { secret: made.secret, confirmed: false, lastStep: 0 } }));
      return made;
    },
    confirmCode: (name, code) => {
      const { totp } = personNamed(name, roster);
      const step = totp && stepOf(code, totp, runtime.now());
      if (totp === undefined || step === undefined)
        throw new Problem(
          'invalid-request',
          'body /code: it is not the code that the app shows now; begin again.',
        );
      change(name, (person) => ({ ...person, totp: { ...totp, confirmed: true, lastStep: step } }));
    },
    removeCode: (name) => {
      change(name, ({ totp: _, ...person }) => person);
    },
  };
}

async function signIn({ name, password, code, address }: SignIn, parts: PeopleParts): Promise<IssuedSession> {
  const { roster, sessions, runtime } = parts;
  const person = roster.find(name);
  const attempt = { name, address, id: randomUUID(), passwordSetAt: person?.passwordSetAt };
  const takeBack = await takeAttempt(attempt, runtime);
  if (!(await isPasswordOf(person?.passwordHash, password)) || person === undefined) throw refused(runtime);
  // The first of the two steps of a genuine sign-in is no guess: counted, it would lock out who signs in often.
  if (lacksCode(person, code)) {
    await takeBack();
    throw new Problem('code-needed', 'Enter the six digits that your authenticator app shows.');
  }
  requireCode(person, code, parts);
  await takeBack();
  const still = roster.find(person.name);
  // The password may have been changed, or the person removed, while this one was compared.
  if (still?.passwordHash !== person.passwordHash) throw refused(runtime);
  return sessions.begin(still);
}

const lacksCode = ({ totp }: Person, code: string | undefined): boolean =>
  totp?.confirmed === true && (code === undefined || code === '');

/** @throws {Problem} sign-in-refused */
function requireCode({ name, totp }: Person, code = '', { roster, runtime }: PeopleParts): void {
  if (totp?.confirmed !== true) return;
  const step = stepOf(code, totp, runtime.now());
  if (step === undefined) throw refused(runtime);
  roster.change(name, (person) => ({ ...person, totp: { ...totp, lastStep: step } }));
}

async function changeOwnPassword(
  { person }: OpenSession,
  { password, newPassword, address }: Parameters<People['changeOwnPassword']>[1],
  { roster, sessions, runtime }: PeopleParts,
): Promise<IssuedSession> {
  const attempt = { ...person, address, id: randomUUID() };
  const takeBack = await takeAttempt(attempt, runtime);
  if (!(await isPasswordOf(person.passwordHash, password))) throw refused(runtime);
  await takeBack();
  requirePassword(newPassword, person.name);
  const passwordHash = await hashPassword(newPassword);
  const passwordSetAt = runtime.now().toISOString();
  const changed = roster.change(person.name, (one) => ({
    ...one,
    passwordHash,
    passwordSetAt,
    sessions: [],
  }));
  if (changed === undefined) throw refused(runtime);
  return sessions.begin(changed);
}

/** The same words whatever was wrong: they do not tell which names exist. */
function refused({ log }: Runtime): Problem {
  log.warn('sign-in refused', { problem: 'name, password or code is wrong' });
  return new Problem(
    'sign-in-refused',
    'The name, the password or the code is wrong. Check them and try again.',
  );
}

/** @throws {Problem} not-found */
function personNamed(name: string, roster: Roster): Person {
  const person = roster.find(name);
  if (person !== undefined) return person;
  throw new Problem(
    'not-found',
    `Nobody is called ${name.slice(0, 40)}; "hotline users list" shows who there is.`,
  );
}

/** @throws {Problem} invalid-request */
function requireName(name: string): void {
  if (!NAME.test(name))
    throw new Problem(
      'invalid-request',
      'body /name: it must be 1 to 40 letters, digits, dots, dashes or underscores, and begin with a letter or digit.',
    );
  if (RESERVED.includes(name.toLowerCase()))
    throw new Problem('invalid-request', `body /name: "${name}" has another meaning in the audit log.`);
}

/** @throws {Problem} invalid-request */
function requirePassword(password: string, name: string): void {
  const problem = passwordProblem(password, name);
  if (problem !== undefined) throw new Problem('invalid-request', `The password is not taken: ${problem}.`);
}
