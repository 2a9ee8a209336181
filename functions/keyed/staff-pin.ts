// PINs of the staff: kept as a slow hash under a key that only the functions have, so that four digits cannot be found
// by trying all of them on a copy of the table.
import { createHmac, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { equalInConstantTime } from '../../core/basics/constant-time.ts';
import type { E164 } from '../../core/numbers/e164.ts';
import type { PinCheck } from '../../core/departments/staff.ts';
import type { StaffAccount } from '../../store/staff/member-items.ts';

const slowHash = promisify<string, Buffer, number, Buffer>(scrypt);

/** The salt is the number under the key: the same PIN of two members has two hashes. */
export async function hashPin(key: string, member: E164, pin: string): Promise<string> {
  const salt = createHmac('sha256', key).update(`staff-pin:${member}`).digest();
  return (await slowHash(pin, salt, 32)).toString('base64url');
}

export interface PinAttempt {
  readonly pin: string;
  readonly member: E164;
  /** As it was when the answer was counted; undefined where no further answer is heard. */
  readonly account: StaffAccount | undefined;
}

/** While the PIN is locked the right one sounds like the others: somebody who guesses does not learn it. */
export async function checkPin(key: string, { pin, member, account }: PinAttempt): Promise<PinCheck> {
  if (account === undefined) return 'locked';
  if (account.pinHash === undefined) return 'wrong';
  return equalInConstantTime(account.pinHash, await hashPin(key, member, pin)) ? 'right' : 'wrong';
}
