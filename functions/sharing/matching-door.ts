// `/feeds/matching/`: numbers are compared without being told. The list holds keyed hashes, so a partner sees nothing of the
// numbers that it does not know; the look-up takes the first digits of a hash, so the hotline does not learn which number
// was meant.
import { stringify } from 'csv-stringify/sync';
import { liveCredentials } from '../../core/sharing/partner.ts';
import type { LiveShare } from '../../core/sharing/share.ts';
import { Problem } from '../http/problem.ts';
import { pathOf } from '../http/read-request.ts';
import { matchingHash, pairwiseKey } from './identifiers.ts';
import { requireFormat, type DoorInput, type Given } from './door.ts';

const LIST = 'list.csv';
const COLUMNS = ['key_id', 'hmac', 'category', 'confidence', 'first_seen', 'last_seen', 'action'];

/** @throws {Problem} not-agreed, invalid-request */
export async function matchingAnswer(input: DoorInput): Promise<Given> {
  const asked = pathOf(input.event).prefix ?? '';
  return asked === LIST ? hashedList(input) : entriesUnder(asked.toLowerCase(), input);
}

interface Key {
  readonly keyId: string;
  readonly pairwise: string;
}

/** The newest first: during a rotation there are two. */
async function keysOf({ partner, runtime }: Pick<DoorInput, 'partner' | 'runtime'>): Promise<readonly Key[]> {
  const { sharingKey } = await runtime.secrets();
  return liveCredentials(partner, runtime.now())
    .toReversed()
    .map(({ id, keyId }) => ({ keyId, pairwise: pairwiseKey(sharingKey, id) }));
}

/** Under each valid key. The list is whole each time: what is not in it any more is withdrawn. */
async function hashedList(input: DoorInput): Promise<Given> {
  requireFormat(input.partner, 'matching-list');
  const rows = (await keysOf(input)).flatMap(({ keyId, pairwise }) =>
    hashed(input.view.live, pairwise).map(({ hmac, share }) => [
      keyId,
      hmac,
      share.category,
      share.confidence,
      share.firstSeen,
      share.lastSeen,
      'add',
    ]),
  );
  const body = stringify(rows, { header: true, columns: COLUMNS });
  return { type: 'text/csv; charset=utf-8', body, numbers: input.view.live.length };
}

interface Hashed {
  readonly hmac: string;
  readonly share: LiveShare;
}

/** In the order of the hashes, which says nothing of when numbers were added. */
const hashed = (shares: readonly LiveShare[], pairwise: string): readonly Hashed[] =>
  shares
    .map((share) => ({ hmac: matchingHash(pairwise, share.number), share }))
    .toSorted((a, b) => a.hmac.localeCompare(b.hmac));

/** Bodies come in multiples of this many bytes. */
const PADDED_TO = 4_096;

/** A partner that is rotating says with `?key=` which of its keys the prefix was made with. */
async function entriesUnder(prefix: string, input: DoorInput): Promise<Given> {
  const { partner, view, event } = input;
  requireFormat(partner, 'matching-lookup');
  const { prefixDigits } = partner.terms;
  if (!/^[0-9a-f]+$/.test(prefix) || prefix.length !== prefixDigits)
    throw new Problem(
      'invalid-request',
      `Ask for the first ${String(prefixDigits)} hexadecimal digits of the hash: more would tell which number is meant.`,
    );
  const { keyId, pairwise } = keyAskedFor(await keysOf(input), event.queryStringParameters?.key);
  const entries = hashed(view.live, pairwise)
    .filter(({ hmac }) => hmac.startsWith(prefix))
    .map(({ hmac, share: { category, confidence, firstSeen, lastSeen } }) => ({
      suffix: hmac.slice(prefix.length),
      category,
      confidence,
      firstSeen,
      lastSeen,
    }));
  const body = padded({ keyId, prefix, entries });
  return { type: 'application/json', body, numbers: entries.length, lookUps: 1 };
}

function keyAskedFor(keys: readonly Key[], keyId: string | undefined): Key {
  const found = keyId === undefined ? keys[0] : keys.find((key) => key.keyId === keyId);
  if (found === undefined) throw new Problem('invalid-request', 'query /key: no key with this id is valid.');
  return found;
}

/** So the size of the answer does not say whether there is an entry. */
function padded(content: object): string {
  const bare = Buffer.byteLength(JSON.stringify({ ...content, padding: '' }));
  return JSON.stringify({ ...content, padding: '0'.repeat((PADDED_TO - (bare % PADDED_TO)) % PADDED_TO) });
}

/** The entries of all numbers by their hashes, under each key of the partner that is valid. */
export async function entriesByHash(
  shares: readonly LiveShare[],
  given: Pick<DoorInput, 'partner' | 'runtime'>,
): Promise<ReadonlyMap<string, string>> {
  const keys = await keysOf(given);
  return new Map(
    keys.flatMap(({ pairwise }) =>
      shares.map(({ number, entry }) => [matchingHash(pairwise, number), entry] as const),
    ),
  );
}
