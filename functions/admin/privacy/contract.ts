// The record of processing activities and the impact assessment.
import { PRIVACY_ROUTES } from './routes.ts';
import { LANGUAGES } from '../../../core/basics/language.ts';
import { KEPT_CATEGORIES } from '../../../core/holds/kept.ts';
import { PURPOSES, RECIPIENTS } from '../../../core/privacy/categories.ts';
import { DATA_KINDS, SENSITIVITIES, type DataKind } from '../../../core/privacy/kinds.ts';
import { FINDING_STATES, FINDINGS } from '../../privacy/assessment.ts';
import { BORDER_WARNINGS } from '../../../core/privacy/borders.ts';
import { FLOW_IDS } from '../../../core/privacy/flows.ts';
import { TRANSFER_BASES } from '../../../core/privacy/residency.ts';
import { instant, noQuery, type OperationContract } from '../contract-parts.ts';
import * as z from 'zod';

const category = z.enum(KEPT_CATEGORIES);
const kind = z.enum(Object.keys(DATA_KINDS) as [DataKind, ...DataKind[]]);

const recordSchema = z.object({
  category,
  about: z.array(z.enum(['callers', 'reported', 'staff'])).readonly(),
  purposes: z.array(z.enum(PURPOSES)).readonly(),
  pipl: z.int().describe('Item of article 13 of the Personal Information Protection Law'),
  gdpr: z.enum(['a', 'b', 'c', 'f']).describe('Letter of article 6(1) of the GDPR'),
  period: z.object({
    days: z.int().optional().describe('Absent where it does not end by itself'),
    from: z.enum(['creation', 'closing', 'last-use', 'expiry']),
    setting: z.string().optional().describe('Where the period is set'),
  }),
  recipients: z.array(z.enum(RECIPIENTS)).readonly().describe('Under the settings in force'),
  kinds: z.array(kind).readonly(),
  sensitivity: z.enum(SENSITIVITIES),
  fields: z.array(z.object({ name: z.string(), kind })).readonly(),
  words: z
    .object({
      title: z.string(),
      about: z.string(),
      data: z.string(),
      purposes: z.string(),
      basis: z.string(),
      period: z.string(),
      recipients: z.string(),
      sensitivity: z.string(),
    })
    .describe('The same in the language asked for'),
});

const query = z.strictObject({ language: z.enum(LANGUAGES).default('en-US') });

const head = {
  at: instant,
  controller: z.string(),
  contact: z.string(),
  officer: z.string(),
  notice: z.string().describe('Version of the notice that callers hear'),
  records: z.array(recordSchema).readonly(),
};

export const PRIVACY_CONTRACT = {
  'privacy.records': {
    summary:
      'The record of processing activities, from the register of stored fields and the settings in force',
    query,
    answer: z.object({
      ...head,
      markdown: z.string().describe('The whole record as a document'),
    }),
  },
  'privacy.assessment': {
    summary: 'The impact assessment as far as the register and the settings in force can say',
    query,
    answer: z.object({
      ...head,
      findings: z.array(
        z.object({
          id: z.enum(FINDINGS),
          state: z
            .enum(FINDING_STATES)
            .describe(
              'present: with the measures named; absent: not under these settings; missing: to be set first',
            ),
          setting: z.string().optional(),
          categories: z.array(category).readonly(),
          words: z.object({ title: z.string(), text: z.string() }),
        }),
      ),
      markdown: z.string().describe('The whole assessment as a document'),
    }),
  },
  'privacy.borders': {
    summary:
      'What leaves the country, on which articles that touches, and how many people’s data has this year',
    query: noQuery,
    answer: z.object({
      at: instant,
      area: z.string().describe('Where data is to stay, else the country of the hotline'),
      limited: z
        .boolean()
        .describe('Whether data residency is on: what leaves is then refused, but for exceptions'),
      crossings: z.array(
        z.object({
          flow: z.enum(FLOW_IDS),
          at: z.string().describe('The setting that sends it there'),
          name: z.string().describe('Host, domain, region or partner'),
          country: z.string().optional().describe('Absent where nobody has said it'),
          articles: z.string(),
          exception: z.object({ basis: z.enum(TRANSFER_BASES), reference: z.string() }).optional(),
        }),
      ),
      year: z.int(),
      people: z.int().describe('Different numbers whose calls have left the country since 1 January (UTC)'),
      voices: z.int().describe('Of these, numbers of which a message was recorded'),
      through: z.string().optional().describe('The last day that is counted; absent before the first'),
      warnings: z
        .array(z.enum(BORDER_WARNINGS))
        .describe('Thresholds of China’s provisions of 22 March 2024'),
    }),
  },
} as const satisfies Record<keyof typeof PRIVACY_ROUTES, OperationContract>;
