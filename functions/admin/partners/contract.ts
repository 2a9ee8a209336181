// Partners, what was agreed with each, and the shares that a person has to look at.
import { CATEGORIES } from '../../../core/cases/case.ts';
import {
  MOST_OVERLAP_HOURS,
  PARTNER_FORMATS,
  PARTNER_STATES,
  SHARE_BASES,
  TLP_LABELS,
  TRUST_LEVELS,
} from '../../../core/sharing/partner.ts';
import { DEFAULT_ANONYMITY, LEAST_ANONYMITY } from '../../../core/sharing/guessing-cost.ts';
import { LIVE_STATES, SHARE_DECISIONS } from '../../../core/sharing/share.ts';
import { SIGHTING_TYPES } from '../../../core/sharing/sighting.ts';
import {
  instant,
  noQuery,
  numberText,
  reasonText,
  textLine,
  versionNumber,
  type OperationContract,
} from '../contract-parts.ts';
import { PARTNER_ROUTES } from './routes.ts';
import * as z from 'zod';

const basis = z.strictObject({
  kind: z
    .enum(SHARE_BASES)
    .describe('PIPL article 23 asks for separate consent unless another basis applies'),
  reference: textLine(200).describe('Of the consent text, the contract, or the article'),
});

const contact = z.strictObject({
  name: textLine(100),
  email: z.email().max(254).optional(),
  phone: textLine(40).optional(),
});

const given = {
  trust: z
    .enum(TRUST_LEVELS)
    .describe(
      'What its false positives do. low: counted. normal: a person is asked to look; two partners withdraw the number. high: it withdraws the number alone',
    ),
  requestsPerHour: z.int().min(1).max(1_000),
  mostNumbers: z.int().min(1).max(20_000).describe('The newest numbers are given'),
  categories: z.array(z.enum(CATEGORIES)).min(1).max(CATEGORIES.length),
  automatic: z.boolean().describe('Also numbers that no person has confirmed; they are marked'),
  formats: z
    .array(z.enum(PARTNER_FORMATS))
    .min(1)
    .max(PARTNER_FORMATS.length)
    .describe('misp, taxii and csv hold plain numbers and need a basis'),
  basis: basis.optional(),
  tlp: z.enum(TLP_LABELS),
  anonymity: z
    .int()
    .min(LEAST_ANONYMITY)
    .max(1_000_000)
    .describe('Dialable numbers that share a prefix of the look-up, at least'),
  contact,
  contractReference: textLine(200),
  expiresOn: z.iso.date().describe('The last day of the agreement (UTC)'),
};

const termsSchema = z.object({
  ...given,
  prefixDigits: z.int().describe('Of the look-up; follows from anonymity'),
});
const actSchema = z.object({ by: z.string(), at: instant, why: z.string() });
const proposalSchema = z.object({
  ...actSchema.shape,
  kind: z.enum(['create', 'change', 'rotate', 'resume']),
  terms: termsSchema.optional(),
  overlapHours: z.int().optional(),
});

const useSchema = z.object({
  fetches: z.int(),
  numbers: z.int().describe('Given, each time that they were given'),
  lookUps: z.int().describe('Prefixes that it asked for'),
  sightings: z.object(
    Object.fromEntries(SIGHTING_TYPES.map((type) => [type, z.int()])) as Record<
      (typeof SIGHTING_TYPES)[number],
      z.ZodInt
    >,
  ),
  lastFetchedAt: instant.optional(),
});

const partnerSchema = z.object({
  name: z.string(),
  state: z.enum([...PARTNER_STATES, 'expired']),
  terms: termsSchema.describe('In force; of a partner that was never approved, as proposed'),
  termsSince: instant,
  proposal: proposalSchema.optional().describe('Waits for a second person'),
  stopped: actSchema.optional().describe('The last suspension or end'),
  createdBy: z.string(),
  approvedBy: z.string().optional(),
  keys: z.array(z.object({ keyId: z.string(), from: instant, until: instant.optional() })),
  use: useSchema,
  version: versionNumber,
});

