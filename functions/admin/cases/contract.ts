// Reports and appeals.
import { CASE_ROUTES } from './routes.ts';
import { LANGUAGES } from '../../../core/basics/language.ts';
import {
  correctionSchema,
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
  PRIORITIES,
} from '../../../core/cases/case.ts';
import {
  ATTACHMENT_TYPES,
  MAX_ATTACHMENT_BYTES,
  MAX_LINK_REASON,
  MAX_NOTE_CHARACTERS,
} from '../../../core/cases/case-file.ts';
import { NEXT_STEPS } from '../../../core/cases/case-work.ts';
import { BLOCKS } from '../../../core/lists/number-blocks.ts';
import { sentReportSchema } from '../authorities/sent-report-schema.ts';
import * as z from 'zod';

const extensionSchema = z
  .object({ until: instant, reason: z.string() })
  .describe(
    'The answer takes longer than was promised at first: until when, and the reason that the reporter is told',
  );

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
  extension: extensionSchema.optional(),
  overdue: z.boolean().describe('It waits for an answer, and the due date has passed'),
  assignee: z.string().optional().describe('Who works on it; absent for nobody'),
  priority: z.enum(PRIORITIES),
  priorityBy: z.enum(['person', 'rule']).describe('Whether a person has set the priority'),
  next: z.enum(NEXT_STEPS).describe('What the case needs first'),
  mergedInto: z
    .string()
    .optional()
    .describe(
      'Of a duplicate: the case whose news its reporter is told; the duplicate itself no longer changes',
    ),
  merged: z.array(z.string()).optional().describe('Duplicates that were merged into this case'),
  recordingSid: z.string().optional().describe('What the reporter said, among the voicemails'),
  openedBy: z.string().optional().describe('Absent where the reporter opened it, by telephone'),
  feedback: z.string().optional().describe('What the reporter is told'),
  sent: z.array(sentReportSchema).readonly().optional().describe('Reports that were sent to authorities'),
  correction: correctionSchema.optional(),
  history: z.array(
    z.object({
      at: instant,
      by: z.string(),
      status: z.enum(CASE_STATUSES),
      feedback: z.string().optional(),
      decision: z.enum(DECISIONS).optional(),
      withdrawnFor: z.string().optional().describe('The appeal after which this report no longer counts'),
      assignee: z.string().nullable().optional().describe('Who works on it from then on; null for nobody'),
      priority: z.enum(PRIORITIES).optional(),
      extension: extensionSchema.optional(),
      mergedInto: z.string().optional(),
      tookIn: z.string().optional().describe('The duplicate that was merged into this case'),
    }),
  ),
  holds: z
    .array(z.string())
    .readonly()
    .optional()
    .describe('Legal holds that it is under: it cannot be removed'),
  version: z.int(),
});

const caseNewsSchema = z.object({
  spoken: spokenSchema.describe('What the reporter hears on asking for news, in the reporter’s language'),
  sms: z.string().optional().describe('What is sent as text, where the settings say so'),
});

const entryBase = {
  by: z.string().describe('Who added it'),
  at: instant,
};

const attachmentSchema = z.object({
  kind: z.literal('attachment'),
  ...entryBase,
  attachment: z.string().describe('Names it in the path of its download'),
  name: z.string().describe('Cleaned: no folders, no control characters, with the ending of its type'),
  type: z.enum(ATTACHMENT_TYPES).describe('Decided by the content'),
  bytes: z.int(),
  sha256: z.string().describe('Of the file as it was received, hexadecimal'),
});

const noteSchema = z.object({ kind: z.literal('note'), ...entryBase, text: z.string() });

const linkSchema = z.object({
  kind: z.literal('link'),
  ...entryBase,
  other: z.string().describe('The other case'),
  why: z.string().optional(),
  otherKind: z.enum(CASE_KINDS),
  otherStatus: z.enum(CASE_STATUSES),
});

