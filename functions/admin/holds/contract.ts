// Legal holds, and what is kept for how long.
import { HOLD_ROUTES } from './routes.ts';
import { HOLD_SOURCES, HOLD_STATUSES } from '../../../core/holds/hold.ts';
import { KEPT_CATEGORIES } from '../../../core/holds/kept.ts';
import {
  bounds,
  instant,
  MAX_SPELLING,
  noQuery,
  numberText,
  page,
  paging,
  plainText,
  reasonText,
  textLine,
  versionNumber,
  type OperationContract,
} from '../contract-parts.ts';
import * as z from 'zod';

const actSchema = z.object({ by: z.string(), at: instant, why: z.string() });

const holdSchema = z.object({
  id: plainText,
  source: z.enum(HOLD_SOURCES),
  reference: plainText.describe('Of the package, the case, or the order'),
  authority: z.string().optional().describe('Who ordered it'),
  legalBasis: z.string().optional(),
  why: z.string(),
  by: z.string(),
  at: instant,
  covers: z
    .object({
      caseNumber: z.string().optional(),
      number: numberText.optional(),
      from: instant.optional(),
      to: instant.optional(),
    })
    .describe('Empty where records were named one by one'),
  records: z
    .object({ call: z.int(), voicemail: z.int(), case: z.int() })
    .describe(
      'Covered now; a new hold finds its records within minutes, and those that come later within 6 hours',
    ),
  status: z
    .enum(HOLD_STATUSES)
    .describe('lifting: two people have lifted it, and its records go back to their ordinary periods'),
  proposal: actSchema.optional().describe('Who wants it lifted; another person has to agree'),
  lifted: actSchema.optional().describe('The second person'),
  earliest: instant.optional().describe('Time of the oldest record'),
  auditFrom: z.iso.date().optional().describe('The audit log is kept from this day on'),
  version: versionNumber,
});

const why = z.strictObject({ why: reasonText });
const EMPTY = 'must not be empty';
const NEEDED_FOR_ORDER = `${EMPTY}: an order needs it`;

export const HOLD_CONTRACT = {
  'holds.page': {
    summary: 'Legal holds of one status, newest first',
    query: z.strictObject({ ...paging, status: z.enum(HOLD_STATUSES).default('in-force') }),
    answer: page(holdSchema),
  },
  'holds.get': { summary: 'One legal hold', query: noQuery, answer: holdSchema, versioned: true },
  'holds.post': {
    summary:
      'Place a legal hold: what it covers is not deleted, by hand or at the end of its period, until two people lift it',
    query: noQuery,
    body: z
      .strictObject({
        source: z.enum(['order', 'case']),
        reference: textLine(100).describe('The number of the order, or of the case'),
        authority: textLine(200).optional().describe('Who ordered it; needed for an order'),
        legalBasis: textLine(500).optional().describe('Needed for an order'),
        why: reasonText,
        caseNumber: z
          .string()
          .min(1, { error: EMPTY })
          .max(20)
          .optional()
          .describe('Covers the case, its calls, and those of its number'),
        number: z
          .string()
          .min(1, { error: EMPTY })
          .max(MAX_SPELLING)
          .optional()
          .describe('Covers its calls, and the cases about it'),
        ...bounds,
      })
      .refine(({ source, authority }) => source !== 'order' || authority !== undefined, {
        error: NEEDED_FOR_ORDER,
        path: ['authority'],
      })
      .refine(({ source, legalBasis }) => source !== 'order' || legalBasis !== undefined, {
        error: NEEDED_FOR_ORDER,
        path: ['legalBasis'],
      })
      .refine(({ caseNumber, number, from }) => (caseNumber ?? number ?? from) !== undefined, {
        error: 'name what it covers: caseNumber, number, or a span that begins at from',
      })
      .refine(
        ({ caseNumber, number, from, to }) =>
          caseNumber === undefined || (number ?? from ?? to) === undefined,
        { error: 'a caseNumber stands alone; for a number or a span place another hold' },
      ),
    answer: holdSchema,
    versioned: true,
    status: 201,
  },
  'holds.propose': {
    summary: 'Propose to lift a hold. It stays in force until another person agrees',
    query: noQuery,
    body: why,
    answer: holdSchema,
    versioned: true,
  },
  'holds.lift': {
    summary:
      'Lift a hold as the second person. Its records get their ordinary periods back, as they were before it',
    query: noQuery,
    body: why,
    answer: holdSchema,
    versioned: true,
  },
  'holds.refuse': {
    summary: 'Refuse or withdraw the proposal to lift a hold',
    query: noQuery,
    body: why,
    answer: holdSchema,
    versioned: true,
  },
  'retention.report': {
    summary: 'What is kept for how long, what is oldest, and what is under a legal hold and why',
    query: noQuery,
    answer: z.object({
      at: instant,
      categories: z.array(
        z.object({
          category: z.enum(KEPT_CATEGORIES),
          days: z
            .int()
            .optional()
            .describe('The period in force; absent where the record itself says when it ends'),
          from: z.enum(['creation', 'closing', 'last-use', 'expiry']).describe('When the period begins'),
          setting: z.string().optional().describe('Where the period is set'),
          oldest: instant
            .optional()
            .describe('Absent where there is nothing, or the category is not looked through'),
          held: z.int().describe('Records under at least one hold are counted once for each'),
          holds: z.array(z.string()).describe('The holds that these records are under'),
        }),
      ),
      holds: z.array(holdSchema),
    }),
  },
} as const satisfies Record<keyof typeof HOLD_ROUTES, OperationContract>;

export type HoldView = z.output<typeof holdSchema>;
