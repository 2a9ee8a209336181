// What a decision writes. store/commit.ts has a writer for each kind; a repeated webhook writes the same once.
import type { UsageOf } from '../screening/allowance.ts';
import type { Attestation } from '../numbers/attestation.ts';
import type { AuditEntry } from './audit.ts';
import type { CallStatus } from './call-event.ts';
import type { CallerId } from '../numbers/caller-id.ts';
import type { CaseKind, CaseRecord, JoinedReport } from '../cases/case.ts';
import type { ContentNote } from '../content/content-note.ts';
import type { E164 } from '../numbers/e164.ts';
import type { Identity } from '../numbers/identity.ts';
import type { DoNotDisturb } from '../departments/do-not-disturb.ts';
import type { GuardState } from '../guard/guard-state.ts';
import type { Habit } from '../evidence/habits.ts';
import type { KeptWebhook } from './kept-webhook.ts';
import type { Language } from '../basics/language.ts';
import type { Listing } from '../lists/listing.ts';
import type { MailboxClass } from '../messages/mailbox.ts';
import type { Notice } from '../messages/notice.ts';
import type { Outcome } from './outcome.ts';
import type { Screening } from '../screening/verdict.ts';
import type { ScreeningRecord } from '../screening/screening-record.ts';
import type { Transcript } from '../messages/transcript.ts';
import type { VoicemailReason } from '../messages/message.ts';
import type { StepName } from './steps/index.ts';
import type { PlanKind } from './plan.ts';

/** One line of a call's timeline: what happened and what was decided. */
export interface TimelineEntry {
  /** The same step delivered twice has the same key, and is kept once. */
  readonly key: string;
  readonly at: string;
  readonly step: StepName | 'incoming' | 'recording' | 'transcript' | 'status';
  /** What the caller or the network did, in words of the step: `right`, `silence`, `no-answer`… */
  readonly outcome: Outcome;
  readonly then: PlanKind;
  /** Which notice was told then, before a recording. */
  readonly notice?: string;
  readonly detail?: string;
  /** What the words sound like, where some were said. */
  readonly content?: ContentNote;
}

/** A writer for each kind: store/commit.ts. */
export type Effect = CallEffect | CallerEffect | StaffEffect | MessageEffect | CaseEffect | EvidenceEffect;

/** The record of a call. */
type CallEffect =
  | {
      readonly kind: 'open-call';
      readonly callSid: string;
      readonly caller: Identity | undefined;
      readonly callerId: CallerId['kind'];
      readonly to: string;
      readonly attestation: Attestation;
      readonly screening: Screening;
      /** What it was decided on. */
      readonly facts: ScreeningRecord;
      readonly startedAt: string;
      readonly expiresAt: string;
    }
  | {
      readonly kind: 'add-to-timeline';
      readonly callSid: string;
      readonly entry: TimelineEntry;
      readonly expiresAt: string;
    }
  | { readonly kind: 'note-bridge'; readonly callSid: string; readonly seconds: number }
  | {
      readonly kind: 'finish-call';
      readonly callSid: string;
      readonly status: CallStatus;
      readonly seconds: number;
      readonly endedAt: string;
      /** A passed code is worth nothing more after so many poor conversations; 0: never. */
      readonly passEndsAfter?: number;
    }
  /** The request behind the decision, as evidence. */
  | {
      readonly kind: 'keep-webhook';
      readonly callSid: string;
      readonly webhook: KeptWebhook;
      readonly expiresAt: string;
    }
  | { readonly kind: 'audit'; readonly entry: AuditEntry }
  | { readonly kind: 'notify'; readonly notice: Notice };

