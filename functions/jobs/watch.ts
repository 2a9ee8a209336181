// Every minute: since when the hotline answers, calls whose webhooks stopped, attack mode by itself, the spend guard, and
// word of every change of the guard's level and of limits of the day that are reached.
import { HOUR_MS, MINUTE_MS } from '../../core/basics/durations.ts';
import { attackEvidence, type AttackEvidence } from '../../core/guard/attack-evidence.ts';
import { guardSpend, watch, type CallRate } from '../../core/guard/attack.ts';
import type { CallRecord } from '../../core/records/call-record.ts';
import { localDay } from '../../core/hours/local-day.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { departmentOrDefault } from '../../core/departments/department.ts';
import type { StoredGuard } from '../../store/settings/settings-items.ts';
import { announceDayLimits } from '../notify/day-limit-announcement.ts';
import { announceGuardLevel } from '../notify/guard-announcement.ts';
import type { Runtime } from '../runtime.ts';
import { closeLostCalls } from './close-lost-calls.ts';
import { minutesOfDay } from './spend.ts';

const WEEK_MS = 7 * 24 * HOUR_MS;
const SPAN_MINUTES = 5;
const WEEKS = 4;

/** What was counted last: the same for a whole hour, and for as long as this function stays warm. */
const lastUsual = new WeakMap<Runtime, { readonly hour: string; readonly calls: number }>();

/** Those for which the time of the installation is known to be kept: it is written once, not each minute. */
const installationKept = new WeakSet<Runtime>();

async function keepInstallation(runtime: Runtime): Promise<void> {
  if (installationKept.has(runtime)) return;
  await runtime.store.marks.installed(runtime.now().toISOString());
  installationKept.add(runtime);
}

export async function watchCalls(runtime: Runtime): Promise<void> {
  await keepInstallation(runtime);
  const settings = await runtime.settings.current();
  const before = await runtime.store.guard.get();
  // A person who sets the level in the same moment wins: nothing is replaced but what was read.
  if (!(await watchSpend(before, settings, runtime))) await watchRate(before, settings, runtime);
  await closeLostCalls(runtime);
  const after = await runtime.store.guard.get();
  if (after !== undefined) await announceGuardLevel(after, runtime);
  await announceDayLimits(settings, runtime);
}

/** What speaks for an attack in the last minutes, against the calls of the same hour of the weeks before. */
async function watchRate(
  before: StoredGuard | undefined,
  settings: Settings,
  runtime: Runtime,
): Promise<void> {
  if (!settings.attack.automatic) return;
  const now = runtime.now();
  const state = watch(await callRate(now, runtime), before, settings, now);
  if (state !== undefined) await runtime.store.guard.replace(before, state);
}

/** Once a day: what a person sets afterwards stands. @returns whether it acted */
async function watchSpend(
  before: StoredGuard | undefined,
  settings: Settings,
  runtime: Runtime,
): Promise<boolean> {
  if (settings.attack.spend === undefined) return false;
  const now = runtime.now();
  const day = localDay(departmentOrDefault(settings, undefined).timeZone, now);
  if (before?.spendDay === day.date) return false;
  const state = guardSpend(await minutesOfDay(day, runtime), before, settings, { now, dayEnds: day.to });
  return state !== undefined && runtime.store.guard.replace(before, state, day.date);
}

async function callRate(now: Date, runtime: Runtime): Promise<CallRate> {
  const from = new Date(now.getTime() - SPAN_MINUTES * MINUTE_MS);
  const [recent, usual] = await Promise.all([recentEvidence(from, now, runtime), usualCalls(now, runtime)]);
  return { recent, usual };
}

async function recentEvidence(from: Date, to: Date, { store }: Runtime): Promise<AttackEvidence> {
  const calls: CallRecord[] = [];
  await store.calls.eachBetween(from, to, (some) => calls.push(...some));
  return attackEvidence(calls);
}

async function usualCalls(now: Date, runtime: Runtime): Promise<number> {
  const hour = now.toISOString().slice(0, 13);
  const last = lastUsual.get(runtime);
  if (last?.hour === hour) return last.calls;
  const { calls, settled } =
    (await sameHour(Date.parse(`${hour}:00:00Z`), runtime)) ?? (await lastDay(now, runtime));
  if (settled) lastUsual.set(runtime, { hour, calls });
  return calls;
}

interface Usual {
  /** In five minutes. */
  readonly calls: number;
  /** For this hour; in the first hour of a hotline each minute says something new. */
  readonly settled: boolean;
}

const countFor = (begin: number, { store }: Runtime): Promise<number> =>
  store.calls.countLetInBetween(new Date(begin), new Date(begin + HOUR_MS));

/** The same hour of the weeks before, of those in which the hotline was called at all; undefined where there were none. */
async function sameHour(start: number, runtime: Runtime): Promise<Usual | undefined> {
  const begins = Array.from({ length: WEEKS }, (_, index) => start - (index + 1) * WEEK_MS);
  const counts = await Promise.all(
    begins.map(async (begin) => ((await inUse(begin, runtime)) ? countFor(begin, runtime) : undefined)),
  );
  const known = counts.filter((count) => count !== undefined);
  if (known.length === 0) return undefined;
  const mean = known.reduce((sum, count) => sum + count, 0) / known.length;
  return { calls: mean * (SPAN_MINUTES / 60), settled: true };
}

/**
 * Whether the hotline had any calls in the week before this hour. Weeks before the first call, or without stored calls,
 * are left out of the mean.
 */
async function inUse(begin: number, { store }: Runtime): Promise<boolean> {
  const to = new Date(begin + HOUR_MS);
  const { items } = await store.calls.page({ from: new Date(to.getTime() - WEEK_MS), to, limit: 1 });
  return items.length > 0;
}

/** Of a call centre's day: on weekdays 2.1 to 2.6 at two banks (`anonbank` 1999 and `nabank` 2003 of the arrivals). */
const BUSIEST_TO_MEAN = 2.5;

/**
 * In the first week no such hour is known: the busiest one that a day with so many calls would have. Counted from the
 * first call of the last 24 hours on, since a hotline that has just begun was not silent before, it was not there.
 */
async function lastDay(now: Date, runtime: Runtime): Promise<Usual> {
  const counts = await Promise.all(
    Array.from({ length: 24 }, (_, index) => countFor(now.getTime() - (24 - index) * HOUR_MS, runtime)),
  );
  const first = counts.findIndex((count) => count > 0);
  const hours = first < 0 ? 1 : counts.length - first;
  const mean = counts.reduce((sum, count) => sum + count, 0) / hours;
  return { calls: mean * BUSIEST_TO_MEAN * (SPAN_MINUTES / 60), settled: hours > 1 };
}
