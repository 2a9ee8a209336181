// What can be set of evidence: who hands it over, who stamps the time, which certificate its signature carries.
import * as z from 'zod';

const PEM = /^-----BEGIN CERTIFICATE-----\r?\n[A-Za-z0-9+/=\r\n]+-----END CERTIFICATE-----\s*/;
const certificates = z
  .string()
  .max(40_000)
  .refine((text) => text === '' || PEM.test(text), {
    error: 'must be one or more certificates in PEM form (-----BEGIN CERTIFICATE----- …)',
  });

/** `evidence` in the settings. */
export const evidenceSettings = z
  .strictObject({
    /** Who hands a package over, with an address or telephone for questions; in the report and in `bag-info.txt`. */
    organization: z.string().trim().min(1).max(200).default('Hotline Guard'),
    contact: z.string().trim().max(200).default(''),
    /** Days for which the carrier's signed webhooks of an ordinary call are kept; those of a case, a flag or a block stay. */
    webhookDays: z.int().min(1).max(90).default(14),
    /** Address of an RFC 3161 time-stamp authority; empty: packages carry no time stamp of somebody else. */
    timestampUrl: z
      .union([z.literal(''), z.url({ protocol: /^https?$/ }).max(500)], {
        error: 'must be an address that starts with http:// or https://, or empty',
      })
      .default(''),
    /** Certificates of that authority, to check its stamps by; empty: those that come with the stamp. */
    timestampCertificates: certificates.default(''),
    /** Certificate for the key that signs packages, with those above it; empty: one that the key signs itself. */
    signerCertificates: certificates.default(''),
  })
  .prefault({});
