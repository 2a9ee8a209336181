// The domain `screening` decides what a caller gets before anybody answers, and why: refused, challenged, admitted. It may
// know numbers, lists, evidence and content, and the levels of the guard as settings; it does not know which level is in
// force or why, nor departments, messages and the steps of a call.
//
// This file: the policy. The first of these that applies to a caller decides:
//  1. the call was forwarded by our own side
//  2. a member of staff has the number
//  3. never-block (about our own lines no prefix rule and no complaint file decides, here and below)
//  4. the number is on the allow list or on the block list
//  5. the longest prefix rule
//  6. reputation
//  7. the challenge was passed lately
//  8. the challenge
// What a number has used of its allowance makes the result stricter afterwards, never milder.
import { applyAllowance, type AllowanceSettings, type PassSettings, type UsageFacts } from './allowance.ts';
import { assertNever } from '../basics/assert-never.ts';
import { mayDecideFromCopy, type CopiedDirectory } from './copied-lists.ts';
import { present } from '../basics/present.ts';
import { isLessVouched, type Attestation, type AttestationHistory } from '../numbers/attestation.ts';
import { isProtected, isVerified, isVerifiedFor, type CallerRecord } from './caller.ts';
import type { CallerId } from '../numbers/caller-id.ts';
import type { ForwardingLoop } from './forwarding-loop.ts';
import {
  isExpired,
  isFeedBlock,
  isInForce,
  isPrefixRule,
  originOfBlock,
  type BlockOrigin,
  type Listing,
  type ListingPattern,
} from '../lists/listing.ts';
import type { LevelPolicy } from './levels.ts';
import type { CallerEvidence } from '../evidence/caller-score.ts';
import { applyScore, type Scoring } from './score-screening.ts';
import type { Reason, Screening, Verdict } from './verdict.ts';
import type { ReputationSettings } from './treatment.ts';

/** What the store knows about the number, or that it did not answer in time. */
export type Directory =
  | {
      readonly kind: 'known';
      readonly listings: readonly Listing[];
      readonly caller: CallerRecord | undefined;
      /** Of the number and its neighbours; absent where nobody asked. */
      readonly evidence?: CallerEvidence;
    }
  | CopiedDirectory
  | { readonly kind: 'unavailable' };

export interface ScreeningFacts {
  readonly callerId: CallerId;
  readonly attestation: Attestation;
  readonly directory: Directory;
  /** The line of ours that the call came back from; absent where it did not. */
  readonly loop?: ForwardingLoop | undefined;
  /** A member of staff has this number, and a PIN. */
  readonly staff?: boolean;
  /** The number is the company's own, or that of a member of staff: no prefix rule or complaint file decides about it. */
  readonly own?: boolean;
  /** Of the number's calls; absent where nothing is known of them. */
  readonly history?: AttestationHistory | undefined;
  /** So many calls with attestation A make it the number's usual one; 0, or absent: none. */
  readonly usualAfterCalls?: number;
  /** An appeal on the report page waits for a call from this number: keying its code proves that the caller owns it. */
  readonly codeAwaited?: boolean;
  /** Blocks whose first refused call may object; the automatic ones where absent. */
  readonly appealByPhone?: Readonly<Record<BlockOrigin, boolean>>;
  /** The row of the guard's level. */
  readonly policy: LevelPolicy;
  /** What the score says; absent where nothing is scored. */
  readonly scoring?: Scoring | undefined;
  readonly reputation?: ReputationSettings;
  /** What the number has used; absent where nobody counted. */
  readonly usage?: UsageFacts | undefined;
  readonly allowance?: AllowanceSettings;
  readonly pass?: PassSettings;
  readonly now: Date;
  /** The call that is screened; absent where nobody calls. */
  readonly callSid?: string;
}

/** Pure and total: every caller gets a verdict with at least one reason. */
export function screen(facts: ScreeningFacts): Screening {
  const { loop, scoring, reputation } = facts;
  // First of all: no listing may make staff phones ring for a call that they forwarded themselves.
  if (loop !== undefined)
    return { verdict: 'forwarding-loop', reasons: [{ code: 'forwarding-loop', ...loop }] };
  const screening = screenById(facts);
  const scored =
    scoring === undefined || reputation === undefined
      ? screening
      : applyScore(screening, scoring, reputation, isShielded(facts));
  const limited = limitUsage(scored, facts);
  return awaitsCode(limited, facts) ? { ...limited, verdict: 'appeal', awaitsCode: true } : limited;
}

