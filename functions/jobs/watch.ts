// Attack mode by itself: every minute the calls of the last five are held against the same hour of the weeks before.
import { watch, type CallRate } from '../../core/attack.ts';
import type { Runtime } from '../runtime.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const WEEK_MS = 7 * 24 * HOUR_MS;
const SPAN_MINUTES = 5;
const WEEKS = 4;

/** What was counted last: the same for a whole hour, and for as long as this function stays warm. */
const lastUsual = new WeakMap<Runtime, { readonly hour: string; readonly calls: number }>();

export async function watchCalls(runtime: Runtime): Promise<void> {
  const now = runtime.now();
  const settings = await runtime.settings.current();
  if (!settings.attack.automatic) return;
  const [before, rate] = await Promise.all([runtime.store.guard.get(), callRate(now, runtime)]);
  const state = watch(rate, before, settings, now);
  if (state === undefined) return;
  await runtime.store.guard.set(state);
  runtime.log.warn('guard level raised by the watch', { level: state.level, count: rate.recent });
}

async function callRate(now: Date, runtime: Runtime): Promise<CallRate> {
  const from = new Date(now.getTime() - SPAN_MINUTES * MINUTE_MS);
  const [recent, usual] = await Promise.all([
    runtime.store.calls.countBetween(from, now),
    usualCalls(now, runtime),
  ]);
  return { recent, usual };
}

async function usualCalls(now: Date, runtime: Runtime): Promise<number> {
  const hour = now.toISOString().slice(0, 13);
  const last = lastUsual.get(runtime);
  if (last?.hour === hour) return last.calls;
  const start = Date.parse(`${hour}:00:00Z`);
  const weeks = Array.from({ length: WEEKS }, (_, index) => start - (index + 1) * WEEK_MS);
  const counts = await Promise.all(
    weeks.map((begin) => runtime.store.calls.countBetween(new Date(begin), new Date(begin + HOUR_MS))),
  );
  const calls = (counts.reduce((sum, count) => sum + count, 0) / WEEKS) * (SPAN_MINUTES / 60);
  lastUsual.set(runtime, { hour, calls });
  return calls;
}
