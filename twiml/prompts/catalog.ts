// What the hotline can say. A language whose catalog misses a prompt does not compile.
import type { AddressParts } from '../../core/numbers/address.ts';
import type { VoicemailReason } from '../../core/messages/message.ts';
import type { Admission } from '../../core/screening/admission.ts';
import type { Purpose } from '../../core/call/call-step.ts';
import type { QuestionStep } from '../../core/call/steps/index.ts';
import type { CaseKind } from '../../core/cases/case.ts';
import type { ChallengeOpening, MenuOpening, QuestionOpening, StaffOpening } from '../../core/call/plan.ts';
import type { GoodbyeAfter } from '../../core/call/goodbye.ts';
import type { Opening } from '../../core/hours/hours.ts';
import type { MenuChoice } from '../../core/departments/menu-entries.ts';
import type { RightsKind } from '../../core/rights/rights-request.ts';
import type { CaseNewsWords } from './case-news.ts';

/** Already made speakable: outside text stripped, digits separated. */
export type Spoken = string;

/** Which flag the member can take back. */
export type StaffFlagged =
  | { readonly on: 'no-call' | 'last-call' }
  /** `ending`: the last digits of that caller's number; undefined where it has none. */
  | { readonly on: 'earlier-call'; readonly ending: Spoken | undefined };

/** Twilio voice and the `language` that goes with it (https://www.twilio.com/docs/voice/twiml/say/text-speech). */
export interface Voice {
  readonly name:
    | 'Polly.Joanna-Neural'
    | 'Polly.Kendra-Neural'
    | 'Polly.Matthew-Neural'
    | 'Polly.Zhiyu-Neural'
    | 'Google.cmn-CN-Wavenet-A'
    | 'Google.cmn-CN-Wavenet-B';
  readonly language: 'en-US' | 'cmn-CN';
}

/** In full, and shorter for the second time that it is said. */
type ClueWords = readonly [full: Spoken, short: Spoken];

/** How the code is asked for; one of the voices and one of the wordings is drawn. */
interface ChallengeWords {
  readonly voices: readonly [Voice, ...Voice[]];
  /** `keys` in full, then `again` for a caller who was still looking for the keypad. */
  readonly wordings: readonly [
    (keys: Spoken, again: Spoken) => string,
    ...((keys: Spoken, again: Spoken) => string)[],
  ];
  /** Two parts of a code, one after the other. */
  readonly then: (first: Spoken, last: Spoken) => Spoken;
  readonly clues: {
    readonly sum: (one: number, other: number) => ClueWords;
    readonly after: (number: number) => ClueWords;
    /** Undefined in a language whose callers do not dial by letters, see `KINDS_IN`. */
    readonly letters: ((letter: string) => ClueWords) | undefined;
  };
}

/** Questions whose words depend on what is asked for, or read back. */
export const QUESTIONS_OF_PARTS = [
  'department',
  'number',
  'confirm',
  'staff-confirm',
  'call-back',
  'proof-call',
] as const;
type QuestionOfParts = (typeof QUESTIONS_OF_PARTS)[number];
export type PlainQuestion = Exclude<QuestionStep['step'], QuestionOfParts>;

