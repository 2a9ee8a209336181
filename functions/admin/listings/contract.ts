// Numbers and rules on the lists: single ones, pages of them, and whole files.
import { LISTING_ROUTES } from './routes.ts';
import { FEED_NAME } from '../../../core/evidence/feed.ts';
import { feedImportSchema, complaintRules, numberCountry } from '../feeds/contract.ts';
import { ENCODINGS } from '../../../core/lists/list-file/decode.ts';
import { LINE_PROBLEM_CODES } from '../../../core/lists/list-file/line-problems.ts';
import { NUMBER_PROBLEMS, NUMBER_REMARKS } from '../../../core/numbers/number-input.ts';
import { SIGNAL_KINDS } from '../../../core/lists/block-basis.ts';
import {
  correctionSchema,
  instant,
  paging,
  MAX_SPELLING,
  page,
  reasonText,
  noQuery,
  type OperationContract,
} from '../contract-parts.ts';
import { LISTS } from '../../../core/lists/listing.ts';
import * as z from 'zod';

const listName = z.enum(LISTS);

export const listingSchema = z.object({
  pattern: z.string().describe('A number in E.164, or a prefix rule like +1312555*'),
  list: listName,
  reason: z.string(),
  source: z.string().describe('admin, staff, automatic or feed:<name>'),
  addedBy: z.string(),
  addedAt: instant,
  expiresAt: instant.optional(),
  department: z.string().optional(),
  ringThrough: z.boolean().optional(),
  pending: z
    .literal(true)
    .optional()
    .describe(
      'Waits for a second person’s approval, without effect until then: an automatic block, or a rule about a whole region',
    ),
  basis: z
    .array(z.object({ kind: z.enum(SIGNAL_KINDS), days: z.int(), count: z.int(), points: z.number() }))
    .readonly()
    .optional()
    .describe('What an automatic block rests on'),
  unvouched: z
    .literal(true)
    .optional()
    .describe('The calls of an automatic block had no attestation A, so a person must approve it'),
  complaints: z
    .object({ feed: z.string(), count: z.int(), from: z.iso.date(), to: z.iso.date() })
    .optional()
    .describe('What a block made by a complaint feed rests on'),
  correction: correctionSchema.optional(),
  version: z.int(),
  hits: z.int().optional().describe('Calls that this listing decided'),
});

const importSchema = z.object({
  added: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  repeated: z.int().describe('Lines for a number that another line of the file names too'),
  rejected: z.array(
    z.object({
      line: z.int(),
      value: z.string(),
      code: z.enum([...NUMBER_PROBLEMS, ...LINE_PROBLEM_CODES]),
      problem: z.string().describe('In words'),
    }),
  ),
  groups: z
    .array(
      z.object({
        code: z.enum([...NUMBER_PROBLEMS, ...LINE_PROBLEM_CODES]),
        count: z.int(),
        problem: z.string().describe('In words, like "843 lines have no number"'),
        examples: z.array(z.object({ line: z.int(), value: z.string() })),
      }),
    )
    .optional()
    .describe('The rejected lines by what is wrong, the most frequent first; of all of them, however many'),
  encoding: z
    .enum(ENCODINGS)
    .optional()
    .describe('In which the file was read, where that is not UTF-8: guessed unless the file has a mark'),
  continue: z
    .string()
    .optional()
    .describe('Of a file in parts: goes with the next part, or with the first one to be written'),
  undo: z
    .string()
    .optional()
    .describe('Takes the import back within an hour; only where 1 to 1,000 listings were written'),
  complaints: feedImportSchema
    .optional()
    .describe('The file is one of complaints: it became evidence, and only its threshold blocks numbers'),
});

const previewSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    pattern: z.string().describe('As it would be listed'),
    written: z.string().describe('As people write it'),
    covers: z.int().describe('Numbers, at most'),
    own: z
      .int()
      .describe(
        'Of the hotline’s own numbers and its staff’s: one by itself cannot be blocked, a rule covers them',
      ),
    wide: z.boolean().describe('A rule about so many people that a second person has to approve it'),
    remark: z.enum(NUMBER_REMARKS).optional().describe('What is unusual about the number'),
    listing: listingSchema.optional().describe('What stands there now'),
  }),
  z.object({
    ok: z.literal(false),
    problem: z.enum(NUMBER_PROBLEMS),
    text: z.string(),
  }),
]);

