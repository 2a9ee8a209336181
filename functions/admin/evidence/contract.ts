// Evidence packages: who asked, who agreed, how far the making has come, and where the file is.
import * as z from 'zod';
import { LINK_MINUTES, MOST_PERIOD_DAYS, PACKAGE_STATUSES } from '../../../core/packages/evidence-package.ts';
import {
  instant,
  instantOrDay,
  MAX_SPELLING,
  noQuery,
  numberText,
  page,
  paging,
  plainText,
  type OperationContract,
} from '../contract-parts.ts';
import type { EVIDENCE_ROUTES } from './routes.ts';

const line = (most: number) => z.string().trim().min(1).max(most);

const scopeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('case'), caseNumber: z.string() }),
  z.strictObject({ kind: z.literal('number'), number: numberText }),
  z.strictObject({ kind: z.literal('period'), from: instant, to: instant }),
]);

/** What is asked for, as people write numbers. */
const askedScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('case'), caseNumber: z.string().regex(/^\d{6}$/, 'must be six digits') }),
  z.strictObject({
    kind: z.literal('number'),
    number: z.string().min(1).max(MAX_SPELLING).describe('A number in any usual spelling'),
  }),
  z.strictObject({
    kind: z.literal('period'),
    from: instantOrDay.describe('A date-time, or a day from its beginning'),
    to: instantOrDay.describe(
      `A date-time, exclusive, or a day to its end; at most ${String(MOST_PERIOD_DAYS)} days later`,
    ),
  }),
]);

const by = { by: z.string(), at: instant };

const packageSchema = z.object({
  id: plainText,
  about: scopeSchema,
  authority: z.string(),
  requestNumber: plainText,
  officer: z.string().optional(),
  legalBasis: z.string(),
  receivedAt: instant.describe('When the authority’s request came in'),
  status: z.enum(PACKAGE_STATUSES),
  requestedBy: z.string(),
  requestedAt: instant,
  approvals: z.array(z.object(by)).readonly().describe('Two different people are needed'),
  refusal: z.object({ ...by, reason: z.string() }).optional(),
  progress: z
    .object({ done: z.int(), total: z.int() })
    .optional()
    .describe('Records that are in the package already, and all of them'),
  made: z
    .object({
      fileName: z.string(),
      bytes: z.int(),
      files: z.int(),
      sha256: z.string().describe('Of the zip'),
      sha512: z.string().describe('Of the zip'),
      contentSha256: z
        .string()
        .describe('Of tagmanifest-sha256.txt in it: the same however often the package is made'),
      stamped: z.boolean().describe('Whether it carries the time stamp of an authority'),
      madeAt: instant,
    })
    .optional(),
  problem: z.string().optional().describe('Why it could not be made'),
  releases: z.array(z.object(by)).readonly().describe('Who was given the link to the file'),
  version: z.int(),
});

export const EVIDENCE_CONTRACT = {
  'evidence.page': {
    summary: 'Evidence packages, newest first',
    query: z.strictObject({ ...paging, status: z.enum(PACKAGE_STATUSES).optional() }),
    answer: page(packageSchema),
  },
  'evidence.post': {
    summary: 'Ask for an evidence package about a case, a number or a period; two people have to approve',
    query: noQuery,
    body: z.strictObject({
      about: askedScope,
      authority: line(200).describe('Who asks, such as a police station'),
      requestNumber: line(100).describe('The authority’s own number of its request'),
      officer: line(100).optional(),
      legalBasis: line(500).describe('The law or order on which the request rests'),
      receivedAt: instantOrDay.optional().describe('When the request came in; now where absent'),
    }),
    answer: packageSchema,
    status: 201,
  },
  'evidence.get': { summary: 'One evidence package', query: noQuery, answer: packageSchema, versioned: true },
  'evidence.approve': {
    summary: 'Agree to a package; the second of two different people has it made',
    query: noQuery,
    answer: packageSchema,
    versioned: true,
  },
  'evidence.refuse': {
    summary: 'Refuse a package that waits; it is never made',
    query: noQuery,
    body: z.strictObject({ reason: line(300) }),
    answer: packageSchema,
    versioned: true,
  },
  'evidence.make': {
    summary:
      'Make an approved package again from the same request; it comes out the same but for its time stamp',
    query: noQuery,
    answer: packageSchema,
    versioned: true,
  },
  'evidence.link': {
    summary: `An address of the file that is good for ${String(LINK_MINUTES)} minutes; who was given one is written down`,
    query: noQuery,
    answer: z.object({
      url: z.url(),
      expiresAt: instant,
      fileName: z.string(),
      bytes: z.int(),
      sha256: z.string(),
    }),
  },
} as const satisfies Record<keyof typeof EVIDENCE_ROUTES, OperationContract>;

export type PackageView = z.output<typeof packageSchema>;