const credentialSchema = z.object({
  name: z.string(),
  token: z.string().describe('For Bearer, or the password of HTTP Basic'),
  key: z.string().describe('The pairwise key for private matching: 32 bytes, base64url'),
  keyId: z.string(),
});

const shareSchema = z.object({
  entry: z.string(),
  state: z.enum(LIVE_STATES),
  number: numberText,
  category: z.enum(CATEGORIES),
  decision: z.enum(SHARE_DECISIONS),
  confidence: z.int(),
  calls: z.int(),
  firstSeen: instant,
  lastSeen: instant,
  expires: instant,
  added: instant,
  falsePositives: z.array(z.string()).describe('Partners that reported it'),
  flaggedAt: instant.optional(),
});

const why = z.strictObject({ why: reasonText });

export const PARTNER_CONTRACT = {
  'partners.page': {
    summary: 'Partners that numbers are shared with',
    query: noQuery,
    answer: z.object({ items: z.array(partnerSchema) }),
  },
  'partners.get': {
    summary: 'One partner, what it sees now, and what it reported last',
    query: noQuery,
    answer: z.object({
      ...partnerSchema.shape,
      sees: z.int().describe('Numbers that it is given now'),
      sightings: z.array(
        z.object({ entry: z.string(), type: z.enum(SIGHTING_TYPES), seenAt: instant, at: instant }),
      ),
    }),
    versioned: true,
  },
  'partners.put': {
    summary:
      'Propose a partner, or a change of what was agreed with it: another person has to approve. A change of contact or contract reference alone is in force at once',
    query: noQuery,
    body: z.strictObject({
      ...given,
      anonymity: given.anonymity.default(DEFAULT_ANONYMITY),
      why: reasonText,
    }),
    answer: partnerSchema,
    versioned: true,
  },
  'partners.delete': { summary: 'End the exchange with a partner for good, at once', query: noQuery },
  'partners.approve': {
    summary:
      'Approve what another person proposed. For a new partner and for a rotation the answer has the credential, which is shown this once',
    query: noQuery,
    body: z.strictObject({ why: reasonText.optional() }),
    answer: z.object({ partner: partnerSchema, credential: credentialSchema.optional() }),
    versioned: true,
  },
  'partners.refuse': {
    summary: 'Refuse or withdraw a proposal',
    query: noQuery,
    body: why,
    answer: partnerSchema,
    versioned: true,
  },
  'partners.rotate': {
    summary: 'Propose a new token and key; the old ones stay valid for the overlap',
    query: noQuery,
    body: z.strictObject({
      why: reasonText,
      overlapHours: z.int().min(0).max(MOST_OVERLAP_HOURS).default(168),
    }),
    answer: partnerSchema,
    versioned: true,
  },
  'partners.suspend': {
    summary: 'Give a partner nothing more, at once, until two people resume the exchange',
    query: noQuery,
    body: why,
    answer: partnerSchema,
    versioned: true,
  },
  'partners.resume': {
    summary: 'Propose to resume the exchange with a suspended partner',
    query: noQuery,
    body: why,
    answer: partnerSchema,
    versioned: true,
  },
  'shares.page': {
    summary: 'Shared numbers: those that a person should look at first, then the newest',
    query: z.strictObject({
      only: z.enum(['flagged', 'all']).default('flagged'),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
    answer: z.object({ items: z.array(shareSchema), total: z.int(), flagged: z.int() }),
  },
  'shares.decide': {
    summary:
      'Decide on a share that partners doubt. share: it is given to partners again. withdraw: it is withdrawn, and is shared again only if the number is blocked anew',
    query: noQuery,
    body: z.strictObject({ decision: z.enum(['share', 'withdraw']), why: reasonText }),
  },
} as const satisfies Record<keyof typeof PARTNER_ROUTES, OperationContract>;

export type PartnerView = z.output<typeof partnerSchema>;
export type PartnerCredential = z.output<typeof credentialSchema>;
export type ShareView = z.output<typeof shareSchema>;
