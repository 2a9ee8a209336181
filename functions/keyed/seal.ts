// Something that the hotline hands out and wants back unchanged: compressed, since it travels there and back, and under
// an HMAC, so that nobody can make one up.
import { createHmac } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { equalInConstantTime } from '../../core/basics/constant-time.ts';
import type { Runtime } from '../runtime.ts';

/** What was sealed for one purpose does not open for another. */
export type SealPurpose = 'undo' | 'import';

export async function seal(purpose: SealPurpose, value: object, runtime: Runtime): Promise<string> {
  const text = deflateRawSync(JSON.stringify(value)).toString('base64url');
  return `${text}.${await signatureOf(purpose, text, runtime)}`;
}

/** Undefined where this hotline did not seal it for this purpose. */
export async function unseal<Value>(
  purpose: SealPurpose,
  sealed: string,
  runtime: Runtime,
): Promise<Value | undefined> {
  const [text = '', given = ''] = sealed.split('.');
  if (!equalInConstantTime(await signatureOf(purpose, text, runtime), given)) return undefined;
  return JSON.parse(inflateRawSync(Buffer.from(text, 'base64url')).toString()) as Value;
}

const signatureOf = async (purpose: SealPurpose, text: string, { secrets }: Runtime): Promise<string> =>
  createHmac('sha256', (await secrets()).challengeKey)
    .update(`${purpose}:${text}`)
    .digest('base64url');
