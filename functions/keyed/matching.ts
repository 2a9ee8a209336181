// What a number is under the keys of partners, so that their lists can be matched without either side showing a number
// that the other does not have.
import { createHash, createHmac } from 'node:crypto';
import { keyedHash, type KeyedHash } from '../../core/evidence/keyed-number.ts';
import { isNumber, type Identity } from '../../core/numbers/identity.ts';
import type { MatchingKey } from '../../core/evidence/feed.ts';
import type { Secrets } from '../runtime.ts';
import { decrypt, encrypt } from './secret-box.ts';

const PURPOSE = 'matching-key';

/** 32 bytes, base64url. */
export const isMatchingKey = (text: string): boolean =>
  /^[\w-]{43}=?$/.test(text) && Buffer.from(text, 'base64url').byteLength === 32;

/** First 8 hexadecimal digits of the SHA-256 of the key. */
const keyIdOf = (key: string): string =>
  createHash('sha256').update(Buffer.from(key, 'base64url')).digest('hex').slice(0, 8);

export const sealKey = (key: string, secrets: Secrets) => ({
  keyId: keyIdOf(key),
  sealed: encrypt(PURPOSE, key, secrets),
});

/** @param sealed the key, as `sealKey` made it */
const opened = (sealed: string, secrets: Secrets): Buffer =>
  Buffer.from(decrypt(PURPOSE, sealed, secrets), 'base64url');

/** Hexadecimal, 64 digits. */
const hmacUnder = (key: Buffer, number: Identity): string =>
  createHmac('sha256', key).update(number).digest('hex');

/** Hexadecimal, 64 digits. @param sealed the key, as `sealKey` made it */
export const hmacOf = (number: Identity, sealed: string, secrets: Secrets): string =>
  hmacUnder(opened(sealed, secrets), number);

/** For many numbers: the keys are decrypted once. */
export function hasherUnder(
  keys: readonly Pick<MatchingKey, 'keyId' | 'sealed'>[],
  secrets: Secrets,
): (number: Identity) => readonly KeyedHash[] {
  const open = keys.map(({ keyId, sealed }) => ({ keyId, key: opened(sealed, secrets) }));
  return (number) => open.flatMap(({ keyId, key }) => keyedHash(keyId, hmacUnder(key, number)) ?? []);
}

export const hashesOf = (
  number: Identity | undefined,
  keys: readonly MatchingKey[],
  secrets: Secrets,
): readonly KeyedHash[] =>
  number === undefined || !isNumber(number)
    ? []
    : keys.flatMap(({ keyId, sealed }) => keyedHash(keyId, hmacOf(number, sealed, secrets)) ?? []);
