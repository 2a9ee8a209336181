// Compares secrets.
import { createHash, timingSafeEqual } from 'node:crypto';

/** Hashed first, so that neither content nor length shows in the time it takes. */
export const isSameText = (a: string, b: string): boolean => timingSafeEqual(sha256(a), sha256(b));

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
