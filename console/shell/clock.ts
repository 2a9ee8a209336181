// Whose clock the pages with single calls, messages and entries go by: the reader's own. The overview goes by the
// hotline's, so that it is said where the two differ.
import { DAY_MS } from '../../core/basics/durations.ts';
import { lastDayOf } from '../../core/lists/expiry.ts';
import type { SettingsView } from '../../functions/admin/contract.ts';
import { useSignedIn } from '../api/api-context.ts';
import { useWords } from '../words/index.ts';

const HALF_A_YEAR_MS = 182 * DAY_MS;

export const zoneOf = ({ departments, defaultDepartment }: SettingsView): string =>
  (departments.find(({ id }) => id === defaultDepartment) ?? departments[0])?.timeZone ?? 'UTC';

/** One sentence; undefined where both clocks show the same. */
export function useClockNote(): string | undefined {
  const { common } = useWords();
  const hotline = zoneOf(useSignedIn().settings);
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return showsAs(own) === showsAs(hotline) ? undefined : common.clock(own, hotline);
}

/** By what it shows, in winter and in summer: many zones have several names. */
function showsAs(timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-US', { dateStyle: 'short', timeStyle: 'short', timeZone });
  const now = Date.now();
  return [now, now + HALF_A_YEAR_MS].map((instant) => format.format(instant)).join();
}

/** The day of an instant on the clocks of a time zone, `YYYY-MM-DD`. */
export const dayOf = (instant: string, timeZone: string): string =>
  lastDayOf(new Date(Date.parse(instant) + 1).toISOString(), timeZone);
