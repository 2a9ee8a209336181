// The domain `cases` holds fraud reports and appeals: what they say, what they are worth as evidence, and what came of them.
// It may know numbers, lists, evidence and screening, and nothing of messages and the steps of a call.
//
// This file: a case, that is, a report about a number, or an appeal against a block, and what came of it.
import type { Correction } from '../basics/correction.ts';
import { DAY_MS } from '../basics/durations.ts';
import type { Attestation } from '../numbers/attestation.ts';
import type { Identity } from '../numbers/identity.ts';
import type { Language } from '../basics/language.ts';
import type { LockPolicy } from '../basics/lock.ts';
import type { SentReport } from './sent-report.ts';

export const CASE_KINDS = ['report', 'appeal'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

export const CASE_STATUSES = ['received', 'investigating', 'action-taken', 'closed'] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** In the order of the keys 1 to 5. */
export const CATEGORIES = ['impersonation', 'advance-fee', 'harassment', 'advertising', 'other'] as const;
export type Category = (typeof CATEGORIES)[number];

/** Accepted: the block is lifted, what spoke against the number no longer counts, and it is protected for a while. */
export const DECISIONS = ['accepted', 'refused'] as const;
export type Decision = (typeof DECISIONS)[number];

export const CHANNELS = ['phone', 'web', 'staff'] as const;
type Channel = (typeof CHANNELS)[number];

/**
 * What a report is worth as evidence against the number.
 * - `counted`: the network vouched for the reporter; it counts against the number and its neighbours.
 * - `claimed`: it leads to the challenge at most, until a person or another kind of evidence agrees.
 * - `for-review`: the report is about an official number, a listed number, or a number that recently talked with staff, so a
 *   person decides.
 * - `not-counted`: the reporter or the reported number is not known, or the reporter has reached the hourly limit.
 */
export const STANDINGS = ['counted', 'claimed', 'for-review', 'not-counted'] as const;
export type Standing = (typeof STANDINGS)[number];

/** Longest description on the page, characters. */
export const MOST_DESCRIPTION = 2_000;

export interface CaseRecord {
  readonly caseNumber: string;
  readonly kind: CaseKind;
  readonly status: CaseStatus;
  readonly category: Category;
  /** Undefined if the reporter did not know the number. */
  readonly reported?: Identity;
  /** The reported number is one of the company's own: a person looks at it, and it never counts against the number. */
  readonly official: boolean;
  /** Of a report by telephone: what it was worth as evidence when it came in. */
  readonly standing?: Standing;
  /** Of a case that takes what one reporter says beyond the limit of an hour: each of these reports. */
  readonly joined?: readonly JoinedReport[];
  /** Undefined if the reporter’s number was hidden. Such a reporter needs the PIN to ask about the case. */
  readonly reporter?: Identity;
  /** How it came in; absent: by phone. */
  readonly channel?: Channel;
  /** Of a case by phone. */
  readonly callSid?: string;
  /** Of a case from the page or by staff: the request that made it, so that one which comes twice finds it again. */
  readonly request?: string;
  /** The description of what happened, written by the reporter or by the staff member who opened the case. */
  readonly description?: string;
  readonly language: Language;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  /** Until when the reporter is promised an answer; later than at first where there is an extension. */
  readonly dueAt: string;
  /** The spoken description, among the voicemails. */
  readonly recordingSid?: string;
  /** Of a case that staff opened. */
  readonly openedBy?: string;
  /** Of an appeal. */
  readonly decision?: Decision;
  /** The answer for the reporter. */
  readonly feedback?: string;
  /** Of a report: the appeal that was accepted since, after which the report no longer counts against the number. */
  readonly withdrawnFor?: string;
  /** Who works on it: a subject, as in the audit log. */
  readonly assignee?: string;
  /** Set by a person; `priorityOf` says what holds without it. */
  readonly priority?: Priority;
  /** The answer takes longer than was promised at first. The reporter is told the reason. */
  readonly extension?: Extension;
  /** Of a duplicate: the case whose news its reporter is told. It is never undone. */
  readonly mergedInto?: string;
  /** Duplicates that were merged into this case. */
  readonly merged?: readonly string[];
  /** What was last said of its due date to the people who are notified, by `dueNotice`. */
  readonly dueTold?: string;
  readonly history: readonly CaseChange[];
  /** Reports that were sent to authorities about the case, the oldest first. */
  readonly sent?: readonly SentReport[];
  /** PINs that were counted and not found right, each named by the call or request and its attempt. */
  readonly wrongPins?: readonly string[];
  readonly version: number;
  readonly writeKey?: string;
  /** Legal holds that it is under; absent where there are none. */
  readonly holds?: readonly string[];
  /** Accepted at the request of the person whom the case is about. */
  readonly correction?: Correction;
}

/** The most urgent first. */
export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

export interface Extension {
  /** ISO 8601, UTC; `dueAt` of the case from then on. */
  readonly until: string;
  /** In the words that the reporter is told. */
  readonly reason: string;
}

/** Duplicates that one case can take in. */
export const MAX_MERGED = 50;

/** A case before the store has given it a number. */
export type NewCase = Omit<CaseRecord, 'caseNumber' | 'history' | 'version'>;

export interface JoinedReport {
  readonly callSid: string;
  readonly at: string;
  readonly category: Category;
  readonly reported?: Identity;
}

export interface CaseChange {
  readonly at: string;
  readonly by: string;
  readonly status: CaseStatus;
  readonly feedback?: string;
  readonly decision?: Decision;
  /** The number of the appeal after which this report no longer counts. */
  readonly withdrawnFor?: string;
  /** Who works on it from then on; null for nobody. */
  readonly assignee?: string | null;
  readonly priority?: Priority;
  readonly extension?: Extension;
  /** It is a duplicate of that case. */
  readonly mergedInto?: string;
  /** That duplicate was merged into this case. */
  readonly tookIn?: string;
}

/** What is told of a case, in words of its kind; `newsOf` picks it. */
export const CASE_NEWS = {
  report: [...CASE_STATUSES, 'withdrawn'],
  appeal: [...CASE_STATUSES, ...DECISIONS],
} as const;
export type CaseNews = {
  readonly [Kind in CaseKind]: { readonly kind: Kind; readonly news: (typeof CASE_NEWS)[Kind][number] };
}[CaseKind];

/** A decided appeal tells its decision; a report about a number whose appeal was accepted says so. */
export function newsOf({
  kind,
  status,
  decision,
  withdrawnFor,
}: Pick<CaseRecord, 'kind' | 'status' | 'decision' | 'withdrawnFor'>): CaseNews {
  return kind === 'appeal'
    ? { kind, news: decision ?? status }
    : { kind, news: withdrawnFor === undefined ? status : 'withdrawn' };
}

/** PINs that are compared for a case, over all calls and the page, before the next ones are refused for a while. */
export const CASE_LOCK: LockPolicy = { most: 10, firstMinutes: 60 };
/** When the record of a case is removed, ISO 8601; undefined while it is open, however old it is. */
export const caseExpiry = (status: CaseStatus, now: Date, retentionDays: number): string | undefined =>
  status === 'closed' ? new Date(now.getTime() + retentionDays * DAY_MS).toISOString() : undefined;

export const OPEN_STATUSES = CASE_STATUSES.filter((status) => status !== 'closed');

/**
 * Check digit over a quasigroup of order 10: finds every single wrong digit and every swap of neighbours.
 * H. Michael Damm, "Total anti-symmetrische Quasigruppen", Marburg 2004.
 */
const DAMM = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
] as const;

const damm = (digits: string): number =>
  [...digits].reduce((interim, digit) => DAMM[interim]?.[Number(digit)] ?? 0, 0);

/** @param digits five of them @returns six, the last of which checks the others */
export const withCheckDigit = (digits: string): string => `${digits}${String(damm(digits))}`;

/** Six digits that fit together; whether such a case exists is another question. */
export const isCaseNumber = (text: string): boolean => /^\d{6}$/.test(text) && damm(text) === 0;

/** Anything else cannot be right, and is not counted. */
export const isCasePin = (text: string): boolean => /^\d{4}$/.test(text);

/** Whether this caller hears of the case without the PIN: only where the network vouches for the reporter's number. */
export const isReporter = (
  found: CaseRecord,
  caller: Identity | undefined,
  attestation: Attestation,
): boolean => caller !== undefined && attestation === 'A' && found.reporter === caller;
