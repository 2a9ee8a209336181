// What was sent to an authority, as the API gives it: with the case, and with the form.
import * as z from 'zod';
import { AUTHORITY_IDS, MAX_REFERENCE } from '../../../core/cases/sent-report.ts';
import { instant } from '../contract-parts.ts';

export const referenceText = z
  .string()
  .trim()
  .min(1)
  .max(MAX_REFERENCE)
  .describe('The number that the authority gave the report');

export const sentReportSchema = z.object({
  authority: z.enum(AUTHORITY_IDS),
  sentAt: instant,
  by: z.string(),
  reference: referenceText.optional(),
  batch: z.string().optional().describe('Of those that were marked together: what takes them back'),
});
