// Sessions of people who signed in with name and password. A session is a signed token (JWT, HS256) that ends when it is
// not renewed, and for good at the absolute end; the roster holds which sessions there are, so that signing out, another
// password and removing a person end them at once.
import { MINUTE_MS } from '../../core/basics/durations.ts';
import { randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Subject } from '../../functions/http/subject.ts';
import type { Person, Roster } from './roster.ts';

/** Without a renewal a token ends after so long: the console renews it while somebody uses it. */
export const IDLE_MINUTES = 30;
/** Then the password is asked for again, whatever was renewed. */
export const ABSOLUTE_HOURS = 12;
/** A token is renewed once it is so old. */
const RENEW_AFTER_MINUTES = 5;

const ISSUER = 'hotline-guard';

export interface IssuedSession {
  readonly token: string;
  /** ISO 8601. */
  readonly expiresAt: string;
  /** From when on the console renews it. ISO 8601. */
  readonly renewAfter: string;
}

export interface OpenSession {
  readonly id: string;
  readonly person: Person;
  readonly until: string;
}

export interface Sessions {
  readonly begin: (person: Person) => Promise<IssuedSession>;
  readonly renew: (session: OpenSession) => Promise<IssuedSession>;
  readonly end: (session: OpenSession) => void;
  /** Undefined for a token that is not ours, has ended, or whose session has. */
  readonly read: (token: string) => Promise<OpenSession | undefined>;
  readonly subjectOf: (token: string) => Promise<Subject | undefined>;
}

export interface SessionParts {
  readonly roster: Roster;
  readonly key: string;
  readonly now: () => Date;
}

export function createSessions({ roster, key, now }: SessionParts): Sessions {
  const secret = Buffer.from(key, 'hex');
  const issue = async (name: string, { id, until }: Person['sessions'][number]): Promise<IssuedSession> => {
    const at = now();
    const end = Math.min(plusMinutes(at, IDLE_MINUTES).getTime(), Date.parse(until));
    const token = await new SignJWT({ sid: id })
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
      .setIssuer(ISSUER)
      .setSubject(name)
      .setIssuedAt(at)
      .setExpirationTime(new Date(end))
      .sign(secret);
    const renewAfter = plusMinutes(at, RENEW_AFTER_MINUTES).toISOString();
    return { token, expiresAt: new Date(end).toISOString(), renewAfter };
  };
  const read = async (token: string): Promise<OpenSession | undefined> => {
    const claims = await claimsOf(token, secret, now());
    const person = claims && roster.find(claims.name);
    const session = person?.sessions.find(({ id }) => id === claims?.id);
    if (person === undefined || session === undefined) return undefined;
    return Date.parse(session.until) > now().getTime() ? { ...session, person } : undefined;
  };
  return {
    read,
    begin: (person) => {
      const session = { id: randomUUID(), until: plusMinutes(now(), ABSOLUTE_HOURS * 60).toISOString() };
      roster.change(person.name, (one) => ({ ...one, sessions: [...openOf(one, now()), session] }));
      return issue(person.name, session);
    },
    renew: ({ person, id, until }) => issue(person.name, { id, until }),
    end: ({ person, id }) => {
      roster.change(person.name, (one) => ({
        ...one,
        sessions: openOf(one, now()).filter((session) => session.id !== id),
      }));
    },
    subjectOf: async (token) => {
      const { person } = (await read(token)) ?? {};
      return person && { id: person.name, kind: 'person', roles: person.roles };
    },
  };
}

const plusMinutes = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * MINUTE_MS);

const openOf = ({ sessions }: Person, now: Date): Person['sessions'] =>
  sessions.filter(({ until }) => Date.parse(until) > now.getTime());

async function claimsOf(
  token: string,
  secret: Uint8Array,
  currentDate: Date,
): Promise<{ readonly name: string; readonly id: string } | undefined> {
  try {
    const options = {
      issuer: ISSUER,
      algorithms: ['HS256'],
      requiredClaims: ['sub', 'exp', 'sid'],
      currentDate,
    };
    const { payload } = await jwtVerify<{ sid: string }>(token, secret, options);
    return { name: payload.sub ?? '', id: payload.sid };
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}
