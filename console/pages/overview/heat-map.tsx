// When people call: hours of the week as a table whose cells are darker the more calls they hold.
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import type { ReactNode } from 'react';
import type { StatsView } from '../../../functions/admin/contract.ts';
import { useCalendar } from '../../words/calendar.ts';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';

/** Shades beside "none"; the style sheet has a colour for each. */
const SHADES = 5;

export function HeatMap({ stats }: { readonly stats: StatsView | undefined }): ReactNode {
  const { overview } = useWords();
  const map = stats?.heatMap ?? [];
  const most = Math.max(0, ...map.flat());
  return (
    <Container
      fitHeight
      header={
        <Header variant="h2" description={stats && overview.heatDescription(stats.timeZone)}>
          {overview.heatTitle}
        </Header>
      }
    >
      {most === 0 ? (
        <Box color="text-body-secondary" textAlign="center" padding="xl">
          {stats && overview.emptyMonth}
        </Box>
      ) : (
        <>
          <Week map={map} most={most} />
          <Legend most={most} map={map} />
        </>
      )}
    </Container>
  );
}

interface WeekProps {
  readonly map: readonly (readonly number[])[];
  readonly most: number;
}

function Week({ map, most }: WeekProps): ReactNode {
  const { overview } = useWords();
  const { weekdays } = useCalendar();
  const format = useFormat();
  return (
    <div className="heat-frame" role="region" aria-label={overview.heatTitle} tabIndex={0}>
      <table className="heat">
        <thead>
          <tr>
            <th scope="col">
              <span className="only-read">{overview.weekday}</span>
            </th>
            {Array.from({ length: 24 }, (_, hour) => (
              <th key={hour} scope="col" className={hour % 3 === 0 ? '' : 'quiet'}>
                {String(hour).padStart(2, '0')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {map.map((row, day) => (
            <tr key={weekdays.short[day]}>
              <th scope="row">{weekdays.short[day]}</th>
              {row.map((count, hour) => (
                <td
                  key={String(hour)}
                  className={`shade-${String(shadeOf(count, most))}`}
                  title={overview.heatCell(weekdays.long[day] ?? '', clockOf(hour), format.number(count))}
                >
                  <span className="only-read">{format.number(count)}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Legend({ map, most }: WeekProps): ReactNode {
  const { overview } = useWords();
  const { weekdays } = useCalendar();
  const format = useFormat();
  const day = map.findIndex((row) => row.includes(most));
  const hour = map[day]?.indexOf(most) ?? 0;
  return (
    <div className="heat-legend">
      <Box color="text-body-secondary" fontSize="body-s">
        {overview.heatBusiest(weekdays.long[day] ?? '', clockOf(hour), format.number(most))}
      </Box>
      <div className="heat-scale" aria-hidden="true">
        <span>{overview.heatFew}</span>
        {Array.from({ length: SHADES + 1 }, (_, shade) => (
          <i key={shade} className={`shade-${String(shade)}`} />
        ))}
        <span>{overview.heatMany(format.number(most))}</span>
      </div>
    </div>
  );
}

const clockOf = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

const shadeOf = (count: number, most: number): number =>
  count === 0 ? 0 : Math.max(1, Math.round((count / most) * SHADES));
