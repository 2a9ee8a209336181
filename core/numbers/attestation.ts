// What the network vouches for about the caller ID: SHAKEN/STIR levels (ATIS-1000074) read from Twilio's StirVerstat.

export const ATTESTATIONS = ['A', 'B', 'C', 'failed', 'none'] as const;
/**
 * What the carrier says about the caller's right to use the number (SHAKEN/STIR). `A`: the carrier knows the caller and
 * the right to the number. `B`: it knows the caller only. `C`: it knows neither. `failed`: the signature is not valid.
 * `none`: the call is not signed.
 */
export type Attestation = (typeof ATTESTATIONS)[number];

/** Whether the call has no attestation A. This is so for all calls from countries without SHAKEN/STIR. */
export const isUnvouched = (attestation: Attestation): boolean => attestation !== 'A';

/** How often a number's calls came with attestation A, among all that did not come with a failed one; older ones for less. */
export interface AttestationHistory {
  readonly vouched: number;
  readonly calls: number;
}

/** Of a number's calls, at least so many came with A: its carrier signs them, and not by chance. */
const USUAL_SHARE = 0.8;

/**
 * Whether earlier calls from the number had attestation A and this one does not, so that it may come from somebody else.
 *
 * @param fewest how many calls with attestation A make it usual; 0 turns this off
 */
export const isLessVouched = (
  attestation: Attestation,
  { vouched, calls }: AttestationHistory,
  fewest: number,
): boolean =>
  isUnvouched(attestation) && fewest > 0 && vouched >= fewest - 0.5 && vouched >= USUAL_SHARE * calls;

/**
 * Reads `StirVerstat` (https://www.twilio.com/docs/voice/trusted-calling-with-shakenstir). An unknown word vouches for
 * nothing. `-Diverted` is the word of the provider that forwarded the call, about its own customer; it did not see the
 * caller, so it is B at most. `-Passthrough` hands on the caller's own signature, and leaves the level as it is.
 */
export function readAttestation(stirVerstat: string | undefined): Attestation {
  if (stirVerstat === undefined) return 'none';
  if (stirVerstat.startsWith('TN-Validation-Failed')) return 'failed';
  const [, level, suffixes = ''] = /^TN-Validation-Passed-([ABC])(?:-(.*))?$/.exec(stirVerstat) ?? [];
  if (level === undefined) return 'none';
  const diverted = suffixes.split('-').includes('Diverted');
  return diverted && level === 'A' ? 'B' : (level as Attestation);
}