export const LISTING_CONTRACT = {
  'listings.page': {
    summary: 'Listings, sorted by list and pattern',
    query: z.strictObject({
      ...paging,
      list: listName.optional(),
      q: z.string().max(MAX_SPELLING).optional().describe('Part of the number or of the reason'),
    }),
    answer: page(listingSchema),
  },
  'listings.import': {
    summary:
      'Import listings from a file: columns number, reason, expiresAt under any usual name, or one number on each line. ' +
      'UTF-8, UTF-16 or GB18030, also compressed with gzip. A file of complaints (FTC, FCC, or with as=complaints) ' +
      'becomes evidence under the name of its source, and blocks only what `blockFrom` says',
    query: z.strictObject({
      list: listName.optional().describe('The list they go to; not needed for complaints'),
      as: z.literal('complaints').optional().describe('Each line is one complaint'),
      dryRun: z.stringbool().default(false).describe('Only say what would happen'),
      partial: z.stringbool().default(false).describe('Import the good lines though others are rejected'),
      source: z
        .string()
        .regex(FEED_NAME, { error: 'must be lower-case letters, digits and hyphens' })
        .optional()
        .describe(
          'Name of the feed, kept as feed:<name>; of a complaint file ftc, fcc or complaints where absent',
        ),
      ...complaintRules,
      reason: reasonText.optional().describe('For lines that have none'),
      country: numberCountry.describe(
        'Country of numbers without a plus; "international": each begins with its own country code. ' +
          'Asked for with 422 which-country where the file does not tell',
      ),
      parts: z.coerce
        .number()
        .int()
        .min(1)
        .max(1_000)
        .optional()
        .describe(
          'Of a file in parts, with the first one: how many there are. All parts are checked with dryRun=true first, ' +
            'then written; each answer has the `continue` of the next request. The audit log has one entry for all',
        ),
      continue: z.string().max(20_000).optional().describe('From the answer before'),
    }),
    body: z.string().transform((text) => new TextEncoder().encode(text)),
    bodyType: 'text/csv',
    answer: importSchema,
  },
  'listings.export': {
    summary: 'Listings as CSV, in the form that the import takes; `x-next-cursor` when there are more',
    query: z.strictObject({
      list: listName.optional(),
      limit: z.coerce.number().int().min(1).max(20_000).default(20_000),
      cursor: paging.cursor,
    }),
    answerType: 'text/csv',
  },
  'listings.preview': {
    summary: 'How a spelling is read, how many numbers it covers, and what stands there now',
    query: z.strictObject({ text: z.string().max(MAX_SPELLING).default('') }),
    answer: previewSchema,
  },
  'listings.undo': {
    summary:
      'Put back exactly what stood there before a write; with the `x-undo` or `undo` that answered it. ' +
      'What was changed since is kept: counted, or 412 where the write was of one listing',
    query: noQuery,
    body: z.strictObject({ undo: z.string().max(1_000_000) }),
    answer: z.object({
      record: z.string().describe('The number or rule; after an import, the list'),
      undone: z.int().describe('Listings that are as they were before'),
      kept: z.int().describe('Listings that somebody has changed since'),
    }),
  },
  'listings.get': {
    summary: 'One listing, with how many calls it decided',
    query: noQuery,
    answer: listingSchema,
    versioned: true,
  },
  'listings.put': {
    summary: 'List a number or a prefix, or change its listing',
    query: noQuery,
    body: z.strictObject({
      list: listName,
      reason: reasonText,
      expiresAt: z
        .union([instant, z.iso.date()], {
          error: 'must be a date or a date-time with its zone, like 2026-12-31 or 2026-12-31T18:00:00Z',
        })
        .optional()
        .describe('A date without a time lasts until its end in the time zone of the default department'),
      department: z.string().max(40).optional(),
      ringThrough: z.boolean().optional().describe('Rings staff after hours too'),
    }),
    answer: listingSchema,
    versioned: true,
  },
  'listings.delete': { summary: 'Take a listing away', query: noQuery, versioned: true },
  'listings.approve': {
    summary:
      'Put an automatic block, or a rule about a whole region, that waits for approval into force; 409 where nothing waits',
    query: noQuery,
    body: z.strictObject({}),
    answer: listingSchema,
    versioned: true,
  },
} as const satisfies Record<keyof typeof LISTING_ROUTES, OperationContract>;

export type ListingView = z.output<typeof listingSchema>;
export type ImportReport = z.output<typeof importSchema>;
export type PreviewView = z.output<typeof previewSchema>;
