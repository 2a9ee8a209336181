// Word of a limit of the day that is reached: once a day for each limit, however often the watch finds it.
import { DAY_MS } from '../../core/basics/durations.ts';
import { randomUUID } from 'node:crypto';
import { dayOf, reachedLimits } from '../../core/departments/day-limit.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { commit } from '../commit.ts';
import type { Runtime } from '../runtime.ts';

const CLAIM_MS = 3 * DAY_MS;

export async function announceDayLimits(settings: Settings, runtime: Runtime): Promise<void> {
  const now = runtime.now();
  const at = now.toISOString();
  const day = dayOf(settings, now);
  for (const { limit, most } of reachedLimits(await runtime.store.dayUse.of(day), settings)) {
    const until = new Date(now.getTime() + CLAIM_MS).toISOString();
    if (!(await runtime.store.limits.claim(`day-limit:${day}:${limit}`, randomUUID(), until))) continue;
    runtime.log.warn(`a limit of the day is reached: ${limit}, ${String(most)}`);
    await commit([{ kind: 'notify', notice: { kind: 'day-limit', at, day, limit, most } }], runtime);
  }
}
