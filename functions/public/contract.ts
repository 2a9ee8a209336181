// The public API as its users see it: no account, no token. Requests are checked against it, the OpenAPI document is
// made from it.
import * as z from 'zod';
import { CASE_KINDS, CASE_STATUSES, CATEGORIES, DECISIONS, MOST_DESCRIPTION } from '../../core/cases/case.ts';
import { LANGUAGES } from '../../core/basics/language.ts';
import { RIGHTS_KINDS } from '../../core/rights/rights-request.ts';
import type { OperationContract } from '../admin/contract.ts';
import type { ProblemKind } from '../http/problem.ts';
import type { PublicRouteId } from '../routes.ts';

export interface PublicContract extends OperationContract {
  readonly problems: readonly ProblemKind[];
  /** Headers that it reads. */
  readonly headers?: Readonly<Record<string, string>>;
}

const instant = z.iso.datetime({ offset: true });

/** altcha's own shape, https://altcha.org: `parameters` say how a key is derived, the signature that we made them. */
const challenge = z.object({
  parameters: z.looseObject({
    algorithm: z.string().max(40),
    nonce: z.string().max(200),
    salt: z.string().max(200),
    cost: z.int(),
    keyLength: z.int(),
    keyPrefix: z.string().max(200),
    keySignature: z.string().max(200).optional(),
    data: z
      .looseObject({ until: instant })
      .describe('`until`: when the challenge expires, covered by the signature'),
  }),
  signature: z.string().max(200),
});

const solution = z.object({ counter: z.number(), derivedKey: z.string().max(200) });

const altcha = z
  .union([z.string().max(4_000), z.object({ challenge, solution })])
  .describe('`{ challenge, solution }`, or the same as base64 of JSON; each challenge counts once');

/** Line breaks stay; other control characters and those that turn the direction of text do not. */
const plainText = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{C}\n]/gu, ' ')
    .trim();

const description = z
  .string()
  .max(MOST_DESCRIPTION, { error: `must have at most ${MOST_DESCRIPTION} characters` })
  .transform(plainText);

/** What each form of the page sends beside its own fields. */
const sender = {
  language: z.enum(LANGUAGES).optional().describe('Of the answer; the hotline’s own where absent'),
  altcha,
};

const WHAT_STOPS_A_FORM = [
  'invalid-request',
  'invalid-number',
  'reports-closed',
  'not-solved',
  'already-used',
  'key-reused',
  'too-large',
  'too-many-requests',
  'store-unavailable',
] as const;

