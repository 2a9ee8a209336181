// The people of a hotline on one machine, kept in one file of DATA_DIR that only its owner can read. The running hotline
// alone writes it; the command line asks the hotline.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import { ROLES } from '../../functions/routes.ts';
import { ConfigurationError } from '../configuration.ts';

const sessionSchema = z.strictObject({
  id: z.string(),
  /** Absolute end, ISO 8601. */
  until: z.iso.datetime(),
});

const personSchema = z.strictObject({
  name: z.string(),
  roles: z.array(z.enum(ROLES)).min(1),
  passwordHash: z.string(),
  /** Attempts to sign in are counted anew from here on. ISO 8601. */
  passwordSetAt: z.iso.datetime(),
  /** A code of an authenticator app, which is asked for beside the password (RFC 6238). */
  totp: z
    .strictObject({
      /** Base32. */
      secret: z.string(),
      /** False until the person has shown with a code that the app has the secret. */
      confirmed: z.boolean(),
      /** Time step of the last code that was taken: each code is good once. */
      lastStep: z.int(),
    })
    .optional(),
  /** Those that have neither ended nor been signed out of. */
  sessions: z.array(sessionSchema),
});

const rosterSchema = z.strictObject({ people: z.array(personSchema) });

export type Person = Readonly<z.output<typeof personSchema>>;

export interface Roster {
  readonly all: () => readonly Person[];
  /** In any case of letters. */
  readonly find: (name: string) => Person | undefined;
  /** False where somebody has the name. */
  readonly add: (person: Person) => boolean;
  /** What becomes of a person; undefined removes. Read and written in one step, so that no change is lost. */
  readonly change: (name: string, change: (person: Person) => Person | undefined) => Person | undefined;
}

/** @throws {ConfigurationError} where the file is there and cannot be read */
export function openRoster(file: string): Roster {
  let people = existsSync(file) ? readPeople(file) : [];
  const save = (next: readonly Person[]): void => {
    writeAside(file, `${JSON.stringify({ people: next }, undefined, 2)}\n`);
    people = [...next];
  };
  const find = (name: string): Person | undefined => people.find((person) => isSameName(person.name, name));
  return {
    all: () => people,
    find,
    add: (person) => {
      if (find(person.name) !== undefined) return false;
      save([...people, person]);
      return true;
    },
    change: (name, change) => {
      const before = find(name);
      const after = before && change(before);
      if (before !== undefined && after !== before) {
        save(people.flatMap((one) => (one !== before ? [one] : after === undefined ? [] : [after])));
      }
      return after;
    },
  };
}

const isSameName = (a: string, b: string): boolean => comparable(a) === comparable(b);
const comparable = (name: string): string => name.normalize('NFKC').toLowerCase();

/** A crash leaves the old file or the new one, and never half of one. */
function writeAside(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function readPeople(file: string): Person[] {
  try {
    return rosterSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).people;
  } catch (error) {
    const why = error instanceof Error ? error.message.slice(0, 200) : String(error);
    throw new ConfigurationError(
      `${file} cannot be read (${why}). Restore it from a backup, or move it away and add the people again.`,
    );
  }
}
