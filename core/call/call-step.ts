// The steps of a call and the state each carries. Between two webhooks this state travels in the action URL,
// which Twilio's signature covers, so that a call goes on when the database does not.
import type { Attestation } from '../numbers/attestation.ts';
import type { CaseKind } from '../cases/case.ts';
import type { Identity } from '../numbers/identity.ts';
import type { Language } from '../basics/language.ts';

/** How the caller got past screening; staff hear it in the whisper. `staff`: a member who keyed the right PIN. */
export const ADMISSIONS = [
  'never-block',
  'allowlisted',
  'verified',
  'challenged',
  'unverified',
  'staff',
] as const;
export type Admission = (typeof ADMISSIONS)[number];

/** Why a caller is asked for a message; decides the words before the beep. */
export const VOICEMAIL_REASONS = [
  'asked-for-person',
  'challenge-failed',
  'withheld',
  'screened',
  'chosen',
  'menu-unanswered',
  'nobody-answered',
  'after-hours',
  'fraud-now',
  'siege',
  'many-calls',
] as const;
export type VoicemailReason = (typeof VOICEMAIL_REASONS)[number];

/**
 * Which rooms of the mailbox this caller finds open, decided when the call came in. Each word opens less than the one
 * before.
 * - `known`: open, and the room is that of known callers, though the challenge may still be put to this one.
 * - `open`: open.
 * - `after-passing`: open from the moment on in which the caller passes the challenge.
 * - `reports-only`: the room is full; the description of a fraud report is still recorded.
 * - `caller-full`: this caller has left as many messages as one may in a day; likewise for reports.
 * - `full`: nothing is recorded.
 */
export const MAILBOXES = ['known', 'open', 'after-passing', 'reports-only', 'caller-full', 'full'] as const;
export type Mailbox = (typeof MAILBOXES)[number];

/** What every later step of a call needs to know of the earlier ones. */
export interface Journey {
  readonly language: Language;
  readonly admission: Admission;
  readonly attestation: Attestation;
  readonly mailbox: Mailbox;
}

/** The part of a step that the next one inherits. */
export const journeyOf = ({ language, admission, attestation, mailbox }: Journey): Journey => ({
  language,
  admission,
  attestation,
  mailbox,
});

export type ChallengeStep = Journey & {
  readonly step: 'challenge';
  /** 1 to `settings.challenge.attempts`. */
  readonly attempt: number;
  /** Raised by each language switch, so that the switched prompt has a code of its own. */
  readonly switches: number;
  /** Length of the code. */
  readonly digits: number;
};

export type MenuStep = Journey & {
  readonly step: 'menu';
  readonly turn: number;
  readonly misses: number;
};

export type RingStep = Journey & {
  readonly step: 'ring';
  readonly department: string;
  /** Whose telephones: the department's, or those who are on call after hours. */
  readonly group: Group;
  /** `all`: every member at once; `in-turn`: the member at `position`. */
  readonly sweep: 'all' | 'in-turn';
  readonly position: number;
  /** Places of the members to be rung, a digit each. */
  readonly order: string;
  /** Whether this is the department to which another one overflowed. */
  readonly overflowed: Flag;
  readonly reason: string;
  /** The caller says that fraud is happening now. */
  readonly urgent: Flag;
};

export const GROUPS = ['members', 'on-call'] as const;
export type Group = (typeof GROUPS)[number];

export type VoicemailStep = Journey & {
  readonly step: 'voicemail';
  readonly department: string;
  readonly why: VoicemailReason;
  /** 1, or 2 when nothing was heard the first time. */
  readonly attempt: number;
  /** The message that the next one is to stand for; empty where there is none. */
  readonly replaces: string;
};

/** A message was left: hear it, record it again, or done. It is kept from here on. */
export type ReviewStep = Journey & {
  readonly step: 'review';
  readonly department: string;
  readonly why: VoicemailReason;
  readonly recording: string;
  readonly turn: number;
};

/** Closed: leave a message, or is fraud happening now? */
export type AfterHoursStep = Journey & {
  readonly step: 'after-hours';
  readonly department: string;
  readonly attempt: number;
};

/** On the staff leg: the offer of the call, and the answer to it. */
export type WhisperStep = Journey & {
  readonly step: 'whisper' | 'accept';
  readonly department: string;
  /** In the caller's own words; empty where nobody asked. */
  readonly reason: string;
  readonly urgent: Flag;
};

