// One listing, and pages of them.
import { readNumberCell } from '../../../core/lists/list-file/read-lines.ts';
import { numbersCovered } from '../../../core/lists/coverage.ts';
import { writtenNumber } from '../../../core/numbers/number-words.ts';
import { planOf } from '../../../core/numbers/numbering-plan.ts';
import { isWideRule } from '../../../core/lists/prefix-input.ts';
import { isExpired, type Listing, type ListingPattern } from '../../../core/lists/listing.ts';
import {
  approvalRefusal,
  listingByHand,
  ownNumbersIn,
  type ListingRefusal,
} from '../../../core/settings/listing-rules.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import type { StoredListing } from '../../../store/lists/listing-items.ts';
import { parseIdentity } from '../../../core/numbers/identity.ts';
import { clearedBy, defer } from '../../commit.ts';
import type { Subject } from '../../http/subject.ts';
import { Problem } from '../../http/problem.ts';
import type { Runtime } from '../../runtime.ts';
import { tellPartners } from '../../sharing/list-changed.ts';
import { changeOf, sealWrite, type Change } from './sealed-write.ts';
import { TOKEN_CANNOT_APPROVE } from '../settings/proposals.ts';
import { listingInWords } from './undo.ts';
import {
  answer,
  NO_CONTENT,
  pathSegment,
  requireReplacedVersion,
  requireVersion,
  type Operations,
  type Outcome,
} from '../operation.ts';

type Routes =
  | 'listings.page'
  | 'listings.preview'
  | 'listings.get'
  | 'listings.put'
  | 'listings.delete'
  | 'listings.approve';

export const LISTING_OPERATIONS: Operations<Routes> = {
  'listings.page': async ({ query: { q, ...query }, runtime }) => {
    const { hotline } = await runtime.settings.current();
    const search = q === undefined ? undefined : asSearched(q, hotline.region);
    const { items, cursor } = await runtime.store.listings.page({
      ...query,
      search,
    });
    return answer('listings.page', { items: [...items], ...(cursor === undefined ? {} : { cursor }) });
  },

  'listings.preview': async ({ query: { text }, runtime }) => {
    const settings = await runtime.settings.current();
    const read = readNumberCell(text, settings.hotline);
    if (!read.ok) return answer('listings.preview', { ok: false, problem: read.code, text: read.problem });
    const { pattern } = read;
    const standing = await runtime.store.listings.get(pattern);
    return answer('listings.preview', {
      ok: true,
      pattern,
      written: writtenNumber(pattern, settings.hotline.region),
      covers: numbersCovered(pattern),
      own: ownNumbersIn(pattern, settings),
      wide: isWideRule(pattern),
      ...(read.remark === undefined ? {} : { remark: read.remark }),
      ...(standing === undefined ? {} : { listing: standing.listing }),
    });
  },

  'listings.get': async ({ path, runtime }) => {
    const pattern = await patternIn(path, runtime);
    const [stored, hits] = await Promise.all([
      runtime.store.listings.get(pattern),
      runtime.store.calls.countByListing(pattern),
    ]);
    const { listing } = requireListed(stored, pattern);
    return answer('listings.get', { ...listing, hits }, listing.version);
  },

  'listings.put': async ({ path, body, ifMatch, writeKey, subject, runtime }) => {
    const settings = await runtime.settings.current();
    const pattern = readPattern(path, settings);
    const standing = await runtime.store.listings.get(pattern);
    if (standing !== undefined && writeKey !== undefined && standing.writeKey === writeKey) {
      return put(standing.listing);
    }
    const replaces = standing?.listing.version ?? 0;
    if (standing === undefined) requireVersion(ifMatch, replaces);
    else requireReplacedVersion(ifMatch, replaces);
    const made = listingByHand(pattern, body, {
      by: subject,
      now: runtime.now(),
      settings,
      standing: standing?.listing,
    });
    if (!made.ok) throw problemOf(made.refusal);
    const { listing } = made;
    const undo = await undoOf(changeOf(pattern, standing?.listing, listing.version), runtime);
    await runtime.store.listings.put(listing, replaces, writeKey);
    for (const task of clearedBy(listing)) await defer(task, runtime);
    await tellPartners(runtime);
    return withHeaders(put(listing), undo);
  },

  'listings.approve': async ({ path, ifMatch, writeKey, subject, runtime }) => {
    const settings = await runtime.settings.current();
    const pattern = readPattern(path, settings);
    const standing = requireListed(await runtime.store.listings.get(pattern), pattern);
    const { listing } = standing;
    // Approved already, by the delivery that this one repeats.
    if (writeKey !== undefined && standing.writeKey === writeKey) return put(listing);
    requirePending(listing, runtime.now());
    requireVersion(ifMatch, listing.version);
    requireApprover(listing, subject, settings);
    const { pending: _, ...rest } = listing;
    const approved: Listing = { ...rest, approvedBy: subject.id, version: listing.version + 1 };
    await runtime.store.listings.put(approved, listing.version, writeKey);
    await tellPartners(runtime);
    return put(approved);
  },

  'listings.delete': async ({ path, ifMatch, writeKey, runtime }) => {
    const pattern = await patternIn(path, runtime);
    const stored = await runtime.store.listings.get(pattern);
    // Deleted already, by the delivery that this one repeats.
    if (stored === undefined && writeKey !== undefined) return { ...NO_CONTENT, audit: { record: pattern } };
    const { listing } = requireListed(stored, pattern);
    requireVersion(ifMatch, listing.version);
    const undo = await undoOf(changeOf(pattern, listing, 0), runtime);
    await runtime.store.listings.remove(pattern, listing.version);
    // A block that partners' lists have made is taken back for good: their lists must not make it again.
    const number = parseIdentity(pattern);
    if (number !== undefined && listing.complaints !== undefined)
      await defer({ kind: 'number-cleared', number, at: runtime.now().toISOString() }, runtime);
    await tellPartners(runtime);
    const removed = { ...NO_CONTENT, audit: { record: pattern, detail: listingInWords(listing) } };
    return withHeaders(removed, undo);
  },
};

