// How hard the hotline is guarded just now, and whether staff are rung.
import { GUARD_ROUTES } from './routes.ts';
import { GUARD_LEVELS, levelPolicy } from '../../../core/screening/levels.ts';
import { versionNumber, instant, noQuery, type OperationContract } from '../contract-parts.ts';
import * as z from 'zod';

export const guardSchema = z.object({
  version: versionNumber,
  level: z.enum(GUARD_LEVELS),
  policy: levelPolicy,
  since: instant.optional(),
  until: instant.optional(),
  by: z.string().optional(),
  because: z
    .object({
      callers: z.int().describe('Distinct numbers that did one of the following'),
      unanswered: z.int(),
      guessed: z.int(),
      short: z.int(),
      neighbours: z.int(),
      hidden: z.int().describe('Calls without a number'),
      usual: z.int().describe('Calls in five minutes at this hour'),
    })
    .optional()
    .describe('What the watch saw in five minutes, where it set the level'),
});

export const doNotDisturbSchema = z.object({
  version: versionNumber,
  until: instant.optional().describe('Absent: calls ring'),
  since: instant.optional(),
  by: z.string().optional(),
});

export const GUARD_CONTRACT = {
  'guard.get': {
    summary: 'How hard the hotline is guarded just now, and what callers get',
    query: noQuery,
    answer: guardSchema,
  },
  'guard.put': {
    summary: 'Attack mode on and off; with `until` it ends by itself',
    query: noQuery,
    body: z.strictObject({ level: z.enum(GUARD_LEVELS), until: instant.optional() }),
    answer: guardSchema,
  },
  'do-not-disturb.get': {
    summary: 'Whether nobody of the staff is rung just now',
    query: noQuery,
    answer: doNotDisturbSchema,
  },
  'do-not-disturb.put': {
    summary: 'Nobody of the staff is rung until then; callers hear when, and leave a message',
    query: noQuery,
    body: z.strictObject({ until: instant }),
    answer: doNotDisturbSchema,
  },
  'do-not-disturb.delete': { summary: 'Calls ring again', query: noQuery },
} as const satisfies Record<keyof typeof GUARD_ROUTES, OperationContract>;

export type DoNotDisturbView = z.output<typeof doNotDisturbSchema>;
export type GuardView = z.output<typeof guardSchema>;
