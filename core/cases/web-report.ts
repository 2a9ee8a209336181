// A report from the page. Nobody vouches for who wrote it, so it is no evidence against the number: a person reads it.
import type { Category, NewCase } from './case.ts';
import type { Identity } from '../numbers/identity.ts';
import { DAY_MS } from '../basics/durations.ts';
import type { Language } from '../basics/language.ts';
import { isOfficial, type WithHotline } from '../numbers/hotline-settings.ts';
import type { ReportSettings } from './report-settings.ts';

export interface WebReport {
  readonly reported: Identity | undefined;
  readonly category: Category;
  readonly description: string | undefined;
  readonly language: Language;
  /** The request that brings it. */
  readonly request: string;
}

export function caseFromPage(
  report: WebReport,
  settings: WithHotline & { readonly reports: Pick<ReportSettings, 'dueDays'> },
  now: Date,
): NewCase {
  const { reported, description, ...rest } = report;
  return {
    kind: 'report',
    channel: 'web',
    status: 'received',
    ...rest,
    ...(reported === undefined ? {} : { reported }),
    ...(description === undefined ? {} : { description }),
    official: reported !== undefined && isOfficial(settings, reported),
    receivedAt: now.toISOString(),
    dueAt: new Date(now.getTime() + settings.reports.dueDays * DAY_MS).toISOString(),
  };
}
