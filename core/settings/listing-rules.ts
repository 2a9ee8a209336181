// What a listing may be, under the settings: nobody blocks the company's own numbers, a number that somebody has put out of
// reach of a block takes two steps, a rule about a whole region takes two people, and dates lie in the future.
import { departmentOrDefault, findDepartment } from '../departments/department.ts';
import { ownNumbers } from '../departments/staff.ts';
import { readExpiry, type ExpiryProblem } from '../lists/expiry.ts';
import type { LineProblem } from '../lists/list-file/line-problems.ts';
import {
  isPrefixRule,
  newListing,
  patternsOf,
  type List,
  type Listing,
  type ListingPattern,
} from '../lists/listing.ts';
import { isWideRule } from '../lists/prefix-input.ts';
import type { Settings } from './settings.ts';

/** Who makes or approves a listing. `token`: the one of the machine's owner, which stands for nobody in particular. */
export interface ListingAuthor {
  readonly id: string;
  readonly kind: 'person' | 'token';
}

interface ListingRequest {
  readonly list: List;
  readonly reason: string;
  /** A day or an instant, as `readExpiry` takes it. */
  readonly expiresAt?: string | undefined;
  readonly department?: string | undefined;
  readonly ringThrough?: boolean | undefined;
}

/** Why a listing is not made. */
export type ListingRefusal =
  | { readonly code: 'never-block' | 'own-number'; readonly pattern: ListingPattern }
  | { readonly code: 'no-department'; readonly department: string }
  | { readonly code: ExpiryProblem };

type ListingByHand =
  { readonly ok: true; readonly listing: Listing } | { readonly ok: false; readonly refusal: ListingRefusal };

interface Circumstances {
  readonly by: ListingAuthor;
  readonly now: Date;
  readonly settings: Settings;
  /** What stands on a list under the same pattern. */
  readonly standing: Listing | undefined;
}

/** The listing that a person asks for, or why there will be none. */
export function listingByHand(
  pattern: ListingPattern,
  { expiresAt, ...asked }: ListingRequest,
  { by, now, settings, standing }: Circumstances,
): ListingByHand {
  const refusal = blockRefusal(pattern, asked.list, standing, settings) ?? departmentRefusal(asked, settings);
  if (refusal !== undefined) return { ok: false, refusal };
  const { timeZone } = departmentOrDefault(settings, undefined);
  const expiry = expiresAt === undefined ? undefined : readExpiry(expiresAt, { timeZone, now });
  if (expiry?.ok === false) return { ok: false, refusal: { code: expiry.code } };
  const listing = newListing(
    {
      ...asked,
      pattern,
      source: 'admin',
      addedBy: by.id,
      addedAt: now.toISOString(),
      expiresAt: expiry?.expiresAt,
      pending: needsSecondPerson(pattern, asked.list, { by, standing, settings }),
    },
    standing?.version,
  );
  return { ok: true, listing };
}

/** To block a protected number takes two deliberate steps; to block the hotline or its staff is never meant. */
function blockRefusal(
  pattern: ListingPattern,
  list: List,
  standing: Listing | undefined,
  settings: Settings,
): ListingRefusal | undefined {
  if (list !== 'block') return undefined;
  if (standing?.list === 'never-block') return { code: 'never-block', pattern };
  return isOwnNumber(pattern, settings) ? { code: 'own-number', pattern } : undefined;
}

const departmentRefusal = (
  { department }: Pick<ListingRequest, 'department'>,
  settings: Settings,
): ListingRefusal | undefined =>
  department === undefined || findDepartment(settings, department) !== undefined
    ? undefined
    : { code: 'no-department', department };

interface ImportedLine {
  readonly pattern: ListingPattern;
  readonly list: List;
  readonly department?: string | undefined;
}

/** A file must not take a number from those whom somebody has vouched for, nor from our own staff. */
export function lineRefusal(
  { pattern, list, department = '' }: ImportedLine,
  standing: Listing | undefined,
  settings: Settings,
): LineProblem | undefined {
  if (department !== '' && findDepartment(settings, department) === undefined) return 'no-department';
  if (list !== 'block') return undefined;
  if (isOwnNumber(pattern, settings)) return 'own';
  if (standing?.list === 'allow') return 'allowlisted';
  if (standing?.list === 'never-block') return 'never-block';
  return undefined;
}

interface SecondPersonFacts {
  readonly by: ListingAuthor;
  readonly standing: Listing | undefined;
  readonly settings: Pick<Settings, 'security'>;
}

/**
 * A rule about a whole region is one person's proposal until another approves it. The machine owner's token needs nobody
 * else, unless the settings ask for a second approver; a rule that stands approved on this list stays so when its words
 * change.
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

/** Why somebody may not approve a listing that waits: a token is nobody in particular, or the proposal is their own. */
type ApprovalRefusal = 'token' | 'own-proposal';

export function approvalRefusal(
  { addedBy, pattern }: Listing,
  by: ListingAuthor,
  settings: Pick<Settings, 'security'>,
): ApprovalRefusal | undefined {
  if (by.kind === 'token' && isWideRule(pattern) && asksForApprover(settings)) return 'token';
  return addedBy === by.id ? 'own-proposal' : undefined;
}

const isOwnNumber = (pattern: ListingPattern, settings: Settings): boolean =>
  !isPrefixRule(pattern) && ownNumbersIn(pattern, settings) > 0;

/** How many numbers of the hotline and its staff a listing would be about. */
export const ownNumbersIn = (pattern: ListingPattern, settings: Settings): number =>
  ownNumbers(settings).filter((number) => patternsOf(number).includes(pattern)).length;
