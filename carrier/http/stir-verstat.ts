// An attestation as the carrier spells it: https://www.twilio.com/docs/voice/trusted-calling-with-shakenstir

/** A, B, C: the levels of ATIS-1000074. failed: the signature does not hold. none: the call is not signed. */
type Attestation = 'A' | 'B' | 'C' | 'failed' | 'none';

export const STIR_VERSTAT: Readonly<Record<Exclude<Attestation, 'none'>, string>> = {
  A: 'TN-Validation-Passed-A',
  B: 'TN-Validation-Passed-B',
  C: 'TN-Validation-Passed-C',
  failed: 'TN-Validation-Failed-A',
};

/** As a call is placed with it. */
export const stirVerstat = (attestation: Attestation): { readonly stirVerstat?: string } =>
  attestation === 'none' ? {} : { stirVerstat: STIR_VERSTAT[attestation] };
