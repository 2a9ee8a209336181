// What the caller, or the member of staff who is rung, meets next; twiml/render.ts makes a document of it.
import type { CallerId } from '../numbers/caller-id.ts';
import type { CaseNews, Extension } from '../cases/case.ts';
import type { ChallengePrompt } from '../screening/challenge-prompt.ts';
import type { E164 } from '../numbers/e164.ts';
import type { Identity } from '../numbers/identity.ts';
import type { Opening } from '../hours/hours.ts';
import type { Language } from '../basics/language.ts';
import type { Voicemail } from '../messages/message.ts';
import type { GoodbyeAfter } from './goodbye.ts';
import type { QuestionStep, Step } from './steps/index.ts';

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

/** The notice before a recording; `turn` counts how often it has been told. */
export interface NoticeToTell {
  readonly words: 'short' | 'full';
  readonly turn: number;
}

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
      /** Absent where the caller has heard it in this call. */
      readonly notice?: NoticeToTell;
      /** The caller has just heard what to do, and wants to begin. */
      readonly told?: true;
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
      /** `held`: it is under a legal hold, and stays. */
      readonly say: 'message' | 'call-back-number' | 'held';
      readonly next: Step<'staff-voicemail'>;
    }
  | { readonly kind: 'question'; readonly opening: QuestionOpening; readonly next: QuestionStep }
  | {
      readonly kind: 'describe';
      readonly next: Step<'description'>;
      readonly notice?: NoticeToTell;
      readonly told?: true;
    }
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
      /** The answer takes longer than was promised. */
      readonly extension?: Extension;
      readonly feedback: string | undefined;
      readonly next: Step<'case-told'>;
    }
  | { readonly kind: 'checked'; readonly ours: boolean; readonly next: Step<'checked'> }
  | {
      readonly kind: 'goodbye';
      /** The words are sent as a text too. */
      readonly sms?: true;
      readonly after: GoodbyeAfter;
      readonly language: Language;
    }
  /** Answer to a callback that only reports. */
  | { readonly kind: 'noted' };

export type PlanKind = Plan['kind'];
