// The settings, their versions, proposals and previews, and public holidays.
import { SETTINGS_ROUTES } from './routes.ts';
import { settingsSchema } from '../../../core/settings/settings.ts';
import { GUARDED_KINDS } from '../../../core/settings/guarded-kinds.ts';
import { VERDICTS } from '../../../core/screening/verdict.ts';
import { GUARD_LEVELS } from '../../../core/screening/levels.ts';
import { spokenSchema, instant, noQuery, paging, page, type OperationContract } from '../contract-parts.ts';
import { LANGUAGES } from '../../../core/basics/language.ts';
import * as z from 'zod';

/** What of the settings can be listened to before they are saved. */
export const PROMPTS = [
  'challenge',
  'menu',
  'departments',
  'after-hours',
  'nobody-answered',
  'mailbox-full',
  'report-number',
  'report-category',
  'report-description',
  'case-opened',
  'report-at-risk',
  'not-ours',
  'whisper',
] as const;
export type Prompt = (typeof PROMPTS)[number];

/** `spoofed`: an allowlisted number, and the network says that the call is not from there. */
export const CALLER_KINDS = [
  'unknown',
  'withheld',
  'verified',
  'allowlisted',
  'never-block',
  'blocklisted',
  'spoofed',
] as const;
export type CallerKind = (typeof CALLER_KINDS)[number];

export const settingsWarning = z.object({ at: z.string().describe('JSON pointer'), problem: z.string() });

const settingsPreviewSchema = z.object({
  prompts: z.array(
    z.object({
      prompt: z.enum(PROMPTS),
      language: z.enum(LANGUAGES).describe('Of the caller'),
      spoken: spokenSchema,
    }),
  ),
  callers: z
    .array(
      z.object({
        level: z.enum(GUARD_LEVELS),
        caller: z.enum(CALLER_KINDS),
        verdict: z.enum(VERDICTS),
        digits: z.int().optional().describe('Length of the code, where there is a challenge'),
      }),
    )
    .describe('What each kind of caller gets at each level of the guard'),
  warnings: z.array(settingsWarning).describe('What is allowed and probably not meant'),
});

const holidaySchema = z.object({
  country: z.string(),
  year: z.int(),
  published: z.boolean().describe('False: the year’s calendar is not out yet, assume nothing'),
  days: z.array(z.object({ date: z.iso.date(), name: z.string(), kind: z.enum(['holiday', 'workday']) })),
  ranges: z
    .array(
      z.object({
        from: z.iso.date(),
        to: z.iso.date().describe('Inclusive'),
        name: z.string(),
        kind: z.enum(['holiday', 'workday']),
      }),
    )
    .describe('The same days, with neighboring days of one holiday taken together'),
});
const settingsVersion = z.object({
  version: z.int().describe('0: what was in force before anybody saved'),
  savedAt: instant.optional().describe('Absent of version 0'),
  savedBy: z.string(),
  approvedBy: z.string().optional().describe('The second person, where one was asked'),
});
const proposalSchema = z.object({
  proposal: z.int(),
  replaces: z.int().describe('The version of the settings from which it was made'),
  onto: z.int().describe('The version in force, on which `settings` stand'),
  stale: z
    .array(z.string())
    .optional()
    .describe(
      'Places that were changed meanwhile as well: it cannot be approved, and has to be proposed again',
    ),
  changes: z
    .array(z.enum([...GUARDED_KINDS, 'second-approver']))
    .readonly()
    .describe('Why it waits'),
  proposedBy: z.string(),
  proposedAt: instant,
  settings: settingsSchema.describe(
    'What approving it puts in force: its changes on top of what was saved meanwhile',
  ),
});

export const SETTINGS_CONTRACT = {
  holidays: {
    summary: 'Public holidays of a year, to be taken into a calendar of the settings',
    query: z.strictObject({
      country: z
        .string()
        .regex(/^[A-Z]{2}$/, { error: 'must be a two-letter country code, like US or CN' })
        .describe('ISO 3166'),
      year: z.coerce.number().int().min(2000).max(2100),
    }),
    answer: holidaySchema,
  },
  'settings.get': {
    summary: 'The settings in force',
    query: noQuery,
    answer: settingsSchema,
    versioned: true,
  },
  'settings.put': {
    summary:
      'Replace the settings; every version is kept. Changes that need a second approver are kept as a proposal: ' +
      'answered with 202, the settings in force, and the number of the proposal in X-Proposal',
    query: noQuery,
    body: z.unknown(),
    answer: settingsSchema,
    versioned: true,
  },
  'settings.proposals': {
    summary: 'Settings that wait for a second person’s approval, oldest first',
    query: noQuery,
    answer: z.object({ items: z.array(proposalSchema) }),
  },
  'settings.proposal.approve': {
    summary: 'Put proposed settings in force; by another person than the one who proposed them',
    query: noQuery,
    answer: settingsSchema,
    versioned: true,
  },
  'settings.proposal.delete': {
    summary: 'Refuse proposed settings, or withdraw one’s own',
    query: noQuery,
  },
  'settings.warnings': {
    summary:
      'What the settings in force allow and probably do not mean, like a calendar without this year or a time zone ' +
      'with the wrong clock',
    query: noQuery,
    answer: z.object({ items: z.array(settingsWarning) }),
  },
  'settings.schema': {
    summary: 'The JSON schema of the settings',
    query: noQuery,
    answerType: 'application/schema+json',
  },
  'settings.preview': {
    summary:
      'What callers would hear and get under such settings, or without a body under those in force; nothing is saved',
    query: noQuery,
    body: z.unknown(),
    answer: settingsPreviewSchema,
  },
  'settings.versions': {
    summary: 'Who saved which version of the settings and when, newest first',
    query: z.strictObject(paging),
    answer: page(settingsVersion),
  },
  'settings.version': { summary: 'The settings as they were', query: noQuery, answer: settingsSchema },
} as const satisfies Record<keyof typeof SETTINGS_ROUTES, OperationContract>;

export type HolidayView = z.output<typeof holidaySchema>;
export type ProposalView = z.output<typeof proposalSchema>;
export type SettingsPreview = z.output<typeof settingsPreviewSchema>;
