// The hotline's settings: one document. Its shape is here; what only a person can get wrong about the world
// (time zones, countries, departments that do not exist) is checked when it is saved: `settings-check.ts`.
import type { CountryCode } from 'libphonenumber-js';
import * as z from 'zod';
import { allowanceSettings, passSettings } from '../screening/allowance.ts';
import { CHALLENGE_KINDS } from '../screening/challenge-prompt.ts';
import { parseE164, type E164 } from '../numbers/e164.ts';
import { DEFAULT_LEVELS, levelPolicy } from '../guard/guard-level.ts';
import { WEEKDAYS, type Timetable } from '../hours/hours.ts';
import { RING_WAYS } from '../departments/hunt-group.ts';
import { GUARDED_KINDS } from './guarded-kinds.ts';
import { LANGUAGES } from '../basics/language.ts';
import { DEFAULT_MENU, MENU_CHOICES } from '../departments/menu-entries.ts';
import { reputationSettings } from '../screening/treatment.ts';
import { canonical } from '../numbers/numbering-plan.ts';
import { NOTICE_KINDS } from '../messages/notice.ts';
import { isWebhookUrl } from '../messages/notification.ts';

const number = z
  .string()
  .refine((text): boolean => parseE164(text) !== undefined, {
    error: 'must be a telephone number, like +13125550100',
  })
  .transform((text) => text as E164)
  .describe('A telephone number in any usual spelling; kept as E.164');

const clock = (max: RegExp, what: string) => z.string().regex(max, { error: `must be ${what}` });
const span = z
  .strictObject({
    from: clock(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time from 00:00 to 23:59'),
    to: clock(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time from 00:01 to 24:00'),
  })
  .refine((value) => value.from < value.to, {
    error: '"from" must come before "to"; split a span that crosses midnight',
  });

const hours = z.union([
  z.literal('always'),
  z.strictObject({
    weekly: z.partialRecord(z.enum(WEEKDAYS), z.array(span).max(6)),
    calendar: z.string().optional().describe('Id of the calendar whose holidays are closed'),
    exceptions: z
      .array(z.strictObject({ date: z.iso.date(), spans: z.array(span).max(6) }))
      .max(400)
      .optional()
      .describe('One day each, instead of everything else; no spans: closed'),
  }),
]);

const member = z.strictObject({ name: z.string().min(1).max(60), number });

const department = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, { error: 'must be lower-case letters, digits and hyphens' }),
  name: z.partialRecord(z.enum(LANGUAGES), z.string().min(1).max(60)),
  timeZone: z.string().min(1).max(60),
  hours,
  /** Nobody of the department is rung before. */
  doNotDisturbUntil: z.iso.datetime({ offset: true }).optional(),
  ring: z.enum(RING_WAYS),
  /** Ask callers for name and reason first; staff hear the answer before they accept. */
  askReason: z.boolean().default(false),
  /** Id of the department that rings when nobody here accepts or is free. */
  overflow: z.string().optional(),
  /** Per ring of the group (simultaneous) or per member (sequential). Twilio takes 5 to 600. */
  ringSeconds: z.int().min(5).max(120),
  /** Offered to callers by name where there is more than one such department. */
  inMenu: z.boolean().default(true),
  /** Twilio rings at most ten numbers in one `<Dial>`. */
  members: z.array(member).max(10),
  /** Rung after hours, one after another, by listings that ring through and for fraud that is happening now; the members where nobody is named. */
  onCall: z.array(member).max(10).default([]),
});

const calendar = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9-]{1,40}$/, { error: 'must be letters, digits and hyphens' }),
  years: z.array(z.int().min(2000).max(2100)).describe('Years whose holidays are known'),
  days: z
    .array(
      z.strictObject({
        date: z.iso.date(),
        name: z.string().max(80),
        kind: z.enum(['holiday', 'workday']),
      }),
    )
    .max(2000),
});

