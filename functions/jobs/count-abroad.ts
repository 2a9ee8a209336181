// Counts whose data left the area, day by day, once the day is over: no call waits for it. A number counts once a year.
import { DAY_MS } from '../../core/basics/durations.ts';
import { homeArea, crossingOf } from '../../core/privacy/residency.ts';
import { passagesOfDeployment } from '../../core/privacy/passages.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { Runtime } from '../runtime.ts';

const PAGE = 200;

export async function countAbroad(runtime: Runtime): Promise<void> {
  const settings = await runtime.settings.current();
  const first = await firstDay(settings, runtime);
  if (!callsCross(settings, runtime)) return;
  const today = dayStart(runtime.now());
  for (let day = first; day < today; day += DAY_MS) await countDay(day, runtime);
}

/** Whether what every call leaves behind crosses: at the carrier, or in the tables. */
const callsCross = (settings: Settings, { deployment }: Runtime): boolean =>
  passagesOfDeployment(deployment, settings).some(
    (passage) =>
      ['cloud', 'carrier'].includes(passage.flow) &&
      crossingOf(passage, homeArea(settings), settings.privacy.residency) !== undefined,
  );

const dayStart = (at: Date): number => Date.parse(at.toISOString().slice(0, 10));

/** The day after the last one that was counted; not before this year, nor before the calls that are still kept. */
async function firstDay({ calls }: Settings, { store, now }: Runtime): Promise<number> {
  const today = dayStart(now());
  const newYear = Date.UTC(now().getUTCFullYear(), 0, 1);
  const kept = today - calls.retentionDays * DAY_MS;
  const { through } = await store.abroad.of(yearBefore(today));
  const next = through === undefined ? newYear : Date.parse(through) + DAY_MS;
  // On New Year's Day the last day of the old year is still to be counted.
  return Math.max(through === undefined ? Math.min(newYear, today - DAY_MS) : next, kept);
}

/** The year of the last day that can be counted. */
const yearBefore = (today: number): number => new Date(today - DAY_MS).getUTCFullYear();

async function countDay(day: number, { store }: Runtime): Promise<void> {
  const year = new Date(day).getUTCFullYear();
  let cursor: string | undefined;
  do {
    const page = await store.calls.page({
      from: new Date(day),
      to: new Date(day + DAY_MS),
      limit: PAGE,
      cursor,
    });
    for (const { caller, recordingSid } of page.items) {
      if (caller === undefined) continue;
      await store.abroad.add(year, caller, 'people');
      if (recordingSid !== undefined) await store.abroad.add(year, caller, 'voices');
    }
    ({ cursor } = page);
  } while (cursor !== undefined);
  await store.abroad.countedThrough(year, new Date(day).toISOString().slice(0, 10));
}
