// Makes a new case: from a phone call, from the report page, or from a staff member.
import { DAY_MS } from '../basics/durations.ts';
import { present } from '../basics/present.ts';
import { isOfficial, type WithHotline } from '../numbers/hotline-settings.ts';
import type { NewCase } from './case.ts';
import type { ReportSettings } from './report-settings.ts';

type Optional =
  'reported' | 'reporter' | 'standing' | 'channel' | 'callSid' | 'request' | 'description' | 'openedBy';

/** What the person who opens a case says about it. */
export type CaseParts = Pick<NewCase, 'kind' | 'category' | 'language'> & {
  readonly [Key in Optional]?: NewCase[Key] | undefined;
};

interface CaseSettings extends WithHotline {
  readonly reports: Pick<ReportSettings, 'dueDays'>;
}

/** A report about one of the company's own numbers is official: it never counts against the number. */
export const newCase = (parts: CaseParts, settings: CaseSettings, now: Date): NewCase => ({
  ...present(parts),
  status: 'received',
  official: parts.kind === 'report' && parts.reported !== undefined && isOfficial(settings, parts.reported),
  receivedAt: now.toISOString(),
  dueAt: dueDate(settings, now),
});

/** Until when a reporter is promised an answer. */
export const dueDate = ({ reports }: Pick<CaseSettings, 'reports'>, now: Date): string =>
  new Date(now.getTime() + reports.dueDays * DAY_MS).toISOString();
