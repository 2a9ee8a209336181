// What a request about personal data is stored under, and what opens it on the page.
import { createHash, createHmac } from 'node:crypto';
import type { Secrets } from '../runtime.ts';

/** `P20261128-9f3c2a1b7d04`: what has the same seed on the same day is the same request. */
export const requestId = (seed: string, now: Date): string =>
  `P${now.toISOString().slice(0, 10).replaceAll('-', '')}-${createHash('sha256').update(seed).digest('hex').slice(0, 12)}`;

/** 32 hexadecimal digits that nobody can guess from the id. */
export const requestSecret = ({ challengeKey }: Pick<Secrets, 'challengeKey'>, id: string): string =>
  createHmac('sha256', challengeKey).update(`rights:${id}`).digest('hex').slice(0, 32);
