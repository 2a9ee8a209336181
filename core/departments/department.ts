// The domain `departments` holds the people who answer: who works where, when they are rung and in which order, the menu
// that leads to them, and what a day may use. It may know numbers, hours and how callers were admitted, and nothing of
// cases, messages and the steps of a call.
//
// This file: departments and their members, as the settings have them.
import * as z from 'zod';
import { LANGUAGES } from '../basics/language.ts';
import { hoursSettings } from '../hours/hours-settings.ts';
import type { Calendar, Timetable } from '../hours/hours.ts';
import { telephoneNumber } from '../numbers/hotline-settings.ts';

/** One after another, in which order; or all at once. */
export const RING_WAYS = ['simultaneous', 'sequential', 'round-robin', 'fewest-calls'] as const;

const member = z.strictObject({ name: z.string().min(1).max(60), number: telephoneNumber });

/** An entry of `departments` in the settings. */
export const departmentSettings = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, { error: 'must be lower-case letters, digits and hyphens' }),
  name: z.partialRecord(z.enum(LANGUAGES), z.string().min(1).max(60)),
  timeZone: z.string().min(1).max(60),
  hours: hoursSettings,
  /** ISO 8601, UTC. Phones of this department do not ring before this time. */
  doNotDisturbUntil: z.iso.datetime({ offset: true }).optional(),
  ring: z.enum(RING_WAYS),
  /** Ask callers for name and reason first; staff hear the answer before they accept. */
  askReason: z.boolean().default(false),
  /** Id of the backup department, which rings if nobody in this department is free or accepts. */
  overflow: z.string().optional(),
  /** Per ring of the group (simultaneous) or per member (sequential). Twilio takes 5 to 600. */
  ringSeconds: z.int().min(5).max(120),
  /** Offered to callers by name where there is more than one such department. */
  inMenu: z.boolean().default(true),
  /** Twilio rings at most ten numbers in one `<Dial>`. */
  members: z.array(member).max(10),
  /**
   * On-call staff, who ring one after another after hours: for callers whose listing says `ringThrough`, and for fraud
   * in progress. If the list is empty, the members ring instead.
   */
  onCall: z.array(member).max(10).default([]),
});

export type Department = z.output<typeof departmentSettings>;
export type Member = Department['members'][number];

/** Settings, as far as departments are asked for. */
export interface WithDepartments {
  readonly departments: readonly Department[];
}

export interface WithDefaultDepartment extends WithDepartments {
  readonly defaultDepartment: string;
}

export const findDepartment = ({ departments }: WithDepartments, id: string): Department | undefined =>
  departments.find((department) => department.id === id);

/** @param quietUntil by the switch beside the settings; the later of the two counts */
export const timetableOf = (
  { hours, timeZone, doNotDisturbUntil }: Department,
  { calendars }: { readonly calendars: readonly Calendar[] },
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
export const departmentsInMenu = ({ departments }: WithDepartments): readonly Department[] =>
  departments.filter(({ inMenu }) => inMenu);

/** The department asked for, else the default one, else the first: a removed department never strands a caller. */
export function departmentOrDefault(settings: WithDefaultDepartment, id: string | undefined): Department {
  const chosen = findDepartment(settings, id ?? settings.defaultDepartment);
  const department =
    chosen ?? findDepartment(settings, settings.defaultDepartment) ?? settings.departments[0];
  if (department === undefined) throw new RangeError('settings without a department passed the schema');
  return department;
}
