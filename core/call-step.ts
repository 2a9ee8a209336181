// The steps of a call and the state each carries. Between two webhooks this state travels in the action URL,
// which Twilio's signature covers, so that a call goes on when the database does not.
import type { Attestation } from './attestation.ts';
import type { Language } from './language.ts';

/** How the caller got past screening; staff hear it in the whisper. */
export const ADMISSIONS = ['never-block', 'allowlisted', 'verified', 'challenged', 'unverified'] as const;
export type Admission = (typeof ADMISSIONS)[number];

/** Why a caller is asked for a message; decides the words before the beep. */
export const VOICEMAIL_REASONS = [
  'asked-for-person',
  'challenge-failed',
  'withheld',
  'chosen',
  'menu-unanswered',
  'nobody-answered',
  'after-hours',
] as const;
export type VoicemailReason = (typeof VOICEMAIL_REASONS)[number];

/** What every later step of a call needs to know of the earlier ones. */
export interface Journey {
  readonly language: Language;
  readonly admission: Admission;
  readonly attestation: Attestation;
}

export type ChallengeStep = Journey & {
  readonly step: 'challenge';
  /** 1 to `settings.challenge.attempts`. */
  readonly attempt: number;
  /** Raised by each language switch, so that the switched prompt has a code of its own. */
  readonly switches: number;
};

export type MenuStep = Journey & {
  readonly step: 'menu';
  readonly turn: number;
  readonly misses: number;
};

export type RingStep = Journey & {
  readonly step: 'ring';
  readonly department: string;
  /** `all`: every member at once; `in-turn`: the member at `position`. */
  readonly sweep: 'all' | 'in-turn';
  readonly position: number;
};

export type VoicemailStep = Journey & {
  readonly step: 'voicemail';
  readonly department: string;
  readonly why: VoicemailReason;
  /** 1, or 2 when nothing was heard the first time. */
  readonly attempt: number;
};

/** On the staff leg: the offer of the call, and the answer to it. */
export type WhisperStep = Journey & { readonly step: 'whisper' | 'accept'; readonly department: string };

export type CallStep = ChallengeStep | MenuStep | RingStep | VoicemailStep | WhisperStep;
export type StepName = CallStep['step'];
