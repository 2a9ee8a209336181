// The facts on which a call was screened, as they are kept with it: the decision can be made again from them, under the
// settings of then or under others.
import type { UsageFacts } from './allowance.ts';
import type { Attestation, AttestationHistory } from '../numbers/attestation.ts';
import type { CallerRecord } from './caller.ts';
import { identityOf, type CallerId } from '../numbers/caller-id.ts';
import type { ForwardingLoop } from './forwarding-loop.ts';
import type { GuardLevel } from './levels.ts';
import type { Listing } from '../lists/listing.ts';
import type { Scoring } from './score-screening.ts';
import { type Directory, screen } from './screening.ts';
import type { Screening } from './verdict.ts';
import { screeningFacts, type ScreeningPolicies } from './screening-facts.ts';

export interface ScreeningRecord {
  readonly callerId: CallerId;
  readonly attestation: Attestation;
  readonly level: GuardLevel;
  readonly staff: boolean;
  /** The number is the company's or a member's own. Absent in records of before. */
  readonly own?: boolean;
  /** The line of ours that the call came back from; absent where it did not. */
  readonly loop?: ForwardingLoop;
  /** Absent where the store did not answer. */
  readonly listings?: readonly Listing[];
  /** When the copy of the lists was taken, ISO 8601, where the listings are from it. */
  readonly copiedAt?: string;
  readonly caller?: Pick<CallerRecord, 'verifiedUntil' | 'verifiedWith' | 'protectedUntil' | 'appealOffered'>;
  /** Absent where nothing is known of the number's calls. */
  readonly history?: AttestationHistory;
  /** The code of an appeal on the report page was awaited. */
  readonly codeAwaited?: true;
  /** Absent where nothing was scored. */
  readonly scoring?: Scoring;
  /** Absent where nobody counted. */
  readonly usage?: UsageFacts;
}

/** @param at when the call came in */
export function screenAgain(
  {
    callerId,
    attestation,
    level,
    staff,
    own = false,
    loop,
    listings,
    copiedAt,
    caller,
    history,
    codeAwaited,
    scoring,
    usage,
  }: ScreeningRecord,
  settings: ScreeningPolicies,
  { at, callSid }: { readonly at: Date; readonly callSid: string },
): Screening {
  const number = identityOf(callerId);
  const known = caller !== undefined && number !== undefined ? { ...caller, number } : undefined;
  const directory = directoryOf(listings, copiedAt, known);
  const observed = { callerId, attestation, level, staff, own, loop, directory, history, scoring, usage };
  return screen(
    screeningFacts({ ...observed, codeAwaited: codeAwaited === true, now: at, callSid }, settings),
  );
}

function directoryOf(
  listings: ScreeningRecord['listings'],
  copiedAt: string | undefined,
  caller: CallerRecord | undefined,
): Directory {
  if (listings === undefined) return { kind: 'unavailable' };
  return copiedAt === undefined
    ? { kind: 'known', listings, caller }
    : { kind: 'copied', listings, takenAt: copiedAt };
}
