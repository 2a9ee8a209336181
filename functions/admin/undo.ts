// What stood there before a change, sealed and handed to whoever made the change: with it, exactly that is put back. The
// seal keeps anybody from making up who added a listing, and when.
import { createHmac } from 'node:crypto';
import { equalInConstantTime } from '../../core/constant-time.ts';
import type { Listing, ListingPattern } from '../../core/listing.ts';
import { Problem } from '../http/problem.ts';
import type { Runtime } from '../runtime.ts';

export interface Change {
  readonly pattern: ListingPattern;
  /** Absent where there was none. */
  readonly before?: Listing;
  /** Version that stands since then; 0 for none. */
  readonly after: number;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Undo is for slips. */
const GOOD_FOR_MS = 3_600_000;

export async function sealChange(change: Omit<Change, 'at'>, runtime: Runtime): Promise<string> {
  const at = runtime.now().toISOString();
  const text = Buffer.from(JSON.stringify({ ...change, at })).toString('base64url');
  return `${text}.${await seal(text, runtime)}`;
}

/** @throws {Problem} */
export async function openChange(sealed: string, runtime: Runtime): Promise<Change> {
  const [text = '', given = ''] = sealed.split('.');
  if (!equalInConstantTime(await seal(text, runtime), given))
    throw new Problem('invalid-request', 'body /undo: is none that this hotline handed out.');
  const change = JSON.parse(Buffer.from(text, 'base64url').toString()) as Change;
  if (runtime.now().getTime() - Date.parse(change.at) > GOOD_FOR_MS)
    throw new Problem('invalid-request', 'body /undo: is too old; a change can be undone within an hour.');
  return change;
}

const seal = async (text: string, { secrets }: Runtime): Promise<string> =>
  createHmac('sha256', (await secrets()).challengeKey)
    .update(`undo:${text}`)
    .digest('base64url');
