// What was agreed with a partner, as the audit log tells it.
import type { PartnerTerms } from '../../../core/sharing/partner.ts';

export const termsInWords = ({
  categories,
  automatic,
  formats,
  basis,
  trust,
  requestsPerHour,
  mostNumbers,
  tlp,
  expiresOn,
}: PartnerTerms): string =>
  [
    `sees ${categories.join(', ')}${automatic ? ', automatic blocks too' : ''}`,
    `by ${formats.join(', ')}`,
    basis === undefined
      ? 'keyed hashes only'
      : `plain numbers on the basis of ${basis.kind} (${basis.reference})`,
    `trust ${trust}`,
    `${String(requestsPerHour)} requests an hour, ${String(mostNumbers)} numbers`,
    `tlp:${tlp}`,
    `until ${expiresOn}`,
  ].join('; ');
