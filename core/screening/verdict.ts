// What a screening comes to: the verdict, the reasons for it, and what the caller's score said.
import type { ScoreReason } from '../evidence/caller-score.ts';
import type { Listing, ListingPattern } from '../lists/listing.ts';
import type { ListingFacts } from '../lists/listing-reason.ts';
import type { ForwardingLoop } from './forwarding-loop.ts';
import type { Treatment } from './treatment.ts';
import type { UnansweredFinding } from './unanswered.ts';

/**
 * What happens to a call.
 * - `reject`, `busy`: refused unanswered, with the tone of a dead or an engaged line.
 * - `forwarding-loop`: the hotline's own call to staff has come back; refused unanswered, as `busy`.
 * - `appeal`: a refused caller is heard nevertheless: the first call after a block hears why and may object, and a caller
 *   who appeals on the report page is asked for its code.
 * - `pin`: a member of staff is asked for the PIN.
 * - `staff`: staff are rung at once.
 * - `menu`, `challenge`, `voicemail`: the caller gets these first.
 */
export const VERDICTS = [
  'reject',
  'appeal',
  'busy',
  'forwarding-loop',
  'pin',
  'staff',
  'menu',
  'challenge',
  'voicemail',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The caller is refused before the call is answered: nothing is billed, and nobody is on the line. */
export const isRefusedUnanswered = (verdict: Verdict | undefined): boolean =>
  verdict === 'reject' || verdict === 'busy' || verdict === 'forwarding-loop';

/** Why, in a form that a machine can recompute and a person can be told. */
export type Reason =
  | ({
      readonly code: 'listed';
      readonly list: Listing['list'];
      readonly pattern: ListingPattern;
    } & ListingFacts)
  | { readonly code: 'listing-expired'; readonly pattern: ListingPattern; readonly expiresAt: string }
  | { readonly code: 'attestation-failed'; readonly pattern?: ListingPattern }
  /** Until now the network vouched for the number. What that trust rested on: a listing, or the challenge passed. */
  | { readonly code: 'less-vouched'; readonly pattern?: ListingPattern }
  | ({ readonly code: 'forwarding-loop' } & ForwardingLoop)
  | { readonly code: 'staff-number' }
  | { readonly code: 'verified'; readonly until: string }
  /** The code was passed, and what that is worth in 24 hours is used up. */
  | { readonly code: 'pass-used'; readonly conversations: number }
  | { readonly code: 'pass-in-two-calls' }
  /** Calls of the number in so many minutes, with messages, PINs and reports among them. */
  | { readonly code: 'many-calls'; readonly calls: number; readonly minutes: number }
  | { readonly code: 'number-blocked'; readonly until: string }
  | { readonly code: 'withheld' }
  | { readonly code: 'not-a-number' }
  | { readonly code: 'unknown-caller' }
  | { readonly code: 'store-unavailable' }
  /** The store did not answer, and the listing stands in the copy of the lists that was taken then. */
  | { readonly code: 'copied-lists'; readonly takenAt: string }
  | {
      readonly code: 'reputation';
      readonly score: number;
      readonly treatment: Treatment;
      readonly because: readonly ScoreReason[];
    }
  | ({ readonly code: 'unanswered' } & UnansweredFinding);

/** What a score led to, as it is kept with the call. */
export interface ScoredScreening {
  readonly score: number;
  readonly reasons: readonly ScoreReason[];
  /** Of score and unanswered calls the stricter. */
  readonly treatment: Treatment;
  readonly unanswered?: UnansweredFinding;
  /** What the caller gets, or would have got. */
  readonly verdict: Verdict;
  readonly acted: boolean;
  /** Sends the caller to voicemail or away, and would at every level of the guard. */
  readonly keepsAway: boolean;
  /** Has talked with staff lately, and was not flagged for it; absent on calls that were kept before this was noted. */
  readonly bridgedLately?: boolean;
}

export interface Screening {
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  /** The listing that decided, where one did. */
  readonly listing?: Listing;
  /** Of `appeal`: the caller is asked for the code that the report page shows. */
  readonly awaitsCode?: true;
  /** The challenge has a longer code. */
  readonly harder?: true;
  /** What the score said, whether or not it was acted on. */
  readonly scored?: ScoredScreening;
}
