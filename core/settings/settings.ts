// The domain `settings` composes one document of the parts that each domain owns, and checks what concerns several of
// them. It may import every domain before it in the ladder, and none of those imports it: each takes the part of the settings that it reads.
//
// This file: the shape of the document. What the shape cannot say (time zones, countries, departments that do not exist)
// is checked when settings are saved: `settings-check.ts`.
import * as z from 'zod';
import { departmentSettings } from '../departments/department.ts';
import { GUARDED_KINDS } from './guarded-kinds.ts';
import { menuSettings } from '../departments/menu-entries.ts';
import { notificationSettings } from '../messages/notification.ts';
import { perDaySettings } from '../departments/day-limit.ts';
import { hotlineSettings } from '../numbers/hotline-settings.ts';
import { challengeSettings, screeningSettings } from '../screening/screening-settings.ts';
import { attackSettings } from '../guard/attack.ts';
import { evidenceSettings } from '../cases/evidence-settings.ts';
import { privacySettings } from '../privacy/privacy-settings.ts';
import { reportSettings } from '../cases/report-settings.ts';
import { afterHoursSettings } from '../departments/after-hours.ts';
import { staffMenuSettings } from '../departments/staff.ts';
import { voicemailSettings } from '../messages/voicemail-settings.ts';
import { calendarSettings } from '../hours/hours-settings.ts';
import type { SettingsProblem } from '../basics/settings-problem.ts';

/** What is kept of calls, and for how long; how long a conversation may last, and what a day may use. */
const callSettings = z.strictObject({
  /** Longest conversation, seconds; Twilio's own default is 4 hours. */
  maxSeconds: z.int().min(60).max(14_400),
  retentionDays: z.int().min(1).max(3650),
  /** What a day may use, on the clocks of the default department; 0: no limit. */
  perDay: perDaySettings,
});

const securitySettings = z
  .strictObject({
    /** Changes of these kinds take effect once a second person has approved them. */
    secondApprover: z
      .array(z.enum(GUARDED_KINDS))
      .max(GUARDED_KINDS.length)
      .default(() => []),
  })
  .prefault({});

const auditSettings = z
  .strictObject({
    /** Days until an entry is removed. The rest of the log can still be verified. */
    retentionDays: z.int().min(30).max(3650).default(1_095),
  })
  .prefault({});

export const settingsSchema = z.strictObject({
  hotline: hotlineSettings,
  challenge: challengeSettings,
  screening: screeningSettings,
  attack: attackSettings,
  /** Who is told at once of messages, cases and the guard's level. */
  notifications: z.array(notificationSettings).max(50).default([]),
  menu: menuSettings,
  reports: reportSettings,
  afterHours: afterHoursSettings,
  staffMenu: staffMenuSettings,
  voicemail: voicemailSettings,
  calls: callSettings,
  security: securitySettings,
  audit: auditSettings,
  evidence: evidenceSettings,
  privacy: privacySettings,
  /** Public holidays; seed them from `GET /api/holidays`. */
  calendars: z.array(calendarSettings).max(20).default([]),
  defaultDepartment: z.string(),
  departments: z.array(departmentSettings).min(1).max(20),
});

export type Settings = z.output<typeof settingsSchema>;
export type ParsedSettings =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly SettingsProblem[] };

/** Reads a document of unknown origin. Every problem is named, not only the first. */
export function parseSettings(document: unknown): ParsedSettings {
  const result = settingsSchema.safeParse(document);
  if (result.success) return { ok: true, settings: result.data };
  return {
    ok: false,
    problems: result.error.issues.map((issue) => ({
      at: issue.path.map((key) => `/${String(key)}`).join(''),
      problem: issue.message,
    })),
  };
}
