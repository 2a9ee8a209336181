// Shares that end: partners are told, and the number goes.
import type { Identity } from '../../core/numbers/identity.ts';
import { isNumber } from '../../core/numbers/identity.ts';
import { tombstoneOf } from '../../core/sharing/share.ts';
import type { Runtime } from '../runtime.ts';

/** No plain copy of the number is left among the shares. @returns how many shares it had */
export async function withdrawNumber(number: Identity, { store, now }: Runtime): Promise<number> {
  if (!isNumber(number)) return 0;
  const found = await store.shares.ofNumber(number);
  const at = now().toISOString();
  for (const share of found) await store.shares.withdraw({ ...tombstoneOf(share, at), decided: true });
  if (found.length > 0) await store.shares.raise();
  return found.length;
}
