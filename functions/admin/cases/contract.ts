// Reports and appeals.
import { CASE_ROUTES } from './routes.ts';
import { LANGUAGES } from '../../../core/basics/language.ts';
import {
  numberText,
  instant,
  spokenSchema,
  paging,
  MAX_SPELLING,
  page,
  noQuery,
  type OperationContract,
  contentNoteSchema,
} from '../contract-parts.ts';
import {
  CASE_KINDS,
  CASE_STATUSES,
  CATEGORIES,
  STANDINGS,
  CHANNELS,
  DECISIONS,
} from '../../../core/cases/case.ts';
import { sentReportSchema } from '../authorities/sent-report-schema.ts';
import * as z from 'zod';

const caseSchema = z.object({
  caseNumber: z.string(),
  kind: z.enum(CASE_KINDS),
  status: z.enum(CASE_STATUSES),
  category: z.enum(CATEGORIES),
  reported: numberText.optional().describe('Absent where the reporter did not know it'),
  official: z.boolean().describe('The reported number is one of the company’s own'),
  standing: z
    .enum([...STANDINGS, 'confirmed'])
    .optional()
    .describe('Of a report by telephone: what it is worth as evidence against the number'),
  joined: z
    .array(
      z.object({
        callSid: z.string(),
        at: instant,
        category: z.enum(CATEGORIES),
        reported: numberText.optional(),
      }),
    )
    .optional()
    .describe(
      'Of a case that takes what one reporter says beyond the limit of an hour: each of these reports',
    ),
  reporter: numberText.optional().describe('Absent when withheld'),
  channel: z.enum(CHANNELS).describe('How it came in'),
  callSid: z.string().optional().describe('Of a case by phone'),
  description: z
    .string()
    .optional()
    .describe('What the reporter wrote on the page, or whoever of the staff opened it'),
  content: contentNoteSchema
    .optional()
    .describe('What the description sounds like; of a spoken one in the answer for one case only'),
  suggestedCategory: z
    .enum(CATEGORIES)
    .optional()
    .describe('By the words of the description; what the reporter chose is in `category`'),
  language: z.enum(LANGUAGES),
  receivedAt: instant,
  decision: z.enum(DECISIONS).optional(),
  withdrawnFor: z
    .string()
    .optional()
    .describe('Of a report: the accepted appeal after which it no longer counts against the number'),
  dueAt: instant.describe('Until when the reporter was promised an answer'),
  recordingSid: z.string().optional().describe('What the reporter said, among the voicemails'),
  openedBy: z.string().optional().describe('Absent where the reporter opened it, by telephone'),
  feedback: z.string().optional().describe('What the reporter is told'),
  sent: z.array(sentReportSchema).readonly().optional().describe('Reports that were sent to authorities'),
  history: z.array(
    z.object({
      at: instant,
      by: z.string(),
      status: z.enum(CASE_STATUSES),
      feedback: z.string().optional(),
      decision: z.enum(DECISIONS).optional(),
      withdrawnFor: z.string().optional().describe('The appeal after which this report no longer counts'),
    }),
  ),
  version: z.int(),
});

const caseNewsSchema = z.object({
  spoken: spokenSchema.describe('What the reporter hears on asking for news, in the reporter’s language'),
  sms: z.string().optional().describe('What is sent as text, where the settings say so'),
});

export const CASE_CONTRACT = {
  'cases.page': {
    summary: 'Reports and appeals; those of one status, or about one number, in the order asked for',
    query: z.strictObject({
      ...paging,
      status: z.enum(CASE_STATUSES).optional(),
      kind: z.enum(CASE_KINDS).optional(),
      order: z
        .enum(['newest', 'due'])
        .default('newest')
        .describe('`due`: those that wait longest come first'),
      reported: z.string().max(MAX_SPELLING).optional().describe('A number in any usual spelling'),
    }),
    answer: page(caseSchema),
  },
  'cases.post': {
    summary: 'Staff open a report about a number',
    query: noQuery,
    body: z.strictObject({
      reported: z.string().min(1).max(MAX_SPELLING).describe('A number in any usual spelling'),
      category: z.enum(CATEGORIES),
      description: z.string().trim().min(1).max(1000).optional(),
      callSid: z
        .string()
        .regex(/^CA[0-9a-f]{32}$/)
        .optional()
        .describe('The call that it is about'),
    }),
    answer: caseSchema,
  },
  'cases.get': { summary: 'One case', query: noQuery, answer: caseSchema, versioned: true },
  'cases.patch': {
    summary: 'Move a case on; the feedback is what its reporter hears',
    query: noQuery,
    body: z
      .strictObject({
        status: z.enum(CASE_STATUSES).optional(),
        feedback: z.string().trim().min(1).max(400).optional(),
        decision: z
          .enum(DECISIONS)
          .optional()
          .describe('Of an appeal; accepted lifts the block, refused needs the feedback that says why'),
      })
      .refine((change): boolean => Object.keys(change).length > 0, { error: 'names nothing to change' }),
    answer: caseSchema,
    versioned: true,
  },
  'cases.preview': {
    summary: 'What the reporter would hear after such a change; nothing is changed',
    query: noQuery,
    body: z.strictObject({
      status: z.enum(CASE_STATUSES).optional(),
      feedback: z.string().trim().max(400).optional(),
    }),
    answer: caseNewsSchema,
  },
} as const satisfies Record<keyof typeof CASE_ROUTES, OperationContract>;

export type CaseView = z.output<typeof caseSchema>;
export type CaseNewsView = z.output<typeof caseNewsSchema>;
