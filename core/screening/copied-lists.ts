// What a copy of the lists may decide while the store does not answer. It never grants what the store would refuse: what has
// changed since the copy was taken is bounded by its age, and what the copy does not hold counts against the caller.
import { DAY_MS } from '../basics/durations.ts';
import { isPrefixRule, type Listing } from '../lists/listing.ts';
import { isUnvouched, type Attestation, type AttestationHistory } from '../numbers/attestation.ts';

/** What the copy says about a number. */
export interface CopiedDirectory {
  readonly kind: 'copied';
  readonly listings: readonly Listing[];
  /** Of the number's calls, where it is listed itself. */
  readonly history?: AttestationHistory | undefined;
  /** ISO 8601, UTC. */
  readonly takenAt: string;
}

/**
 * While a store is gone nobody can change its lists either: a copy only grows wrong while it cannot be renewed though the
 * lists can be changed. Then a withdrawn trust ends within a day, which is longer than a night without an administrator.
 */
const MAY_GRANT_FOR_MS = DAY_MS;
/** As long as the shortest automatic block: a copy that nobody renews must not refuse people for ever. */
const MAY_REFUSE_FOR_MS = 7 * DAY_MS;

interface CallNow {
  readonly attestation: Attestation;
  readonly usualAfterCalls?: number;
  readonly now: Date;
}

/** @param listing in force, and decisive among those of the copy */
export function mayDecideFromCopy(listing: Listing, takenAt: string, call: CallNow): boolean {
  const age = call.now.getTime() - Date.parse(takenAt);
  if (listing.list === 'block') return age < MAY_REFUSE_FOR_MS;
  return age < MAY_GRANT_FOR_MS && !isHistoryMissing(listing, call);
}

/**
 * A number that is allowed by a rule alone has no history in the copy: whether its calls usually have attestation A is not
 * known, so one without it is asked for the code.
 */
const isHistoryMissing = (
  { list, pattern }: Listing,
  { attestation, usualAfterCalls = 0 }: CallNow,
): boolean => list === 'allow' && isPrefixRule(pattern) && usualAfterCalls > 0 && isUnvouched(attestation);
