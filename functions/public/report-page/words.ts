// Every word of the report page, per language: a language that lacks one does not compile. The same words as by
// telephone where both say the same.
import type { CaseKind, Category } from '../../../core/cases/case.ts';
import type { CaseNewsWords } from '../../../twiml/prompts/case-news.ts';

export interface PageWords {
  readonly thisLanguage: string;
  readonly title: string;
  readonly lead: string;
  readonly urgent: string;
  readonly urgentCall: string;
  readonly ratherCall: string;
  readonly noScript: string;
  readonly closed: string;
  readonly number: string;
  readonly numberHint: string;
  readonly category: string;
  readonly categories: Readonly<Record<Category, string>>;
  readonly description: string;
  readonly descriptionHint: string;
  readonly next: string;
  readonly review: string;
  readonly reviewNumber: string;
  readonly reviewDescription: string;
  readonly send: string;
  readonly change: string;
  readonly done: string;
  readonly caseNumber: string;
  readonly pin: string;
  readonly writeDown: string;
  readonly copy: string;
  readonly another: string;
  readonly appealTitle: string;
  readonly appealLead: string;
  readonly appealNumber: string;
  readonly appealNumberHint: string;
  readonly appealWhy: string;
  readonly appealGetCode: string;
  readonly appealCode: string;
  /** Before the number of the hotline. */
  readonly appealCall: string;
  readonly appealNotBlocked: string;
  readonly appealDone: string;
  readonly statusTitle: string;
  readonly statusLead: string;
  readonly statusAsk: string;
  readonly privacy: string;
  readonly privacyPage: string;
  readonly script: ScriptWords;
}

/** Those that the script puts on the page. */
export interface ScriptWords {
  readonly numberUnknown: string;
  readonly noDescription: string;
  readonly working: string;
  readonly sending: string;
  readonly asking: string;
  readonly copied: string;
  readonly notCopied: string;
  /** `{date}` stands for the day. */
  readonly due: string;
  /** Before the reason for which the answer takes longer. */
  readonly extended: string;
  /** `{time}` stands for the time of day. */
  readonly codeUntil: string;
  readonly codeExpired: string;
  readonly appealOpened: string;
  readonly received: Readonly<Record<CaseKind, string>>;
  readonly answer: string;
  readonly news: CaseNewsWords;
  readonly problems: Readonly<Record<PageProblem, string>>;
}

/** Kinds of problem that the API names, and what only the page can find. */
export type PageProblem =
  | 'number'
  | 'own-number'
  | 'appeal-too-many-requests'
  | 'category'
  | 'case-number'
  | 'pin'
  | 'invalid-number'
  | 'too-many-requests'
  | 'reports-closed'
  | 'store-unavailable'
  | 'not-found'
  | 'not-solved'
  | 'insecure'
  | 'unreachable'
  | 'other';
