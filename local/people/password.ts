// Passwords of people on one machine: which are taken, and how they are kept (Argon2id, with the parameters that OWASP
// recommends: 19 MiB, two passes, one lane; https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html).
import { hash, verify } from '@node-rs/argon2';

const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Long enough to be hard to guess at the pace that sign-in allows; NIST SP 800-63B asks for no mixture of kinds. */
const MIN_PASSWORD_LENGTH = 12;
export const MAX_PASSWORD_LENGTH = 200;

/** Why a new password is not taken; undefined where it is. */
export function passwordProblem(password: string, name: string): string | undefined {
  const characters = [...password.normalize('NFC')];
  if (characters.length < MIN_PASSWORD_LENGTH)
    return `it must have at least ${MIN_PASSWORD_LENGTH} characters`;
  if (characters.length > MAX_PASSWORD_LENGTH)
    return `it must have at most ${MAX_PASSWORD_LENGTH} characters`;
  if (new Set(characters).size < 4) return 'it must have at least four different characters';
  return password.toLowerCase().includes(name.toLowerCase()) ? 'it must not contain the name' : undefined;
}

/** @returns a PHC string, which carries salt and parameters */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), OPTIONS);

/** The hash of a password that nobody has: a name that does not exist takes as long to refuse as a wrong password. */
let nobody: Promise<string> | undefined;

export async function isPasswordOf(kept: string | undefined, password: string): Promise<boolean> {
  const against = kept ?? (await (nobody ??= hashPassword(crypto.randomUUID())));
  const fits = await verify(against, password.normalize('NFC'));
  return fits && kept !== undefined;
}
