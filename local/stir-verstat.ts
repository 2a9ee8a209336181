// An attestation as the carrier spells it: https://www.twilio.com/docs/voice/trusted-calling-with-shakenstir
import type { Attestation } from '../core/numbers/attestation.ts';

export const STIR_VERSTAT: Readonly<Record<Exclude<Attestation, 'none'>, string>> = {
  A: 'TN-Validation-Passed-A',
  B: 'TN-Validation-Passed-B',
  C: 'TN-Validation-Passed-C',
  failed: 'TN-Validation-Failed-A',
};

/** As a call is placed with it. */
export const stirVerstat = (attestation: Attestation): { readonly stirVerstat?: string } =>
  attestation === 'none' ? {} : { stirVerstat: STIR_VERSTAT[attestation] };