export interface Catalog {
  readonly voice: Voice;
  /** For recognition of speech (https://www.twilio.com/docs/voice/twiml/gather#languagetags). */
  readonly speech: 'en-US' | 'cmn-Hans-CN';
  /** A number of another country: its calling code, then the number, both in digits. */
  readonly numberAbroad: (country: Spoken, number: Spoken) => Spoken;
  /** Somebody who calls without a number, by the name in the address. */
  readonly callerByAddress: Readonly<Record<AddressParts['scheme'], (user: Spoken) => Spoken>>;
  /** In its own language: how to get this language from the other one. `key` is a key of the keypad. */
  readonly offerThisLanguage: (key: string) => string;
  readonly challengeOpening: Readonly<Record<ChallengeOpening, (company: Spoken) => string>>;
  readonly challenge: ChallengeWords;
  readonly menuOpening: Readonly<Record<MenuOpening, (company: Spoken) => string>>;
  /** One option of the menu each; `key` is a key of the keypad. */
  readonly menuOption: Readonly<
    Record<Exclude<MenuChoice, 'other-language'>, (key: string, department: Spoken) => string>
  >;
  /** Where the caller is asked for a department afterwards. */
  readonly ourStaff: Spoken;
  readonly departmentOption: (key: string, department: Spoken) => string;
  readonly questionOpening: Readonly<Record<QuestionOpening, string>>;
  readonly question: {
    readonly number: Readonly<Record<Purpose, string>>;
    readonly confirm: (number: Spoken) => string;
    /** To somebody whom the hotline calls. */
    readonly 'proof-call': (company: Spoken) => string;
  } & Readonly<Record<PlainQuestion, string>>;
  /** Where no message can be taken. */
  readonly callBack: {
    /** Why not, and the key. `waits`: staying on the line will do as well. */
    readonly offer: Readonly<Record<'full' | 'caller-full', (waits: boolean) => string>>;
    readonly number: string;
    readonly confirm: (number: Spoken) => string;
  };
  /** After a message: the keys from here. */
  readonly review: string;
  /** Before a message that is heard again. */
  readonly yourMessage: string;
  /** After when it opens: the keys from here. */
  readonly afterHours: string;
  readonly staffOpening: Readonly<Record<StaffOpening, string>>;
  /** Whether each of the two is on decides what its key does. */
  readonly staffMenu: (on: { readonly doNotDisturb: boolean; readonly attackMode: boolean }) => string;
  /** `caller` is undefined when withheld, here and below. */
  readonly staffFlag: (caller: Spoken | undefined, flagged: StaffFlagged) => string;
  /** A new message: from whom, and whether there are more. */
  readonly staffMessage: (caller: Spoken | undefined, more: number) => string;
  /** Instead of a message: a request to be called back at this number. */
  readonly staffCallBack: (number: Spoken, more: number) => string;
  readonly callBackNumber: (caller: Spoken | undefined) => string;
  /** Instead of the number of a caller who has none. */
  readonly noCallBackNumber: (caller: Spoken) => string;
  readonly staffMessageKeys: string;
  /** In place of a deletion. */
  readonly messageHeld: string;
  readonly describe: Readonly<Record<CaseKind, string>>;
  /** All in digits. */
  readonly caseOpened: Readonly<Record<CaseKind, (caseNumber: Spoken, pin: Spoken) => string>>;
  readonly caseSms: Readonly<Record<CaseKind, (company: Spoken, caseNumber: string, pin: string) => string>>;
  readonly caseTold: CaseNewsWords;
  /** `words`: what is new. */
  readonly newsSms: Readonly<
    Record<CaseKind, (company: Spoken, caseNumber: string, words: string) => string>
  >;
  readonly feedback: (words: Spoken) => string;
  /** The answer takes longer than was promised. @param date without its year: `December 24` */
  readonly extended: (date: Spoken, reason: Spoken) => string;
  readonly checked: Readonly<Record<'ours' | 'not-ours', string>>;
  /** After something was told: the keys from here. */
  readonly afterwards: Readonly<
    Record<'again' | 'again-or-stay' | 'again-or-person' | 'report-or-again', string>
  >;
  /** What to do first while money is leaving the account. */
  readonly stopTheTransfer: string;
  /** A telephone that helps then: whose, and its number twice, for those who write it down. */
  readonly emergencyNumber: (name: Spoken, number: Spoken) => string;
  /** After the numbers: somebody is rung all the same. */
  readonly stayOnTheLine: string;
  readonly connecting: (department: Spoken) => string;
  readonly voicemailOpening: Readonly<Record<VoicemailReason, (company: Spoken) => string>>;
  /** When the department opens next. */
  readonly opens: (opening: Opening) => string;
  /** After the notice, before the beep. */
  readonly voicemail: string;
  /** Before a message that is recorded again; its notice was told before the first one. */
  readonly voicemailReplacement: string;
  readonly voicemailAgain: string;
  /** `site`: where the page for reports is, as it is said. */
  /** A request about personal data is open; `day`: until when it is answered. */
  readonly requestOpened: Readonly<Record<RightsKind, (day: Spoken) => string>>;
  readonly goodbye: Readonly<Record<Exclude<GoodbyeAfter, 'in-writing'>, string>> & {
    readonly 'in-writing': (site: Spoken) => string;
  };
  /** The same as a text. */
  readonly inWritingSms: (company: Spoken, url: string) => string;
  /** To the member of staff who picked up. */
  readonly whisper: (whisper: {
    readonly company: Spoken;
    readonly caller: Spoken | undefined;
    readonly admission: Admission;
    /** In the caller's own words, or empty. */
    readonly reason: Spoken;
    /** The caller says that fraud is happening now. */
    readonly urgent: boolean;
  }) => string;
}
