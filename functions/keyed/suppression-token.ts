// What stands for a number that was erased: a keyed hash, since a plain one is reversed by trying all numbers. 128 bits.
import { createHmac } from 'node:crypto';
import type { Secrets } from '../runtime.ts';

export const suppressionToken = ({ challengeKey }: Pick<Secrets, 'challengeKey'>, number: string): string =>
  createHmac('sha256', challengeKey).update(`suppression:${number}`).digest('base64url').slice(0, 22);
