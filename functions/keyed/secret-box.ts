// Secrets of others that the hotline has to use: a partner's token, a key of hashes. They lie in the table encrypted, so
// that reading the table is not enough; the key is derived from the hotline's own.
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Secrets } from '../runtime.ts';

type Keys = Pick<Secrets, 'challengeKey'>;

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** @param purpose what was encrypted for one is not opened for another */
export function encrypt(purpose: string, text: string, keys: Keys): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyFor(purpose, keys), nonce);
  const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), bytes]).toString('base64url');
}

/** @throws where it was encrypted under another key, or changed since */
export function decrypt(purpose: string, sealed: string, keys: Keys): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv(CIPHER, keyFor(purpose, keys), bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const plain = [decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()];
  return Buffer.concat(plain).toString('utf8');
}

const keyFor = (purpose: string, { challengeKey }: Keys): Buffer =>
  createHmac('sha256', challengeKey).update(`secret-box:${purpose}`).digest();
