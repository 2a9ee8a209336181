// What happened, in order, for a person who reads only the package. Pure.
import type { CaseRecord, CaseStatus, Category } from '../cases/case.ts';
import type { CaseAsOf } from './as-of.ts';
import { dispositionOf, type CallRecord, type Disposition } from '../records/call-record.ts';
import type { Attestation } from '../numbers/attestation.ts';
import type { Reason, Verdict } from '../screening/verdict.ts';

/** One thing that happened. `at`: ISO 8601, UTC; `file`: where it is told in full. */
export type TimeLineEntry = { readonly at: string; readonly file: string } & Happening;

type Happening =
  | {
      readonly kind: 'call';
      readonly callSid: string;
      readonly caller?: string;
      readonly attestation: Attestation;
      readonly verdict?: Verdict;
      readonly disposition: Disposition;
      readonly seconds?: number;
      readonly talkSeconds?: number;
      readonly reasons: readonly Reason[];
    }
  | { readonly kind: 'flag'; readonly callSid: string; readonly by: string; readonly reason: string }
  | {
      readonly kind: 'flag-withdrawn';
      readonly callSid: string;
      readonly by: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'case';
      readonly caseNumber: string;
      readonly about: CaseRecord['kind'];
      readonly category: Category;
      readonly reported?: string;
      readonly reporter?: string;
    }
  | {
      readonly kind: 'case-changed';
      readonly caseNumber: string;
      readonly by: string;
      readonly status: CaseStatus;
      readonly decision?: NonNullable<CaseRecord['decision']>;
    }
  | {
      readonly kind: 'recording';
      readonly recordingSid: string;
      readonly callSid: string;
      readonly seconds: number;
    }
  | {
      readonly kind: 'attachment';
      readonly caseNumber: string;
      readonly by: string;
      readonly name: string;
      readonly sha256: string;
    }
  | {
      readonly kind: 'listing';
      readonly action: ListingAction;
      readonly by: string;
      readonly record: string;
      readonly detail?: string;
    };

/** What happened to a number on the lists, as the audit log names it. */
const LISTING_ACTIONS = [
  'listings.put',
  'listings.delete',
  'listings.approve',
  'staff-menu.allow',
  'automatic.block',
  'automatic.block-to-approve',
  'automatic.unblock',
  'evidence.withdraw',
] as const;
export type ListingAction = (typeof LISTING_ACTIONS)[number];
export const isListingAction = (action: string): action is ListingAction =>
  (LISTING_ACTIONS as readonly string[]).includes(action);

export type TimeLineKind = Happening['kind'];

export function callHappened(call: CallRecord, file: string): TimeLineEntry[] {
  const {
    callSid,
    caller,
    attestation = 'none',
    verdict,
    reasons = [],
    seconds,
    talkSeconds,
    startedAt = '',
  } = call;
  const told = {
    kind: 'call',
    callSid,
    attestation,
    disposition: dispositionOf(call),
    reasons,
    ...(caller === undefined ? {} : { caller }),
    ...(verdict === undefined ? {} : { verdict }),
    ...(seconds === undefined ? {} : { seconds }),
    ...(talkSeconds === undefined ? {} : { talkSeconds }),
  } as const;
  const flags = (call.withdrawnFlags ?? []).flatMap(
    ({ by, at, reason, withdrawnBy, withdrawnAt, withdrawnFor }): TimeLineEntry[] => [
      { at, file, kind: 'flag', callSid, by, reason },
      { at: withdrawnAt, file, kind: 'flag-withdrawn', callSid, by: withdrawnBy, reason: withdrawnFor },
    ],
  );
  const { flag } = call;
  return [
    { at: startedAt, file, ...told },
    ...flags,
    ...(flag === undefined
      ? []
      : [{ at: flag.at, file, kind: 'flag', callSid, by: flag.by, reason: flag.reason } as const]),
  ];
}

export function caseHappened(found: CaseAsOf, file: string): TimeLineEntry[] {
  const { caseNumber, kind: about, category, reported, reporter, receivedAt } = found;
  return [
    {
      at: receivedAt,
      file,
      kind: 'case',
      caseNumber,
      about,
      category,
      ...(reported === undefined ? {} : { reported }),
      ...(reporter === undefined ? {} : { reporter }),
    },
    ...found.history.map(({ at, by, status, decision }): TimeLineEntry => ({
      at,
      file,
      kind: 'case-changed',
      caseNumber,
      by,
      status,
      ...(decision === undefined ? {} : { decision }),
    })),
  ];
}
