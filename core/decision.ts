// What a decision is: a plan (what Twilio is told to do) and effects (what is written). Both are plain values.
import type { Attestation } from './attestation.ts';
import type { AuditEntry } from './audit.ts';
import type { CallStatus } from './call-event.ts';
import type { CallerId } from './caller-id.ts';
import type { CaseKind, CaseRecord, CaseStatus } from './case.ts';
import type {
  AppealStep,
  CaseNumberStep,
  CaseOpenedStep,
  CasePinStep,
  CaseToldStep,
  CategoryStep,
  ChallengeStep,
  CheckedStep,
  ConfirmStep,
  DepartmentStep,
  DescriptionStep,
  MenuStep,
  NumberStep,
  ReasonStep,
  RingStep,
  StepName,
  VoicemailReason,
  VoicemailStep,
  WhisperStep,
} from './call-step.ts';
import type { E164 } from './e164.ts';
import type { GuardLevel } from './guard-level.ts';
import type { Opening } from './hours.ts';
import type { MemberStates } from './hunt-group.ts';
import type { Language } from './language.ts';
import type { Notice } from './notice.ts';
import type { Directory, Screening } from './screening.ts';
import type { Settings } from './settings.ts';

/** Words before the challenge's code. */
export type ChallengeOpening = 'welcome' | 'again' | 'slower' | 'other-language';
/** What a question of the keypad is opened with. */
export type QuestionOpening = 'first' | 'not-understood' | 'silence';
/** Words before the menu. */
export type MenuOpening = 'welcome-back' | 'passed' | 'unknown-key' | 'silence' | 'other-language' | 'none';

export type Plan =
  | { readonly kind: 'reject'; readonly busy?: true }
  | {
      readonly kind: 'challenge';
      readonly opening: ChallengeOpening;
      readonly code: string;
      readonly next: ChallengeStep;
    }
  | { readonly kind: 'menu'; readonly opening: MenuOpening; readonly next: MenuStep }
  | {
      readonly kind: 'ring';
      readonly targets: readonly E164[];
      readonly ringSeconds: number;
      readonly next: RingStep;
      readonly callerIdToShow: E164 | undefined;
      /** Say who is being rung; not when the call goes straight through, which then stays unanswered until somebody accepts. */
      readonly announce: boolean;
    }
  | { readonly kind: 'offer'; readonly callerId: CallerId; readonly next: WhisperStep }
  | { readonly kind: 'bridge' }
  | { readonly kind: 'decline' }
  | {
      readonly kind: 'voicemail';
      readonly next: VoicemailStep;
      /** When the department opens next, where it is closed. */
      readonly opens?: Opening;
    }
  | { readonly kind: 'question'; readonly opening: QuestionOpening; readonly next: QuestionStep }
  | { readonly kind: 'describe'; readonly about: CaseKind; readonly next: DescriptionStep }
  | {
      readonly kind: 'case-opened';
      readonly caseNumber: string;
      readonly pin: string;
      /** To be sent as text too. */
      readonly sms: boolean;
      readonly next: CaseOpenedStep;
    }
  | {
      readonly kind: 'case-told';
      readonly status: CaseStatus;
      readonly feedback: string | undefined;
      readonly next: CaseToldStep;
    }
  | { readonly kind: 'checked'; readonly ours: boolean; readonly next: CheckedStep }
  | {
      readonly kind: 'goodbye';
      readonly after: 'conversation' | 'message' | 'no-message' | 'report' | 'answer';
      readonly language: Language;
    }
  /** Answer to a callback that only reports. */
  | { readonly kind: 'noted' };

/** Steps whose question is the same however it was reached. */
export type QuestionStep =
  | AppealStep
  | ReasonStep
  | DepartmentStep
  | NumberStep
  | ConfirmStep
  | CategoryStep
  | CaseNumberStep
  | CasePinStep;

export type PlanKind = Plan['kind'];