/** A telephone that callers are told to ring themselves, such as a bank's or the police's. */
const emergencyNumber = z.strictObject({
  name: z.partialRecord(z.enum(LANGUAGES), z.string().min(1).max(60)),
  number: z
    .string()
    .regex(/^\+?[\d(][\d ()-]{0,22}\d$/, {
      error: 'must be a number as callers dial it, like 110 or 1-800-555-0123',
    })
    .describe('As callers dial it; short numbers too'),
});

const menuEntry = z.strictObject({
  key: z.string().regex(/^[0-9*#]$/, { error: 'must be one key: 0 to 9, * or #' }),
  choice: z.enum(MENU_CHOICES),
  /** For `staff`: this department; the caller is asked for one where absent and there are several. */
  department: z.string().optional(),
  on: z.boolean().default(true),
});

/** Somebody, or some program, that is told at once. */
const notification = z.strictObject({
  on: z.array(z.enum(NOTICE_KINDS)).min(1),
  /** Messages of these departments only; all where absent. */
  departments: z.array(z.string()).min(1).max(20).optional(),
  /** The hotline's own where absent. */
  language: z.enum(LANGUAGES).optional(),
  by: z.union(
    [
      z.strictObject({ email: z.email({ error: 'must be an e-mail address' }).max(254) }),
      z.strictObject({ sms: number }),
      z.strictObject({
        webhook: z
          .string()
          .max(500)
          .refine(isWebhookUrl, { error: 'must be an https URL without a password; http only to localhost' }),
      }),
    ],
    {
      error: 'must be one of {"email": address}, {"sms": number} and {"webhook": URL}',
    },
  ),
});

export const settingsSchema = z.strictObject({
  hotline: z.strictObject({
    number,
    company: z.partialRecord(z.enum(LANGUAGES), z.string().min(1).max(80)),
    /** Country in which national spellings of numbers are read, ISO 3166. */
    region: z
      .string()
      .regex(/^[A-Z]{2}$/, { error: 'must be a two-letter country code, like US or CN' })
      .transform((text) => text as CountryCode),
    /** Area code of the hotline, without the trunk prefix: it completes numbers that are written without one. */
    area: z
      .string()
      .regex(/^\d{1,6}$/, { error: 'must be an area code of 1 to 6 digits, like 312 or 010' })
      .optional(),
    language: z.enum(LANGUAGES),
    /** Numbers that the company calls from, beside the hotline itself: what callers can ask about. */
    officialNumbers: z.array(number).max(200).default([]),
  }),
  challenge: z.strictObject({
    digits: z.int().min(2).max(6),
    attempts: z.int().min(1).max(5),
    answerSeconds: z.int().min(4).max(20),
    /** Codes that one number may answer in a day (UTC) without passing; then its answers are not compared any more. */
    answersPerDay: z.int().min(1).max(50).default(3),
    /** One of these is drawn for each prompt; a language that has none of them names the digits. */
    kinds: z
      .array(z.enum(CHALLENGE_KINDS))
      .min(1)
      .max(CHALLENGE_KINDS.length)
      .default(['digits', 'sum', 'after']),
    verifiedDays: z.int().min(0).max(365),
    /** Where the network does not vouch for the number (no attestation A) it may be anybody's: trust it less long. */
    verifiedDaysUnattested: z.int().min(0).max(365),
    /** What passing is worth until then. */
    pass: passSettings.prefault({}),
  }),
  screening: z
    .strictObject({
      /** What callers get at each level of the guard. */
      levels: z
        .strictObject({ normal: levelPolicy, elevated: levelPolicy, siege: levelPolicy })
        .default(() => DEFAULT_LEVELS),
      /** What a caller's score leads to, where no listing decides. */
      reputation: reputationSettings.prefault({}),
      /** What one number may have in a while. */
      allowance: allowanceSettings.prefault({}),
      /** What the network says of a number, against what it used to say. */
      attestation: z
        .strictObject({
          /** After so many calls with attestation A, an allowlisted number that calls without is asked for the code; 0: never. */
          usualAfterCalls: z.int().min(0).max(1_000).default(3),
        })
        .prefault({}),
      /** Numbers that are blocked by themselves. */
      blocks: z
        .strictObject({
          on: z.boolean().default(true),
          /** Those beyond wait for a person's approval. */
          mostPerHour: z.int().min(0).max(1_000).default(10),
        })
        .prefault({}),
      /** What callers say, scored: it sorts messages and suggests a report's category, and refuses nobody. */
      content: z.strictObject({ on: z.boolean().default(true) }).prefault({}),
    })
    .prefault({}),
  /** Attack mode by itself. */
  attack: z
    .strictObject({
      automatic: z.boolean().default(true),
      /** In five minutes; fewer are never an attack. */
      fewestCalls: z.int().min(1).max(100_000).default(30),
      /** As many times the calls that are usual at this hour of the week. */
      elevatedTimes: z.number().min(1.1).max(1_000).default(4),
      siegeTimes: z.number().min(1.1).max(1_000).default(12),
      /** A level holds so long after the last minute that called for it. */
      holdMinutes: z.int().min(1).max(1_440).default(20),
      /** So long holds a level that a member of staff has set by telephone. */
      byPhoneMinutes: z.int().min(5).max(10_080).default(120),
      /** Siege for the rest of the day when the calls of a day cost too much; off where absent. */
      spend: z
        .strictObject({
          /** What the carrier asks for a started minute of an answered call. */
          pricePerMinute: z.number().positive().max(1_000),
          /** ISO 4217 */
          currency: z.string().regex(/^[A-Z]{3}$/, { error: 'must be a currency code, like USD or CNY' }),
          mostPerDay: z.number().positive().max(100_000_000),
        })
        .optional(),
    })
    .prefault({}),
  /** Who is told at once of messages, cases and the guard's level. */
  notifications: z.array(notification).max(50).default([]),
  menu: z.strictObject({
    answerSeconds: z.int().min(4).max(20),
    /** In the order in which they are spoken. */
    entries: z
      .array(menuEntry)
      .max(12)
      .default(() => DEFAULT_MENU.map((entry) => ({ ...entry, on: true }))),
  }),
  /** Fraud reports. */
  reports: z
    .strictObject({
      /** Until when the reporter is promised an answer. */
      dueDays: z.int().min(1).max(365).default(15),
      /** Send case number and PIN to the reporter as text. */
      sms: z.boolean().default(false),
      maxSeconds: z.int().min(10).max(240).default(120),
      /** After an accepted appeal no automatic block, complaint file or rule for a range has effect for so long. */
      appealProtectionDays: z.int().min(0).max(3650).default(90),
      /** Whose first refused call is answered, and hears why and how to appeal; on the report page every refused caller may. */
      appealByPhone: z
        .strictObject({
          automatic: z.boolean().default(true),
          byHand: z.boolean().default(false),
          imported: z.boolean().default(false),
        })
        .prefault({}),
      /** Days from closing a case until its record is removed; an open case stays. */
      retentionDays: z.int().min(1).max(3650).default(730),
      /** Reports by telephone that become cases of their own in any sixty minutes; those beyond join one a day. */
      byPhone: z
        .strictObject({
          perReporterPerHour: z.int().min(1).max(100).default(5),
          /** Of callers who hide their number, all together. */
          hiddenPerHour: z.int().min(1).max(1_000).default(30),
        })
        .prefault({}),
      /** The page for people who do not want to call, `/report`. */
      web: z
        .strictObject({
          on: z.boolean().default(true),
          /** Reports in any sixty minutes, from one network address and from all together. */
          perAddressPerHour: z.int().min(1).max(100).default(20),
          perHour: z.int().min(1).max(1_000).default(200),
        })
        .prefault({}),
    })
    .prefault({}),
  afterHours: z
    .strictObject({
      /** Offer callers who are being defrauded at this moment to ring whoever is on call. */
      fraudNow: z.boolean().default(true),
      /** Read to those callers before anybody is rung, after the advice to stop the transfer. */
      emergencyNumbers: z.array(emergencyNumber).max(3).default([]),
    })
    .prefault({}),
  /** What staff can do by telephone, from their own number and with a PIN. */
  staffMenu: z
    .strictObject({
      on: z.boolean().default(true),
      /** After five wrong PINs no further one is compared for so long; a lock that follows within a week holds twice as long. */
      lockMinutes: z.int().min(1).max(1_440).default(30),
    })
    .prefault({}),
  voicemail: z.strictObject({
    /** Let callers hear their message and record it again. */
    review: z.boolean().default(true),
    /** Have messages written down. The carrier and Amazon Transcribe charge for each minute. */
    transcribe: z.boolean().default(false),
    /** From one number in 24 hours. */
    mostPerCallerPerDay: z.int().min(1).max(1_000).default(5),
    /** Callers of each class of the mailbox (`core/messages/mailbox.ts`); half as many with a hidden number. */
    mostPerHour: z.int().min(1).max(10_000).default(60),
    /** Four minutes of 8 kHz audio are 3.8 MB: as much as one answer of a Lambda function can carry to the console. */
    maxSeconds: z.int().min(10).max(240),
  }),
  calls: z.strictObject({
    /** Longest conversation, seconds; Twilio's own default is 4 hours. */
    maxSeconds: z.int().min(60).max(14_400),
    retentionDays: z.int().min(1).max(3650),
    /** What a day may use, on the clocks of the default department; 0: no limit. */
    perDay: z
      .strictObject({
        /** Minutes of calls to staff. */
        minutes: z.int().min(0).max(1_000_000).default(10_000),
        /** Text messages to reporters and to targets of notifications. */
        texts: z.int().min(0).max(1_000_000).default(1_000),
      })
      .prefault({}),
  }),
  security: z
    .strictObject({
      /** Changes of these kinds take effect once a second person has approved them. */
      secondApprover: z
        .array(z.enum(GUARDED_KINDS))
        .max(GUARDED_KINDS.length)
        .default(() => []),
    })
    .prefault({}),
  audit: z
    .strictObject({
      /** Days until an entry is removed. The rest of the log can still be verified. */
      retentionDays: z.int().min(30).max(3650).default(1_095),
    })
    .prefault({}),
  /** Public holidays; seed them from `GET /api/holidays`. */
  calendars: z.array(calendar).max(20).default([]),
  defaultDepartment: z.string(),
  departments: z.array(department).min(1).max(20),
});

export type Settings = z.output<typeof settingsSchema>;
export type Department = Settings['departments'][number];
export type NotificationTarget = Settings['notifications'][number];
export type Member = Department['members'][number];

export interface SettingsProblem {
  /** Where in the document, as a JSON pointer: `/departments/0/members/1/number`. */
  readonly at: string;
  readonly problem: string;
}

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

export const findDepartment = (settings: Settings, id: string): Department | undefined =>
  settings.departments.find((department) => department.id === id);

/** Numbers that the company calls from, in the spelling in which callers are compared. */
export const companyNumbers = ({ hotline }: Settings): readonly E164[] =>
  [hotline.number, ...hotline.officialNumbers].map(canonical);

export const isOfficial = (settings: Settings, number: string): boolean =>
  (companyNumbers(settings) as readonly string[]).includes(number);

/** @param quietUntil by the switch beside the settings; the later of the two counts */
export const timetableOf = (
  { hours, timeZone, doNotDisturbUntil }: Department,
  { calendars }: Settings,
  quietUntil?: string,
): Timetable => ({
  hours,
  timeZone,
  doNotDisturbUntil: laterOf(doNotDisturbUntil, quietUntil),
  calendar: hours === 'always' ? undefined : calendars.find(({ id }) => id === hours.calendar),
});

function laterOf(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Date.parse(a) > Date.parse(b) ? a : b;
}

/** Those that callers can choose between, by their keys 1, 2, 3… */
export const departmentsInMenu = (settings: Settings): readonly Department[] =>
  settings.departments.filter(({ inMenu }) => inMenu);

/** The department asked for, else the default one, else the first: a removed department never strands a caller. */
export function departmentOrDefault(settings: Settings, id: string | undefined): Department {
  const chosen = findDepartment(settings, id ?? settings.defaultDepartment);
  const department =
    chosen ?? findDepartment(settings, settings.defaultDepartment) ?? settings.departments[0];
  if (department === undefined) throw new RangeError('settings without a department passed the schema');
  return department;
}
