// What the network vouches for about the caller ID: SHAKEN/STIR levels (ATIS-1000074) read from Twilio's StirVerstat.

export const ATTESTATIONS = ['A', 'B', 'C', 'failed', 'none'] as const;
/** A: the carrier knows caller and number. B: the caller. C: neither. failed: the signature does not hold. none: unsigned. */
export type Attestation = (typeof ATTESTATIONS)[number];

/**
 * Reads `StirVerstat` (https://www.twilio.com/docs/voice/trusted-calling-with-shakenstir). Suffixes such as
 * `-Diverted` and `-Passthrough` leave the level as it is. An unknown word vouches for nothing.
 */
export function readAttestation(stirVerstat: string | undefined): Attestation {
  if (stirVerstat === undefined) return 'none';
  if (stirVerstat.startsWith('TN-Validation-Failed')) return 'failed';
  const level = /^TN-Validation-Passed-([ABC])(-|$)/.exec(stirVerstat)?.[1];
  return level === undefined ? 'none' : (level as Attestation);
}
