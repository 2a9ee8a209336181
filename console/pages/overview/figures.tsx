// Five figures: calls, those kept from staff, those who gave up, the time to a person, what was saved; each with what it is made of.
import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Popover from '@cloudscape-design/components/popover';
import type { ReactNode } from 'react';
import type { KeptWay, StatsView } from '../../../functions/admin/contract.ts';
import { useCalendar } from '../../words/calendar.ts';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import type { Range } from './ranges.ts';

interface FiguresProps {
  readonly stats: StatsView | undefined;
  readonly range: Range;
}

export function Figures({ stats, range }: FiguresProps): ReactNode {
  const { overview } = useWords();
  return (
    <Container
      header={
        <Header variant="h2" description={overview.rangeShort[range]}>
          {overview.figures}
        </Header>
      }
    >
      <ColumnLayout columns={5} variant="text-grid" minColumnWidth={130}>
        <Calls stats={stats} />
        <Kept stats={stats} />
        <GaveUp stats={stats} />
        <Wait stats={stats} />
        <Saved stats={stats} />
      </ColumnLayout>
    </Container>
  );
}

type OfStats = Pick<FiguresProps, 'stats'>;

interface FigureProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly children?: ReactNode;
}

function Figure({ label, value, children }: FigureProps): ReactNode {
  const { common } = useWords();
  return (
    <div>
      <Box variant="awsui-key-label">{label}</Box>
      <Box variant="awsui-value-large">
        <span className="figure">{value ?? common.none}</span>
      </Box>
      <Box color="text-body-secondary" fontSize="body-s">
        {children}
      </Box>
    </div>
  );
}

const DISPOSITIONS_SHOWN = ['talked-to-staff', 'missed', 'left-message', 'reported', 'informed'] as const;

function Calls({ stats }: OfStats): ReactNode {
  const { overview, calls } = useWords();
  const format = useFormat();
  const shown = DISPOSITIONS_SHOWN.filter((one) => (stats?.dispositions[one] ?? 0) > 0);
  return (
    <Figure label={overview.calls} value={stats && format.number(stats.calls)}>
      {shown.map((one) => (
        <div key={one}>
          {calls.dispositions[one]} {format.number(stats?.dispositions[one] ?? 0)}
        </div>
      ))}
    </Figure>
  );
}

const WAYS = ['refused', 'failed'] as const satisfies KeptWay[];

function Kept({ stats }: OfStats): ReactNode {
  const { overview } = useWords();
  const format = useFormat();
  const kept = stats?.keptFromStaff;
  const all = kept && WAYS.reduce((sum, way) => sum + kept[way], 0);
  return (
    <Figure label={overview.keptTitle} value={all === undefined ? undefined : format.number(all)}>
      {kept &&
        WAYS.filter((way) => kept[way] > 0).map((way) => (
          <div key={way}>{overview.keptWays[way](format.number(kept[way]))}</div>
        ))}
    </Figure>
  );
}

function GaveUp({ stats }: OfStats): ReactNode {
  const { overview } = useWords();
  const format = useFormat();
  return (
    <Figure label={overview.gaveUpTitle} value={stats && format.number(stats.gaveUp)}>
      {overview.gaveUpDetail}
    </Figure>
  );
}

function Wait({ stats }: OfStats): ReactNode {
  const { overview } = useWords();
  const format = useFormat();
  const calendar = useCalendar();
  const { calls = 0, medianSeconds, p90Seconds } = stats?.timeToPerson ?? {};
  return (
    <Figure
      label={overview.waitTitle}
      value={medianSeconds === undefined ? undefined : calendar.short(medianSeconds)}
    >
      {p90Seconds === undefined
        ? stats && overview.waitNone
        : overview.waitDetail(calendar.short(p90Seconds), format.number(calls))}
    </Figure>
  );
}

function Saved({ stats }: OfStats): ReactNode {
  const { overview } = useWords();
  const format = useFormat();
  const { money } = useCalendar();
  const { saved, spent } = stats ?? {};
  return (
    <Figure
      label={overview.savedTitle}
      value={saved && overview.savedMinutes(format.number(saved.staffMinutes))}
    >
      <div>{overview.savedOfStaff}</div>
      <div>
        {saved?.money === undefined || spent?.money === undefined
          ? overview.savedNoPrice
          : overview.savedMoney(
              money(saved.money.amount, saved.money.currency),
              money(spent.money.amount, spent.money.currency),
            )}
      </div>
      <Popover
        header={overview.savedHow}
        content={overview.savedExplained}
        triggerType="text"
        size="large"
        fixedWidth
      >
        <Box fontSize="body-s" color="inherit" display="inline">
          {overview.savedHow}
        </Box>
      </Popover>
    </Figure>
  );
}
