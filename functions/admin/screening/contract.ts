// What a number would get now, and what scores and other settings would have done.
import { SCREENING_ROUTES } from './routes.ts';
import { ATTESTATIONS } from '../../../core/numbers/attestation.ts';
import { LANGUAGES } from '../../../core/basics/language.ts';
import { listingSchema } from '../listings/contract.ts';
import { VERDICTS } from '../../../core/screening/verdict.ts';
import { UNANSWERED_SCOPES } from '../../../core/screening/unanswered.ts';
import { TREATMENTS } from '../../../core/screening/treatment.ts';
import {
  inLanguages,
  instant,
  noQuery,
  bounds,
  spanAnswer,
  type OperationContract,
} from '../contract-parts.ts';
import * as z from 'zod';
import { LIVE_STATES } from '../../../core/sharing/share.ts';

export const reasonSchema = z.looseObject({
  code: z.string(),
  text: z.string().describe('In words'),
  texts: inLanguages,
});

export const scoreSchema = z.object({
  score: z.number().describe('0 to 1; 0.5 is as rare as one good number in 100, 0.75 one in 1,000'),
  treatment: z.enum(TREATMENTS),
  unanswered: z
    .object({ scope: z.enum(UNANSWERED_SCOPES), calls: z.number(), treatment: z.enum(TREATMENTS) })
    .optional()
    .describe('Calls that left the challenge unanswered, and what they lead to'),
  verdict: z.enum(VERDICTS).describe('What the caller gets, or would have got in shadow mode'),
  acted: z.boolean().describe('Changed what the caller got'),
  keepsAway: z.boolean().optional().describe('Leads to voicemail or further at every level of the guard'),
  reasons: z.array(
    z.looseObject({ code: z.string(), value: z.number(), weight: z.number(), texts: inLanguages }),
  ),
});

const lookupSchema = z.object({
  number: z.string().describe('E.164, or "withheld"'),
  verdict: z.enum(VERDICTS),
  reasons: z.array(reasonSchema),
  listing: listingSchema.optional().describe('The listing that decides'),
  listings: z.array(listingSchema).describe('Every listing that stands for the number, in force or not'),
  verifiedUntil: instant.optional(),
  language: z.enum(LANGUAGES).optional(),
  flaggedCalls: z.int(),
  reporters: z.int().describe('People whose reports of this number count'),
  claimants: z
    .int()
    .describe(
      'People whose reports of it are claims: they lead to the challenge at most until somebody confirms them',
    ),
  scored: scoreSchema.optional(),
  complaints: z
    .array(
      z.object({
        feed: z.string(),
        complaints: z.int(),
        from: z.iso.date(),
        to: z.iso.date(),
        kinds: z.array(z.object({ kind: z.string(), complaints: z.int() })),
        lately: z
          .object({ days: z.int(), complaints: z.int() })
          .optional()
          .describe('In the last 30, 90 or 365 days; absent where all are older'),
      }),
    )
    .describe('What complaint feeds have about the number'),
  sharing: z
    .object({
      state: z.enum(LIVE_STATES).describe('disputed: withdrawn from partners until a person decides'),
      since: instant,
      falsePositives: z.array(z.string()).describe('Partners that reported it as a false positive'),
      flaggedAt: instant.optional(),
    })
    .optional()
    .describe('How the number is shared with partners, and which of them doubt it'),
});

export const SCREENING_CONTRACT = {
  lookup: {
    summary: 'What would happen if this number called now, and why',
    query: z.strictObject({
      attestation: z
        .enum(ATTESTATIONS)
        .default('none')
        .describe('As if the network had said so of the call (STIR/SHAKEN)'),
    }),
    answer: lookupSchema,
  },
  'what-if': {
    summary: 'Other settings over the stored facts of past calls: who would have been treated differently',
    query: noQuery,
    body: z.strictObject({
      settings: z.looseObject({}).describe('The whole document, or the part that differs (RFC 7396)'),
      from: bounds.from.describe('A date-time, or a day from its beginning; a week before `to` where absent'),
      to: bounds.to.describe('A date-time, exclusive, or a day to its end; now where absent'),
    }),
    answer: z.object({
      ...spanAnswer,
      calls: z.int().describe('That could be decided again'),
      changed: z.int(),
      changes: z.array(
        z.object({
          from: z.enum(VERDICTS),
          to: z.enum(VERDICTS),
          calls: z.int(),
          talked: z.int().describe('Of them: talked with staff, and not flagged'),
          flagged: z.int(),
          examples: z.array(z.string()).describe('CallSids'),
        }),
      ),
      minutesSaved: z.int(),
      saved: z.object({ amount: z.number(), currency: z.string() }).optional(),
    }),
  },
  shadow: {
    summary: 'What scores did, or would have done in shadow mode, by treatment and by reason',
    query: z.strictObject(bounds),
    answer: z.object({
      ...spanAnswer,
      mode: z.enum(['shadow', 'act', 'off']),
      since: instant.optional().describe('Since when the hotline answers'),
      scored: z.int(),
      acted: z.int(),
      rows: z.array(
        z.object({
          treatment: z.enum(TREATMENTS),
          calls: z.int(),
          talked: z.int(),
          flagged: z.int(),
          byReason: z.record(z.string(), z.int()),
          examples: z.array(z.string()),
        }),
      ),
    }),
  },
} as const satisfies Record<keyof typeof SCREENING_ROUTES, OperationContract>;

export type LookupView = z.output<typeof lookupSchema>;
