// What is kept for how long, what is oldest, and what is under a legal hold and why.
import { DAY_MS } from '../../../core/basics/durations.ts';
import { HELD_KINDS, type Hold } from '../../../core/holds/hold.ts';
import { CATEGORY_OF, KEPT_CATEGORIES, PERIODS, type KeptCategory } from '../../../core/holds/kept.ts';
import type { HeldCounts } from '../../../store/holds/holds.ts';
import type { Runtime } from '../../runtime.ts';

export interface HeldBy {
  readonly hold: Hold;
  readonly counts: HeldCounts;
}

export async function keptCategories(held: readonly HeldBy[], runtime: Runtime) {
  const [settings, oldest] = [await runtime.settings.current(), await oldestOfAll(held, runtime)];
  return KEPT_CATEGORIES.map((category) => ({
    category,
    ...PERIODS[category](settings),
    ...(oldest[category] === undefined ? {} : { oldest: oldest[category] }),
    held: heldIn(category, held),
    holds: held.flatMap(({ hold, counts }) => (countIn(category, counts) > 0 ? [hold.id] : [])),
  }));
}

const heldIn = (category: KeptCategory, held: readonly HeldBy[]): number =>
  held.reduce((sum, { counts }) => sum + countIn(category, counts), 0);

const countIn = (category: KeptCategory, counts: HeldCounts): number =>
  HELD_KINDS.filter((kind) => CATEGORY_OF[kind] === category).reduce((sum, kind) => sum + counts[kind], 0);

type OldestOfAll = Partial<Readonly<Record<KeptCategory, string | undefined>>>;

async function oldestOfAll(held: readonly HeldBy[], runtime: Runtime): Promise<OldestOfAll> {
  const { store, now } = runtime;
  const [recordings, cases, audit, packages, lifted, exercise, saved] = await Promise.all([
    store.oldest.voicemail(),
    store.oldest.case(),
    store.audit.oldest(),
    store.oldest.package(),
    store.oldest.hold(),
    store.oldest.exercise(),
    store.oldest.settings(),
  ]);
  const since = await oldestDay([cases, ...held.map(({ hold }) => hold.earliest)], runtime);
  return {
    calls: await store.oldest.call(since, now()),
    recordings,
    cases,
    audit,
    'evidence-packages': packages,
    holds: lifted,
    exercises: exercise,
    settings: saved,
  };
}

/** DynamoDB removes a record within days of its end; open cases and holds keep calls for longer. */
const LATE_DAYS = 8;

async function oldestDay(kept: readonly (string | undefined)[], { settings, now }: Runtime): Promise<Date> {
  const { calls } = await settings.current();
  const ordinary = now().getTime() - (calls.retentionDays + LATE_DAYS) * DAY_MS;
  return new Date(
    Math.min(ordinary, ...kept.flatMap((time) => (time === undefined ? [] : Date.parse(time)))),
  );
}
