// The key that signs packages on one machine: made once, in a file that only its owner can read.
import { constants, createPrivateKey, createPublicKey, generateKeyPair, privateEncrypt } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { SigningKey } from '../../functions/packages/package-signature.ts';

const generate = promisify(generateKeyPair);
const RSA_BITS = 3_072;

/** @param file PEM, PKCS #8; a key of one's own can be put there */
export function keyInFile(file: string): SigningKey {
  let pem: Promise<string> | undefined;
  const key = async () => createPrivateKey(await (pem ??= readOrMake(file)));
  return {
    publicKey: async () => createPublicKey(await key()).export({ format: 'der', type: 'spki' }),
    sign: async (sha256) =>
      privateEncrypt(
        { key: await key(), padding: constants.RSA_PKCS1_PADDING },
        Buffer.concat([DIGEST_INFO, sha256]),
      ),
  };
}

/** Begins a DigestInfo for SHA-256 (RFC 8017 section 9.2, note 1). */
const DIGEST_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');

async function readOrMake(file: string): Promise<string> {
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return kept;
  const { privateKey } = await generate('rsa', {
    modulusLength: RSA_BITS,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  // A file that came meanwhile, or that cannot be read, stays; reading it again says what is wrong with it.
  await writeFile(file, privateKey, { mode: 0o600, flag: 'wx' }).catch(() => undefined);
  return readFile(file, 'utf8');
}
