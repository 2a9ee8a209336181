// What the laws ask once so many people’s data has left the country in a year. Pure.

/**
 * China’s provisions of 22 March 2024 on cross-border data flows, articles 5, 7 and 8: below 100,000 people a transfer without
 * sensitive data needs none of the procedures of PIPL 38; from 1,000,000 people, or 10,000 whose data is sensitive, it needs the
 * security assessment; in between, and for any sensitive data, a standard contract or a certification. Counted since 1 January.
 */
const THRESHOLDS = { exempt: 100_000, assessment: 1_000_000, sensitiveAssessment: 10_000 } as const;

/** From so much of a threshold on it is warned of. */
const NEAR = 0.8;

/**
 * - `contract`: a standard contract or a certification is needed.
 * - `near-…`: four fifths of it are reached.
 */
export const BORDER_WARNINGS = [
  'near-contract',
  'contract',
  'near-assessment',
  'assessment',
  'sensitive-contract',
  'near-sensitive-assessment',
  'sensitive-assessment',
] as const;
export type BorderWarning = (typeof BORDER_WARNINGS)[number];

export interface PeopleAbroad {
  readonly people: number;
  /** Of these, people whose voice was recorded: the register holds voices to be sensitive. */
  readonly voices: number;
}

/** For data that leaves China; other laws know no such numbers. */
export function borderWarnings({ people, voices }: PeopleAbroad, area: string): readonly BorderWarning[] {
  if (area !== 'CN') return [];
  return [...bySize(people), ...bySensitive(voices)];
}

function bySize(people: number): BorderWarning[] {
  const { exempt, assessment } = THRESHOLDS;
  if (people >= assessment) return ['assessment'];
  if (people >= assessment * NEAR) return ['contract', 'near-assessment'];
  if (people >= exempt) return ['contract'];
  return people >= exempt * NEAR ? ['near-contract'] : [];
}

function bySensitive(voices: number): BorderWarning[] {
  const { sensitiveAssessment } = THRESHOLDS;
  if (voices >= sensitiveAssessment) return ['sensitive-assessment'];
  if (voices >= sensitiveAssessment * NEAR) return ['sensitive-contract', 'near-sensitive-assessment'];
  return voices > 0 ? ['sensitive-contract'] : [];
}
