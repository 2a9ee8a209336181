// The first page: what the hotline is doing just now, who waits, and what the guard has done lately. It follows the
// calls by itself.
import ContentLayout from '@cloudscape-design/components/content-layout';
import Grid from '@cloudscape-design/components/grid';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useRef, type ReactNode } from 'react';
import { useSignedIn } from '../../api/api-context.ts';
import { useAnswer } from '../../api/use-answer.ts';
import type { PageProps } from '../../page-paths.ts';
import { setQuery } from '../../routing.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { zoneOf } from '../../shell/clock.ts';
import { useWords } from '../../words/index.ts';
import { Challenge } from './challenge.tsx';
import { CallsOverTime } from './calls-over-time.tsx';
import { Figures } from './figures.tsx';
import { ForwardingLoops } from './forwarding-loops.tsx';
import { HeatMap } from './heat-map.tsx';
import { LiveCalls } from './live-calls.tsx';
import { NowPanel } from './now-panel.tsx';
import { beginningOf, RANGES, useThisHour } from './ranges.ts';

/** A call that comes in is on the page before anybody has picked it up. */
const LIVE_SECONDS = 3;
const FIGURES_SECONDS = 60;
/** A week has its pattern over a month; it does not change by the minute. */
const MONTH_SECONDS = 600;

export default function OverviewPage({ query }: PageProps): ReactNode {
  const { overview } = useWords();
  const range = RANGES.find((known) => known === query.range) ?? 'day';
  const { from, live, stats, month } = useFigures(range);
  return (
    <ContentLayout
      header={
        <Header variant="h1" actions={<RangeChoice range={range} />}>
          {overview.title}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <NowPanel />
        <ProblemAlert problem={stats.problem ?? live.problem} again={stats.reload} />
        <ForwardingLoops stats={stats.body} />
        <Figures stats={stats.body} range={range} />
        <Grid
          gridDefinition={[
            { colspan: { default: 12, m: 8 } },
            { colspan: { default: 12, m: 4 } },
            { colspan: { default: 12, m: 8 } },
            { colspan: { default: 12, m: 4 } },
          ]}
        >
          <CallsOverTime stats={stats.body} range={range} from={from} />
          <LiveCalls live={live.body} />
          <HeatMap stats={month.body} />
          <Challenge stats={stats.body} />
        </Grid>
      </SpaceBetween>
    </ContentLayout>
  );
}

type Range = (typeof RANGES)[number];

function RangeChoice({ range }: { readonly range: Range }): ReactNode {
  const { overview } = useWords();
  return (
    <SegmentedControl
      label={overview.range}
      selectedId={range}
      options={RANGES.map((id) => ({ id, text: overview.ranges[id] }))}
      onChange={({ detail }) => {
        setQuery({ range: detail.selectedId });
      }}
    />
  );
}

/** The calls of this moment, the figures of the range that begins at `from`, and those of a month. */
function useFigures(range: Range) {
  const timeZone = zoneOf(useSignedIn().settings);
  const hour = useThisHour();
  const from = beginningOf(range, hour, timeZone);
  const live = useAnswer('overview.live', {}, { everySeconds: LIVE_SECONDS });
  const stats = useAnswer(
    'overview.stats',
    { query: { from: new Date(from).toISOString() } },
    { everySeconds: FIGURES_SECONDS },
  );
  const month = useAnswer(
    'overview.stats',
    { query: { from: new Date(beginningOf('month', hour, timeZone)).toISOString() } },
    { everySeconds: MONTH_SECONDS },
  );
  useReloadWhenCallsChange(live.body?.items.map(({ callSid }) => callSid).join(' '), stats.reload);
  return { from, live, stats, month };
}

/** The figures are read again as soon as a call begins or ends. */
function useReloadWhenCallsChange(calls: string | undefined, reload: () => void): void {
  const before = useRef(calls);
  useEffect(() => {
    if (before.current !== undefined && calls !== undefined && before.current !== calls) reload();
    before.current = calls;
  }, [calls, reload]);
}