export const PUBLIC_CONTRACT = {
  health: {
    summary: 'Whether the hotline is well; degraded while the store does not answer',
    answer: z.object({ status: z.enum(['ok', 'degraded']), problems: z.array(z.string()).optional() }),
    problems: [],
  },
  openapi: {
    summary: 'This document',
    answer: z.looseObject({ openapi: z.string() }),
    problems: [],
  },
  'report.page': {
    summary: 'The report page, for people who do not want to call',
    query: z.object({ lang: z.string().optional().describe('en-US or zh-CN; else as the browser asks') }),
    answerType: 'text/html',
    problems: [],
  },
  'privacy.page': {
    summary: 'The privacy page: what is kept of callers, why, for how long, and what they can ask for',
    query: z.object({
      lang: z.string().optional().describe('en-US or zh-CN; else as the browser asks'),
      earlier: z.string().optional().describe('Given: earlier versions of the notice are shown too'),
    }),
    answerType: 'text/html',
    problems: ['store-unavailable'],
  },
  'report.file': {
    summary: 'Script and style of the report page',
    answerType: 'text/*',
    problems: ['not-found'],
  },
  'public.challenge': {
    summary: 'A proof of work for one report, to be solved with altcha (https://altcha.org)',
    query: z.strictObject({}),
    answer: challenge,
    problems: ['reports-closed'],
  },
  'public.report': {
    summary: 'Report a number; with Idempotency-Key the same request sent twice makes one case',
    headers: { 'Idempotency-Key': 'Bound to the body' },
    query: z.strictObject({}),
    body: z.strictObject({
      number: z.string().max(250).optional().describe('Any usual spelling; absent where it is not known'),
      category: z.enum(CATEGORIES),
      description: description.optional().describe('What happened'),
      ...sender,
    }),
    answer: z.object({
      caseNumber: z.string(),
      pin: z.string().describe('Opens the case, here and by telephone; not told again'),
      dueAt: instant.describe('Until when an answer is promised'),
    }),
    status: 201,
    problems: [...WHAT_STOPS_A_FORM],
  },
  'public.appeal': {
    summary: 'Appeal against a block; a call from the number, with the code of the answer, opens the case',
    headers: { 'Idempotency-Key': 'Bound to the body' },
    query: z.strictObject({}),
    body: z.strictObject({
      number: z.string().max(250).describe('The blocked number, in any usual spelling'),
      description: description.optional().describe('Why it should not be blocked'),
      ...sender,
    }),
    answer: z.object({
      token: z.string().describe('Opens the state of this appeal; keep it to yourself'),
      code: z.string().describe('To be keyed in on a call from the number'),
      call: z.string().describe('The number of the hotline'),
      until: instant.describe('Until when the code is good'),
    }),
    status: 201,
    problems: [...WHAT_STOPS_A_FORM],
  },
  'public.appeal-state': {
    summary: 'Whether the call with the code has come, and the case that it opened',
    query: z.strictObject({}),
    answer: z.object({
      state: z.enum(['waiting', 'opened', 'expired']),
      caseNumber: z.string().optional(),
      pin: z.string().optional(),
      dueAt: instant.optional().describe('Until when an answer is promised'),
    }),
    problems: ['invalid-request', 'reports-closed', 'not-found', 'store-unavailable'],
  },
  'public.rights': {
    summary:
      'Ask about your own data; a call from the number, with the code of the answer, shows that it is yours and opens the request',
    headers: { 'Idempotency-Key': 'Bound to the body' },
    query: z.strictObject({}),
    body: z.strictObject({
      number: z.string().max(250).describe('Your number, in any usual spelling'),
      kind: z.enum(RIGHTS_KINDS),
      text: description.optional().describe('In your own words: what is wrong, or what you object to'),
      ...sender,
    }),
    answer: z.object({
      token: z.string().describe('Opens the state of this request; keep it to yourself'),
      code: z.string().describe('To be keyed in on a call from the number'),
      call: z.string().describe('The number of the hotline'),
      key: z.string().optional().describe('Of its menu, before the code'),
      canCall: z.boolean().describe('Whether the hotline can call the number instead'),
      until: instant.describe('Until when the code is good'),
    }),
    status: 201,
    problems: [...WHAT_STOPS_A_FORM],
  },
  'public.rights-call': {
    summary:
      'Have the hotline call the number that a request is about; the code, entered in that call, shows that it is yours',
    query: z.strictObject({}),
    answer: z.object({ state: z.literal('calling') }),
    status: 202,
    problems: ['invalid-request', 'not-found', 'too-many-requests', 'call-failed', 'store-unavailable'],
  },
  'public.rights-state': {
    summary:
      'How a request about your own data stands: nothing is told before a call has shown that the number is yours',
    query: z.strictObject({}),
    answer: z.object({
      state: z.enum(['waiting', 'expired', 'open', 'working', 'done', 'refused']),
      kind: z.enum(RIGHTS_KINDS).optional(),
      request: z.string().optional().describe('Its number, to name it to our staff'),
      dueAt: instant.optional().describe('Until when an answer is promised'),
      answer: z.string().optional().describe('In words'),
      copy: z
        .object({ url: z.string(), fileName: z.string(), until: instant })
        .optional()
        .describe('A link to the copy, good for minutes; until when the copy can be fetched'),
    }),
    problems: ['invalid-request', 'not-found', 'store-unavailable'],
  },
  'public.case': {
    summary: 'What came of a report or an appeal',
    headers: { 'X-Case-Pin': 'The PIN; better than the query, which stays in histories' },
    query: z.strictObject({
      pin: z.string().max(20).optional().describe('The PIN, where no header can be sent'),
    }),
    answer: z.object({
      kind: z.enum(CASE_KINDS),
      status: z.enum(CASE_STATUSES),
      news: z
        .enum([...CASE_STATUSES, ...DECISIONS, 'withdrawn'])
        .describe(
          'What there is to tell: the status, the decision of an appeal, or that a report no longer counts',
        ),
      category: z.enum(CATEGORIES),
      receivedAt: instant,
      dueAt: instant,
      extension: z
        .object({ until: instant, reason: z.string() })
        .optional()
        .describe('The answer takes longer than was promised: until when, and why'),
      feedback: z.string().optional(),
    }),
    problems: ['invalid-request', 'reports-closed', 'not-found', 'too-many-requests', 'store-unavailable'],
  },
} as const satisfies Record<PublicRouteId, PublicContract>;

type Contract = typeof PUBLIC_CONTRACT;
export type ReportBody = z.output<Contract['public.report']['body']>;
export type AppealBody = z.output<Contract['public.appeal']['body']>;
export type RightsBody = z.output<Contract['public.rights']['body']>;
export type RightsTaken = z.output<Contract['public.rights']['answer']>;
export type RightsState = z.output<Contract['public.rights-state']['answer']>;
export type AppealTaken = z.output<Contract['public.appeal']['answer']>;
export type AppealState = z.output<Contract['public.appeal-state']['answer']>;
export type ReportTaken = z.output<Contract['public.report']['answer']>;
export type CaseTold = z.output<Contract['public.case']['answer']>;
export type SolvedChallenge = { challenge: z.output<typeof challenge>; solution: z.output<typeof solution> };

/** What the base64 form must hold. */
export const solvedChallenge = z.object({ challenge, solution });
