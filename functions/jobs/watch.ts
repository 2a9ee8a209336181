// Every minute: since when the hotline answers, attack mode by itself, the spend guard, and word of every change of the guard's level.
import { guardSpend, watch, type CallRate } from '../../core/attack.ts';
import { localDay } from '../../core/local-day.ts';
import { departmentOrDefault, type Settings } from '../../core/settings.ts';
import type { StoredGuard } from '../../store/items.ts';
import { announceGuardLevel } from '../guard-announcement.ts';
import type { Runtime } from '../runtime.ts';
import { minutesOfDay } from './spend.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const WEEK_MS = 7 * 24 * HOUR_MS;
const SPAN_MINUTES = 5;
const WEEKS = 4;

/** What was counted last: the same for a whole hour, and for as long as this function stays warm. */
const lastUsual = new WeakMap<Runtime, { readonly hour: string; readonly calls: number }>();

export async function watchCalls(runtime: Runtime): Promise<void> {
  await runtime.store.marks.installed(runtime.now().toISOString());
  const settings = await runtime.settings.current();
  const before = await runtime.store.guard.get();
  // A person who sets the level in the same moment wins: nothing is replaced but what was read.
  if (!(await watchSpend(before, settings, runtime))) await watchRate(before, settings, runtime);
  const after = await runtime.store.guard.get();
  if (after !== undefined) await announceGuardLevel(after, runtime);
}

/** Calls of the last minutes that were let in, against the same hour of the weeks before. */
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
  const [recent, usual] = await Promise.all([
    runtime.store.calls.countLetInBetween(from, now),
    usualCalls(now, runtime),
  ]);
  return { recent, usual };
}

async function usualCalls(now: Date, runtime: Runtime): Promise<number> {
  const hour = now.toISOString().slice(0, 13);
  const last = lastUsual.get(runtime);
  if (last?.hour === hour) return last.calls;
  const since = Date.parse((await runtime.store.marks.installedAt()) ?? now.toISOString());
  const start = Date.parse(`${hour}:00:00Z`);
  const weeks = Math.min(WEEKS, Math.floor((start - since) / WEEK_MS));
  const calls = weeks > 0 ? await sameHour(start, weeks, runtime) : await lastDay(now, since, runtime);
  lastUsual.set(runtime, { hour, calls });
  return calls;
}

/** The same hour of the weeks before, as far as there were any. */
async function sameHour(start: number, weeks: number, runtime: Runtime): Promise<number> {
  const begins = Array.from({ length: weeks }, (_, index) => start - (index + 1) * WEEK_MS);
  const counts = await Promise.all(
    begins.map((begin) => runtime.store.calls.countLetInBetween(new Date(begin), new Date(begin + HOUR_MS))),
  );
  return (counts.reduce((sum, count) => sum + count, 0) / weeks) * (SPAN_MINUTES / 60);
}

/** A hotline in its first week has no such hour: what it has had since, of a day at most, is what is usual. */
async function lastDay(now: Date, since: number, runtime: Runtime): Promise<number> {
  const age = Math.max(HOUR_MS, now.getTime() - since);
  const begin = now.getTime() - Math.min(24 * HOUR_MS, age);
  const hours = (now.getTime() - begin) / HOUR_MS;
  const count = await runtime.store.calls.countLetInBetween(new Date(begin), now);
  return (count / hours) * (SPAN_MINUTES / 60);
}
