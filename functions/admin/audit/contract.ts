// The audit log, read and verified.
import { AUDIT_ROUTES } from './routes.ts';
import { instant, paging, bounds, page, type OperationContract } from '../contract-parts.ts';
import * as z from 'zod';

const auditSchema = z.object({
  day: z.iso.date().describe('On which it was written, UTC'),
  sequence: z.int().describe('Over all days; each entry follows the one before'),
  at: instant.describe('When it was done'),
  by: z.string().describe('Subject of the token, staff:<number>, or a job'),
  action: z.string().describe('A route of the API, or what was done elsewhere'),
  record: z.string().describe('What it was done to'),
  detail: z.string().optional(),
  previous: z.string().describe('Hash of what was written before'),
  hash: z.string().describe('SHA-256'),
});

const chainSchema = z.object({
  intact: z.boolean(),
  entries: z.int().describe('That were found in order'),
  removedThrough: z
    .int()
    .optional()
    .describe('Entries up to this one were removed at the end of their period; the rest follows their seal'),
  broken: z
    .object({ day: z.string(), sequence: z.int(), problem: z.string() })
    .optional()
    .describe('The first place that does not fit'),
});

export const AUDIT_CONTRACT = {
  'audit.page': {
    summary: 'Who did what to which record, newest first',
    query: z.strictObject({
      ...paging,
      ...bounds,
      by: z.string().max(500).optional().describe('Who, exactly'),
      action: z.string().max(60).optional().describe('What, exactly: settings.put'),
    }),
    answer: page(auditSchema),
  },
  'audit.verify': {
    summary: 'Whether the audit log is as it was written: nothing changed, removed, added or moved',
    query: z.strictObject({
      from: z.iso
        .date()
        .optional()
        .describe('First day, as in the other questions; the beginning where absent'),
      to: z.iso.date().optional().describe('Last day; the end where absent'),
    }),
    answer: chainSchema,
  },
} as const satisfies Record<keyof typeof AUDIT_ROUTES, OperationContract>;

export type AuditView = z.output<typeof auditSchema>;
export type ChainView = z.output<typeof chainSchema>;
