// PINs of the staff: kept as a slow hash under a key that only the functions have, so that four digits cannot be found
// by trying all of them on a copy of the table.
import { createHmac, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { equalInConstantTime } from '../core/constant-time.ts';
import type { E164 } from '../core/e164.ts';
import { MOST_WRONG_STAFF_PINS, type PinCheck } from '../core/staff.ts';
import type { StaffAccount } from '../store/members.ts';

const slowHash = promisify<string, Buffer, number, Buffer>(scrypt);

/** The salt is the number under the key: the same PIN of two members has two hashes. */
export async function hashPin(key: string, member: E164, pin: string): Promise<string> {
  const salt = createHmac('sha256', key).update(`staff-pin:${member}`).digest();
  return (await slowHash(pin, salt, 32)).toString('base64url');
}

export interface PinAttempt {
  readonly pin: string;
  readonly member: E164;
  readonly account: StaffAccount;
  readonly lockMinutes: number;
  readonly now: Date;
}

/** Locked first: whoever is guessing is not told when the guess was right. */
export async function checkPin(
  key: string,
  { pin, member, account, lockMinutes, now }: PinAttempt,
): Promise<PinCheck> {
  const since = new Date(now.getTime() - lockMinutes * 60_000).toISOString();
  const lately = account.wrongPinsAt.filter((at) => at > since);
  if (lately.length >= MOST_WRONG_STAFF_PINS) return 'locked';
  if (account.pinHash === undefined) return 'wrong';
  return equalInConstantTime(account.pinHash, await hashPin(key, member, pin)) ? 'right' : 'wrong';
}
