// Complaint feeds: what is sent, and what each has.
import { FEED_ROUTES } from './routes.ts';
import { DEFAULT_WITHIN_DAYS, DEFAULT_EXPIRES_DAYS } from '../../../core/evidence/complaints.ts';
import { FEED_MODES } from '../../../core/evidence/feed.ts';
import { isNumberCountry } from '../../../core/lists/list-file/country.ts';
import { instant, problemGroups, noQuery, type OperationContract } from '../contract-parts.ts';
import { LINE_PROBLEM_CODES } from '../../../core/lists/list-file/line-problems.ts';
import { NUMBER_PROBLEMS } from '../../../core/numbers/number-input.ts';
import * as z from 'zod';

const blockRule = z.object({
  atLeast: z.int().describe('A number with so many complaints is blocked'),
  withinDays: z.int().describe('Counted in so many days, back from the newest complaint of the feed'),
  expiresDays: z.int().describe('Days after the import at which the blocks end'),
});

const feedSchema = z.object({
  name: z.string(),
  complaints: z.int(),
  numbers: z.int(),
  from: z.iso.date().optional().describe('Of the oldest complaint'),
  to: z.iso.date().optional().describe('Of the newest'),
  files: z.int().describe('More than one where files were added'),
  kinds: z.array(z.string()).describe('Kinds of complaint'),
  dropped: z
    .array(
      z.object({
        code: z.enum([...NUMBER_PROBLEMS, ...LINE_PROBLEM_CODES]),
        count: z.int(),
        problem: z.string(),
      }),
    )
    .describe('Lines that were left out, by what was wrong with them'),
  refreshedAt: instant,
  refreshedBy: z.string(),
  block: blockRule.optional().describe('Absent: the feed is evidence, and blocks nobody'),
  blocks: z.int().describe('Numbers that it blocks'),
});

/** Numbers with enough complaints that are not blocked all the same. */
const sparedSchema = z.object({
  own: z.int().describe('Own lines, and those of the staff'),
  allowlisted: z.int(),
  neverBlock: z.int(),
  blocked: z.int().describe('Blocked already, by somebody or something else'),
});

export const feedImportSchema = z.object({
  state: z
    .enum(['dry-run', 'received', 'going-on', 'in-force'])
    .describe(
      'received: a piece is stored, and counts from the commit on. going-on: repeat the commit until it is in force',
    ),
  next: z.string().describe('What to do next, in words'),
  name: z.string(),
  upload: z.string().optional(),
  added: z.int().describe('Complaints of this file that count as evidence, or would'),
  complaints: z.int().describe('Of the feed with this file'),
  numbers: z.int(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  dropped: problemGroups,
  withinDays: z.int(),
  thresholds: z
    .array(z.object({ atLeast: z.int(), numbers: z.int() }))
    .describe('How many numbers have so many complaints within those days'),
  done: z.int().optional().describe('Pieces that are in place'),
  feed: feedSchema.optional().describe('Once it is in force'),
  spared: sparedSchema.optional().describe('Numbers with enough complaints that are not blocked'),
});

export const numberCountry = z
  .string()
  .transform((text) => (text === 'international' ? text : text.toUpperCase()))
  .refine(isNumberCountry, { error: 'must be a country like CN, or "international"' })
  .optional();

const uploadId = z
  .string()
  .regex(/^[a-z0-9]{8,40}$/, { error: 'must be 8 to 40 lower-case letters and digits' });
const days = (most: number) => z.coerce.number().int().min(1).max(most);
export const complaintRules = {
  mode: z
    .enum(FEED_MODES)
    .default('replace')
    .describe('replace: the feed is this file. add: the file comes to it, a complaint in both counts once'),
  blockFrom: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .describe('Block numbers with at least so many complaints; nobody is blocked without it'),
  within: days(3_650)
    .default(DEFAULT_WITHIN_DAYS)
    .describe('… in so many days, counted back from the newest complaint'),
  expiresDays: days(3_650).default(DEFAULT_EXPIRES_DAYS).describe('The blocks end after so many days'),
};

export const FEED_CONTRACT = {
  'feeds.page': {
    summary: 'Complaint feeds: what each has, since when, and what it blocks',
    query: noQuery,
    answer: z.object({ items: z.array(feedSchema) }),
  },
  'feeds.get': {
    summary: 'One complaint feed',
    query: noQuery,
    answer: feedSchema,
  },
  'feeds.import': {
    summary:
      'Take a complaint file into a feed: FTC or FCC columns, or one number a line. A file of one request is put in ' +
      'force at once; a larger one is sent in pieces under the same `upload`, one after the other, then committed',
    query: z.strictObject({
      dryRun: z.stringbool().default(false).describe('Only say what the file holds; nothing is stored'),
      upload: uploadId.optional().describe('Chosen by the client, for the pieces of one file'),
      piece: z.coerce
        .number()
        .int()
        .min(0)
        .max(9_999)
        .default(0)
        .describe('From 0; sent again, it replaces itself'),
      country: numberCountry.describe('Country of numbers without a plus'),
      ...complaintRules,
    }),
    body: z.string().transform((text) => new TextEncoder().encode(text)),
    bodyType: 'text/csv',
    answer: feedImportSchema,
  },
  'feeds.commit': {
    summary: 'Put the pieces of an upload in force, at one moment; with dryRun only say what they hold',
    query: noQuery,
    body: z.strictObject({
      upload: uploadId,
      pieces: z.int().min(1).max(10_000),
      dryRun: z.boolean().default(false),
      ...complaintRules,
    }),
    answer: feedImportSchema,
  },
  'feeds.delete': {
    summary: 'Take a feed back as a whole: its evidence and the blocks that it made',
    query: noQuery,
    answer: feedSchema,
  },
} as const satisfies Record<keyof typeof FEED_ROUTES, OperationContract>;

export type FeedView = z.output<typeof feedSchema>;
export type FeedImport = z.output<typeof feedImportSchema>;
