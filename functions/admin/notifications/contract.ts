// The keys of webhook targets.
import type { OperationContract } from '../contract-parts.ts';
import { NOTIFICATION_ROUTES } from './routes.ts';
import * as z from 'zod';

export const NOTIFICATION_CONTRACT = {
  'notifications.key': {
    summary: 'The key by which the receiver of a webhook checks its signature (Standard Webhooks)',
    query: z.strictObject({ url: z.url().max(500).describe('Of the target, as in the settings') }),
    answer: z.object({ url: z.string(), key: z.string().describe('whsec_<base64>') }),
  },
} as const satisfies Record<keyof typeof NOTIFICATION_ROUTES, OperationContract>;
