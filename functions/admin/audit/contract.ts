// The audit log, read and verified.
import { AUDIT_ROUTES } from './routes.ts';
import {
  bounds,
  instant,
  noQuery,
  page,
  paging,
  reasonText,
  type OperationContract,
} from '../contract-parts.ts';
import * as z from 'zod';

const auditSchema = z.object({
  day: z.iso.date().describe('On which it was written, UTC'),
  sequence: z.int().describe('Over all days; each entry follows the one before'),
  at: instant.describe('When it was done'),
  by: z.string().describe('Subject of the token, staff:<number>, or a job'),
  action: z.string().describe('A route of the API, or what was done elsewhere'),
  record: z.string().describe('What it was done to'),
  detail: z.string().optional(),
  why: z.string().optional().describe('The reason that the person gave'),
  previous: z.string().describe('Hash of what was written before'),
  hash: z.string().describe('SHA-256'),
});

const chainSchema = z.object({
  intact: z.boolean(),
  entries: z.int().describe('That were found in order'),
  anchors: z.int().describe('That it was compared with'),
  removedThrough: z
    .int()
    .optional()
    .describe('Entries up to this one were removed at the end of their period; the rest follows their seal'),
  broken: z
    .object({ day: z.string(), sequence: z.int(), problem: z.string() })
    .optional()
    .describe('The first place that does not fit'),
});

const entriesQuery = z.strictObject({
  ...paging,
  ...bounds,
  by: z.string().max(500).optional().describe('Who, exactly'),
  action: z.string().max(60).optional().describe('What, exactly: settings.put'),
});

export const AUDIT_CONTRACT = {
  'audit.page': {
    summary: 'Who did what to which record, newest first',
    query: entriesQuery,
    answer: page(auditSchema),
  },
  'audit.export': {
    summary: 'The same entries, to be carried away: the export and its reason are in the log',
    query: entriesQuery,
    answer: page(auditSchema),
  },
  'audit.verify': {
    summary:
      'Whether the audit log is as it was written: nothing changed, removed, added or moved, and the same that was anchored',
    query: z.strictObject({
      from: z.iso
        .date()
        .optional()
        .describe('First day, as in the other questions; the beginning where absent'),
      to: z.iso.date().optional().describe('Last day; the end where absent'),
    }),
    answer: chainSchema,
  },
  'audit.anchors': {
    summary:
      'Heads of the audit log that were anchored outside of the database, oldest first. Keep copies elsewhere: with them a log that was written anew is found',
    query: noQuery,
    answer: z.object({
      items: z.array(
        z.object({
          name: z.iso.date().describe('The day on which it was made, UTC'),
          file: z.base64().describe('JSON; each names the one before by its SHA-256'),
          stamp: z.base64().optional().describe('Time stamp of the file (RFC 3161, DER)'),
        }),
      ),
    }),
  },
  'audit.links': {
    summary: 'The audit log as it was written, oldest first, with all that its hashes are made of',
    query: z.strictObject({ ...paging, why: reasonText.describe('Why it is exported') }),
    answer: page(z.looseObject({ day: z.iso.date(), sequence: z.int() })).extend({
      removed: z
        .object({ sequence: z.int(), hash: z.string() })
        .optional()
        .describe('The last link of the part that was removed at the end of its period'),
    }),
  },
} as const satisfies Record<keyof typeof AUDIT_ROUTES, OperationContract>;

export type AuditView = z.output<typeof auditSchema>;
export type ChainView = z.output<typeof chainSchema>;
