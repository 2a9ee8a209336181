// Masked numbers shown whole, and who has looked at a number.
import * as z from 'zod';
import {
  bounds,
  instant,
  noQuery,
  numberText,
  page,
  paging,
  type OperationContract,
} from '../contract-parts.ts';
import type { NUMBER_ROUTES } from './routes.ts';

const lookSchema = z.object({
  at: instant,
  by: z.string().describe('Subject of the token, staff:<number>, or a job'),
  action: z.string().describe('A route of the API, or what was done elsewhere'),
  record: z.string().describe('The number itself, or the call, recording or case in which it stands'),
  detail: z.string().optional(),
  why: z.string().optional().describe('The reason that the person gave'),
});

export const NUMBER_CONTRACT = {
  'numbers.unmask': {
    summary:
      'The numbers of one record whole, for a role that sees them masked; needs a reason. ' +
      'kind: call, hold, package, or entry (of the audit log, as <day>.<sequence>)',
    query: noQuery,
    answer: z.object({
      numbers: z.array(z.object({ masked: z.string(), number: numberText })).describe('Each once'),
    }),
  },
  'numbers.looks': {
    summary:
      'Who looked at a number, listened to its calls, exported or changed it, when and why; newest first, from the audit log',
    query: z.strictObject({ ...paging, ...bounds }),
    answer: page(lookSchema).extend({
      number: numberText,
      complete: z.boolean().describe('False: the number has more calls or cases than are looked through'),
    }),
  },
} as const satisfies Record<keyof typeof NUMBER_ROUTES, OperationContract>;
