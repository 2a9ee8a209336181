// Settings that are allowed and probably not meant, and those in force that would be refused today. They are told by
// the API, by the console beside the field and on its overview, and by the command line after a save.
import { settingsProblems } from './settings-check.ts';
import { unassignedNumbers } from './settings-numbers.ts';
import { reachWarnings } from './settings-reach.ts';
import type { Settings } from './settings.ts';
import type { SettingsProblem } from '../basics/settings-problem.ts';
import { guessingWarnings } from '../screening/guessing.ts';
import { timeZoneWarning } from '../hours/time-zone-names.ts';

/** From October on, the next year's calendar should be there: China publishes it in November. */
const LOOK_AHEAD_FROM_MONTH = 9;

export const settingsWarnings = (settings: Settings, now: Date): SettingsProblem[] =>
  WARNINGS.flatMap((find) => find(settings, now));

const WARNINGS: readonly ((settings: Settings, now: Date) => SettingsProblem[])[] = [
  settingsProblems,
  unassignedNumbers,
  reachWarnings,
  guessingWarnings,
  unknownYears,
  ({ departments, hotline }, now) =>
    departments.flatMap(({ timeZone }, index) => {
      const problem = timeZoneWarning(timeZone, hotline.region, now);
      return problem === undefined ? [] : [{ at: `/departments/${index}/timeZone`, problem }];
    }),
];

/** A department follows a calendar that does not know the year: its holidays count as ordinary days. */
function unknownYears({ calendars, departments }: Settings, now: Date): SettingsProblem[] {
  const year = now.getUTCFullYear();
  const wanted = now.getUTCMonth() >= LOOK_AHEAD_FROM_MONTH ? [year, year + 1] : [year];
  const used = new Set(departments.flatMap(({ hours }) => (hours === 'always' ? [] : [hours.calendar])));
  return calendars.flatMap(({ id, years }, index) =>
    used.has(id)
      ? wanted
          .filter((one) => !years.includes(one))
          .map((one) => ({
            at: `/calendars/${index}/years`,
            problem: `calendar ${id} has no holidays for ${one}; departments will keep regular hours until you add them`,
          }))
      : [],
  );
}
