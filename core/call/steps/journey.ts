// What every later step of a call needs to know of the earlier ones.
import { MAILBOXES } from '../../messages/mailbox.ts';
import { ADMISSIONS } from '../../screening/admission.ts';
import { LANGUAGES } from '../../basics/language.ts';
import { ATTESTATIONS } from '../../numbers/attestation.ts';
import { oneOf, type Carried } from './fields.ts';

export const JOURNEY = {
  language: oneOf(LANGUAGES),
  admission: oneOf(ADMISSIONS),
  attestation: oneOf(ATTESTATIONS),
  mailbox: oneOf(MAILBOXES),
} as const;

export type Journey = Carried<typeof JOURNEY>;

/** The part of a step that the next one inherits. */
export const journeyOf = ({ language, admission, attestation, mailbox }: Journey): Journey => ({
  language,
  admission,
  attestation,
  mailbox,
});