function limitUsage(
  screening: Screening,
  { usage, allowance, pass, attestation }: ScreeningFacts,
): Screening {
  return usage === undefined || allowance === undefined || pass === undefined
    ? screening
    : applyAllowance(screening, { usage, allowance, pass, attestation });
}

/** A refused call is answered where its caller is about to show, by a code, that the number is theirs. */
const awaitsCode = ({ verdict }: Screening, { codeAwaited = false, attestation }: ScreeningFacts): boolean =>
  codeAwaited && attestation !== 'failed' && (verdict === 'reject' || verdict === 'appeal');

function screenById(facts: ScreeningFacts): Screening {
  switch (facts.callerId.kind) {
    case 'withheld':
      return { verdict: facts.policy.withheld, reasons: [{ code: 'withheld' }] };
    case 'other':
      return { verdict: facts.policy.unknown, reasons: [{ code: 'not-a-number' }] };
    case 'number':
    case 'address':
      return screenIdentity(facts.directory, facts);
    default:
      return assertNever(facts.callerId, 'caller ID');
  }
}

function screenIdentity(directory: Directory, facts: ScreeningFacts): Screening {
  switch (directory.kind) {
    case 'known':
      return screenNumber(directory, facts);
    case 'copied':
      return screenByCopy(directory, facts);
    case 'unavailable':
      return screenUnheard(facts);
    default:
      return assertNever(directory, 'directory');
  }
}

/** Nobody could tell who calls. */
const screenUnheard = ({ policy }: ScreeningFacts): Screening => ({
  verdict: policy.unknown,
  reasons: [{ code: 'store-unavailable' }],
});

/**
 * The store did not answer: a listing of the copy decides like one of the store, as long as the copy is young enough for
 * it, and every other caller is unknown. No appeal is offered, because nobody can tell to whom one was offered before.
 */
function screenByCopy({ listings, takenAt }: CopiedDirectory, facts: ScreeningFacts): Screening {
  const found = screenNumber(
    { kind: 'known', listings, caller: undefined },
    { ...facts, appealByPhone: NO_APPEALS },
  );
  return found.listing !== undefined && mayDecideFromCopy(found.listing, takenAt, facts)
    ? { ...found, reasons: [...found.reasons, { code: 'copied-lists', takenAt }] }
    : screenUnheard(facts);
}

/** An appeal was accepted lately. Somebody who forges the number has no part in that. */
const isShielded = ({ directory, attestation, now }: ScreeningFacts): boolean =>
  attestation !== 'failed' && directory.kind === 'known' && isProtected(directory.caller, now);

type Known = Extract<Directory, { kind: 'known' }>;

const mayDecideAboutOwn = (listing: Listing): boolean =>
  !isPrefixRule(listing.pattern) && !isFeedBlock(listing);

function screenNumber({ listings: found, caller }: Known, facts: ScreeningFacts): Screening {
  const { attestation, now, policy, callSid, staff = false, own = false } = facts;
  const listings = own ? found.filter(mayDecideAboutOwn) : found;
  const spoofed = attestation === 'failed';
  // One of our own lines: no listing may lock its owner out of the staff menu.
  if (staff && !spoofed) return { verdict: 'pin', reasons: [{ code: 'staff-number' }] };
  const expired = listings.filter((listing) => isExpired(listing, now)).map(expiredReason);
  const inForce = listings.filter((listing) => isInForce(listing, now));
  // A listing vouches for a number; a caller whose signature failed does not own it. A block needs no trust.
  const shielded = isShielded(facts);
  const trusted = inForce.filter(
    (listing) => !(spoofed && listing.list !== 'block') && !(shielded && isLiftedByAppeal(listing)),
  );
  const doubt: Reason[] = spoofed ? [{ code: 'attestation-failed', ...firstPattern(inForce, trusted) }] : [];

  const listing = decisiveListing(trusted);
  const doubted = listing?.list === 'allow' && isLessVouchedThanUsual(facts);
  if (listing !== undefined && !doubted) {
    const offer =
      !spoofed &&
      listing.list === 'block' &&
      (facts.appealByPhone ?? AUTOMATIC_ONLY)[originOfBlock(listing)] &&
      mayAppeal(listing, caller, callSid);
    return {
      verdict: offer ? 'appeal' : listVerdict(listing, policy),
      reasons: [listedReason(listing), ...doubt],
      listing,
    };
  }
  const verified = isVerified(caller, now);
  if (verified && isVerifiedFor(attestation, caller)) {
    return {
      verdict: policy.verified,
      reasons: [{ code: 'verified', until: caller?.verifiedUntil ?? '' }, ...expired],
    };
  }
  const lost: Reason[] =
    doubted || (verified && !spoofed)
      ? [{ code: 'less-vouched', ...(doubted ? { pattern: listing.pattern } : {}) }]
      : [];
  return screenStranger([...doubt, ...lost], expired, facts);
}