const campaignSchema = z.object({
  kind: z.enum(['number', ...BLOCKS]).describe('One number, or how many numbers the block has'),
  pattern: z.string().describe('The number, or the prefix rule of the block'),
  cases: z.array(z.string()).describe('Case numbers, the newest first'),
  numbers: z.int().describe('Reported numbers'),
  reporters: z.int().describe('Reporters whose number is known'),
  open: z.int().describe('Cases that wait for an answer'),
  first: instant,
  last: instant,
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
        .describe('`due`: those that came in first come first'),
      assignee: z
        .string()
        .trim()
        .min(1)
        .max(100)
        .optional()
        .describe('Only the cases of this person; `me` for whoever asks'),
      priority: z.enum(PRIORITIES).optional(),
      overdue: z
        .enum(['true'])
        .optional()
        .describe('Only those that wait for an answer, and whose due date has passed'),
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
        assignee: z
          .string()
          .trim()
          .min(1)
          .max(100)
          .nullable()
          .optional()
          .describe('Who works on it; `me` for whoever asks, null for nobody'),
        priority: z.enum(PRIORITIES).optional(),
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
      extension: z.string().trim().max(400).optional().describe('The reason of an extension'),
    }),
    answer: caseNewsSchema,
  },
  'cases.extend': {
    summary:
      'Answer later than was promised, once, as reports.extendedDueDays says; the reporter is told the reason',
    query: noQuery,
    body: z.strictObject({
      reason: z.string().trim().min(1).max(400).describe('In the language of the reporter, who is told it'),
    }),
    answer: caseSchema,
    versioned: true,
  },
  'cases.merge': {
    summary:
      'Merge a duplicate into another case, for good: its reporter is told the news of that case, and what both say against the number counts once',
    query: noQuery,
    body: z.strictObject({ into: z.string().trim().min(1).max(20).describe('The case that stays') }),
    answer: caseSchema,
    versioned: true,
  },
  'cases.campaigns': {
    summary: 'Several reports about one number, or about numbers of one block, of the last 90 days',
    query: z.strictObject({
      case: z.string().max(20).optional().describe('Only those with this case'),
    }),
    answer: z.object({
      items: z.array(campaignSchema),
      complete: z.boolean().describe('False: there were more cases than are read for one answer'),
    }),
  },
  'cases.files': {
    summary: 'Notes, attachments and links of a case, in the order in which they were added',
    query: noQuery,
    answer: z.object({
      items: z.array(z.discriminatedUnion('kind', [noteSchema, attachmentSchema, linkSchema])),
    }),
  },
  'cases.note': {
    summary: 'Add an internal note; nobody outside hears or reads it, and it cannot be changed',
    query: noQuery,
    body: z.strictObject({ text: z.string().trim().min(1).max(MAX_NOTE_CHARACTERS) }),
    answer: noteSchema,
  },
  'cases.link': {
    summary: 'Link two cases that belong together; a link that is there stays as it is',
    query: noQuery,
    body: z.strictObject({
      other: z.string().trim().min(1).max(20),
      why: z.string().trim().min(1).max(MAX_LINK_REASON).optional(),
    }),
    answer: linkSchema,
  },
  'cases.unlink': { summary: 'Remove a link, in both cases', query: noQuery },
  'cases.attach': {
    summary: `Attach a file: PNG, JPEG, WebP, GIF, PDF, WAV, MP3, M4A or OGG, at most ${String(MAX_ATTACHMENT_BYTES)} bytes`,
    query: z.strictObject({ name: z.string().max(500).default('').describe('Name of the file') }),
    body: z.custom<Uint8Array<ArrayBuffer>>((body) => body instanceof Uint8Array),
    bodyType: 'application/octet-stream',
    answer: attachmentSchema,
  },
  'cases.attachment': {
    summary: 'Download an attachment; each download is in the audit log',
    query: noQuery,
    answerType: 'application/octet-stream',
  },
  'cases.detach': { summary: 'Delete an attachment and its file', query: noQuery },
} as const satisfies Record<keyof typeof CASE_ROUTES, OperationContract>;

export type CaseView = z.output<typeof caseSchema>;
export type CaseNewsView = z.output<typeof caseNewsSchema>;
export type CampaignView = z.output<typeof campaignSchema>;
export type CaseFileView = z.output<(typeof CASE_CONTRACT)['cases.files']['answer']>['items'][number];
export type AttachmentView = z.output<typeof attachmentSchema>;
