// Words that are handed out or kept without anybody being able to read them: encrypted under the hotline's key (AES-256-GCM,
// NIST SP 800-38D), so that they say nothing by themselves, and nothing at all once the key is gone. So are the names of a
// person in the log of erasures, which has to find them again after a restore, and cursors that name a masked number.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Secrets } from '../runtime.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

type Key = Pick<Secrets, 'challengeKey'>;
/** What was sealed for one purpose does not open for another. */
type WordsPurpose = 'words of an erasure' | 'cursor';

const keyOf = ({ challengeKey }: Key, purpose: WordsPurpose): Buffer =>
  Buffer.from(hkdfSync('sha256', challengeKey, '', purpose, 32));

/** base64url of nonce, tag and ciphertext. */
export function sealWords(
  secrets: Key,
  words: readonly string[],
  purpose: WordsPurpose = 'words of an erasure',
): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secrets, purpose), nonce);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(words), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** None where the key is another one, or somebody changed what was sealed. */
export function openWords(
  secrets: Key,
  sealed: string,
  purpose: WordsPurpose = 'words of an erasure',
): readonly string[] {
  const bytes = Buffer.from(sealed, 'base64url');
  try {
    const key = keyOf(secrets, purpose);
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    return JSON.parse(text.toString('utf8')) as readonly string[];
  } catch {
    return [];
  }
}
