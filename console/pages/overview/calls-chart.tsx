// The chart itself, a file of its own: it weighs more than the rest of the page.
import BarChart from '@cloudscape-design/components/bar-chart';
import type { ReactNode } from 'react';
import type { TalliedVerdict } from '../../../functions/admin/contract.ts';
import { useWords } from '../../words/index.ts';

export interface ColumnOfCalls {
  readonly label: string;
  readonly verdicts: Partial<Record<TalliedVerdict, number>>;
}

interface CallsChartProps {
  readonly columns: readonly ColumnOfCalls[];
  readonly verdicts: readonly TalliedVerdict[];
}

export default function CallsChart({ columns, verdicts }: CallsChartProps): ReactNode {
  const { overview, calls } = useWords();
  const tallest = Math.max(...columns.map(({ verdicts: one }) => sum(Object.values(one))), 4);
  return (
    <BarChart
      stackedBars
      hideFilter
      height={240}
      xScaleType="categorical"
      xDomain={columns.map(({ label }) => label)}
      yDomain={[0, niceTop(tallest)]}
      yTickFormatter={(value) => (Number.isInteger(value) ? String(value) : '')}
      ariaLabel={overview.chartTitle}
      emphasizeBaselineAxis={false}
      series={verdicts.map((verdict) => ({
        type: 'bar',
        title: calls.verdicts[verdict],
        // Of the page's own style sheet, so that light and dark each have theirs.
        color: `var(--verdict-${verdict})`,
        data: columns.map(({ label, verdicts: one }) => ({ x: label, y: one[verdict] ?? 0 })),
      }))}
    />
  );
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** A little air above the tallest column, at a number that people count by. */
function niceTop(tallest: number): number {
  const step = 10 ** Math.floor(Math.log10(tallest)) / 2;
  return Math.ceil((tallest * 1.05) / step) * step;
}
