// One listing, and pages of them.
import { readExpiry } from '../../../core/lists/expiry.ts';
import { readNumberCell } from '../../../core/lists/list-file/read-lines.ts';
import { numbersCovered } from '../../../core/lists/coverage.ts';
import { writtenNumber } from '../../../core/numbers/number-words.ts';
import { planOf } from '../../../core/numbers/numbering-plan.ts';
import { isWideRule } from '../../../core/lists/prefix-input.ts';
import {
  isPrefixRule,
  patternsOf,
  type List,
  type Listing,
  type ListingPattern,
} from '../../../core/lists/listing.ts';
import { departmentOrDefault, findDepartment, type Settings } from '../../../core/settings/settings.ts';
import { ownNumbers } from '../../../core/departments/staff.ts';
import type { StoredListing } from '../../../store/listings.ts';
import type { Subject } from '../../http/authorize.ts';
import { Problem } from '../../http/problem.ts';
import type { Runtime } from '../../runtime.ts';
import type { BodyOf } from '../contract.ts';
import { changeOf, sealWrite, type Change } from '../undo.ts';
import { TOKEN_CANNOT_APPROVE } from '../proposals.ts';
import { listingInWords } from './listing-undo.ts';
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
    if (body.list === 'block') refuseProtected(standing?.listing);
    const listing = newListing(pattern, body, {
      replaces,
      by: subject,
      now: runtime.now(),
      settings,
      standing: standing?.listing,
    });
    await runtime.store.listings.put(listing, replaces, writeKey);
    return withUndo(put(listing), changeOf(pattern, standing?.listing, listing.version), runtime);
  },

  'listings.approve': async ({ path, ifMatch, subject, runtime }) => {
    const settings = await runtime.settings.current();
    const pattern = readPattern(path, settings);
    const { listing } = requireListed(await runtime.store.listings.get(pattern), pattern);
    // Approved already, by the delivery that this one repeats.
    if (listing.pending === undefined) return put(listing);
    requireVersion(ifMatch, listing.version);
    requireSecondPerson(listing, subject, settings);
    const { pending: _, ...rest } = listing;
    const approved: Listing = { ...rest, version: listing.version + 1 };
    await runtime.store.listings.put(approved, listing.version);
    return put(approved);
  },
  'listings.delete': async ({ path, ifMatch, writeKey, runtime }) => {
    const pattern = await patternIn(path, runtime);
    const stored = await runtime.store.listings.get(pattern);
    // Deleted already, by the delivery that this one repeats.
    if (stored === undefined && writeKey !== undefined) return { ...NO_CONTENT, audit: { record: pattern } };
    const { listing } = requireListed(stored, pattern);
    requireVersion(ifMatch, listing.version);
    await runtime.store.listings.remove(pattern, listing.version);
    const removed = { ...NO_CONTENT, audit: { record: pattern, detail: listingInWords(listing) } };
    return withUndo(removed, changeOf(pattern, listing, 0), runtime);
  },
};

/** The way back goes along with the answer. */
async function withUndo(outcome: Outcome, change: Change, runtime: Runtime): Promise<Outcome> {
  const sealed = await sealWrite({ record: change.pattern, changes: [change] }, runtime);
  return { ...outcome, headers: { ...outcome.headers, 'x-undo': sealed } };
}

/**
 * Figures are found however they are written; words as they are. Undefined: nothing is sought. What is dialed before a
 * number at home, as the 0 of 010 6621 8888, is no part of the number as it is kept.
 */
function asSearched(text: string, region: string): string | undefined {
  const search = text.normalize('NFKC').trim();
  if (search === '') return undefined;
  if (!/^[\d\s().+*/-]*\d[\d\s().+*/-]*$/.test(search)) return search;
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

interface Circumstances {
  readonly replaces: number;
  readonly by: Subject;
  readonly now: Date;
  readonly settings: Settings;
  readonly standing: Listing | undefined;
}

function newListing(
  pattern: ListingPattern,
  { expiresAt, department, ...body }: BodyOf<'listings.put'>,
  { replaces, by, now, settings, standing }: Circumstances,
): Listing {
  if (body.list === 'block') refuseOwnNumber(pattern, settings);
  if (department !== undefined && findDepartment(settings, department) === undefined) {
    throw new Problem('invalid-request', `body /department: there is no department "${department}".`);
  }
  const expiry = expiresAt === undefined ? undefined : expiryOf(expiresAt, settings, now);
  return {
    ...body,
    pattern,
    source: 'admin',
    addedBy: by.id,
    addedAt: now.toISOString(),
    ...(expiry === undefined ? {} : { expiresAt: expiry }),
    ...(department === undefined ? {} : { department }),
    ...(needsSecondPerson(pattern, body.list, { by, standing, settings }) ? { pending: true } : {}),
    version: replaces + 1,
  } as Listing;
}

/** @returns ISO 8601, UTC. @throws {Problem} */
function expiryOf(text: string, settings: Settings, now: Date): string {
  const { timeZone } = departmentOrDefault(settings, undefined);
  const expiry = readExpiry(text, { timeZone, now });
  if (expiry.ok) return expiry.expiresAt;
  const problem = {
    'not-a-date': 'is no date that exists',
    'past-date': 'lies in the past; delete the listing instead',
  }[expiry.code];
  throw new Problem('invalid-request', `body /expiresAt: ${problem}.`);
}

export interface SecondPersonFacts {
  readonly by: Subject;
  readonly standing: Listing | undefined;
  readonly settings: Pick<Settings, 'security'>;
}

/**
 * A rule about a whole region is one person's proposal until another approves it. The machine owner's token is nobody
 * in particular and needs nobody else, unless the settings ask for a second approver; a rule that stands approved on
 * this list stays so when its words change.
 */
export function needsSecondPerson(
  pattern: ListingPattern,
  list: List,
  { by, standing, settings }: SecondPersonFacts,
): boolean {
  if (!isWideRule(pattern) || (by.kind === 'token' && !asksForApprover(settings))) return false;
  return standing?.list !== list || standing.pending === true;
}

const asksForApprover = ({ security }: Pick<Settings, 'security'>): boolean =>
  security.secondApprover.includes('wide-rules');

function requireSecondPerson({ addedBy, pattern }: Listing, by: Subject, settings: Settings): void {
  if (by.kind === 'token' && isWideRule(pattern) && asksForApprover(settings))
    throw new Problem('not-allowed', TOKEN_CANNOT_APPROVE);
  if (addedBy !== by.id) return;
  throw new Problem(
    'not-allowed',
    `You proposed ${pattern} yourself: another person with the role approver has to approve it.`,
  );
}

/** Two deliberate steps for a number that somebody has put out of reach of a block. */
function refuseProtected(standing: Listing | undefined): void {
  if (standing?.list !== 'never-block') return;
  throw new Problem('protected', `${standing.pattern} is on the never-block list; take it off there first.`);
}

/** Blocking the hotline or its staff is never meant. */
function refuseOwnNumber(pattern: ListingPattern, settings: Settings): void {
  if (!isOwnNumber(pattern, settings)) return;
  throw new Problem('protected', `${pattern} is the hotline’s own number or that of a member of staff.`);
}

export const isOwnNumber = (pattern: ListingPattern, settings: Settings): boolean =>
  !isPrefixRule(pattern) && ownNumbersIn(pattern, settings) > 0;

/** How many numbers of the hotline and its staff a listing would be about. */
const ownNumbersIn = (pattern: ListingPattern, settings: Settings): number =>
  ownNumbers(settings).filter((number) => patternsOf(number).includes(pattern)).length;