/** What is remembered of a caller, and what the caller has used up. */
type CallerEffect =
  /** Once per call: `until` is set by the first delivery only. */
  | {
      readonly kind: 'verify-caller';
      readonly number: Identity;
      readonly callSid: string;
      readonly attestation: Attestation;
      readonly until: string;
      readonly expiresAt: string;
    }
  /** The code is asked for again. */
  | { readonly kind: 'end-pass'; readonly number: Identity }
  /** The number has passed: its wrong codes of today no longer count. */
  | {
      readonly kind: 'forget-guesses';
      readonly number: Identity;
      readonly attestation: Attestation;
      readonly at: string;
    }
  | {
      readonly kind: 'remember-language';
      readonly number: Identity;
      readonly language: Language;
      readonly expiresAt: string;
    }
  /** A message, a PIN or a report of the number: as one call more. */
  | { readonly kind: 'count-use'; readonly of: UsageOf; readonly id: string; readonly at: string }
  /** A call that rings goes on to further telephones. */
  | {
      readonly kind: 'count-rings';
      readonly of: UsageOf;
      readonly callSid: string;
      readonly telephones: number;
      /** Tells the rounds of a call apart. */
      readonly key: string;
      readonly at: string;
    }
  /** A conversation is over: its minutes count for the day, each conversation once. */
  | { readonly kind: 'add-minutes'; readonly key: string; readonly day: string; readonly minutes: number }
  | {
      readonly kind: 'block-number';
      readonly of: UsageOf;
      readonly until: string;
      readonly blocks: number;
      readonly at: string;
    }
  /** A new listing, where none stands; see `Listings.put`. */
  | { readonly kind: 'allow-number'; readonly listing: Listing };

/** The people who answer, and what they switch. */
type StaffEffect =
  | {
      readonly kind: 'take-call';
      readonly member: E164;
      readonly callSid: string;
      readonly at: string;
      /** Who calls; absent when withheld. */
      readonly caller?: Identity;
    }
  /** A member's telephone was picked up, by the member or by a mailbox. */
  | {
      readonly kind: 'note-pick-up';
      readonly member: E164;
      readonly callSid: string;
      readonly at: string;
    }
  | { readonly kind: 'end-call'; readonly member: E164; readonly callSid: string }
  /** The member's last flag, which the staff menu offers to take back. */
  | { readonly kind: 'note-flag'; readonly member: E164; readonly callSid: string }
  /** The wrong PINs before it are forgotten. */
  | { readonly kind: 'accept-pin'; readonly member: E164 }
  /** Undefined turns do not disturb off. */
  | { readonly kind: 'set-do-not-disturb'; readonly state: DoNotDisturb | undefined }
  | { readonly kind: 'set-guard'; readonly state: GuardState };

/** Messages and requests to be called back. */
type MessageEffect =
  | {
      readonly kind: 'keep-voicemail';
      readonly recordingSid: string;
      readonly callSid: string;
      readonly seconds: number;
      readonly receivedAt: string;
      /** Which notice was heard before it; known to the Record action alone. */
      readonly notice?: string;
      /** Known to the Record action, not to the recording callback; either may come first. */
      readonly from?: {
        readonly caller: Identity | undefined;
        readonly language: Language;
        readonly department: string;
        readonly why: VoicemailReason | CaseKind;
      };
      /** The room of the mailbox that it takes; absent where it takes none. */
      readonly room?: MailboxClass;
      readonly expiresAt: string;
    }
  /** Kept among the messages, where none for the same number is open. */
  | ({ readonly kind: 'keep-call-back' } & CallBackRequest)
  /** The first one stays. Refused until the message itself is there. */
  | {
      readonly kind: 'note-transcript';
      readonly recordingSid: string;
      readonly transcript: Transcript;
      readonly nuisance?: ContentNote;
    }
  /** Its audio goes, here and at the carrier, and it is shown no more. */
  | {
      readonly kind: 'drop-voicemail';
      readonly recordingSid: string;
      readonly by: string;
      readonly at: string;
    }
  | { readonly kind: 'hear-voicemail'; readonly recordingSid: string; readonly by: string }
  /** Copy the audio from the carrier into our own storage, then delete it there, with the carrier's transcription. */
  | {
      readonly kind: 'fetch-recording';
      readonly recordingSid: string;
      readonly callSid: string;
      readonly transcriptionSid?: string;
    }
  /** Have our copy of the audio written down. */
  | { readonly kind: 'transcribe'; readonly recordingSid: string };

