// How much a report by phone counts as evidence, and how many reports of one caller become separate cases. The caller's
// number may be spoofed, so without attestation A a report must be confirmed before it counts.
import { isBridgedLately } from '../evidence/caller-score.ts';
import type { CaseRecord, Standing } from './case.ts';
import type { Attestation } from '../numbers/attestation.ts';
import type { Identity } from '../numbers/identity.ts';
import { isInForce } from '../lists/listing.ts';
import type { Directory } from '../screening/screening.ts';
import type { ReportSettings } from './report-settings.ts';

interface Reporting {
  readonly reported: Identity | undefined;
  readonly reporter: Identity | undefined;
  readonly official: boolean;
  readonly attestation: Attestation;
  /** Of the reported number. */
  readonly directory: Directory;
  readonly now: Date;
}

export function standingOf({
  reported,
  reporter,
  official,
  attestation,
  directory,
  now,
}: Reporting): Standing {
  if (official) return 'for-review';
  if (reported === undefined || reporter === undefined || reported === reporter) return 'not-counted';
  if (attestation === 'failed') return 'not-counted';
  if (isSpokenFor(directory, now)) return 'for-review';
  return attestation === 'A' ? 'counted' : 'claimed';
}

/** The company has listed the number or has talked with it recently. Where this is unknown, a person decides. */
function isSpokenFor(directory: Directory, now: Date): boolean {
  if (directory.kind !== 'known') return true;
  const { listings, evidence } = directory;
  return (
    listings.some((listing) => listing.list !== 'block' && isInForce(listing, now)) ||
    (evidence !== undefined && isBridgedLately(evidence))
  );
}

/** A person has acted on the report: what was a claim counts from then on. Reports about our own numbers never do. */
export const isConfirmable = ({ kind, official, standing, reported, reporter }: CaseRecord): boolean =>
  kind === 'report' &&
  !official &&
  reported !== undefined &&
  reporter !== undefined &&
  (standing === 'claimed' || standing === 'for-review');

/** As the console says it. */
export const shownStanding = (found: CaseRecord): Standing | 'confirmed' | undefined =>
  isConfirmable(found) && found.history.some(({ status }) => status === 'action-taken')
    ? 'confirmed'
    : found.standing;

/** Cases that one reporter opens in any sixty minutes; callers without a number share theirs. */
export const mostReports = (
  reporter: Identity | undefined,
  { byPhone }: Pick<ReportSettings, 'byPhone'>,
): number => (reporter === undefined ? byPhone.hiddenPerHour : byPhone.perReporterPerHour);

export const limitOf = (reporter: Identity | undefined): string => `reports:${reporter ?? 'withheld'}`;

/** Names the one case of a day that takes what is beyond. */
export const groupOf = (reporter: Identity | undefined, at: Date): string =>
  `${limitOf(reporter)}:${at.toISOString().slice(0, 10)}`;