/** What a keyed number is wanted for. */
export const PURPOSES = ['report', 'check'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** "Who are you, and what is it about?", before a department rings. */
export type ReasonStep = Journey & {
  readonly step: 'reason';
  readonly department: string;
  readonly attempt: number;
};

/** A blocked caller may object. */
export type AppealStep = Journey & { readonly step: 'appeal'; readonly attempt: number };

/** What the caller is asked for on the way to a call-back: whether one is wanted, the number, whether it is right. */
export const CALL_BACK_ASKS = ['offer', 'number', 'confirm'] as const;

/** No message can be taken: the caller may ask to be called back. `number` is `none` until one is read back. */
export type CallBackStep = Journey & {
  readonly step: 'call-back';
  readonly department: string;
  readonly why: VoicemailReason;
  readonly asks: (typeof CALL_BACK_ASKS)[number];
  readonly number: Identity | 'none';
  readonly attempt: number;
};

/** Which code does the report page show? It proves that the number is the caller's. */
export type AppealCodeStep = Journey & { readonly step: 'appeal-code'; readonly attempt: number };

/** Which department, where there is more than one. */
export type DepartmentStep = Journey & { readonly step: 'department'; readonly attempt: number };

/** Key in the number that called you. */
export type NumberStep = Journey & {
  readonly step: 'number';
  readonly purpose: Purpose;
  readonly attempt: number;
};

/** It was read back: is it right? `attempt` counts on from keying it in. */
export type ConfirmStep = Journey & {
  readonly step: 'confirm';
  readonly purpose: Purpose;
  readonly number: Identity;
  readonly attempt: number;
};

/** The number that a report is about, or `unknown`. */
export type Reported = Identity | 'unknown';

export type CategoryStep = Journey & {
  readonly step: 'category';
  readonly reported: Reported;
  readonly attempt: number;
};

/** The case is open; the caller may say what happened, or why the block is wrong. */
export type DescriptionStep = Journey & {
  readonly step: 'description';
  readonly about: CaseKind;
  readonly official: Flag;
};

/** URLs carry words. */
export type Flag = 'yes' | 'no';

/** The case number was spoken: again, or on. */
export type CaseOpenedStep = Journey & {
  readonly step: 'case-opened';
  readonly about: CaseKind;
  readonly official: Flag;
  readonly turn: number;
};

export type CaseNumberStep = Journey & { readonly step: 'case-number'; readonly attempt: number };

/** `attempt` counts on from the case number: all wrong answers together are limited. */
export type CasePinStep = Journey & {
  readonly step: 'case-pin';
  readonly case: string;
  readonly attempt: number;
};

/** The status was spoken: again, or on. */
export type CaseToldStep = Journey & {
  readonly step: 'case-told';
  readonly case: string;
  readonly turn: number;
};

/** Whether the number is ours was spoken: again, report it, or on. */
export type CheckedStep = Journey & {
  readonly step: 'checked';
  readonly number: Identity;
  readonly turn: number;
};

/** A member of staff calls: which PIN? */
export type StaffPinStep = Journey & { readonly step: 'staff-pin'; readonly attempt: number };

/** Behind the PIN. `turn` counts what the member has been told since, over all of these steps. */
type StaffJourney = Journey & { readonly turn: number };

/** What the member was told is what the keys mean, whatever has happened since. */
export type StaffMenuStep = StaffJourney & {
  readonly step: 'staff-menu';
  readonly misses: number;
  readonly doNotDisturb: Flag;
  readonly attackMode: Flag;
};

/** Flag this call, or take back the flag on another one? `flagged` is empty where the member has no flag to take back. */
export type StaffFlagStep = StaffJourney & {
  readonly step: 'staff-flag';
  readonly call: string;
  readonly flagged: string;
};

/** A new message was played. */
export type StaffVoicemailStep = StaffJourney & {
  readonly step: 'staff-voicemail';
  readonly recording: string;
};

/** Nobody is to be rung: for how many hours? */
export type StaffQuietStep = StaffJourney & { readonly step: 'staff-quiet' };

/** How hard is the hotline to be guarded? */
export type StaffLevelStep = StaffJourney & { readonly step: 'staff-level' };

/** Which number is to be allowed? */
export type StaffNumberStep = StaffJourney & { readonly step: 'staff-number' };

/** It was read back: is it right? */
export type StaffConfirmStep = StaffJourney & { readonly step: 'staff-confirm'; readonly number: Identity };

export type StaffStep =
  | StaffPinStep
  | StaffMenuStep
  | StaffFlagStep
  | StaffVoicemailStep
  | StaffQuietStep
  | StaffLevelStep
  | StaffNumberStep
  | StaffConfirmStep;

/** Steps that wait for keys and need nothing else. */
export type KeypadStep =
  | StaffStep
  | ReviewStep
  | AfterHoursStep
  | AppealStep
  | CallBackStep
  | AppealCodeStep
  | ReasonStep
  | DepartmentStep
  | NumberStep
  | ConfirmStep
  | CategoryStep
  | CaseOpenedStep
  | CaseNumberStep
  | CasePinStep
  | CaseToldStep
  | CheckedStep;

export type CallStep =
  ChallengeStep | MenuStep | RingStep | VoicemailStep | WhisperStep | DescriptionStep | KeypadStep;
export type StepName = CallStep['step'];
