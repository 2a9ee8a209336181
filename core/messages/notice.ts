// Notifications that staff get right away by email, text message, or webhook, as the settings say.
import { assertNever } from '../basics/assert-never.ts';
import type { DayLimit } from '../departments/day-limit.ts';
import type { Identity } from '../numbers/identity.ts';
import type { WatchReason } from '../guard/guard-state.ts';
import type { GuardLevel } from '../screening/levels.ts';
import type { RightsKind } from '../rights/rights-request.ts';
import type { CaseRecord } from '../cases/case.ts';
import type { DueStage } from '../cases/case-work.ts';

export const NOTICE_KINDS = [
  'voicemail',
  'case',
  'case-due',
  'guard-level',
  'day-limit',
  'subscription',
  'partner-doubt',
] as const;

/** `at`: ISO 8601, UTC. */
export type Notice =
  | {
      readonly kind: 'voicemail';
      readonly at: string;
      readonly recordingSid: string;
      readonly department: string;
      readonly seconds: number;
      readonly caller?: Identity;
      /** The caller pressed 0, or says that fraud is happening now. */
      readonly urgent: boolean;
      /** No words, but the wish to be called back under `caller`; and the call in which it was made. */
      readonly callBack?: { readonly callSid: string };
    }
  | {
      readonly kind: 'case';
      readonly at: string;
      readonly caseNumber: string;
      readonly about: 'report' | 'official-number' | 'appeal';
    }
  /** A case whose reporter waits for an answer comes near its due date, or is past it. */
  | {
      readonly kind: 'case-due';
      readonly at: string;
      readonly caseNumber: string;
      readonly stage: DueStage;
      readonly dueAt: string;
      /** Who works on it; undefined for nobody. */
      readonly assignee?: string;
    }
  /** Somebody has asked about their own data and shown that the number is theirs; told to those who are told of cases. */
  | {
      readonly kind: 'privacy-request';
      readonly at: string;
      readonly request: string;
      readonly about: RightsKind;
      readonly dueAt: string;
    }
  /** The same as `case-due` of a request about personal data; told to those who are told of cases. */
  | {
      readonly kind: 'privacy-due';
      readonly at: string;
      readonly request: string;
      readonly stage: DueStage;
      readonly dueAt: string;
    }
  | {
      readonly kind: 'guard-level';
      readonly at: string;
      readonly level: GuardLevel;
      readonly by: string;
      readonly until?: string;
      /** What made the watch raise the level. */
      readonly because?: WatchReason;
    }
  | {
      readonly kind: 'day-limit';
      readonly at: string;
      /** `YYYY-MM-DD`, on the clocks of the default department. */
      readonly day: string;
      readonly limit: DayLimit;
      /** Minutes, or text messages, that the settings allow in a day. */
      readonly most: number;
    }
  /** A partner's list changed too much and waits for a decision, or has not been fetched for long. */
  | {
      readonly kind: 'subscription';
      readonly at: string;
      readonly about: 'held' | 'stale';
      /** Of the subscription. */
      readonly name: string;
      readonly partner: string;
    }
  /** A partner reported a shared number as a false positive; it is still shared, or was withdrawn until a person decides. */
  | {
      readonly kind: 'partner-doubt';
      readonly at: string;
      readonly about: 'doubted' | 'withdrawn';
      /** Of the share. */
      readonly entry: string;
      readonly partner: string;
    };

/** Of a report from the page. */
export const noticeOfCase = (
  caseNumber: string,
  { official, receivedAt }: Pick<CaseRecord, 'official' | 'receivedAt'>,
): Notice => ({
  kind: 'case',
  at: receivedAt,
  caseNumber,
  about: official ? 'official-number' : 'report',
});

/** A key that is equal for all notifications of the same event. */
export function noticeId(notice: Notice): string {
  switch (notice.kind) {
    case 'voicemail':
      return notice.callBack === undefined
        ? `voicemail-${notice.recordingSid}`
        : `call-back-${notice.callBack.callSid}`;
    case 'case':
      return `case-${notice.caseNumber}`;
    case 'case-due':
      return `case-${notice.stage}-${notice.caseNumber}-${notice.dueAt}`;
    case 'privacy-request':
      return `privacy-request-${notice.request}`;
    case 'privacy-due':
      return `privacy-${notice.stage}-${notice.request}-${notice.dueAt}`;
    case 'guard-level':
      return `guard-level-${notice.level}-${notice.at}`;
    case 'day-limit':
      return `day-limit-${notice.day}-${notice.limit}`;
    case 'subscription':
      return `subscription-${notice.about}-${notice.name}-${notice.at}`;
    case 'partner-doubt':
      return `partner-${notice.about}-${notice.entry}-${notice.at}`;
    default:
      return assertNever(notice, 'notice');
  }
}
