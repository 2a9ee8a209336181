// What stood there before a write to the lists, sealed and handed to whoever made it: with it, exactly that is put back.
// The seal keeps anybody from making up who added a listing, and when.
import type { Listing, ListingPattern } from '../../../core/lists/listing.ts';
import { Problem } from '../../http/problem.ts';
import type { Runtime } from '../../runtime.ts';
import { seal, unseal } from '../../keyed/seal.ts';
import { HOUR_MS } from '../../../core/basics/durations.ts';

export interface Change {
  readonly pattern: ListingPattern;
  /** Absent where there was none. */
  readonly before?: Listing;
  /** Version that stands since then; 0 for none. */
  readonly after: number;
}

/** One write, of one listing or of a file of them. */
export interface Write {
  /** As the audit log names what was written to. */
  readonly record: string;
  readonly changes: readonly Change[];
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Of one write that can be undone: what undoes it has to travel there and back. */
export const MOST_CHANGES = 1_000;
/** Undo is for slips. */
const GOOD_FOR_MS = HOUR_MS;

export const changeOf = (pattern: ListingPattern, before: Listing | undefined, after: number): Change => ({
  pattern,
  after,
  ...(before === undefined ? {} : { before }),
});

export async function sealWrite(write: Omit<Write, 'at'>, runtime: Runtime): Promise<string> {
  return seal('undo', { ...write, at: runtime.now().toISOString() }, runtime);
}

/** @throws {Problem} */
export async function openWrite(sealed: string, runtime: Runtime): Promise<Write> {
  const write = await unseal<Write>('undo', sealed, runtime);
  if (write === undefined) throw new Problem('invalid-request', 'The undo token is not valid.');
  if (runtime.now().getTime() - Date.parse(write.at) > GOOD_FOR_MS)
    throw new Problem('invalid-request', 'A change can be undone for one hour.');
  return write;
}
