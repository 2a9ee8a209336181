// Subscriptions to the lists of partners: what people set, and how each stands.
import * as z from 'zod';
import { FAILURE_CODES, subscriptionTerms } from '../../../core/subscriptions/subscription.ts';
import { LINE_PROBLEM_CODES } from '../../../core/lists/list-file/line-problems.ts';
import { NUMBER_PROBLEMS } from '../../../core/numbers/number-input.ts';
import { instant, noQuery, reasonText, type OperationContract } from '../contract-parts.ts';
import type { SUBSCRIPTION_ROUTES } from './routes.ts';

const subscriptionView = z.object({
  name: z.string(),
  terms: subscriptionTerms,
  hasCredential: z.boolean().describe('A credential is set; it is never shown'),
  keyIds: z.array(z.string()).describe('Which keys of hashes are set; they are never shown'),
  addedBy: z.string(),
  addedAt: instant,
  approvedBy: z.string().optional().describe('The second person who agreed to what is in force'),
  proposal: z
    .object({
      kind: z.enum(['create', 'change']),
      terms: subscriptionTerms,
      newCredential: z.boolean().describe('It also sets or removes the credential'),
      by: z.string(),
      at: instant,
      why: z.string(),
    })
    .optional()
    .describe('Waits for a second person'),
  state: z
    .enum(['proposed', 'waiting', 'in-force', 'held', 'failing', 'stale'])
    .describe(
      'proposed: never approved, so nothing is fetched. waiting: not fetched yet. held: new content waits for a decision. stale: not fetched for too long',
    ),
  checkedAt: instant.optional().describe('Tried last'),
  freshAt: instant.optional().describe('Known to be up to date at this time'),
  changedAt: instant.optional().describe('What is in force is from then'),
  nextAt: instant.optional().describe('When it is tried again'),
  numbers: z.int().describe('In force'),
  blocks: z.int().describe('Numbers that are blocked by the rule of this subscription'),
  held: z
    .object({ at: instant, numbers: z.int(), added: z.int(), removed: z.int() })
    .optional()
    .describe('New content that changes more than is allowed'),
  failure: z
    .object({ code: z.enum(FAILURE_CODES), problem: z.string(), at: instant })
    .optional()
    .describe('Why the last try failed, and what to do'),
  dropped: z
    .array(
      z.object({
        code: z.enum([...NUMBER_PROBLEMS, ...LINE_PROBLEM_CODES]),
        count: z.int(),
        problem: z.string(),
      }),
    )
    .describe('What was left out of the content in force'),
  counts: z.object({
    hits: z.int().describe('Calls from numbers of this list'),
    kept: z.int().describe('Of these, calls that did not reach staff'),
    falsePositives: z.int().describe('Numbers that a person here found to be no nuisance'),
    reported: z.int().describe('False positives that the partner was told of'),
  }),
  version: z.int(),
});

const secret = z.string().trim().min(8).max(500);

export const SUBSCRIPTION_CONTRACT = {
  'subscriptions.page': {
    summary: 'Lists of partners: where they come from, how they stand, and what they are worth',
    query: noQuery,
    answer: z.object({
      items: z.array(subscriptionView),
      agreed: z.int().describe('Numbers that are blocked because independent partners agree'),
    }),
  },
  'subscriptions.get': { summary: 'One subscription', query: noQuery, answer: subscriptionView },
  'subscriptions.put': {
    summary:
      'Propose a subscription to a list of a partner, or a change: another person has to approve. How often it is fetched, when an alarm is raised, and secrets change at once. Secrets that are left out stay',
    query: noQuery,
    versioned: true,
    body: z.strictObject({
      why: reasonText.optional().default(''),
      terms: subscriptionTerms,
      credential: secret
        .nullable()
        .optional()
        .describe('Bearer token, or name:token for HTTP Basic; null removes it'),
      keys: z
        .array(secret)
        .max(2)
        .optional()
        .describe(
          'Keys of hashes, 32 bytes base64url: the present one, and during a rotation the one before',
        ),
    }),
    answer: subscriptionView,
  },
  'subscriptions.approve': {
    summary: 'Approve what another person proposed about a subscription: it is fetched within a minute',
    query: noQuery,
    body: z.strictObject({ why: reasonText.optional() }),
    answer: subscriptionView,
    versioned: true,
  },
  'subscriptions.refuse': {
    summary: 'Refuse or withdraw what was proposed about a subscription',
    query: noQuery,
    body: z.strictObject({ why: reasonText }),
    answer: subscriptionView,
    versioned: true,
  },
  'subscriptions.fetch': {
    summary: 'Fetch a subscription within a minute, and not when its schedule says',
    query: noQuery,
    answer: subscriptionView,
  },
  'subscriptions.decide': {
    summary: 'Accept or refuse content that changes more than is allowed',
    query: noQuery,
    body: z.strictObject({ decision: z.enum(['accept', 'refuse']) }),
    answer: subscriptionView,
  },
  'subscriptions.delete': {
    summary: 'End a subscription: its evidence and the blocks that it made go away',
    query: noQuery,
    answer: subscriptionView,
  },
} as const satisfies Record<keyof typeof SUBSCRIPTION_ROUTES, OperationContract>;

export type SubscriptionView = z.output<typeof subscriptionView>;
