// Past calls, and flags on them.
import { CALL_ROUTES } from './routes.ts';
import { DISPOSITIONS } from '../../../core/records/call-record.ts';
import { reasonSchema, scoreSchema } from '../screening/contract.ts';
import { VERDICTS } from '../../../core/screening/verdict.ts';
import { ATTESTATIONS } from '../../../core/numbers/attestation.ts';
import {
  correctionSchema,
  instant,
  numberText,
  paging,
  MAX_SPELLING,
  bounds,
  page,
  noQuery,
  reasonText,
  type OperationContract,
  contentNoteSchema,
} from '../contract-parts.ts';
import * as z from 'zod';

const flagSchema = z.object({ by: z.string(), at: instant, reason: z.string() });

export const callSchema = z.object({
  callSid: z.string(),
  caller: numberText.optional().describe('Absent when withheld'),
  callerId: z.enum(['number', 'address', 'withheld', 'other']).optional(),
  to: z.string().optional(),
  attestation: z.enum(ATTESTATIONS).optional(),
  verdict: z.enum(VERDICTS).optional(),
  reasons: z.array(reasonSchema),
  listing: z.string().optional(),
  scored: scoreSchema.optional(),
  facts: z.looseObject({}).optional().describe('What the decision rests on; it can be made again'),
  disposition: z.enum(DISPOSITIONS),
  startedAt: instant.optional(),
  endedAt: instant.optional(),
  status: z.string().optional(),
  seconds: z.int().optional(),
  talkSeconds: z.int().optional(),
  recordingSid: z.string().optional(),
  flag: flagSchema.optional(),
  withdrawnFlags: z
    .array(flagSchema.extend({ withdrawnBy: z.string(), withdrawnAt: instant, withdrawnFor: z.string() }))
    .optional()
    .describe('Flags that were taken back and no longer count'),
  content: contentNoteSchema.optional().describe('What the caller’s words sound like'),
  holds: z
    .array(z.string())
    .readonly()
    .optional()
    .describe('Legal holds that it is under: it cannot be removed'),
  correction: correctionSchema.optional(),
  timeline: z.array(
    z.object({
      key: z.string(),
      at: instant,
      step: z.string(),
      outcome: z.string(),
      then: z.string(),
      notice: z.string().optional().describe('Version of the notice that was told then, before a recording'),
      detail: z.string().optional(),
      content: contentNoteSchema.optional(),
    }),
  ),
});

export const CALL_CONTRACT = {
  'calls.page': {
    summary: 'Calls, newest first; of the last seven days unless a caller or a time is named',
    query: z.strictObject({
      ...paging,
      caller: z.string().max(MAX_SPELLING).optional().describe('A number in any usual spelling'),
      ...bounds,
      verdict: z.enum(VERDICTS).optional(),
      disposition: z.enum(DISPOSITIONS).optional(),
    }),
    answer: page(callSchema),
  },
  'calls.get': { summary: 'One call with its timeline', query: noQuery, answer: callSchema },
  'calls.flag': {
    summary: 'Staff say: this was a nuisance call. The caller is challenged again',
    query: noQuery,
    body: z.strictObject({ reason: reasonText.default('nuisance') }),
    answer: callSchema,
  },
  'calls.unflag': {
    summary:
      'Take a flag back, so that it no longer counts as evidence; for the person who gave it, and for admins',
    query: z.strictObject({ reason: reasonText.default('flagged by mistake') }),
    answer: callSchema,
  },
} as const satisfies Record<keyof typeof CALL_ROUTES, OperationContract>;

export type CallView = z.output<typeof callSchema>;
