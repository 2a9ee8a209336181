// The days of a calendar at a glance: a holiday of several days on one line.
import Box from '@cloudscape-design/components/box';
import type { ReactNode } from 'react';
import type { SettingsView } from '../../../../../functions/admin/contract.ts';
import { rangesOf } from '../../../../../functions/admin/settings/day-ranges.ts';
import { useCalendar } from '../../../../words/calendar.ts';
import { useWords } from '../../../../words/index.ts';
import { choiceWords } from '../../fields/field.tsx';

type Day = SettingsView['calendars'][number]['days'][number];

/** Days whose date is still being typed are left out. */
export function DayRanges({ days }: { readonly days: readonly Day[] }): ReactNode {
  const words = useWords();
  const calendar = useCalendar();
  const kinds = choiceWords('/calendars/0/days/0/kind', words);
  const dated = days
    .filter(({ date }) => !Number.isNaN(Date.parse(date)))
    .toSorted((a, b) => a.date.localeCompare(b.date));
  if (dated.length === 0) return null;
  return (
    <Box color="text-body-secondary">
      <ul className="day-ranges">
        {rangesOf(dated).map(({ from, to, name, kind }) => (
          <li key={`${from} ${name}`}>
            {calendar.dayRange(from, to)} {name}
            {kind === 'workday' && ` (${kinds[kind] ?? kind})`}
          </li>
        ))}
      </ul>
    </Box>
  );
}