/** One line of a call's timeline: what happened and what was decided. */
export interface TimelineEntry {
  /** The same step delivered twice has the same key, and is kept once. */
  readonly key: string;
  readonly at: string;
  readonly step: StepName | 'incoming' | 'recording' | 'status';
  /** What the caller or the network did, in words of the step: `right`, `silence`, `no-answer`… */
  readonly outcome: string;
  readonly then: PlanKind;
  readonly detail?: string;
}

export type Effect =
  | {
      readonly kind: 'open-call';
      readonly callSid: string;
      readonly caller: E164 | undefined;
      readonly callerId: CallerId['kind'];
      readonly to: string;
      readonly attestation: Attestation;
      readonly screening: Screening;
      readonly startedAt: string;
      readonly expiresAt: string;
    }
  | {
      readonly kind: 'add-to-timeline';
      readonly callSid: string;
      readonly entry: TimelineEntry;
      readonly expiresAt: string;
    }
  | { readonly kind: 'take-call'; readonly member: E164; readonly callSid: string; readonly at: string }
  | { readonly kind: 'end-call'; readonly member: E164; readonly callSid: string }
  | { readonly kind: 'note-bridge'; readonly callSid: string; readonly seconds: number }
  | {
      readonly kind: 'finish-call';
      readonly callSid: string;
      readonly status: CallStatus;
      readonly seconds: number;
      readonly endedAt: string;
    }
  /** Once per call: `until` is set by the first delivery only. */
  | {
      readonly kind: 'verify-caller';
      readonly number: E164;
      readonly callSid: string;
      readonly until: string;
      readonly expiresAt: string;
    }
  | {
      readonly kind: 'remember-language';
      readonly number: E164;
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
        readonly caller: E164 | undefined;
        readonly language: Language;
        readonly department: string;
        readonly why: VoicemailReason | 'report';
      };
      readonly expiresAt: string;
    }
  /** Under the first of these numbers that is free, or that this call already has. */
  | {
      readonly kind: 'open-case';
      readonly candidates: readonly string[];
      readonly report: Omit<CaseRecord, 'caseNumber' | 'history' | 'version'>;
    }
  | {
      readonly kind: 'describe-case';
      readonly caseNumber: string;
      readonly callSid: string;
      readonly recordingSid: string;
    }
  /** Evidence against the number; the same reporter counts once. */
  | {
      readonly kind: 'count-report';
      readonly number: E164;
      readonly reporter: E164;
      readonly expiresAt: string;
    }
  | {
      readonly kind: 'offer-appeal';
      readonly number: E164;
      readonly callSid: string;
      readonly block: string;
      readonly expiresAt: string;
    }
  | { readonly kind: 'count-wrong-pin'; readonly caseNumber: string; readonly answer: string }
  | { readonly kind: 'audit'; readonly entry: AuditEntry }
  | { readonly kind: 'notify'; readonly notice: Notice }
  /** Copy the audio from the carrier into our own storage, then delete it there. */
  | { readonly kind: 'fetch-recording'; readonly recordingSid: string; readonly callSid: string };

export interface Decision {
  readonly plan: Plan;
  readonly effects: readonly Effect[];
}

/** What a decision may rest on beside the event itself. */
export interface Facts {
  readonly settings: Settings;
  readonly directory: Directory;
  /** Of the staff, as far as somebody may be rung now. */
  readonly members?: MemberStates | undefined;
  /** How hard the hotline is guarded; `normal` where nobody could tell. */
  readonly level?: GuardLevel | undefined;
  /** The keys as a number, where one was asked for and they are one. */
  readonly keyed?: E164 | undefined;
  /** For the report of this call, and for a case that was asked for. */
  readonly cases?: CaseFacts | undefined;
}

export interface CaseFacts {
  /** Numbers that this call's report may have; the first is its own once it is stored. */
  readonly candidates: readonly string[];
  /** The case that was asked for: undefined where there is none, `unavailable` where nobody knows. */
  readonly found: CaseRecord | 'unavailable' | undefined;
  /** That goes with the case asked for, or with this call's report. */
  readonly pin: string;
}
