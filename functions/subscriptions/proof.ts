// Whether content is what the partner published: its declared SHA-256, and a detached OpenPGP signature by the key whose
// fingerprint a person has pinned. The key itself comes from the partner's server; the fingerprint says that it is right.
import type { SubscriptionTerms } from '../../core/subscriptions/subscription.ts';
import { sha256 } from '../sha256.ts';
import { FetchError } from './failure.ts';
import { beside, type Source } from './source.ts';

/** @param declared hexadecimal; undefined where nothing is declared */
export function requireSum(
  content: Buffer,
  declared: string | undefined,
  { integrity, signedBy }: SubscriptionTerms,
  what: string,
): void {
  if (declared === undefined) {
    if (integrity === 'if-declared' && signedBy === undefined) return;
    throw new FetchError(
      'no-sum',
      `${what} has no SHA-256 sum beside it. Ask the partner to publish one, or set integrity to "if-declared" without a pinned key.`,
    );
  }
  if (sha256(content) !== declared.trim().toLowerCase())
    throw new FetchError(
      'wrong-sum',
      `${what} is not what its SHA-256 sum says: it was damaged or changed on the way. Ask the partner. Nothing was taken over.`,
    );
}

/** The first field of `sha256sum`'s line. */
const sumIn = (file: Buffer | undefined): string | undefined =>
  /^\s*\\?([0-9a-f]{64})\b/i.exec(file?.toString('utf8') ?? '')?.[1]?.toLowerCase();

/** A table, its sum and its signature lie beside each other. */
export async function requireTableProof(
  content: Buffer,
  url: string,
  terms: SubscriptionTerms,
  source: Source,
): Promise<void> {
  const declared = sumIn(await source.find(beside(url, '.sha256')));
  requireSum(content, declared, { ...terms, signedBy: undefined }, 'The table');
  await requireSignature(content, beside(url, '.asc'), terms, source);
}

/** Nothing is asked where no key is pinned. */
export async function requireSignature(
  content: Buffer,
  signatureUrl: string,
  terms: SubscriptionTerms,
  source: Source,
): Promise<void> {
  if (terms.signedBy === undefined) return;
  const armored = await source.find(signatureUrl);
  if (armored === undefined)
    throw new FetchError(
      'no-signature',
      'The content has no signature beside it (.asc), though a key is pinned. Ask the partner. Nothing was taken over.',
    );
  const key = await source.find(keyUrl(terms));
  if (key === undefined)
    throw new FetchError(
      'no-signature',
      'The partner’s server has no public key (key.asc), which the pinned fingerprint is about. Ask the partner.',
    );
  await verify(content, { armored: armored.toString('utf8'), key: key.toString('utf8') }, terms.signedBy);
}

/** `key.asc` in the folder of the feed, or above it: `/feeds/misp/manifest.json` and `/feeds/numbers.csv`: `/feeds/key.asc`. */
function keyUrl({ url, kind }: SubscriptionTerms): string {
  if (url.startsWith('/') || url.startsWith('file:')) {
    const folder = kind === 'misp' ? url.replace(/\/manifest\.json$/, '') : url.replace(/\/[^/]*$/, '');
    return `${folder.replace(/\/$/, '')}/key.asc`;
  }
  const { pathname } = new URL(url);
  const at = pathname.indexOf('/feeds/');
  const path = at >= 0 ? `${pathname.slice(0, at)}/feeds/key.asc` : `${folderOf(pathname)}/key.asc`;
  const base = new URL(url);
  base.pathname = path;
  return base.href;
}

/** Without the file at its end, where it ends in one. */
function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  const last = path.slice(end + 1);
  return last === '' || last.includes('.') ? path.slice(0, end) : path;
}

const WRONG =
  'The signature is not by the pinned key, or the content was changed after it was signed. Ask the partner by another way, such as the telephone, before you pin another key. Nothing was taken over.';

async function verify(
  content: Buffer,
  { armored, key }: { readonly armored: string; readonly key: string },
  pinned: string,
): Promise<void> {
  // Loaded when first used: it is large, and most subscriptions have no signature.
  const pgp = await import('openpgp');
  try {
    const verificationKeys = (await pgp.readKeys({ armoredKeys: key }))
      .filter((one) => one.getFingerprint().toLowerCase() === pinned)
      .map((one) => one.toPublic());
    if (verificationKeys.length === 0) throw new FetchError('wrong-signature', WRONG);
    const { signatures } = await pgp.verify({
      message: await pgp.createMessage({ binary: new Uint8Array(content) }),
      signature: await pgp.readSignature({ armoredSignature: armored }),
      verificationKeys,
    });
    const checked = await Promise.all(signatures.map(({ verified }) => verified.catch(() => false)));
    if (!checked.some((isGood) => isGood)) throw new FetchError('wrong-signature', WRONG);
  } catch (error) {
    if (error instanceof FetchError) throw error;
    throw new FetchError('wrong-signature', WRONG);
  }
}
