// Background tasks that failed for good: what they were about, without personal data.
import * as z from 'zod';
import { LANE_NAMES } from '../../queue/lanes.ts';
import { SHELF_PROBLEMS } from '../../queue/shelf.ts';
import { instant, noQuery, plainText, reasonText, type OperationContract } from '../contract-parts.ts';
import { DEFERRED_ROUTES } from './routes.ts';

const failedTask = z.object({
  id: plainText,
  lane: z.enum(LANE_NAMES).describe('What the task waited for'),
  about: plainText
    .optional()
    .describe('What was to be done, without numbers; absent where it cannot be read'),
  problem: z
    .enum(SHELF_PROBLEMS)
    .describe(
      'unreadable: it is no task; refused: the database will never take it; attempts: it failed too often; too-late: it waited too long',
    ),
  why: plainText.describe('The last error, without numbers and addresses'),
  attempts: z.int().describe('Deliveries that failed'),
  sentAt: instant.describe('When it was accepted'),
  shelvedAt: instant.optional().describe('When it was given up; absent where SQS noted no time'),
});

export const DEFERRED_CONTRACT = {
  'deferred.list': {
    summary: 'Background tasks that failed for good and wait for a person; 100 at most',
    query: noQuery,
    answer: z.object({ count: z.int().describe('How many there are'), items: z.array(failedTask) }),
  },
  'deferred.retry-all': {
    summary: 'Try all failed tasks again, except those that cannot be read. It may go on after the answer',
    query: noQuery,
    answer: z.object({ count: z.int().describe('How many are tried again') }),
  },
  'deferred.retry': {
    summary: 'Try a failed task again, as if it were new',
    query: noQuery,
  },
  'deferred.drop': {
    summary: 'Delete a failed task for good: what it was to do is never done',
    query: noQuery,
    body: z.strictObject({ why: reasonText }),
  },
} as const satisfies Record<keyof typeof DEFERRED_ROUTES, OperationContract>;

export type FailedTaskView = z.output<typeof failedTask>;
