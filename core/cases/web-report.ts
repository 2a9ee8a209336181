// A report from the page. Nobody vouches for who wrote it, so it is no evidence against the number: a person reads it.
import type { Category } from './case.ts';
import type { Identity } from '../numbers/identity.ts';
import { DAY_MS } from '../call/context.ts';
import type { NewCase } from '../call/new-case.ts';
import type { Language } from '../basics/language.ts';
import type { Notice } from '../messages/notice.ts';
import { isOfficial, type Settings } from '../settings/settings.ts';

export interface WebReport {
  readonly reported: Identity | undefined;
  readonly category: Category;
  readonly description: string | undefined;
  readonly language: Language;
  /** The request that brings it. */
  readonly request: string;
}

export function caseFromPage(report: WebReport, settings: Settings, now: Date): NewCase {
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

export const noticeOf = (caseNumber: string, { official, receivedAt }: NewCase): Notice => ({
  kind: 'case',
  at: receivedAt,
  caseNumber,
  about: official ? 'official-number' : 'report',
});
