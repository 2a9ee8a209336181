// The domain `holds` says what must not be removed while a legal hold stands on it. It may know who a caller is, and nothing
// of how records are kept.
//
// This file: a hold, what it covers, and how two people lift it.
import type { Identity } from '../numbers/identity.ts';

/** Why a hold exists: an evidence package, a case that goes on elsewhere, or the order of an authority. */
export const HOLD_SOURCES = ['package', 'case', 'order'] as const;
type HoldSource = (typeof HOLD_SOURCES)[number];

/**
 * - `in-force`: nothing that it covers is removed.
 * - `lift-proposed`: still in force; a second person is asked to lift it.
 * - `lifting`: two people have lifted it, and its records are being given back to their ordinary periods.
 * - `lifted`: no record is under it any more.
 */
export const HOLD_STATUSES = ['in-force', 'lift-proposed', 'lifting', 'lifted'] as const;
export type HoldStatus = (typeof HOLD_STATUSES)[number];

/** Records that a hold can cover. Lists are not among them: their history is in the audit log, which a hold keeps. */
export const HELD_KINDS = ['call', 'voicemail', 'case'] as const;
export type HeldKind = (typeof HELD_KINDS)[number];

export interface HeldRecord {
  readonly kind: HeldKind;
  /** CallSid, RecordingSid, or case number. */
  readonly id: string;
}

/**
 * What a hold covers.
 * - `records`: those that are named to it one by one.
 * - `case`: the case, its calls and recordings, and the calls of the number that it is about; also those still to come.
 * - `calls`: calls with their recordings, of a number or of everybody, that came in between (ISO 8601; from is
 *   inclusive, to is exclusive); and the cases about the number. With `onlyEvidence` only those calls that ended in a case,
 *   a flag or a block.
 */
export type HoldScope =
  | { readonly kind: 'records' }
  | { readonly kind: 'case'; readonly caseNumber: string }
  | {
      readonly kind: 'calls';
      readonly number?: Identity | undefined;
      readonly from?: string | undefined;
      readonly to?: string | undefined;
      readonly onlyEvidence?: true | undefined;
    };

/** `at`: ISO 8601, UTC. */
export interface HoldAct {
  readonly by: string;
  readonly at: string;
  readonly why: string;
}

export interface NewHold extends HoldAct {
  /** The same id is the same hold, however often it is placed. */
  readonly id: string;
  readonly source: HoldSource;
  /** Of the package, the case, or the order. */
  readonly reference: string;
  /** Who ordered it, and on what legal basis; an order has both. */
  readonly authority?: string | undefined;
  readonly legalBasis?: string | undefined;
  readonly scope: HoldScope;
  /** The audit log is kept from this day on, `YYYY-MM-DD`; from the oldest covered record where absent. */
  readonly auditFrom?: string | undefined;
}

export interface Hold extends NewHold {
  readonly status: HoldStatus;
  /** Who wants it lifted, and why. */
  readonly proposal?: HoldAct | undefined;
  /** The second person. */
  readonly lifted?: HoldAct | undefined;
  /** Of its oldest record, ISO 8601; absent while none is covered. */
  readonly earliest?: string | undefined;
  readonly version: number;
}

/** What a person asks for a hold. */
export type HoldStep = 'propose' | 'lift' | 'refuse';

export type StepRefusal = 'lifted-already' | 'proposed-already' | 'not-proposed' | 'same-person';

/** Why this person cannot take that step; undefined where they can. */
export function stepRefusal(
  step: HoldStep,
  { status, proposal }: Pick<Hold, 'status' | 'proposal'>,
  by: string,
): StepRefusal | undefined {
  if (!isInForce(status)) return 'lifted-already';
  if (step === 'propose') return proposal === undefined ? undefined : 'proposed-already';
  if (proposal === undefined) return 'not-proposed';
  return step === 'lift' && proposal.by === by ? 'same-person' : undefined;
}

export const isInForce = (status: HoldStatus): boolean => status === 'in-force' || status === 'lift-proposed';

/** The day from which the audit log is kept for a hold; undefined while it covers nothing that has a time. */
export function auditKeptFrom({ auditFrom, earliest, scope }: Hold): string | undefined {
  const ofScope = scope.kind === 'calls' ? scope.from?.slice(0, 10) : undefined;
  const days = [auditFrom, earliest?.slice(0, 10), ofScope].filter((day) => day !== undefined);
  return days.toSorted()[0];
}