/**
 * The way back goes along with the answer. It is sealed before the write: without secrets nothing is written, rather than
 * written and answered with an error.
 */
const undoOf = async (change: Change, runtime: Runtime): Promise<Record<string, string>> => ({
  'x-undo': await sealWrite({ record: change.pattern, changes: [change] }, runtime),
});

const withHeaders = (outcome: Outcome, headers: Readonly<Record<string, string>>): Outcome => ({
  ...outcome,
  headers: { ...outcome.headers, ...headers },
});

/**
 * Figures are found however they are written; words as they are. Undefined: nothing is sought. What is dialed before a
 * number at home, as the 0 of 010 6621 8888, is no part of the number as it is kept.
 */
function asSearched(text: string, region: string): string | undefined {
  const search = text.normalize('NFKC').trim();
  if (search === '') return undefined;
  if (!/^[\d\s().+*/-]+$/.test(search) || !/\d/.test(search)) return search;
  const figures = search.replaceAll(/[^\d+*]/g, '');
  const kept = figures.replace(new RegExp(`^(${planOf(region)?.trunk ?? ''})?0*`), '');
  return kept === '' ? figures : kept;
}

const put = (listing: Listing): Outcome => ({
  ...answer('listings.put', listing, listing.version),
  audit: { record: listing.pattern, detail: listingInWords(listing), act: listing.addedAt },
});

const patternIn = async (path: Readonly<Record<string, string>>, runtime: Runtime): Promise<ListingPattern> =>
  readPattern(path, await runtime.settings.current());

function readPattern(path: Readonly<Record<string, string>>, { hotline }: Settings): ListingPattern {
  const text = pathSegment(path, 'pattern');
  const read = readNumberCell(text, hotline);
  if (read.ok) return read.pattern;
  throw new Problem('invalid-number', `"${text.slice(0, 60)}" ${read.problem}.`);
}

function requireListed(stored: StoredListing | undefined, pattern: ListingPattern): StoredListing {
  if (stored === undefined) throw new Problem('not-found', `${pattern} is on no list.`);
  return stored;
}

function problemOf(refusal: ListingRefusal): Problem {
  switch (refusal.code) {
    case 'never-block':
      return new Problem(
        'protected',
        `${refusal.pattern} is on the never-block list. Remove it there first.`,
      );
    case 'own-number':
      return new Problem('protected', `${refusal.pattern} belongs to the hotline or a staff member.`);
    case 'no-department':
      return new Problem('invalid-request', `department: no department is named "${refusal.department}".`);
    case 'not-a-date':
      return new Problem('invalid-request', 'expiresAt must be an existing date, like 2026-12-31.');
    case 'past-date':
      return new Problem(
        'invalid-request',
        'expiresAt must be in the future. To end the entry now, delete it.',
      );
  }
}

/** @throws {Problem} nothing-to-approve */
function requirePending(listing: Listing, now: Date): void {
  const { pattern, list, expiresAt = '' } = listing;
  if (isExpired(listing, now))
    throw new Problem('nothing-to-approve', `The entry for ${pattern} expired on ${expiresAt}.`);
  if (listing.pending === undefined)
    throw new Problem('nothing-to-approve', `${pattern} is on the ${list} list and already in effect.`);
}

function requireApprover(listing: Listing, by: Subject, settings: Settings): void {
  switch (approvalRefusal(listing, by, settings)) {
    case 'token':
      throw new Problem('not-allowed', TOKEN_CANNOT_APPROVE);
    case 'own-proposal':
      throw new Problem(
        'not-allowed',
        `You proposed ${listing.pattern} yourself. Another person with the approver role must approve it.`,
      );
    case undefined:
      return;
  }
}
