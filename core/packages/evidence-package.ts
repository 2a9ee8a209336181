// The domain `packages` holds evidence packages: what the police, an authority or a court is given about a case, a number
// or a period. It may import every other domain of core, and none of them imports it.
//
// This file: a request for a package, who has to agree, and how far its making has come. Pure.
import type { Identity } from '../numbers/identity.ts';

/** What a package is about. A period holds the calls that ended in a case, a flag or a block, and the cases. */
export type PackageScope =
  | { readonly kind: 'case'; readonly caseNumber: string }
  | { readonly kind: 'number'; readonly number: Identity }
  | { readonly kind: 'period'; readonly from: string; readonly to: string };

/**
 * - `waiting`: two different people have to approve.
 * - `refused`: one of them refused, final.
 * - `approved`: it is made at the next run of the job.
 * - `making`: a job is at it.
 * - `ready`: it can be fetched.
 * - `failed`: it could not be made; `problem` says why, and it can be made again.
 */
export const PACKAGE_STATUSES = ['waiting', 'refused', 'approved', 'making', 'ready', 'failed'] as const;
export type PackageStatus = (typeof PACKAGE_STATUSES)[number];

interface PackageRequest {
  readonly scope: PackageScope;
  /** Who asks, such as a police station. */
  readonly authority: string;
  /** The authority's own number of its request. */
  readonly requestNumber: string;
  readonly officer?: string;
  /** The law or order that the request rests on. */
  readonly legalBasis: string;
  /** When the request came in, ISO 8601, UTC. */
  readonly receivedAt: string;
}

/** A person's word about a request. `at`: ISO 8601, UTC. */
export interface Approval {
  readonly by: string;
  readonly at: string;
}

export interface Refusal extends Approval {
  readonly reason: string;
}

/** What has been done; `total` is known once the records have been counted. */
export interface PackageProgress {
  readonly done: number;
  readonly total: number;
}

/** The file that was made. Sums are in hexadecimal digits. */
export interface MadePackage {
  readonly key: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly sha512: string;
  /** Of `tagmanifest-sha256.txt`, which the signature is about: the same however often the package is made. */
  readonly contentSha256: string;
  readonly stamped: boolean;
  readonly madeAt: string;
  readonly files: number;
}

/** Who was given the link to the file, and when. */
export interface Release {
  readonly by: string;
  readonly at: string;
}

export interface EvidencePackage extends PackageRequest {
  readonly id: string;
  readonly status: PackageStatus;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly approvals: readonly Approval[];
  readonly refusal?: Refusal;
  /** When the records were collected for the first time: a package that is made again says the same. */
  readonly collectedAt?: string;
  /** The last entry of the audit log then: what was written later, though about earlier, is not in the package. */
  readonly auditSequence?: number;
  /** Until when the job that makes it is believed to be alive. */
  readonly leaseUntil?: string;
  readonly progress?: PackageProgress;
  readonly made?: MadePackage;
  readonly problem?: string;
  readonly releases: readonly Release[];
  readonly version: number;
  readonly writeKey?: string;
}

/** People who have to agree, each of whom may approve once. */
export const APPROVERS_NEEDED = 2;

export type ApprovalOutcome =
  | { readonly kind: 'counted'; readonly approvals: readonly Approval[]; readonly status: PackageStatus }
  | { readonly kind: 'same-person' }
  | { readonly kind: 'not-waiting' };

/** The second approval makes it `approved`. Whoever asked for the package may be one of the two. */
export function withApproval(
  { status, approvals }: Pick<EvidencePackage, 'status' | 'approvals'>,
  approval: Approval,
): ApprovalOutcome {
  if (status !== 'waiting') return { kind: 'not-waiting' };
  if (approvals.some(({ by }) => by === approval.by)) return { kind: 'same-person' };
  const all = [...approvals, approval];
  return { kind: 'counted', approvals: all, status: all.length < APPROVERS_NEEDED ? 'waiting' : 'approved' };
}

/** What was recorded later is not in the package: the moment of the last approval, ISO 8601. */
export const cutOffOf = ({ approvals }: Pick<EvidencePackage, 'approvals'>): string =>
  approvals.at(-1)?.at ?? '';

/** Longest period of one package, days; a longer one is asked for in parts. */
export const MOST_PERIOD_DAYS = 366;
/** So long is a link to the file good, minutes. */
export const LINK_MINUTES = 5;
/** A job that has not been heard of for so long has died, minutes; the next run begins again. */
export const LEASE_MINUTES = 16;

/** `evidence-482913-0f3c.zip`: nothing personal beyond what the request names. */
export const fileNameOf = ({ id }: Pick<EvidencePackage, 'id'>): string => `evidence-${id}.zip`;
