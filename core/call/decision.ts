// What a decision is: a plan (what Twilio is told to do) and effects (what is written). Both are plain values.
import type { RingRefusal, UsageFacts, UsageOf } from '../screening/allowance.ts';
import type { Attestation } from '../numbers/attestation.ts';
import type { PageAppeal } from '../cases/page-appeal.ts';
import type { AuditEntry } from './audit.ts';
import type { Calibration } from '../basics/calibration.ts';
import type { CallStatus } from './call-event.ts';
import type { CallerId } from '../numbers/caller-id.ts';
import type { CaseKind, CaseNews, CaseRecord, JoinedReport } from '../cases/case.ts';
import type { ChallengePrompt } from '../screening/challenge-prompt.ts';
import type { ContentNote } from '../content/content-note.ts';
import type { E164 } from '../numbers/e164.ts';
import type { Identity } from '../numbers/identity.ts';
import type { DoNotDisturb } from '../departments/do-not-disturb.ts';
import type { GuardState } from '../guard/guard-state.ts';
import type { GuardLevel } from '../screening/levels.ts';
import type { Opening } from '../hours/hours.ts';
import type { Habit } from '../evidence/habits.ts';
import type { MemberStates } from '../departments/hunt-group.ts';
import type { Language } from '../basics/language.ts';
import type { Listing } from '../lists/listing.ts';
import type { MailboxClass, MailboxCounts } from '../messages/mailbox.ts';
import type { Notice } from '../messages/notice.ts';
import type { Outcome } from './outcome.ts';
import type { Directory } from '../screening/screening.ts';
import type { Screening } from '../screening/verdict.ts';
import type { ScreeningRecord } from '../screening/screening-record.ts';
import type { Settings } from '../settings/settings.ts';
import type { StaffFacts } from './staff-facts.ts';
import type { Transcript } from '../messages/transcript.ts';
import type { Voicemail, VoicemailReason } from '../messages/message.ts';
import type { GoodbyeAfter } from './goodbye.ts';
import type { QuestionStep, Step, StepName } from './steps/index.ts';

/** Words before the challenge's code. */
export type ChallengeOpening = 'welcome' | 'again' | 'slower' | 'other-language';
/** What a question of the keypad is opened with. */
export type QuestionOpening = 'first' | 'not-understood' | 'silence';
/** What a member of staff is told before the staff menu. */
export type StaffOpening =
  | 'welcome'
  | 'flagged'
  | 'not-flagged'
  | 'unflagged'
  | 'no-last-call'
  | 'no-messages'
  | 'do-not-disturb-on'
  | 'do-not-disturb-off'
  | 'attack-mode-on'
  | 'attack-mode-off'
  | 'allowed'
  | 'listed-already'
  | 'not-a-number'
  | 'unknown-key'
  | 'silence';
/** Words before the menu. */
export type MenuOpening = 'welcome-back' | 'passed' | 'unknown-key' | 'silence' | 'other-language' | 'none';

export type Plan =
  | { readonly kind: 'reject'; readonly busy?: true }
  | {
      readonly kind: 'challenge';
      readonly opening: ChallengeOpening;
      /** The keys to be pressed. */
      readonly code: string;
      readonly prompt: ChallengePrompt;
      readonly next: Step<'challenge'>;
    }
  | { readonly kind: 'menu'; readonly opening: MenuOpening; readonly next: Step<'menu'> }
  | {
      readonly kind: 'ring';
      readonly targets: readonly E164[];
      readonly ringSeconds: number;
      readonly next: Step<'ring'>;
      readonly callerIdToShow: E164 | undefined;
      /** Say who is being rung; not when the call goes straight through, which then stays unanswered until somebody accepts. */
      readonly announce: boolean;
    }
  | { readonly kind: 'offer'; readonly callerId: CallerId; readonly next: Step<'whisper' | 'accept'> }
  | { readonly kind: 'bridge' }
  | { readonly kind: 'decline' }
  | {
      readonly kind: 'voicemail';
      readonly next: Step<'voicemail'>;
      /** When the department opens next, where it is closed. */
      readonly opens?: Opening;
    }
  | { readonly kind: 'review'; readonly next: Step<'review'>; readonly played: boolean }
  | {
      readonly kind: 'after-hours';
      readonly opening: QuestionOpening;
      readonly opens: Opening | undefined;
      readonly next: Step<'after-hours'>;
    }
  | { readonly kind: 'staff-menu'; readonly opening: StaffOpening; readonly next: Step<'staff-menu'> }
  | {
      readonly kind: 'staff-flag';
      readonly caller: Identity | undefined;
      /** The flag that can be taken back: on this last call, or on an earlier one. */
      readonly flagged?: { readonly on: 'last-call' | 'earlier-call'; readonly caller: Identity | undefined };
      readonly next: Step<'staff-flag'>;
    }
  | {
      readonly kind: 'staff-voicemail';
      readonly message: Voicemail;
      /** Beside this one. */
      readonly more: number;
      readonly say: 'message' | 'call-back-number';
      readonly next: Step<'staff-voicemail'>;
    }
  | { readonly kind: 'question'; readonly opening: QuestionOpening; readonly next: QuestionStep }
  | { readonly kind: 'describe'; readonly next: Step<'description'> }
  | {
      readonly kind: 'case-opened';
      readonly caseNumber: string;
      readonly pin: string;
      /** To be sent as text too. */
      readonly sms: boolean;
      readonly next: Step<'case-opened'>;
    }
  | {
      readonly kind: 'case-told';
      readonly told: CaseNews;
      readonly feedback: string | undefined;
      readonly next: Step<'case-told'>;
    }
  | { readonly kind: 'checked'; readonly ours: boolean; readonly next: Step<'checked'> }
  | {
      readonly kind: 'goodbye';
      readonly after: GoodbyeAfter;
      readonly language: Language;
    }
  /** Answer to a callback that only reports. */
  | { readonly kind: 'noted' };

