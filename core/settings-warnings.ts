// What is allowed, and probably not meant: told to whoever saves the settings or starts the hotline.
import { unassignedNumbers } from './settings-numbers.ts';
import type { Settings, SettingsProblem } from './settings.ts';

/** From October on, the next year's calendar should be there: China publishes it in November. */
const LOOK_AHEAD_FROM_MONTH = 9;

export const settingsWarnings = (settings: Settings, now: Date): SettingsProblem[] => [
  ...unassignedNumbers(settings),
  ...unknownYears(settings, now),
];

/** A department goes by a calendar that does not know the year: its holidays count as ordinary days. */
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
            problem: `the calendar ${id} does not know ${one}: its holidays are ordinary days until somebody enters them`,
          }))
      : [],
  );
}
