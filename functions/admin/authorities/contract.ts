// Reports to authorities: the form of each, filled in as far as the hotline knows.
import * as z from 'zod';
import { LANGUAGES } from '../../../core/basics/language.ts';
import { AUTHORITY_IDS } from '../../../core/cases/sent-report.ts';
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
      'Reports of a period as CSV in the field order of the authority; the last column is our case number. ' +
      '`x-next-cursor` when there are more',
    query: z.strictObject({
      ...bounds,
      unsent: z.stringbool().default(false).describe('Only reports that were not sent to this authority'),
      limit: z.coerce.number().int().min(1).max(MAX_ROWS).default(MAX_ROWS),
      cursor: paging.cursor,
    }),
    answerType: 'text/csv',
  },
} as const satisfies Record<keyof typeof AUTHORITY_ROUTES, OperationContract>;

export type AuthorityReport = z.output<typeof reportSchema>;
export type { AuthorityId } from '../../../core/cases/sent-report.ts';
