// What is read for a caller, with the lists of hashes that partners have sent. Under which keys a number has to be sought
// is known from the call before; a list that came since is read in a second request, once.
import { isNumber, type Identity } from '../../core/numbers/identity.ts';
import type { E164 } from '../../core/numbers/e164.ts';
import type { MatchingKey } from '../../core/evidence/feed.ts';
import type { IncomingFacts } from '../../store/incoming.ts';
import { hashesOf } from '../keyed/matching.ts';
import type { Runtime, Secrets } from '../runtime.ts';

/** By store, since tests and the lab have several hotlines in one process. */
const remembered = new WeakMap<Runtime['store'], readonly MatchingKey[]>();

export async function readIncoming(
  number: Identity | undefined,
  asked: { readonly members: readonly E164[]; readonly token: string | undefined },
  secrets: Secrets,
  { store, now }: Runtime,
): Promise<IncomingFacts> {
  const read = (keys: readonly MatchingKey[]): Promise<IncomingFacts> =>
    store.incoming(number, { ...asked, now: now(), hashes: hashesOf(number, keys, secrets) });
  const known = remembered.get(store) ?? [];
  const first = await read(known);
  const { matching } = first;
  if (matching === undefined || idsOf(matching) === idsOf(known)) return first;
  remembered.set(store, matching);
  return number === undefined || !isNumber(number) || matching.length === 0 ? first : read(matching);
}

const idsOf = (keys: readonly MatchingKey[]): string =>
  keys
    .map(({ feed, keyId }) => `${feed} ${keyId}`)
    .sort()
    .join();
