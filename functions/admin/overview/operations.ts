// What the first page of the console shows: figures of the last days, calls that are going on, and whether anybody
// answers just now.
import { DAY_MS, MINUTE_MS } from '../../../core/basics/durations.ts';
import { dayOf, dayWarnings } from '../../../core/departments/day-limit.ts';
import { quietUntil } from '../../../core/departments/do-not-disturb.ts';
import { openState } from '../../../core/hours/open-state.ts';
import { settingsWarnings } from '../../../core/settings/settings-warnings.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import { departmentOrDefault, timetableOf } from '../../../core/departments/department.ts';
import { isRefusedUnanswered } from '../../../core/screening/verdict.ts';
import {
  addTallies,
  heatMapOf,
  percentile,
  savedBy,
  TALLIED_VERDICTS,
  type Tally,
} from '../../../core/records/stats.ts';
import { Problem } from '../../http/problem.ts';
import type { StatsView } from '../contract.ts';
import { answer, type Operations } from '../operation.ts';
import { readHours, type HourOfCalls } from './hourly-tallies.ts';
import { spanOf } from '../span.ts';
import { callView } from '../calls/operations.ts';
import { doNotDisturbView } from '../guard/do-not-disturb.ts';
import { guardView } from '../guard/operations.ts';

const DEFAULT_DAYS = 7;
const MOST_DAYS = 35;
const MOST_LIVE = 100;
/** Before and after the conversation, which has a limit of its own. */
const AROUND_A_TALK_MS = 15 * MINUTE_MS;

export const OVERVIEW_OPERATIONS: Operations<'overview.stats' | 'overview.state' | 'overview.live'> = {
  'overview.stats': async ({ query, runtime }) => {
    const now = runtime.now();
    const settings = await runtime.settings.current();
    const { to = now, from = new Date(to.getTime() - DEFAULT_DAYS * DAY_MS) } = spanOf(query, settings);
    refuseSpan(from, to);
    const { timeZone } = departmentOrDefault(settings, undefined);
    const [hours, appeals] = await Promise.all([
      readHours(runtime.store, { from, to, timeZone, now }),
      runtime.store.cases.appealsBetween(from, to),
    ]);
    const span = { from: from.toISOString(), to: to.toISOString(), timeZone };
    return answer('overview.stats', { ...span, ...figures(hours, settings), appeals });
  },

  'overview.state': async ({ runtime }) => {
    const now = runtime.now();
    const settings = await runtime.settings.current();
    const [used, standing, guard] = await Promise.all([
      runtime.store.dayUse.of(dayOf(settings, now)),
      runtime.store.doNotDisturb.get(),
      guardView(runtime),
    ]);
    const quiet = quietUntil(standing.state, now);
    return answer('overview.state', {
      now: now.toISOString(),
      defaultDepartment: departmentOrDefault(settings, undefined).id,
      departments: settings.departments.map((department) => ({
        id: department.id,
        name: department.name,
        timeZone: department.timeZone,
        ...openState(timetableOf(department, settings, quiet), now),
      })),
      doNotDisturb: doNotDisturbView(standing, now),
      guard,
      warnings: [...dayWarnings(used, settings), ...settingsWarnings(settings, now)],
    });
  },

  'overview.live': async ({ runtime }) => {
    const now = runtime.now();
    const settings = await runtime.settings.current();
    const from = new Date(now.getTime() - settings.calls.maxSeconds * 1_000 - AROUND_A_TALK_MS);
    // A call that began this moment counts as before now.
    const to = new Date(now.getTime() + MINUTE_MS);
    const { calls } = await runtime.store.calls.runningSince(from, to, MOST_LIVE);
    const items = calls
      .filter(({ verdict }) => !isRefusedUnanswered(verdict))
      .map((call) => callView(call, settings));
    return answer('overview.live', { now: now.toISOString(), items });
  },
};

/** @throws {Problem} */
function refuseSpan(from: Date, to: Date): void {
  if (from.getTime() >= to.getTime())
    throw new Problem(
      'invalid-request',
      'query /from: must lie before "to", or before now where that is absent.',
    );
  if (to.getTime() - from.getTime() > MOST_DAYS * DAY_MS)
    throw new Problem('invalid-request', `from can be at most ${MOST_DAYS} days before to.`);
}

function figures(
  hours: readonly HourOfCalls[],
  { attack }: Settings,
): Omit<StatsView, 'from' | 'to' | 'timeZone' | 'appeals'> {
  const all = addTallies(hours.map(({ tally }) => tally));
  const { staffMinutes, billedMinutes } = savedBy(all);
  const price = (minutes: number) =>
    attack.spend && {
      money: {
        amount: Math.round(minutes * attack.spend.pricePerMinute * 100) / 100,
        currency: attack.spend.currency,
      },
    };
  return {
    calls: all.calls,
    verdicts: all.verdicts,
    dispositions: all.dispositions,
    hours: hours.map(({ hour, tally }) => ({
      at: new Date(hour.from).toISOString(),
      verdicts: verdictsIn(tally),
    })),
    heatMap: heatMapOf(hours.map(({ hour, tally }) => ({ hour, calls: tally.calls }))),
    challenge: all.challenge,
    timeToPerson: {
      calls: all.waits.length,
      ...given('medianSeconds', percentile(all.waits, 0.5)),
      ...given('p90Seconds', percentile(all.waits, 0.9)),
    },
    keptFromStaff: all.kept,
    gaveUp: all.challenge['gave-up'],
    forwardingLoops: [...all.loops],
    saved: { staffMinutes, billedMinutes, ...price(billedMinutes) },
    spent: { billedMinutes: all.billedMinutes, talkSeconds: all.talkSeconds, ...price(all.billedMinutes) },
  };
}

const verdictsIn = ({ verdicts }: Tally): Partial<Tally['verdicts']> =>
  Object.fromEntries(
    TALLIED_VERDICTS.filter((verdict) => verdicts[verdict] > 0).map((verdict) => [
      verdict,
      verdicts[verdict],
    ]),
  );

const given = <Name extends string>(name: Name, value: number | undefined): Partial<Record<Name, number>> =>
  value === undefined ? {} : ({ [name]: value } as Record<Name, number>);
