// A request of a person about their own data: what is asked for, by when it is answered, and what came of it. Pure.
import { DAY_MS } from '../basics/durations.ts';
import type { Language } from '../basics/language.ts';
import type { Identity } from '../numbers/identity.ts';

/**
 * - `copy`: everything that is kept about the number, to read and to take along (PIPL 45, GDPR 15 and 20).
 * - `correct`: something that is kept is wrong (PIPL 46, GDPR 16).
 * - `erase`: PIPL 47, GDPR 17.
 * - `object`: against being judged by a program alone (PIPL 24, GDPR 21 and 22).
 * - `explain`: why calls were refused or challenged (PIPL 24 and 48).
 */
export const RIGHTS_KINDS = ['copy', 'correct', 'erase', 'object', 'explain'] as const;
export type RightsKind = (typeof RIGHTS_KINDS)[number];

/**
 * - `unproven`: asked for on the page; whose the number is has not been shown yet.
 * - `open`: a person at the company has to carry it out or refuse it.
 * - `working`: the job is at it.
 * - `done`, `refused`: final. `failed`: the job could not do it; `problem` says why, and it can be tried again.
 */
export const RIGHTS_STATUSES = ['unproven', 'open', 'working', 'done', 'refused', 'failed'] as const;
export type RightsStatus = (typeof RIGHTS_STATUSES)[number];

export const RIGHTS_CHANNELS = ['phone', 'page', 'staff'] as const;
type RightsChannel = (typeof RIGHTS_CHANNELS)[number];

/**
 * How it was shown that whoever asks has the number. `unvouched-call`: by a call whose number the network does not vouch
 * for. `our-call`: the hotline called the number, and the code was entered there.
 */
export const RIGHTS_PROOFS = ['call', 'unvouched-call', 'our-call', 'staff'] as const;
export type RightsProof = (typeof RIGHTS_PROOFS)[number];

/** Why a request is refused; the person is told it in words (PIPL 50). */
export const REFUSAL_REASONS = [
  'not-the-person',
  'legal-hold',
  'law-requires',
  'nothing-kept',
  'repeated',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** What was not erased, and why. */
export const KEPT_REASONS = ['legal-hold', 'evidence-package', 'own-number', 'settings-history'] as const;
export type KeptReason = (typeof KEPT_REASONS)[number];

export interface KeptData {
  readonly reason: KeptReason;
  readonly records: number;
}

/** What came of an erasure: how many records of each table were removed or had the person taken out of them. */
export interface Erasure {
  readonly removed: number;
  readonly redacted: number;
  readonly objects: number;
  /** Recordings, calls and texts at the carrier. */
  readonly carrierCopies: number;
  readonly kept: readonly KeptData[];
  /** A block goes on under a key in place of the number. */
  readonly suppressed?: true | undefined;
}

/** The file that was made for a copy. */
export interface MadeCopy {
  readonly key: string;
  readonly bytes: number;
  readonly sha256: string;
  /** ISO 8601, UTC; then it is removed. */
  readonly until: string;
}

export interface RightsEvent {
  readonly at: string;
  readonly by: string;
  readonly status: RightsStatus;
  readonly note?: string | undefined;
}

export interface RightsRequest {
  readonly id: string;
  readonly kind: RightsKind;
  readonly status: RightsStatus;
  /** Absent once it has been erased. */
  readonly number?: Identity | undefined;
  /** Stands for the number after it has been erased. */
  readonly token: string;
  readonly channel: RightsChannel;
  readonly proof?: RightsProof | undefined;
  readonly language: Language;
  readonly receivedAt: string;
  readonly dueAt: string;
  /** In the person's own words: what is wrong, or what they object to. */
  readonly text?: string | undefined;
  /** Names that are to be taken out along with the number. */
  readonly words?: readonly string[] | undefined;
  /** Who decided, in the audit log's words. */
  readonly decidedBy?: string | undefined;
  readonly decidedAt?: string | undefined;
  readonly refusal?: RefusalReason | undefined;
  /** What the person is told. */
  readonly answer?: string | undefined;
  readonly erasure?: Erasure | undefined;
  readonly copy?: MadeCopy | undefined;
  readonly problem?: string | undefined;
  readonly leaseUntil?: string | undefined;
  /** What staff were told of the due date. */
  readonly dueTold?: string | undefined;
  readonly history: readonly RightsEvent[];
  readonly version: number;
  readonly writeKey?: string | undefined;
}

/** Calendar days in which an answer is due: 15 working days are 21 at least; GDPR 12(3) allows a month. */
const ANSWER_DAYS = 21;
export const dueAt = (receivedAt: string): string =>
  new Date(Date.parse(receivedAt) + ANSWER_DAYS * DAY_MS).toISOString();

/** How long a copy can be fetched, days. */
export const COPY_DAYS = 7;

/** What a person at the company can do with a request. */
export type RightsDecision = 'carry-out' | 'refuse' | 'answer';

/** What is carried out by the job; the other kinds are answered in words. */
const isWork = (kind: RightsKind): kind is 'copy' | 'erase' => kind === 'copy' || kind === 'erase';

export type DecisionRefusal = 'decided-already' | 'not-proven' | 'needs-words';

/** Why this decision cannot be taken; undefined where it can. */
export function decisionRefusal(
  { kind, status }: Pick<RightsRequest, 'kind' | 'status'>,
  decision: RightsDecision,
): DecisionRefusal | undefined {
  if (status !== 'open' && status !== 'failed' && status !== 'unproven') return 'decided-already';
  if (status === 'unproven' && decision !== 'refuse') return 'not-proven';
  if (decision === 'carry-out' && !isWork(kind)) return 'needs-words';
  return undefined;
}
