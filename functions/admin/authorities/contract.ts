// Reports to authorities: the form of each, filled in as far as the hotline knows.
import * as z from 'zod';
import { LANGUAGES } from '../../../core/basics/language.ts';
import { AUTHORITY_IDS, MAX_MARKED_AT_ONCE } from '../../../core/cases/sent-report.ts';
import { bounds, inLanguages, instant, noQuery, paging, type OperationContract } from '../contract-parts.ts';
import { AUTHORITY_ROUTES } from './routes.ts';
import { referenceText, sentReportSchema } from './sent-report-schema.ts';

const reportSchema = z.object({
  caseNumber: z.string(),
  authority: z.enum(AUTHORITY_IDS),
  name: inLanguages,
  country: z.string().describe('ISO 3166'),
  language: z.enum(LANGUAGES).describe('In which the form is filled in'),
  url: z.string().describe('Where the report is sent'),
  source: z.string().describe('From where the order of the fields is known'),
  note: inLanguages.optional().describe('What one has to know before sending'),
  fields: z
    .array(z.object({ label: inLanguages, value: z.string().describe('Empty: to be filled in by a person') }))
    .describe('In the order of the form'),
  sent: z.array(sentReportSchema).describe('What was sent about this case, to this authority and to others'),
});

/** Rows of one answer: with the longest descriptions it stays below the 6 MB that a function may answer. */
const MAX_ROWS = 500;

const cases = z
  .array(z.string().regex(/^\d{6}$/, { error: 'must be a case number of six digits' }))
  .min(1)
  .max(MAX_MARKED_AT_ONCE);

export const AUTHORITY_CONTRACT = {
  'authorities.report': {
    summary: 'The form of an authority, filled in for a report',
    query: noQuery,
    answer: reportSchema,
  },
  'authorities.sent': {
    summary: 'Note that the report was sent to the authority',
    query: noQuery,
    body: z.strictObject({
      reference: referenceText.optional(),
      sentAt: instant.optional().describe('When it was sent; now where absent'),
    }),
    answer: reportSchema,
  },
  'authorities.export': {
    summary:
      'Reports of a period as CSV in the field order of the authority; the last column is our case number, ' +
      'and `x-cases` has all of them. `x-next-cursor` when there are more',
    query: z.strictObject({
      ...bounds,
      unsent: z.stringbool().default(false).describe('Only reports that were not sent to this authority'),
      limit: z.coerce.number().int().min(1).max(MAX_ROWS).default(MAX_ROWS),
      cursor: paging.cursor,
    }),
    answerType: 'text/csv',
  },
  'authorities.mark': {
    summary:
      'Note that many reports were sent to the authority; those that were noted before stay as they are',
    query: noQuery,
    body: z.strictObject({
      cases,
      reference: referenceText.optional(),
      sentAt: instant.optional().describe('When they were sent; now where absent'),
    }),
    answer: z.object({
      batch: z.string().describe('Takes the notes back'),
      marked: z.array(z.string()),
      already: z.array(z.string()).describe('Were noted as sent to this authority before'),
      left: z.array(z.string()).describe('No such report, or its list of what was sent is full'),
    }),
  },
  'authorities.unmark': {
    summary: 'Take back notes that were made together: these reports were not sent',
    query: noQuery,
    body: z.strictObject({ batch: z.string().min(1).max(300), cases }),
    answer: z.object({
      unmarked: z.array(z.string()),
      left: z.array(z.string()).describe('Had no note of this batch'),
    }),
  },
} as const satisfies Record<keyof typeof AUTHORITY_ROUTES, OperationContract>;

export type AuthorityReport = z.output<typeof reportSchema>;
export type { AuthorityId } from '../../../core/cases/sent-report.ts';
