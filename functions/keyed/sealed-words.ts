// Names of a person in the log of erasures, which has to find them again after a restore: encrypted under the hotline's key
// (AES-256-GCM, NIST SP 800-38D), so that the log alone says nothing, and nothing at all once the key is gone.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Secrets } from '../runtime.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const keyOf = ({ challengeKey }: Pick<Secrets, 'challengeKey'>): Buffer =>
  Buffer.from(hkdfSync('sha256', challengeKey, '', 'words of an erasure', 32));

/** base64url of nonce, tag and ciphertext. */
export function sealWords(secrets: Pick<Secrets, 'challengeKey'>, words: readonly string[]): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secrets), nonce);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(words), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** None where the key is another one, or somebody changed what was sealed. */
export function openWords(secrets: Pick<Secrets, 'challengeKey'>, sealed: string): readonly string[] {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secrets), bytes.subarray(0, NONCE_BYTES));
  try {
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    return JSON.parse(text.toString('utf8')) as readonly string[];
  } catch {
    return [];
  }
}
