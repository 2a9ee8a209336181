// What partners report back about shared numbers (MISP sightings), and what that does. Pure.
import type { Partner, Trust } from './partner.ts';

/** By MISP's number for them: seen, false positive, expired, confirmed (misp-core-format, section 2.9). */
export const SIGHTING_TYPES = ['seen', 'false-positive', 'expired', 'confirmed'] as const;
export type SightingType = (typeof SIGHTING_TYPES)[number];

export const sightingType = (code: number): SightingType | undefined => SIGHTING_TYPES[code];

/** What one false positive weighs, by the trust in the partner that reports it. */
const WEIGHTS: Readonly<Record<Trust, number>> = { low: 0, normal: 1, high: 2 };

/** From this weight on a person is asked to look. */
const LOOK_FROM = 1;
/** From this weight on the share is withdrawn until a person has looked: two partners, or one of high trust. */
const WITHDRAW_FROM = 2;

export type Dispute = 'none' | 'flagged' | 'disputed';

type Reporter = Pick<Partner, 'name'> & {
  readonly terms: Pick<Partner['terms'], 'trust' | 'contractReference'>;
};

/**
 * Partners under the same contract are one voice, the most trusted of them.
 * @param names partners that reported the share as a false positive
 */
export function disputeOf(names: readonly string[], partners: readonly Reporter[]): Dispute {
  const heaviest = new Map<string, number>();
  for (const { name, terms } of partners) {
    if (!names.includes(name)) continue;
    const weight = WEIGHTS[terms.trust];
    heaviest.set(terms.contractReference, Math.max(weight, heaviest.get(terms.contractReference) ?? 0));
  }
  const total = [...heaviest.values()].reduce((sum, weight) => sum + weight, 0);
  if (total >= WITHDRAW_FROM) return 'disputed';
  return total >= LOOK_FROM ? 'flagged' : 'none';
}
