// An appeal on the report page: somebody says that their number is blocked, and shows that it is theirs by a call from
// it with a code.
import type { Language } from '../basics/language.ts';
import type { RightsKind } from '../rights/rights-request.ts';

export interface PageAppeal {
  /** Identifies the appeal among those for its number: 32 random hexadecimal digits, which cannot be guessed. */
  readonly id: string;
  readonly description?: string;
  readonly language: Language;
  /** It is no appeal, but a request about personal data on the privacy page. */
  readonly request?: AskedOnPage | undefined;
}

/** A request about personal data, as far as its caller is told of it. */
export interface AskedOnPage {
  readonly id: string;
  readonly kind: RightsKind;
  /** ISO 8601, UTC. */
  readonly dueAt: string;
}

export interface WaitingAppeal extends PageAppeal {
  /** ISO 8601, UTC. */
  readonly until: string;
  /** Pseudonym of the network from which it was written. */
  readonly network: string;
  /** The call from which its code was keyed. */
  readonly provenBy?: string;
}

/** A code is good for so long: time enough to find the telephone. */
export const CODE_MINUTES = 10;
export const CODE_DIGITS = 6;

/**
 * Codes that may be tried, and calls that are answered, in the minutes of a code while appeals for one number wait.
 * Calls with attestation A have counts of their own: nobody who forges the number can use up those of its owner.
 */
export const MOST_CODES_TRIED = 5;
export const MOST_CALLS_ANSWERED = 4;

/** Appeals for one number that wait for a call at the same time. */
export const MAX_WAITING_APPEALS = 20;

/**
 * Chooses the appeals that make room for a newer one. Refusing the newer one would let strangers keep the owner of a
 * number from appealing. Expired appeals go first, then the oldest of the network that has the most waiting, so that a
 * visitor who asked once is replaced only by as many networks as there are places. Proven appeals keep their place.
 * @returns their ids; none while there is room
 */
export function replacedAppeals(appeals: readonly WaitingAppeal[], now: Date): readonly string[] {
  let left = appeals
    .filter(({ provenBy }) => provenBy === undefined)
    .toSorted((one, other) => Date.parse(one.until) - Date.parse(other.until));
  const replaced: string[] = [];
  while (left.length > MAX_WAITING_APPEALS) {
    const next = left.find((appeal) => isExpired(appeal, now)) ?? oldestOfBusiestNetwork(left);
    if (next === undefined) break;
    replaced.push(next.id);
    left = left.filter((appeal) => appeal !== next);
  }
  return replaced;
}

export const isExpired = ({ until }: WaitingAppeal, now: Date): boolean => Date.parse(until) <= now.getTime();

/** @param appeals the oldest first */
function oldestOfBusiestNetwork(appeals: readonly WaitingAppeal[]): WaitingAppeal | undefined {
  const countOf = ({ network }: WaitingAppeal): number =>
    appeals.filter((appeal) => appeal.network === network).length;
  const busiest = Math.max(...appeals.map(countOf));
  return appeals.find((appeal) => countOf(appeal) === busiest);
}
