// SHA-256 in hexadecimal digits, as `sha256sum` prints it.
import { createHash } from 'node:crypto';

export const sha256 = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');
