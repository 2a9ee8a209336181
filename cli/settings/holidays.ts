// Public holidays, shown and taken into the settings.
import { tellSaved } from './settings.ts';
import type { HolidayView } from '../../functions/admin/contract.ts';
import { printable, table } from '../terminal/tables.ts';
import { type Connection, CommandError } from '../connection.ts';
/** Shows the holidays of a year; with `save`, takes them into the calendar of that country. */
export async function holidays(
  connection: Connection,
  country: string,
  year: string,
  { save }: { readonly save: boolean },
): Promise<void> {
  const query = { country, year: Number(year) };
  const { body: seed } = await connection.api.call('holidays', { query });
  if (!seed.published) {
    throw new CommandError(
      `The ${year} calendar for ${country} is not published yet. Enter the days yourself or try again later.`,
    );
  }
  const rows = seed.ranges.map(({ from, to, kind, name }) => [dayRange(from, to), kind, printable(name)]);
  process.stdout.write(`${table([year, 'kind', 'name'], rows)}\n`);
  if (save) await saveCalendar(connection, seed);
}

const DAY = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' });

/** `Oct 1–8`, `Sep 28–Oct 3`; the library puts thin spaces around the dash, which terminals show at any width. */
const dayRange = (from: string, to: string): string =>
  DAY.formatRange(new Date(from), new Date(to)).replaceAll(/\s*–\s*/g, '–');

async function saveCalendar(connection: Connection, { country, year, days }: HolidayView): Promise<void> {
  const { body: settings, version } = await connection.api.call('settings.get', {});
  const kept = settings.calendars.find(({ id }) => id === country) ?? { id: country, years: [], days: [] };
  const others = kept.days.filter(({ date }) => !date.startsWith(`${String(year)}-`));
  const calendar = {
    id: country,
    years: [...new Set([...kept.years, year])].sort((a, b) => a - b),
    days: [...others, ...days].sort((a, b) => a.date.localeCompare(b.date)),
  };
  const calendars = [...settings.calendars.filter(({ id }) => id !== country), calendar];
  const saved = await connection.api.call('settings.put', { version, body: { ...settings, calendars } });
  await tellSaved(connection, saved, {
    saved: (version) =>
      `Saved as calendar ${country} in version ${version} of the settings; name it in a department’s hours.`,
    proposed: `The calendar ${country} with the holidays of ${String(year)} is proposed.`,
  });
}
