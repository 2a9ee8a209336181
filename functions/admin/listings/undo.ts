// A write to the lists, taken back: what it changed and nobody has changed since is as it was before.
import type { Listing } from '../../../core/lists/listing.ts';
import { ConflictError } from '../../../store/database/errors.ts';
import type { Listings } from '../../../store/lists/listings.ts';
import { Problem } from '../../http/problem.ts';
import { tellPartners } from '../../sharing/list-changed.ts';
import { answer, type Operations } from '../operation.ts';
import { openWrite, type Change, type Write } from './sealed-write.ts';

export const LISTING_UNDO_OPERATIONS: Operations<'listings.undo'> = {
  'listings.undo': async ({ body, runtime }) => {
    const write = await openWrite(body.undo, runtime);
    const { record, changes, at } = write;
    const { listings } = runtime.store;
    const standing = await listings.getMany(changes.map(({ pattern }) => pattern));
    const open = changes.filter((change) => !isUndone(change, standing.get(change.pattern)));
    const ready = open.filter(({ pattern, after }) => (standing.get(pattern)?.version ?? 0) === after);
    const lost = await putBackAll(ready, listings);
    const kept = open.length - ready.length + lost;
    // One listing is refused as any write is that rests on an older version; of a file it is said how many.
    if (kept > 0 && record === changes[0]?.pattern)
      throw new Problem('changed-meanwhile', `${record} has changed since then and was not undone.`);
    const undone = changes.length - kept;
    if (undone > 0) await tellPartners(runtime);
    return {
      ...answer('listings.undo', { record, undone, kept }),
      audit: { record, detail: inWords(write, undone, kept), act: at },
    };
  },
};

/** By an earlier delivery of the same request, or by hand: there is nothing left to do. */
const isUndone = ({ before }: Change, standing: Listing | undefined): boolean =>
  before === undefined || standing === undefined
    ? before === standing
    : JSON.stringify(contentOf(before)) === JSON.stringify(contentOf(standing));

const contentOf = ({ version: _, ...content }: Listing): unknown => Object.entries(content).sort();

/** Single writes on their way at once: each is made only where its listing is as it was left. */
const AT_ONCE = 8;

/** @returns how many were changed by somebody else at this very moment */
async function putBackAll(changes: readonly Change[], listings: Listings): Promise<number> {
  let lost = 0;
  for (let index = 0; index < changes.length; index += AT_ONCE) {
    const done = await Promise.all(
      changes.slice(index, index + AT_ONCE).map((one) => putBack(one, listings)),
    );
    lost += done.filter((one) => !one).length;
  }
  return lost;
}

async function putBack({ pattern, before, after }: Change, listings: Listings): Promise<boolean> {
  try {
    if (before === undefined) await listings.remove(pattern, after);
    // What it said, at a version that nobody has read yet.
    else await listings.put({ ...before, version: Math.max(before.version, after) + 1 }, after);
    return true;
  } catch (error) {
    if (error instanceof ConflictError) return false;
    throw error;
  }
}

function inWords({ record, changes: [first] }: Write, undone: number, kept: number): string {
  if (record !== first?.pattern) return `undone: ${String(undone)} as before, ${String(kept)} changed since`;
  return `undone: ${first.before === undefined ? 'not listed' : listingInWords(first.before)}`;
}

export const listingInWords = ({ list, reason, expiresAt }: Listing): string =>
  `${list}: ${reason}${expiresAt === undefined ? '' : ` (until ${expiresAt})`}`;
