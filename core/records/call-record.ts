// The domain `records` holds what is kept of calls and what is learned from it: call records, statistics, what scores would
// have done, what other settings would have done. It may import every other domain of core, and none of them imports it.
//
// This file: a call as it is kept, and what became of it.
import type { Correction } from '../basics/correction.ts';
import type { Attestation } from '../numbers/attestation.ts';
import type { CallStatus } from '../call/call-event.ts';
import type { CallerId } from '../numbers/caller-id.ts';
import type { ContentNote } from '../content/content-note.ts';
import type { TimelineEntry } from '../call/effect.ts';
import type { Identity } from '../numbers/identity.ts';
import type { ListingPattern } from '../lists/listing.ts';
import type { Reason, ScoredScreening, Verdict } from '../screening/verdict.ts';
import type { ScreeningRecord } from '../screening/screening-record.ts';

/** `at`: ISO 8601, UTC. */
export interface Flag {
  readonly by: string;
  readonly at: string;
  readonly reason: string;
}

export interface WithdrawnFlag extends Flag {
  readonly withdrawnBy: string;
  readonly withdrawnAt: string;
  readonly withdrawnFor: string;
}

export interface CallSeal {
  /** Of the lines of `webhookLines`, hexadecimal. */
  readonly sha256: string;
  readonly webhooks: number;
  readonly at: string;
}

/** Every part beyond the CallSid may be missing: webhooks come late, twice, or not at all. */
export interface CallRecord {
  readonly callSid: string;
  readonly caller?: Identity;
  readonly callerId?: CallerId['kind'];
  readonly to?: string;
  readonly attestation?: Attestation;
  readonly verdict?: Verdict;
  readonly reasons?: readonly Reason[];
  /** The listing that decided, where one did. */
  readonly listing?: ListingPattern;
  /** What the score said, whether or not it was acted on. */
  readonly scored?: ScoredScreening;
  /** What the decision rests on; it can be made again. */
  readonly facts?: ScreeningRecord;
  /** ISO 8601, UTC. */
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly status?: CallStatus;
  /** Whole call, seconds, as the carrier counted. */
  readonly seconds?: number;
  /** Conversation with staff, seconds; present only when people talked. */
  readonly talkSeconds?: number;
  readonly recordingSid?: string;
  /** Who flagged the call as nuisance, and when. */
  readonly flag?: Flag;
  /** Flags that were taken back, which count no more; the oldest first. */
  readonly withdrawnFlags?: readonly WithdrawnFlag[];
  /** Of a call that ended in a case, a flag or a block: the carrier's webhooks as they came, sealed. */
  readonly seal?: CallSeal;
  /** What the caller's words sound like; of several things that were said, the one that sounds worst. */
  readonly content?: ContentNote;
  /** Legal holds that it is under; absent where there are none. */
  readonly holds?: readonly string[];
  /** Accepted at the person’s request. */
  readonly correction?: Correction;
  readonly timeline: readonly TimelineEntry[];
}

/**
 * How the call ended, final.
 * - `rejected`: a listing or a score refused it.
 * - `forwarding-loop`: it was the hotline's own call to staff, come back, and was refused.
 * - `reported`: a case was opened.
 * - `informed`: a question was answered.
 * - `missed`: staff phones rang, and nobody took the call.
 * - `in-progress`: the carrier has not reported the end.
 */
export const DISPOSITIONS = [
  'rejected',
  'forwarding-loop',
  'talked-to-staff',
  'reported',
  'informed',
  'left-message',
  'missed',
  'gave-up',
  'in-progress',
] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

/** Whether the call is evidence by itself: it was flagged, ended in a case, or was refused by a listing. */
export const isEvidence = ({ flag, withdrawnFlags = [], verdict, listing, seal }: CallRecord): boolean =>
  flag !== undefined ||
  withdrawnFlags.length > 0 ||
  seal !== undefined ||
  (verdict === 'reject' && listing !== undefined);

/** Derived, not stored: the callbacks it rests on arrive in any order. */
export function dispositionOf(call: CallRecord): Disposition {
  if (call.verdict === 'reject') return 'rejected';
  if (call.verdict === 'forwarding-loop') return 'forwarding-loop';
  if (call.talkSeconds !== undefined) return 'talked-to-staff';
  const told = new Set(call.timeline.map(({ then }) => then));
  if (told.has('describe') || told.has('case-opened')) return 'reported';
  if (told.has('case-told') || told.has('checked')) return 'informed';
  if (call.recordingSid !== undefined) return 'left-message';
  if (call.endedAt === undefined) return 'in-progress';
  return told.has('ring') ? 'missed' : 'gave-up';
}
