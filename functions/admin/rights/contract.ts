// Rights of people over their own data: their requests, what came of them, and everything that is kept about a number.
import * as z from 'zod';
import { CORRECTABLE } from '../../../core/basics/correction.ts';
import { LANGUAGES } from '../../../core/basics/language.ts';
import {
  KEPT_REASONS,
  REFUSAL_REASONS,
  RIGHTS_CHANNELS,
  RIGHTS_KINDS,
  RIGHTS_PROOFS,
  RIGHTS_STATUSES,
} from '../../../core/rights/rights-request.ts';
import { VERDICTS } from '../../../core/screening/verdict.ts';
import { TABLE_NAMES } from '../../../store/tables.ts';
import {
  instant,
  instantOrDay,
  MAX_SPELLING,
  noQuery,
  numberText,
  page,
  paging,
  reasonText,
  type OperationContract,
} from '../contract-parts.ts';
import type { RIGHTS_ROUTES } from './routes.ts';

const words = z
  .array(z.string().trim().min(2).max(100))
  .max(20)
  .describe(
    'Whole names that are taken out along with the number, wherever they stand: a namesake loses theirs too',
  );

const requestSchema = z.object({
  id: z.string(),
  kind: z.enum(RIGHTS_KINDS),
  status: z.enum(RIGHTS_STATUSES),
  number: numberText.optional().describe('Absent once it has been erased'),
  channel: z.enum(RIGHTS_CHANNELS),
  proof: z.enum(RIGHTS_PROOFS).optional().describe('How it was shown that the number is theirs'),
  language: z.enum(LANGUAGES),
  receivedAt: instant,
  dueAt: instant,
  text: z.string().optional().describe('In the person’s own words'),
  words: z.array(z.string()).readonly().optional(),
  decidedBy: z.string().optional(),
  decidedAt: instant.optional(),
  refusal: z.enum(REFUSAL_REASONS).optional(),
  answer: z.string().optional().describe('What the person is told'),
  erasure: z
    .object({
      removed: z.int(),
      redacted: z.int().describe('Records about something else, from which the person was taken out'),
      objects: z.int().describe('Recordings and files'),
      carrierCopies: z.int(),
      kept: z.array(z.object({ reason: z.enum(KEPT_REASONS), records: z.int() })).readonly(),
      suppressed: z.literal(true).optional().describe('A block goes on without the number'),
    })
    .optional(),
  copy: z.object({ bytes: z.int(), sha256: z.string(), until: instant }).optional(),
  problem: z.string().optional(),
  history: z
    .array(
      z.object({ at: instant, by: z.string(), status: z.enum(RIGHTS_STATUSES), note: z.string().optional() }),
    )
    .readonly(),
  version: z.int(),
});

export const RIGHTS_CONTRACT = {
  'rights.page': {
    summary: 'Requests of people about their own data, of one status, the one that is due first at first',
    query: z.strictObject({ ...paging, status: z.enum(RIGHTS_STATUSES).default('open') }),
    answer: page(requestSchema),
  },
  'rights.get': { summary: 'One request', query: noQuery, answer: requestSchema, versioned: true },
  'rights.post': {
    summary: 'Enter a request that came by letter, in person or in a call',
    query: noQuery,
    body: z.strictObject({
      kind: z.enum(RIGHTS_KINDS),
      number: z.string().min(1).max(MAX_SPELLING).describe('A number in any usual spelling'),
      proof: z.string().trim().min(1).max(300).describe('How you know that the number is theirs'),
      text: z.string().trim().max(2_000).optional(),
      words: words.optional(),
      language: z.enum(LANGUAGES).optional(),
      receivedAt: instantOrDay.optional().describe('Now where absent'),
    }),
    answer: requestSchema,
    status: 201,
  },
  'rights.decide': {
    summary:
      'Carry a request out (copy, erase), answer it in words (correct, object, explain), or refuse it with a reason',
    query: noQuery,
    body: z.discriminatedUnion('decision', [
      z.strictObject({ decision: z.literal('carry-out') }),
      z.strictObject({
        decision: z.literal('answer'),
        answer: z.string().trim().min(1).max(2_000).describe('What the person is told'),
        correction: z
          .strictObject({
            text: z.string().trim().min(1).max(500).describe('What is right'),
            records: z
              .array(z.strictObject({ record: z.enum(CORRECTABLE), id: z.string().min(1).max(MAX_SPELLING) }))
              .min(1)
              .max(20),
          })
          .optional()
          .describe('Shown beside these records from now on'),
      }),
      z.strictObject({
        decision: z.literal('refuse'),
        refusal: z.enum(REFUSAL_REASONS),
        answer: z.string().trim().max(2_000).optional(),
      }),
    ]),
    answer: requestSchema,
    versioned: true,
  },
  'rights.link': {
    summary: 'A link to the copy of a person’s data, good for minutes, to hand it to them',
    query: noQuery,
    answer: z.object({ url: z.string(), expiresAt: instant, fileName: z.string() }),
  },
  'people.export': {
    summary: 'Everything that is kept about a number, without recordings; ask for a copy to have these too',
    query: z.strictObject({ language: z.enum(LANGUAGES).default('en-US') }),
    answer: z.object({
      number: z.string(),
      language: z.enum(LANGUAGES),
      madeAt: instant,
      records: z.partialRecord(z.enum(TABLE_NAMES), z.array(z.looseObject({})).readonly()),
      feeds: z.array(z.looseObject({})).readonly().describe('What complaint files say'),
      decisions: z
        .array(
          z.object({
            callSid: z.string(),
            at: instant,
            verdict: z.enum(VERDICTS),
            result: z.string(),
            reasons: z.array(z.string()).readonly(),
            again: z.enum(VERDICTS).optional().describe('Decided again from the kept facts'),
          }),
        )
        .readonly(),
      recordings: z.array(z.string()).readonly(),
      leftOut: z.array(z.string()).readonly(),
    }),
  },
  'people.erase': {
    summary:
      'Erase everything about a number: tables, recordings, the carrier’s copies, feeds. A block goes on under a key',
    query: noQuery,
    body: z.strictObject({
      why: reasonText.describe('How the request came, and how you know that the number is theirs'),
      words: words.optional(),
      language: z.enum(LANGUAGES).optional(),
    }),
    answer: requestSchema,
    status: 202,
  },
  'people.unblock': {
    summary: 'End a block that went on after the number was erased',
    query: noQuery,
    body: z.strictObject({ why: reasonText }),
    answer: z.object({ ended: z.boolean().describe('False where there was none') }),
  },
} as const satisfies Record<keyof typeof RIGHTS_ROUTES, OperationContract>;

export type RightsView = z.output<typeof requestSchema>;
