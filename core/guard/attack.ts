// Decides whether the calls of the last minutes are an attack, by comparing the suspicious callers with the number of
// calls that is usual at this hour of the week.
import { MINUTE_MS } from '../basics/durations.ts';
import { counted } from '../basics/counted.ts';
import * as z from 'zod';
import type { AttackEvidence } from './attack-evidence.ts';
import type { GuardState } from './guard-state.ts';
import { GUARD_LEVELS, type GuardLevel } from '../screening/levels.ts';
import { levelInForce } from './guard-state.ts';

/** `attack` in the settings: attack mode by itself. */
export const attackSettings = z
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
  .prefault({});
type AttackSettings = z.output<typeof attackSettings>;

/** Settings, as far as attacks are asked for. */
interface WithAttack {
  readonly attack: AttackSettings;
}

/** Both for the same span of time. */
export interface CallRate {
  readonly recent: AttackEvidence;
  /** Mean number of calls in the same five minutes of the previous weeks. 0 if there were none. */
  readonly usual: number;
}

/**
 * The least part of the suspicious callers that must have left the code unanswered or entered a wrong one before the
 * level is Siege. Staying on the line costs an attacker time, and a short call does not.
 */
const FAILED_AT_SIEGE = 0.5;

/**
 * How many callers a level takes. Both floors grow with the hotline's usual calls, and siege takes as many times the
 * fewest callers as it takes times the usual calls.
 */
function floorsOf(
  usual: number,
  { fewestCalls, elevatedTimes, siegeTimes }: AttackSettings,
): Readonly<Record<'elevated' | 'siege', number>> {
  const calls = Math.max(usual, 1);
  return {
    elevated: Math.max(fewestCalls, elevatedTimes * calls),
    siege: Math.max((fewestCalls * siegeTimes) / elevatedTimes, siegeTimes * calls),
  };
}

/** Short calls and callers without a number raise the level to elevated, and never to siege. */
export function judgeRate({ recent, usual }: CallRate, attack: AttackSettings): GuardLevel {
  const { callers, unanswered, guessed, hidden } = recent;
  const floors = floorsOf(usual, attack);
  if (callers >= floors.siege && unanswered + guessed >= floors.siege * FAILED_AT_SIEGE) return 'siege';
  return callers + hidden >= floors.elevated ? 'elevated' : 'normal';
}

/** The name under which the watch sets the level. */
export const WATCH = 'watch';

/**
 * What the watch does: raises the level, keeps it up while the calls go on, and lets it run out by itself. A level
 * that a person has set is not touched.
 * @returns undefined for nothing
 */
export function watch(
  rate: CallRate,
  before: GuardState | undefined,
  { attack }: WithAttack,
  now: Date,
): GuardState | undefined {
  const current = levelInForce(before, now);
  const wanted = judgeRate(rate, attack);
  const byOther = current !== 'normal' && before?.by !== WATCH;
  if (!attack.automatic || byOther || rank(wanted) < rank(current) || wanted === 'normal') return undefined;
  return {
    level: wanted,
    since: current === wanted && before !== undefined ? before.since : now.toISOString(),
    until: new Date(now.getTime() + attack.holdMinutes * MINUTE_MS).toISOString(),
    by: WATCH,
    why: describe(rate),
    because: { ...rate.recent, usual: Math.round(rate.usual) },
  };
}

/** For the audit log, in English; screens and notices have words of their own for `because`. */
const describe = ({
  recent: { callers, unanswered, guessed, short, neighbours, hidden },
  usual,
}: CallRate): string =>
  `callers in five minutes: ${String(callers)} (${String(unanswered)} left the code unanswered, ${String(guessed)} entered a wrong code, ${String(short)} hung up within seconds, ${String(neighbours)} from blocks of new numbers), calls without a number: ${String(hidden)}, usual calls: ${String(Math.round(usual))}`;

/** Who sets the level when the day's calls cost too much. */
export const SPEND_GUARD = 'spend-guard';

/**
 * Siege until the day is over; one that lasts longer is left alone.
 * @param minutes that the carrier bills for today's calls
 * @returns undefined for nothing
 */
export function guardSpend(
  minutes: number,
  before: GuardState | undefined,
  { attack: { spend } }: WithAttack,
  { now, dayEnds }: { readonly now: Date; readonly dayEnds: Date },
): GuardState | undefined {
  if (spend === undefined || minutes * spend.pricePerMinute <= spend.mostPerDay) return undefined;
  const { until } = before ?? {};
  const lastsLonger = until === undefined || Date.parse(until) >= dayEnds.getTime();
  if (levelInForce(before, now) === 'siege' && lastsLonger) return undefined;
  const cost = `${(minutes * spend.pricePerMinute).toFixed(2)} ${spend.currency}`;
  return {
    level: 'siege',
    since: now.toISOString(),
    until: dayEnds.toISOString(),
    by: SPEND_GUARD,
    why: `today’s calls cost about ${cost} (${counted(minutes, 'minute')}), over the daily limit of ${String(spend.mostPerDay)} ${spend.currency}`,
  };
}

/** What the carrier said of a call when it was over; nothing while it goes on. */
interface FinishedCall {
  readonly status?: string;
  readonly seconds?: number;
}

/** The carrier bills each started minute of a call that was answered; one that was refused is free. */
export const billedMinutes = ({ status, seconds = 0 }: FinishedCall): number =>
  status === 'completed' ? Math.ceil(seconds / 60) : 0;

const rank = (level: GuardLevel): number => GUARD_LEVELS.indexOf(level);
