// What the processes of one hotline tell each other beside a request. The front door takes these headers off everything
// that comes from outside, and the processes behind it answer nothing that lacks the secret of this start.
import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { equalInConstantTime } from '../../core/basics/constant-time.ts';

const PREFIX = 'x-hotline-inner-';

export const INNER = {
  secret: `${PREFIX}secret`,
  /** When the headers of the request had arrived, milliseconds since 1970. */
  arrivedAt: `${PREFIX}arrived-at`,
  /** Address of whoever sent it. */
  client: `${PREFIX}client`,
  /** How far the clock of a scripted call is ahead of this machine's, milliseconds. */
  clockAhead: `${PREFIX}clock-ahead`,
} as const;

/** Made at each start, kept in memory alone. */
export const makeInnerSecret = (): string => randomBytes(32).toString('base64url');

export const hasInnerSecret = (headers: IncomingHttpHeaders, secret: string): boolean =>
  equalInConstantTime(String(headers[INNER.secret] ?? ''), secret);

export const isInner = (name: string): boolean => name.startsWith(PREFIX);
