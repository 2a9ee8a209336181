// The row of a step: everything about it that is data. What it answers is a function in `../answers/`, and what it
// says is a prompt of each language.
import type { Language } from '../../basics/language.ts';
import type { GoodbyeAfter } from '../goodbye.ts';
import type { Fields } from './fields.ts';

/** What is read from the store for the answer, beside the settings. */
export type StepFact =
  /** Who of the staff is free, whether they want to be left alone, and the guard's level. */
  | 'duty'
  | 'guard-level'
  /** Whether the number may answer one more challenge today; this answer is counted. */
  | 'guess'
  /** The keys as a number. */
  | 'keyed-number'
  /** The case that this call opens, or has opened. */
  | 'own-case'
  /** The same, or the case of the day that this call's report has joined. */
  | 'own-or-joined-case'
  /** What a new report needs: a case number, and what is known of the number that it is about. */
  | 'report'
  /** The case whose number was keyed. */
  | 'keyed-case'
  /** The case that the step carries; this PIN is counted. */
  | 'case-by-pin'
  | 'carried-case'
  /** The appeal on the report page whose code was keyed; this code is counted. */
  | 'appeal-by-code'
  /** Of the privacy page, or what a new request needs; this code is counted. */
  | 'personal-data'
  /** The same, on a call that the hotline placed to the number; this code is counted. */
  | 'proof-call'
  /** Whether this member's PIN is right; it is counted. */
  | 'staff-pin'
  /** The last caller of this member, and the member's last flag. */
  | 'last-call'
  | 'new-messages'
  /** What stands on the lists about the number that the step carries. */
  | 'listing';

/** What the caller hears where no answer can be made in time: twiml/fallback.ts. */
export type LastResort = 'take-message' | 'thanks' | 'hang-up';

/** Keys that a `<Gather>` waits for (https://www.twilio.com/docs/voice/twiml/gather). */
export interface Keypad {
  readonly numDigits: number;
  readonly finishOnKey: '' | '#';
}

/** No key finishes it: one is enough. */
export const ONE_KEY: Keypad = { finishOnKey: '', numDigits: 1 };
export const upToPound = (numDigits: number): Keypad => ({ finishOnKey: '#', numDigits });

/** How often a question is put, and what follows when it stays unanswered. */
export interface Asking {
  readonly most: number;
  readonly then: 'voicemail' | GoodbyeAfter;
}

/** Three times; then a person calls back. */
export const THRICE: Asking = { most: 3, then: 'voicemail' };

/** Facts by the key that was pressed, and for any other answer. */
type FactsByKey = Readonly<Record<string, readonly StepFact[]>> & {
  readonly other: readonly StepFact[];
};

interface Row {
  /** As the console's timeline calls the step. */
  readonly title: Readonly<Record<Language, string>>;
  /** In the action URL, beside the journey. */
  readonly carries: Fields;
  /** Fields that tell two visits of one call to this step apart. */
  readonly visit: readonly string[];
  /** For any answer, or by the key that was pressed. */
  readonly facts: readonly StepFact[] | FactsByKey;
  readonly lastResort: LastResort;
}

/** A step whose answer is the caller's keys or words and nothing more: `decide` needs no line of its own for it. */
export interface KeypadRow extends Row {
  readonly event: 'KeysEntered';
  /** `by`: the field that decides which keys. */
  readonly keys: Keypad | { readonly by: string; readonly of: Readonly<Record<string, Keypad>> };
  /** What is said is understood too. */
  readonly speech?: true;
  /** The pound key alone is an answer, where it otherwise counts as silence. */
  readonly poundAlone?: true;
  /**
   * `person`: the caller gets a person, as with 0 in the menu; where the step waits for `#`, after it or when the time is
   * over. `key`: a key like any other.
   */
  readonly zero: 'person' | 'key';
  /** Silence, and what is not understood, is asked for again. Where absent, silence is an answer. */
  readonly asked?: Asking;
  /** Its prompt is a question of the catalog, and nothing more. */
  readonly isQuestion: boolean;
  /** What is keyed opens something, such as a PIN: the webhook that brings it is kept nowhere. */
  readonly isSecret?: true;
}

export interface OtherRow extends Row {
  readonly event:
    | 'ChallengeAnswered'
    | 'MenuAnswered'
    | 'DialEnded'
    | 'LegAnswered'
    | 'OfferAnswered'
    /** These two record what is said. */
    | 'MessageEnded'
    | 'DescriptionEnded';
}

export type StepRow = KeypadRow | OtherRow;
