// Calls over the hours or days, by verdict: a chart, loaded when it is shown, and the same as a table.
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import { lazy, Suspense, useMemo, type ReactNode } from 'react';
import type { StatsView, TalliedVerdict } from '../../../functions/admin/contract.ts';
import { useSignedIn } from '../../api/api-context.ts';
import { PhoneButton } from '../../shell/frame/phone.tsx';
import { useCalendar, type Calendar } from '../../words/calendar.ts';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import { columnsOf, type Range } from './ranges.ts';
import type { ColumnOfCalls } from './calls-chart.tsx';

const CallsChart = lazy(() => import('./calls-chart.tsx'));

/** The order in which the results are stacked: from calls that reach staff to calls that do not. */
const VERDICT_ORDER = [
  'staff',
  'menu',
  'pin',
  'challenge',
  'voicemail',
  'appeal',
  'busy',
  'forwarding-loop',
  'reject',
  'unscreened',
] as const satisfies TalliedVerdict[];

interface CallsOverTimeProps {
  readonly stats: StatsView | undefined;
  readonly range: Range;
  /** Of the first column. */
  readonly from: number;
}

export function CallsOverTime({ stats, range, from }: CallsOverTimeProps): ReactNode {
  const { overview } = useWords();
  const calendar = useCalendar();
  const columns = useMemo(
    () => (stats === undefined ? [] : cut(stats, range, from, calendar)),
    [stats, range, from, calendar],
  );
  const verdicts = VERDICT_ORDER.filter((verdict) => (stats?.verdicts[verdict] ?? 0) > 0);
  return (
    <Container
      fitHeight
      header={
        <Header
          variant="h2"
          description={stats && overview[range === 'day' ? 'byHour' : 'byDay'](stats.timeZone)}
        >
          {overview.chartTitle}
        </Header>
      }
    >
      {stats?.calls === 0 ? (
        <Empty />
      ) : (
        <>
          <Suspense fallback={<div className="chart-space">{overview.chartLoading}</div>}>
            <CallsChart columns={columns} verdicts={verdicts} />
          </Suspense>
          <ExpandableSection headerText={overview.asTable}>
            <ColumnsTable columns={columns} verdicts={verdicts} byHour={range === 'day'} />
          </ExpandableSection>
        </>
      )}
    </Container>
  );
}

function Empty(): ReactNode {
  const { overview } = useWords();
  const { phone } = useFormat();
  const { settings } = useSignedIn();
  return (
    <Box textAlign="center" padding="xxl">
      <Box variant="h3">{overview.empty}</Box>
      <Box variant="p" color="text-body-secondary">
        {overview.emptyHow(phone(settings.hotline.number))}
      </Box>
      <PhoneButton />
    </Box>
  );
}

interface ColumnsTableProps {
  readonly columns: readonly ColumnOfCalls[];
  readonly verdicts: readonly TalliedVerdict[];
  readonly byHour: boolean;
}

function ColumnsTable({ columns, verdicts, byHour }: ColumnsTableProps): ReactNode {
  const { overview, calls } = useWords();
  const format = useFormat();
  const busy = columns.filter((column) => totalOf(column) > 0);
  return (
    <Table
      variant="embedded"
      contentDensity="compact"
      items={busy}
      trackBy="label"
      ariaLabels={{ tableLabel: overview.chartTitle }}
      columnDefinitions={[
        {
          id: 'when',
          header: byHour ? overview.hour : overview.day,
          isRowHeader: true,
          cell: ({ label }) => label,
        },
        ...verdicts.map((verdict) => ({
          id: verdict,
          header: calls.verdicts[verdict],
          cell: (column: ColumnOfCalls) => format.number(column.verdicts[verdict] ?? 0),
        })),
        { id: 'total', header: overview.total, cell: (column) => format.number(totalOf(column)) },
      ]}
    />
  );
}

const totalOf = ({ verdicts }: ColumnOfCalls): number =>
  Object.values(verdicts).reduce((sum, count) => sum + count, 0);

function cut(
  { hours, timeZone, to }: StatsView,
  range: Range,
  from: number,
  calendar: Calendar,
): ColumnOfCalls[] {
  const label = range === 'day' ? calendar.hour : calendar.day;
  return columnsOf(range, from, Date.parse(to), timeZone).map((column) => {
    const within = hours.filter(({ at }) => Date.parse(at) >= column.from && Date.parse(at) < column.to);
    const verdicts: Partial<Record<TalliedVerdict, number>> = {};
    for (const hour of within) {
      for (const verdict of VERDICT_ORDER) {
        const count = hour.verdicts[verdict] ?? 0;
        if (count > 0) verdicts[verdict] = (verdicts[verdict] ?? 0) + count;
      }
    }
    return { label: label(column.from, timeZone), verdicts };
  });
}
