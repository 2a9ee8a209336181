// THE table of the page's sections: in their order, what of the document each shows, and the component. Whatever the
// schema has must belong to one, and have a field there: `test/console/settings-fields.test.ts` looks at every field.
import type { ComponentType } from 'react';
import type { Words } from '../../words/words.ts';
import { CallsSection } from './sections/calls-section.tsx';
import { ChallengeSection } from './sections/screening/challenge-section.tsx';
import { CompanySection } from './sections/company-section.tsx';
import { DepartmentsSection } from './sections/staff/departments-section.tsx';
import { PrivacySection } from './sections/privacy-section.tsx';
import { EvidenceSection } from './sections/evidence-section.tsx';
import { GuardSection } from './sections/screening/guard-section.tsx';
import { HolidaysSection } from './sections/hours/holidays-section.tsx';
import { HoursSection } from './sections/hours/hours-section.tsx';
import { JsonSection } from './sections/json-section.tsx';
import { MenuSection } from './sections/staff/menu-section.tsx';
import { NotificationsSection } from './sections/notifications-section.tsx';
import { PromptsSection } from './sections/prompts-section.tsx';
import { ReportsSection } from './sections/reports-section.tsx';
import { ScreeningSection } from './sections/screening/screening-section.tsx';
import { SecuritySection } from './sections/security-section.tsx';
import { StaffSection } from './sections/staff/staff-section.tsx';
import { VersionsSection } from './sections/versions-section.tsx';
import { VoicemailSection } from './sections/voicemail-section.tsx';

export type SectionId = keyof Words['settings']['sections'];

export interface Section {
  readonly id: SectionId;
  readonly group: keyof Words['settings']['groups'];
  /** Beginnings of the JSON pointers of the settings shown here. Where several sections match, the longest one wins. */
  readonly shows: readonly string[];
  readonly component: ComponentType;
}

export const SECTIONS: readonly Section[] = [
  { id: 'company', group: 'settings', shows: ['/hotline'], component: CompanySection },
  {
    id: 'hours',
    group: 'settings',
    shows: ['/departments/*/hours', '/departments/*/timeZone', '/departments/*/doNotDisturbUntil'],
    component: HoursSection,
  },
  { id: 'holidays', group: 'settings', shows: ['/calendars'], component: HolidaysSection },
  {
    id: 'departments',
    group: 'settings',
    shows: ['/departments', '/defaultDepartment'],
    component: DepartmentsSection,
  },
  { id: 'menu', group: 'settings', shows: ['/menu'], component: MenuSection },
  { id: 'prompts', group: 'settings', shows: [], component: PromptsSection },
  { id: 'challenge', group: 'settings', shows: ['/challenge'], component: ChallengeSection },
  { id: 'guard', group: 'settings', shows: ['/screening/levels', '/attack'], component: GuardSection },
  {
    id: 'screening',
    group: 'settings',
    shows: [
      '/screening/reputation',
      '/screening/allowance',
      '/screening/attestation',
      '/screening/blocks',
      '/screening/content',
    ],
    component: ScreeningSection,
  },
  { id: 'voicemail', group: 'settings', shows: ['/voicemail'], component: VoicemailSection },
  { id: 'reports', group: 'settings', shows: ['/reports'], component: ReportsSection },
  { id: 'staff', group: 'settings', shows: ['/afterHours', '/staffMenu'], component: StaffSection },
  { id: 'notifications', group: 'settings', shows: ['/notifications'], component: NotificationsSection },
  {
    id: 'calls',
    group: 'settings',
    shows: ['/calls', '/reports/retentionDays', '/audit'],
    component: CallsSection,
  },
  { id: 'privacy', group: 'settings', shows: ['/privacy'], component: PrivacySection },
  { id: 'evidence', group: 'settings', shows: ['/evidence'], component: EvidenceSection },
  {
    id: 'security',
    group: 'settings',
    shows: ['/security', '/calls/perDay'],
    component: SecuritySection,
  },
  { id: 'versions', group: 'document', shows: [], component: VersionsSection },
  { id: 'json', group: 'document', shows: [], component: JsonSection },
];

/** Where a pattern of a pointer is shown; the whole document where nothing names it. */
export function sectionOf(pattern: string): SectionId {
  const fits = SECTIONS.flatMap(({ id, shows }) =>
    shows
      .filter((start) => pattern === start || pattern.startsWith(`${start}/`))
      .map((start) => ({ id, length: start.length })),
  );
  return fits.sort((a, b) => b.length - a.length)[0]?.id ?? 'json';
}
