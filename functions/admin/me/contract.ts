// Who asks.
import { ME_ROUTES } from './routes.ts';
import { noQuery, type OperationContract } from '../contract-parts.ts';
import { ADMIN_ROUTE_IDS } from '../../routes.ts';
import { ROLES } from '../../route.ts';
import * as z from 'zod';

const meSchema = z.object({
  id: z.string(),
  roles: z.array(z.enum(ROLES)),
  may: z.array(z.enum(ADMIN_ROUTE_IDS)).describe('Operations that these roles admit to'),
});

export const ME_CONTRACT = {
  me: { summary: 'Who I am, and what I may do', query: noQuery, answer: meSchema },
} as const satisfies Record<keyof typeof ME_ROUTES, OperationContract>;

export type MeView = z.output<typeof meSchema>;