/** Nobody vouches for the caller any more, or nobody ever has. @param doubts why what is known of the number does not count */
function screenStranger(
  doubts: readonly Reason[],
  expired: readonly Reason[],
  { attestation, policy }: ScreeningFacts,
): Screening {
  // Of a number that is listed, or has passed, nobody says that it is unknown.
  const known = doubts.some((reason) => reason.code === 'less-vouched' || 'pattern' in reason);
  const unknown: Reason[] = known ? [] : [{ code: 'unknown-caller' }];
  return {
    verdict: policy.unknown,
    reasons: [...doubts, ...expired, ...unknown],
    // The signature failed, so the number is probably forged: the longer code is asked for.
    ...(attestation === 'failed' && policy.unknown === 'challenge' ? { harder: true } : {}),
  };
}

const isLessVouchedThanUsual = ({ attestation, history, usualAfterCalls = 0 }: ScreeningFacts): boolean =>
  history !== undefined && isLessVouched(attestation, history, usualAfterCalls);

/** After an accepted appeal only a block of this very number that a person has set decides. */
const isLiftedByAppeal = (listing: Listing): boolean =>
  listing.list === 'block' &&
  (isAutomaticBlock(listing) || isFeedBlock(listing) || isPrefixRule(listing.pattern));

const isAutomaticBlock = ({ list, source }: Listing): boolean => list === 'block' && source === 'automatic';

/** Names one block among all that a number may meet. */
export const blockOf = ({ pattern, addedAt }: Listing): string => `${pattern} ${addedAt}`;

const NO_APPEALS: Readonly<Record<BlockOrigin, boolean>> = {
  automatic: false,
  byHand: false,
  imported: false,
};

const AUTOMATIC_ONLY: Readonly<Record<BlockOrigin, boolean>> = {
  automatic: true,
  byHand: false,
  imported: false,
};

/** Once a block; a webhook that comes twice is the same call. */
function mayAppeal(listing: Listing, caller: CallerRecord | undefined, callSid: string | undefined): boolean {
  const offered = caller?.appealOffered;
  return offered?.block !== blockOf(listing) || offered.callSid === callSid;
}

function listVerdict({ list }: Listing, { allowlisted }: LevelPolicy): Verdict {
  switch (list) {
    case 'never-block':
      return 'staff';
    case 'allow':
      return allowlisted;
    case 'block':
      return 'reject';
    default:
      return assertNever(list, 'list');
  }
}

/** Never-block wins in any form; then the exact listing; then the longest prefix rule; last a complaint feed's block. */
function decisiveListing(listings: readonly Listing[]): Listing | undefined {
  const longestFirst = [...listings].sort((a, b) => rank(b) - rank(a));
  return longestFirst.find(({ list }) => list === 'never-block') ?? longestFirst[0];
}

function rank(listing: Listing): number {
  // A number in a file of complaints must not outweigh a rule that somebody of ours has made.
  if (isFeedBlock(listing)) return 0;
  return isPrefixRule(listing.pattern) ? listing.pattern.length : Number.POSITIVE_INFINITY;
}

const listedReason = ({ list, pattern, reason, basis, complaints, unvouched }: Listing): Reason => ({
  code: 'listed',
  list,
  pattern,
  reason,
  ...present({ basis, complaints, unvouched }),
});

const expiredReason = ({ pattern, expiresAt }: Listing): Reason => ({
  code: 'listing-expired',
  pattern,
  expiresAt: expiresAt ?? '',
});

/** The pattern of the listing that was not used because the attestation failed, if there was one. */
function firstPattern(all: readonly Listing[], kept: readonly Listing[]): { pattern?: ListingPattern } {
  const lost = all.find((listing) => !kept.includes(listing));
  return lost === undefined ? {} : { pattern: lost.pattern };
}
