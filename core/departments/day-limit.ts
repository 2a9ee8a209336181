// What the hotline may use in a day: minutes of calls to staff, and text messages. The last fifth of the minutes is kept
// for allowlisted callers and for fraud that is happening now, so that strangers cannot use up a customer's share.
import { counted } from '../basics/counted.ts';
import * as z from 'zod';
import { wallClock } from '../hours/hours.ts';
import type { SettingsProblem } from '../basics/settings-problem.ts';
import { departmentOrDefault, type WithDefaultDepartment } from './department.ts';
import type { Admission } from '../screening/admission.ts';

/** `calls.perDay` in the settings. */
export const perDaySettings = z
  .strictObject({
    /** Minutes of calls to staff. */
    minutes: z.int().min(0).max(1_000_000).default(10_000),
    /** Text messages to reporters and to targets of notifications. */
    texts: z.int().min(0).max(1_000_000).default(1_000),
  })
  .prefault({});

/** Settings, as far as the limits of a day are asked for. */
interface WithDayLimits {
  readonly calls: { readonly perDay: DailyUse };
}

export type DailyKind = 'minutes' | 'texts';
export interface DailyUse extends Readonly<Record<DailyKind, number>> {
  /** Text messages of this day that found no room, and wait for it. */
  readonly waitingTexts?: number;
}

const SHARE_OF_STRANGERS = 0.8;

const strangersLimit = (most: number): number => Math.floor(most * SHARE_OF_STRANGERS);

/** The day, `YYYY-MM-DD`, on the clocks of the default department. */
export const dayOf = (settings: WithDefaultDepartment, now: Date): string =>
  wallClock(departmentOrDefault(settings, undefined).timeZone, now).date;

/** What decides which part of the day's minutes a call may use. */
interface RingingCall {
  readonly admission: Admission;
  /** The caller says that fraud is happening now. */
  readonly urgent: 'yes' | 'no';
}

/** The minutes of the day up to which this call may ring; undefined where there is no limit. */
export function minutesFor({ admission, urgent }: RingingCall, { calls }: WithDayLimits): number | undefined {
  const most = calls.perDay.minutes;
  if (most === 0) return undefined;
  const isKnown = admission === 'allowlisted' || admission === 'never-block' || urgent === 'yes';
  return isKnown ? most : strangersLimit(most);
}

/** What of a conversation is added when it ends; its first minute was taken before the telephone rang. */
export const furtherMinutes = (talkSeconds: number): number => Math.max(0, Math.ceil(talkSeconds / 60) - 1);

/** What is reached first comes first; the first limit holds back strangers alone. */
export type DayLimit = 'minutes-of-strangers' | 'minutes' | 'texts';

export interface ReachedLimit {
  readonly limit: DayLimit;
  readonly used: number;
  /** What the settings allow in a day. */
  readonly most: number;
}

/** Limits of today that are reached: at most one of minutes, and that of texts. */
export function reachedLimits(
  { minutes, texts }: DailyUse,
  { calls: { perDay } }: WithDayLimits,
): ReachedLimit[] {
  const ofMinutes = perDay.minutes === 0 ? undefined : limitOfMinutes(minutes, perDay.minutes);
  return [
    ...(ofMinutes === undefined ? [] : [{ limit: ofMinutes, used: minutes, most: perDay.minutes }]),
    ...(perDay.texts > 0 && texts >= perDay.texts
      ? [{ limit: 'texts', used: texts, most: perDay.texts } as const]
      : []),
  ];
}

function limitOfMinutes(used: number, most: number): DayLimit | undefined {
  if (used >= most) return 'minutes';
  return used < strangersLimit(most) ? undefined : 'minutes-of-strangers';
}

/** The same, told on the overview at the place of the setting. */
export const dayWarnings = (use: DailyUse, settings: WithDayLimits): SettingsProblem[] =>
  reachedLimits(use, settings).map((reached) => WARNINGS[reached.limit](reached, use));

const WARNINGS: Readonly<Record<DayLimit, (reached: ReachedLimit, use: DailyUse) => SettingsProblem>> = {
  'minutes-of-strangers': ({ used, most }) => ({
    at: '/calls/perDay/minutes',
    problem: `${String(used)} of today’s ${counted(most, 'minute')} are used: until midnight only allowlisted callers and fraud that is happening now reach staff, others leave a message; raise the limit if the calls are genuine`,
  }),
  minutes: ({ most }) => ({
    at: '/calls/perDay/minutes',
    problem: `today’s limit of ${counted(most, 'minute')} is reached: callers leave a message instead of reaching staff until midnight; raise the limit if the calls are genuine`,
  }),
  texts: ({ most }, { waitingTexts = 0 }) => ({
    at: '/calls/perDay/texts',
    problem: `today’s limit of ${counted(most, 'text message')} is reached: further ones wait until midnight${waitingTexts === 0 ? '' : ` (${String(waitingTexts)} text ${waitingTexts === 1 ? 'message waits' : 'messages wait'} so far)`}; raise the limit if the texts are genuine`,
  }),
};