/** Fraud reports and appeals. */
type CaseEffect =
  /** Under the first of these numbers that is free, or that this call already has. */
  | {
      readonly kind: 'open-case';
      readonly candidates: readonly string[];
      readonly report: Omit<CaseRecord, 'caseNumber' | 'history' | 'version'>;
    }
  /** What one reporter says beyond the limit of an hour joins the case of the day, which the first such report opens. */
  | {
      readonly kind: 'join-case';
      readonly candidates: readonly string[];
      readonly report: Omit<CaseRecord, 'caseNumber' | 'history' | 'version'>;
      readonly joined: JoinedReport;
    }
  | {
      readonly kind: 'describe-case';
      readonly caseNumber: string;
      readonly callSid: string;
      readonly recordingSid: string;
    }
  | {
      readonly kind: 'offer-appeal';
      readonly number: Identity;
      readonly callSid: string;
      readonly block: string;
      readonly expiresAt: string;
    }
  /** The code of the report page was keyed from this number: its appeal is the case of this call. */
  | {
      readonly kind: 'prove-number';
      readonly number: Identity;
      readonly id: string;
      readonly callSid: string;
    }
  /** The PIN was right: the wrong ones before it are forgotten. */
  | { readonly kind: 'forgive-pin'; readonly caseNumber: string };

/** What speaks for or against a number. */
type EvidenceEffect =
  /** What the caller's words sound like; once for each thing that was said. */
  | {
      readonly kind: 'note-content';
      readonly callSid: string;
      readonly caller?: Identity;
      /** Where it was said: before staff were rung, or in which recording. */
      readonly source: string;
      readonly score: number;
      readonly words: readonly string[];
      readonly at: string;
    }
  | {
      readonly kind: 'flag-call';
      readonly callSid: string;
      readonly caller?: Identity;
      readonly by: string;
      readonly at: string;
      readonly reason: string;
    }
  /** The flag that `by` gave to this call is taken back, and no longer counts as evidence. */
  | {
      readonly kind: 'unflag-call';
      readonly callSid: string;
      readonly caller?: Identity;
      readonly by: string;
      readonly at: string;
      readonly reason: string;
    }
  /**
   * Evidence against the number; the same reporter counts once. Claimed: nobody vouches for the reporter, so it counts
   * apart, and not against the neighbours.
   */
  | {
      readonly kind: 'count-report' | 'claim-report';
      readonly number: Identity;
      readonly reporter: Identity;
      readonly callSid: string;
      readonly at: string;
      readonly expiresAt: string;
    }
  /** What this hotline has seen of the number; once for a call and a habit. */
  | {
      readonly kind: 'add-habit';
      readonly number: Identity;
      readonly callSid: string;
      readonly habit: Habit;
      readonly amount: number;
      readonly at: string;
    }
  /** A call left the challenge unanswered: it counts for the number, and for its thousand. */
  | {
      readonly kind: 'add-unanswered';
      readonly number: Identity;
      readonly callSid: string;
      readonly at: string;
    }
  /** Queues a job that decides whether the number is blocked automatically. */
  | { readonly kind: 'judge'; readonly number: Identity }
  /** Evidence was withdrawn: whether the automatic block of the number still has a basis, by a job. */
  | { readonly kind: 'reconsider-block'; readonly number: Identity }
  /** The flags and reports about the number until then no longer count, since its appeal was accepted; by a job. */
  | {
      readonly kind: 'withdraw-evidence';
      readonly number: Identity;
      readonly caseNumber: string;
      readonly by: string;
      readonly at: string;
    };

interface CallBackRequest {
  /** Names it among the messages; the same for the same number. */
  readonly recordingSid: string;
  readonly callSid: string;
  /** That is to be called. */
  readonly number: Identity;
  /** Who asked; undefined when withheld. */
  readonly caller: Identity | undefined;
  readonly language: Language;
  readonly department: string;
  readonly why: VoicemailReason;
  readonly receivedAt: string;
  readonly expiresAt: string;
}
