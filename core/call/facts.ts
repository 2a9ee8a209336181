// What a decision may rest on beside the event itself; read before by functions/voice/facts.ts.
import type { RingRefusal, UsageFacts } from '../screening/allowance.ts';
import type { PageAppeal } from '../cases/page-appeal.ts';
import type { Calibration } from '../basics/calibration.ts';
import type { CaseRecord } from '../cases/case.ts';
import type { Identity } from '../numbers/identity.ts';
import type { DoNotDisturb } from '../departments/do-not-disturb.ts';
import type { GuardLevel } from '../screening/levels.ts';
import type { MemberStates } from '../departments/hunt-group.ts';
import type { MailboxCounts } from '../messages/mailbox.ts';
import type { Directory } from '../screening/screening.ts';
import type { Settings } from '../settings/settings.ts';
import type { StaffFacts } from './staff-facts.ts';

/** What a decision may rest on beside the event itself. */
export interface Facts {
  readonly settings: Settings;
  readonly directory: Directory;
  /** Of the staff, as far as somebody may be rung now. */
  readonly members?: MemberStates | undefined;
  /** How hard the hotline is guarded; `normal` where nobody could tell. */
  readonly level?: GuardLevel | undefined;
  /** Nobody is to be rung, by a switch beside the settings. */
  readonly doNotDisturb?: DoNotDisturb | undefined;
  /** Messages left lately; for a call that comes in. */
  readonly mailbox?: MailboxCounts | undefined;
  /** When this hotline began to answer, ISO 8601; and what a score means, renewed daily. For a call that comes in. */
  readonly installedAt?: string | undefined;
  readonly calibration?: Calibration | undefined;
  /** What the number has used, with this call; for a call that comes in. */
  readonly usage?: UsageFacts | undefined;
  /** Staff were to be rung, and may not be. */
  readonly ringRefused?: RingRefusal | undefined;
  /** The day's limit of text messages is reached. */
  readonly textRefused?: boolean;
  /** For the steps of the staff menu. */
  readonly staff?: StaffFacts | undefined;
  /** The keys as a number, where one was asked for and they are one. */
  readonly keyed?: Identity | undefined;
  /** For a call that comes in: an appeal on the report page waits for a call from this number. */
  readonly codeAwaited?: boolean | undefined;
  /** For an answer to the challenge: `spent` where the number has used up the answers of its day. */
  readonly guess?: GuessCount | undefined;
  /** Partners are to be asked about the caller, after the call. */
  readonly askPartners?: boolean | undefined;
  /** For the code of such an appeal. */
  readonly ownership?: Ownership | undefined;
  /** For a request about personal data: what it is stored under, and what stands for the number once it is erased. */
  readonly request?: { readonly id: string; readonly token: string } | undefined;
  /** For the report of this call, and for a case that was asked for. */
  readonly cases?: CaseFacts | undefined;
}

/** `unavailable`: the answer could not be counted; the attempts of the call limit it still. */
type GuessCount = 'counted' | 'spent' | 'unavailable';

/** `spent`: too many codes were tried, or the time is over. */
export type Ownership =
  | { readonly check: 'proven'; readonly appeal: PageAppeal }
  | { readonly check: 'wrong' | 'spent' | 'unavailable' };

export interface CaseFacts {
  /** Numbers that this call's report may have; the first is its own once it is stored. */
  readonly candidates: readonly string[];
  /** The case that was asked for: undefined where there is none, or no further PIN is compared; `unavailable` where nobody knows. */
  readonly found: CaseRecord | 'unavailable' | undefined;
  /** Of a duplicate that was asked for: the case whose news its reporter is told. */
  readonly survivor?: CaseRecord;
  /** That goes with the case asked for, or with this call's report. */
  readonly pin: string;
  /** What is known of the number that is reported. */
  readonly reported?: Directory;
  /** The reporter has opened as many cases as one may in an hour: this report joins the one with this name. */
  readonly group?: { readonly name: string; readonly isOpen: boolean };
}
