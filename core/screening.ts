// THE POLICY: what happens to a caller, and why. Precedence, top to bottom:
// never-block > exact allow > exact block > longest prefix rule > verified lately > challenge.
import { assertNever } from './assert-never.ts';
import type { Attestation } from './attestation.ts';
import { isVerified, type CallerRecord } from './caller.ts';
import type { CallerId } from './caller-id.ts';
import { isInForce, isPrefixRule, type Listing, type ListingPattern } from './listing.ts';
import type { Settings } from './settings.ts';

/** reject: refused unanswered. staff: rung at once. menu: no challenge. */
export const VERDICTS = ['reject', 'staff', 'menu', 'challenge', 'voicemail'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Why, in a form that a machine can recompute and a person can be told. */
export type Reason =
  | {
      readonly code: 'listed';
      readonly list: Listing['list'];
      readonly pattern: ListingPattern;
      readonly reason: string;
    }
  | { readonly code: 'listing-expired'; readonly pattern: ListingPattern; readonly expiresAt: string }
  | { readonly code: 'attestation-failed'; readonly pattern?: ListingPattern }
  | { readonly code: 'verified'; readonly until: string }
  | { readonly code: 'withheld' }
  | { readonly code: 'not-a-number' }
  | { readonly code: 'unknown-caller' }
  | { readonly code: 'store-unavailable' };

export interface Screening {
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  /** The listing that decided, where one did. */
  readonly listing?: Listing;
}

/** What the store knows about the number, or that it did not answer in time. */
export type Directory =
  | {
      readonly kind: 'known';
      readonly listings: readonly Listing[];
      readonly caller: CallerRecord | undefined;
    }
  | { readonly kind: 'unavailable' };

export interface ScreeningFacts {
  readonly callerId: CallerId;
  readonly attestation: Attestation;
  readonly directory: Directory;
  readonly policy: Settings['screening'];
  readonly now: Date;
}

/** Pure and total: every caller gets a verdict with at least one reason. */
export function screen(facts: ScreeningFacts): Screening {
  switch (facts.callerId.kind) {
    case 'withheld':
      return { verdict: facts.policy.withheld, reasons: [{ code: 'withheld' }] };
    case 'other':
      return { verdict: 'challenge', reasons: [{ code: 'not-a-number' }] };
    case 'number':
      return facts.directory.kind === 'unavailable'
        ? { verdict: 'challenge', reasons: [{ code: 'store-unavailable' }] }
        : screenNumber(facts.directory, facts);
    default:
      return assertNever(facts.callerId, 'caller ID');
  }
}

type Known = Extract<Directory, { kind: 'known' }>;

function screenNumber({ listings, caller }: Known, { attestation, now }: ScreeningFacts): Screening {
  const spoofed = attestation === 'failed';
  const expired = listings.filter((listing) => !isInForce(listing, now)).map(expiredReason);
  const inForce = listings.filter((listing) => isInForce(listing, now));
  // A listing vouches for a number; a caller whose signature failed does not own it. A block needs no trust.
  const trusted = spoofed ? inForce.filter(({ list }) => list === 'block') : inForce;
  const doubt: Reason[] = spoofed ? [{ code: 'attestation-failed', ...firstPattern(inForce, trusted) }] : [];

  const listing = decisiveListing(trusted);
  if (listing !== undefined) {
    return { verdict: LIST_VERDICTS[listing.list], reasons: [listedReason(listing), ...doubt], listing };
  }
  if (!spoofed && isVerified(caller, now)) {
    return {
      verdict: 'menu',
      reasons: [{ code: 'verified', until: caller?.verifiedUntil ?? '' }, ...expired],
    };
  }
  return { verdict: 'challenge', reasons: [...doubt, ...expired, { code: 'unknown-caller' }] };
}

const LIST_VERDICTS = {
  allow: 'staff',
  'never-block': 'staff',
  block: 'reject',
} as const satisfies Record<Listing['list'], Verdict>;

/** Never-block wins in any form; then the exact listing; then the longest prefix rule. */
function decisiveListing(listings: readonly Listing[]): Listing | undefined {
  const longestFirst = [...listings].sort((a, b) => rank(b) - rank(a));
  return longestFirst.find(({ list }) => list === 'never-block') ?? longestFirst[0];
}

const rank = ({ pattern }: Listing): number =>
  isPrefixRule(pattern) ? pattern.length : Number.POSITIVE_INFINITY;

const listedReason = ({ list, pattern, reason }: Listing): Reason => ({
  code: 'listed',
  list,
  pattern,
  reason,
});

const expiredReason = ({ pattern, expiresAt }: Listing): Reason => ({
  code: 'listing-expired',
  pattern,
  expiresAt: expiresAt ?? '',
});

/** The listing that a failed attestation made worthless, if there was one. */
function firstPattern(all: readonly Listing[], kept: readonly Listing[]): { pattern?: ListingPattern } {
  const lost = all.find((listing) => !kept.includes(listing));
  return lost === undefined ? {} : { pattern: lost.pattern };
}