export type PlanKind = Plan['kind'];

/** One line of a call's timeline: what happened and what was decided. */
export interface TimelineEntry {
  /** The same step delivered twice has the same key, and is kept once. */
  readonly key: string;
  readonly at: string;
  readonly step: StepName | 'incoming' | 'recording' | 'transcript' | 'status';
  /** What the caller or the network did, in words of the step: `right`, `silence`, `no-answer`… */
  readonly outcome: Outcome;
  readonly then: PlanKind;
  readonly detail?: string;
  /** What the words sound like, where some were said. */
  readonly content?: ContentNote;
}

export type Effect =
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
  /** Once per call: `until` is set by the first delivery only. */
  | {
      readonly kind: 'verify-caller';
      readonly number: Identity;
      readonly callSid: string;
      readonly attestation: Attestation;
      readonly until: string;
      readonly expiresAt: string;
    }
  | {
      readonly kind: 'remember-language';
      readonly number: Identity;
      readonly language: Language;
      readonly expiresAt: string;
    }
  | {
      readonly kind: 'keep-voicemail';
      readonly recordingSid: string;
      readonly callSid: string;
      readonly seconds: number;
      readonly receivedAt: string;
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
  /** Its audio goes, here and at the carrier, and it is shown no more. */
  | {
      readonly kind: 'drop-voicemail';
      readonly recordingSid: string;
      readonly by: string;
      readonly at: string;
    }
  | { readonly kind: 'hear-voicemail'; readonly recordingSid: string; readonly by: string }
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
  /** The member's last flag, which the staff menu offers to take back. */
  | { readonly kind: 'note-flag'; readonly member: E164; readonly callSid: string }
  /** A new listing, where none stands; see `Listings.put`. */
  | { readonly kind: 'allow-number'; readonly listing: Listing }
  /** Absent: over. */
  | { readonly kind: 'set-do-not-disturb'; readonly state: DoNotDisturb | undefined }
  | { readonly kind: 'set-guard'; readonly state: GuardState }
  /** The wrong PINs before it are forgotten. */
  | { readonly kind: 'accept-pin'; readonly member: E164 }
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
  /** Whether the number is now to be blocked, by a job. */
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
    }
  | {
      readonly kind: 'offer-appeal';
      readonly number: Identity;
      readonly callSid: string;
      readonly block: string;
      readonly expiresAt: string;
    }
  /** The PIN was right: the wrong ones before it are forgotten. */
  | { readonly kind: 'forgive-pin'; readonly caseNumber: string }
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
  /** The code is asked for again. */
  | { readonly kind: 'end-pass'; readonly number: Identity }
  /** The code of the report page was keyed from this number: its appeal is the case of this call. */
  | {
      readonly kind: 'prove-number';
      readonly number: Identity;
      readonly id: string;
      readonly callSid: string;
    }
  /** The number has passed: its wrong codes of today no longer count. */
  | {
      readonly kind: 'forget-guesses';
      readonly number: Identity;
      readonly attestation: Attestation;
      readonly at: string;
    }
  | { readonly kind: 'audit'; readonly entry: AuditEntry }
  | { readonly kind: 'notify'; readonly notice: Notice }
  /** Copy the audio from the carrier into our own storage, then delete it there, with the carrier's transcription. */
  | {
      readonly kind: 'fetch-recording';
      readonly recordingSid: string;
      readonly callSid: string;
      readonly transcriptionSid?: string;
    }
  /** Have our copy of the audio written down. */
  | { readonly kind: 'transcribe'; readonly recordingSid: string };

/** What a function answers: what the carrier is told to do, and what is written. */
export interface Answer {
  readonly plan: Plan;
  readonly effects: readonly Effect[];
  /** What the caller did, where it is more than the keys or the callback say by themselves. */
  readonly outcome?: Outcome;
}

export type Decision = Required<Answer>;

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
  /** For the code of such an appeal. */
  readonly ownership?: Ownership | undefined;
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
  /** That goes with the case asked for, or with this call's report. */
  readonly pin: string;
  /** What is known of the number that is reported. */
  readonly reported?: Directory;
  /** The reporter has opened as many cases as one may in an hour: this report joins the one with this name. */
  readonly group?: { readonly name: string; readonly isOpen: boolean };
}
